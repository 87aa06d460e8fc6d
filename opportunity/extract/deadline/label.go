package deadline

import (
	"cmp"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// labelled is an expression with its roles and the words that gave them.
type labelled struct {
	jdate.Expression
	roles    []opportunity.Role
	words    string
	borrowed bool // the roles come from words further away, while those beside the date say something that is not known
	lot      bool // it is for what the date before it is for, of the next lot; see seriesOf
	around   weigh.Statement
	weighed  weigh.Judgement  // of what stands around it
	judged   opportunity.Role // what the weights are sure that a date without a role is for
}

// longestSentence is the number of characters behind a day that are looked at where its clause says nothing.
const longestSentence = 80

// label finds the role of each expression: from the words before it, behind it, or above it.
func (w *scheduleReader) label(u unit, es []jdate.Expression) []labelled {
	out := make([]labelled, 0, len(es))
	behind := false // the line has its labels behind the dates
	named := len(es) > 2 && u.label == "" && endsInDay(u.text[:es[0].From], u.text, es) && role.Of(labelBefore(u.text[:es[0].From])).Role != ""
	head, series := seriesOf(u.text, es)
	for i, e := range es {
		between, before, after := wordsAround(u, es, i)
		l := labelled{Expression: e}
		own := labelBefore(before)
		if l.lot = series && i > 0; l.lot {
			own, before, between = head, head+" "+own, "。"
		}
		if behind = behind && !strings.Contains(between, "。"); behind {
			own = ""
		}
		if !named && len(es) == 1 && done(after) && role.Of(own).Role == "" && role.Of(after).Role == "" {
			sentence, _, _ := strings.Cut(u.text[e.To:], "。")
			after = jtext.Clip(sentence, longestSentence) // 11月9日に当該会社と市との間で、仮契約を締結する
		}
		if isClause(own) && role.Of(after).Strong() {
			own = "" // 詳細を協議し、3月31日までに協定を締結する
		}
		l.around = w.statement(u, es, i, withoutMarkOfChange(labelBefore(before)), after)
		r := role.Of(own)
		switch {
		case r.Role == "" && i > 0 && !behind && isTopic(own, after):
			l.roles, l.words = w.roleFrom(u, own+after, "")
		case r.Role == "" && i > 0 && !behind && len(out) > 0 && inherits(between) && !(i > 1 && named && isNoun(own)) && !namedBehind(between, own, after) && !(tellsOfBefore(between) && role.Of(after).Role != ""):
			l.roles, l.words, l.borrowed = out[len(out)-1].roles, out[len(out)-1].words+own, isNoun(own) && !subject.IsRound(own)
		case behind && e.Closes && len(out) > 0 && role.Of(after).Role == "": // 受付を開始し、12月10日に締め切ります
			l.roles, l.words = out[len(out)-1].roles, ""
		default:
			l.roles, l.words = w.roleFrom(u, own, after)
			l.borrowed = r.Role == "" && isNoun(own) && !subject.IsRound(own) && role.Of(u.label+" "+own).Role == "" && len(l.roles) > 0
			if l.roles == nil && i == 0 && (jtext.HasAny(own, "日時", "開催", "期日", "期間") || strings.Trim(own, " 「『(【") == "" && strings.Contains(before, "。")) {
				l.roles, l.words = w.roleFrom(u, before, after) // the sentence before says of what
			}
			behind = behind || i == 0 && u.label == "" && r.Role == "" && role.Of(after).Role != "" && !endsInDay(own, u.text, es)
		}
		if l.roles == nil {
			if inside := wordsInside(u.text[e.From:e.To]); sinceContract.MatchString(inside) {
				l.roles, l.words = []opportunity.Role{opportunity.Period}, "契約期間"
			} else if role.Of(inside).Role != "" {
				l.roles, l.words = w.roleFrom(u, inside, "")
			}
		}
		if l.roles == nil && e.Closes && strings.Trim(own, " 【[<≪《") == "" && u.label == "" && inBadge(u.text, e) {
			l.roles, l.words = []opportunity.Role{opportunity.Submission}, "締切"
		}
		if i == 0 && bookedFor(w.rolesInLine(), l, own, after) || len(out) > 0 && (bookedFor(out[len(out)-1].roles, l, l.around.Own, after) || toldInBracket(out[len(out)-1].roles, l, u.text[es[i-1].To:e.From], l.around.Own)) {
			l.roles = []opportunity.Role{opportunity.OtherRole}
		}
		switch sentence := sentenceAround(u.text, e.From, e.To); {
		case considered.MatchString(after):
			l.roles, l.words = []opportunity.Role{opportunity.Submission}, after
		case mayBeOwed(l.roles) && role.IsOwed(sentence):
			l.roles = []opportunity.Role{opportunity.OtherRole}
		case isSignUp(l, u.text[e.To:]):
			l.roles = []opportunity.Role{opportunity.OtherRole}
		case len(l.roles) == 0 && (e.Until || e.Closes) && role.IsInvitation(sentence) && !w.underEvent():
			l.roles, l.words = []opportunity.Role{opportunity.Submission}, "申し出"
		case role.IsBooking(sentence):
			l.roles, l.words = []opportunity.Role{opportunity.OtherRole}, "予約"
		case len(l.roles) == 1 && !l.roles[0].HasLastDay() && role.RefusesLate(sentence):
			l.roles = []opportunity.Role{role.None} // below the heading of another step: 契約期間
		case len(l.roles) == 1 && l.roles[0].HasLastDay() && !e.Until && !e.Closes && !e.Range && putUp.MatchString(u.text[e.To:]):
			l.roles = []opportunity.Role{role.None}
		}
		if e.Replaces && len(out) > 0 && !labelsBefore(u.text[es[i-1].To:e.From]) {
			l.replace(u, out[len(out)-1], w.moved)
			out = out[:len(out)-1]
		}
		out = append(out, l)
	}
	if series {
		shareInSeries(out)
	}
	shareBack(u.text, out)
	return out
}

// putUp ends a line in what was done to another page on its day: 観光案内業務の企画提案 2026/2/6掲載.
var putUp = jtext.MustPattern(`^ ?に?(?:掲載|更新)(?:しました|済み?)?[)\]】]? ?$`)

// replace makes l, which stands behind an arrow, the new value of the date before it, or the last day of the window that this one begins.
func (l *labelled) replace(u unit, prev labelled, moved bool) {
	if isWindow(u, prev, *l, moved) {
		l.End, l.EndTime, l.Range = l.Start, cmp.Or(l.EndTime, l.StartTime), true
		l.Start, l.StartTime = prev.Start, prev.StartTime
	} else if prev.Range && prev.Start != "" && !l.Range {
		l.Start, l.StartTime, l.End, l.EndTime, l.Range = prev.Start, prev.StartTime, l.Start, l.StartTime, true
	}
	l.goesOnFrom(prev)
}

// mayBeOwed reports whether what roles say of a date may be said of what is due from those who were chosen.
func mayBeOwed(roles []opportunity.Role) bool {
	return len(roles) == 0 || len(roles) == 1 && (roles[0] == opportunity.Submission || roles[0] == opportunity.Registration || roles[0] == opportunity.Selection)
}

// goesOnFrom takes over what stands before the value that l replaces, where nothing before l says what it is for.
func (l *labelled) goesOnFrom(replaced labelled) {
	if role.Of(l.around.Own).Role == "" {
		l.around.Own, l.around.Before = replaced.around.Own, replaced.around.Before
	}
}

// rolesInLine returns the roles of the step that was read last, where it stands in the line or the cells being read.
func (w *scheduleReader) rolesInLine() []opportunity.Role {
	if n := len(w.byTable.steps); n > 0 && w.byTable.steps[n-1].line == w.number {
		return []opportunity.Role{w.byTable.steps[n-1].Role}
	}
	return nil
}

// wordsInside returns the label that stands between the day and the hour of one expression: 10月16日 応募締切(17:00). The
// words that end any day are none.
func wordsInside(expression string) string { return closingWords.Replace(expression) }

// sinceContract begins a range that runs from the contract on, which is the work's: 契約の日 ~ 3月26日.
var sinceContract = jtext.MustPattern(`^ *契約(?:締結)?(?:の)?(?:翌)?日`)

var closingWords = strings.NewReplacer("必着", " ", "締切", " ", "締め切り", " ", "〆切", " ", "まで", " ", "期限", " ")

// inBadge reports whether a last day stands in a badge of its own before or behind a title: 【12月18日(金)締切】.
func inBadge(text string, e jdate.Expression) bool {
	before, after := strings.TrimRight(text[:e.From], " "), strings.TrimLeft(text[e.To:], " ")
	return wording.HasSuffix(before, "【", "[", "<", "≪", "《") && wording.HasPrefix(after, "】", "]", ">", "≫", "》") && jtext.HasAny(text[e.From:e.To], "締切", "締め切", "〆")
}

// naming is what labels say of a date as they are looked at one after the other.
type naming struct {
	role.Label
	words string // that said so
}

// placeOpens stands behind the day on which a place opens or is given up, which no label before it makes a step: 4月1日に開所する事業者を募集します.
var placeOpens = jtext.MustPattern(`^ ?に(?:開所|開設|開園|開館|開校|開業|開店|開駅|閉館|閉校|閉園|閉鎖|廃止|休止|廃校|閉所)(?:する|した|し、|され|を予定|予定)`)

// houseOpened is the label of the day on which a house was opened: 開館, (3)供用開始年月日.
var houseOpened = jtext.MustPattern(`^[ 0-9.()①-⑳・]*(?:開館|開園|開設|開所|開校|開業|開場|供用開始|建築|築造)(?:日|年月日?|時期)?(?:[ :]|$)`)

// considered stands behind the last day for what a review looks at, whatever its date is for: 審査会は10月5日に開き、9月15日までに提出された提案書を対象とします.
var considered = jtext.MustPattern(`^ ?に?(?:提出|応募|申請|申込み?|申し込み|受付|受け付け|受理)(?:され|のあっ|し|を?受け)?た(?:もの|提案|提案書|企画書|申請|申請書|書類|案件|応募)(?:について|を|が)(?:、)?(?:対象|審査)`)

// roleFrom decides the role of a date from its own label, the words behind it and the labels above it.
func (w *scheduleReader) roleFrom(u unit, own, after string) ([]opportunity.Role, string) {
	label, n := w.ownLabel(u, own)
	if n.Role == opportunity.Period && held.MatchString(label) {
		n = w.fromEvent(n)
	}
	after = withoutAddressee(after)
	if n.Role == opportunity.Questions && strings.HasPrefix(after, "に回答") {
		return []opportunity.Role{opportunity.Answers}, label + after // 質問について、11月24日に回答します
	}
	if placeOpens.MatchString(after) || houseOpened.MatchString(label) {
		return []opportunity.Role{role.None}, label + after
	}
	n = w.fromBehind(n, u, own, label, after)
	if !n.Telling() {
		n = w.fromAbove(n, own, label)
	}
	if n.Role == opportunity.Registration && jtext.HasAny(n.words+after, "申込", "申し込") && !jtext.HasAny(n.words, "表明", "資格", "提案", "プロポーザル") && w.underEvent() {
		return []opportunity.Role{opportunity.OtherRole}, n.words // 現地見学会, 参加申込期限
	}
	told, _, _ := strings.Cut(after, "(") // what stands in a bracket or behind ※ is told of the booking
	told, _, _ = strings.Cut(told, "※")
	if n.Role == opportunity.Publication && jtext.HasAny(w.region.heading, "結果", "採択", "選定") && label == "" {
		n.Label = role.Of(w.region.heading + " " + n.words + after) // # 採択結果 8月7日に公表します
	}
	if isVisited(n.Role) && jtext.HasAny(told, "申込", "申し込", "応募", "連絡ください", "連絡してください") {
		n.Label = role.Of(n.words + after)
	}
	if !n.Telling() && strings.HasPrefix(after, "開催") {
		return []opportunity.Role{opportunity.OtherRole}, "開催" // 11月8日開催のセミナー
	}
	switch n.Role {
	case "":
		return nil, n.words
	case role.None:
		return []opportunity.Role{role.None}, n.words
	}
	if joint := jointRoles(n.words, n.Role); joint != nil {
		return joint, n.words
	}
	return []opportunity.Role{n.Role}, n.words
}

// held is a label that leaves it to its heading whether a meeting or the work lasts for a range.
var held = jtext.MustPattern(`^(?:[ア-ン][ .、)]|[ 0-9.()①-⑳・])*(?:実施|開催)(?:期間|日程)[ :]*$`)

// fromEvent returns the role of the meeting that the label above, the marked line or the heading names, what was said where they name none.
func (w *scheduleReader) fromEvent(n naming) naming {
	for _, context := range [...]string{w.above, w.region.under, w.region.heading} {
		if c := role.Of(context); c.Strong() && events[c.Role] {
			return naming{c, context}
		}
	}
	return n
}

// counted is a bracket behind a label that tells how many took the step: 提案書の提出期限(3者から提出、1者辞退).
var counted = jtext.MustPattern(`\([^()]*[0-9] ?(?:者|社|団体|名|人|件)[^()]*\)`)

// withoutCounts returns a label without such brackets.
func withoutCounts(label string) string {
	if !strings.Contains(label, "(") {
		return label
	}
	return counted.ReplaceAllString(label, "")
}

// ownLabel returns the label of a date, the unit's and its own, and what it says.
func (w *scheduleReader) ownLabel(u unit, own string) (string, naming) {
	label := strings.TrimSpace(withoutCounts(u.label + " " + own))
	r := role.Of(own)
	if !r.Telling() {
		r = role.Of(label)
	}
	if strings.Contains(w.item, "資格") {
		if joint := role.Of(w.item + " " + label); joint.Role == opportunity.Registration || joint.Role == opportunity.OtherRole {
			r, label = joint, w.item+" "+label // 4 入札参加資格の確認, (1) 申請書の提出期間
		}
	}
	if r.Role == opportunity.Publication && role.IsBare(label) {
		r.Weak = true // 質問への回答, 公表日
	}
	return label, naming{r, label}
}

// fromBehind asks the words behind the date, where its label leaves that open.
func (w *scheduleReader) fromBehind(n naming, u unit, own, label, after string) naming {
	generic := jtext.HasAny(label, "審査", "選考") && n.Role == opportunity.Presentation
	if n.Role == "" || n.Weak && (u.label == "" || generic) {
		b := role.Of(after)
		if above := role.Of(w.above); b.Role == opportunity.Publication && (above.Role == opportunity.Answers || above.Role == opportunity.Selection) && strings.TrimSpace(own) == "" {
			b = above // 質問への回答, and in the line below: 11月25日に市ホームページで公表
		}
		if b.Role != "" && (n.Role == "" || !b.Weak && (done(after) || generic && (b.Role == opportunity.Interview || b.Role == opportunity.Presentation))) {
			n = naming{b, label + after}
		}
	}
	if whole := role.Of(label + after); n.Role == opportunity.Submission && n.Weak && handsOut.In(after) && whole.Role == opportunity.OtherRole && whole.Strong() {
		n = naming{whole, label + after} // 募集要項及び様式は…配布しています
	}
	if told := role.Of(after); n.Role == opportunity.Submission && done(after) && toldOf[told.Role] && told.Strong() && !handsIn.In(label) {
		n = naming{told, after} // 提出された入札書は、12月22日に開札します
	}
	if n.Role == "" {
		if whole := role.Of(label + after); (whole.Role == opportunity.Period || whole.Role == opportunity.Opening) && done(after) || isTopic(own, after) {
			n = naming{whole, label + after} // 機器の設置 3月31日までに完了, 協力事業者は3月31日までに決定します
		}
	}
	return n
}

// handsOut are words by which papers are given to those who ask.
var handsOut = jtext.NewWords("配布", "配付", "交付", "閲覧", "縦覧", "お渡し")

// handsIn are the words of a label by which papers are handed in, and toldOf the steps that are told of papers handed in before.
var (
	handsIn = jtext.NewWords("提出期", "提出し", "提出の", "提出締", "受付", "締切", "期限", "期間", "必着")
	toldOf  = map[opportunity.Role]bool{opportunity.Opening: true, opportunity.Presentation: true, opportunity.Selection: true}
)

// nameOfPaper ends in what a paper is: a title, which is no label of the day below it, although it names the call. A bare 募集要項 may be
// a section of its own.
var nameOfPaper = jtext.MustPattern(`[^ ]{4,} ?(?:募集|公募|実施|応募)?(?:要領|要項|要綱|説明書|案内書|指針)$`)
