package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
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
}

// label finds the role of each expression: from the words before it, behind it, or above it.
func (w *scheduleReader) label(u unit, es []jdate.Expression) []labelled {
	var out []labelled
	behind := false // the line has its labels behind the dates
	named := len(es) > 2 && u.label == "" && endsInDay(u.text[:es[0].From], u.text, es) && roleOf(labelBefore(u.text[:es[0].From])).role != ""
	for i, e := range es {
		from, to := 0, len(u.text)
		if i > 0 {
			from = es[i-1].To
		}
		from = max(from, e.Passed)
		if i+1 < len(es) {
			to = es[i+1].From
		}
		before, after := u.text[min(from, e.From):e.From], firstClause(u.text[e.To:max(to, e.To)])
		if i > 0 {
			before = afterBoundary(before)
		}
		if i+1 < len(es) && strings.HasPrefix(after, "、") && wording.HasSuffix(strings.TrimRight(after, " 、"), "は", "が", "を") {
			after = "" // the topic of the next date: まで、回答は
		}
		l := labelled{Expression: e}
		own := labelBefore(before)
		between := u.text[from:e.From]
		if behind = behind && !strings.Contains(between, "。"); behind {
			own = ""
		}
		r := roleOf(own)
		switch {
		case r.role == "" && i > 0 && !behind && isTopic(own, after):
			l.roles, l.words = w.roleFrom(u, own+after, "")
		case r.role == "" && i > 0 && !behind && len(out) > 0 && inherits(between) && !(i > 1 && named && isNoun(own)) && !namedBehind(between, own, after) && !(tellsOfBefore(between) && roleOf(after).role != ""):
			l.roles, l.words, l.borrowed = out[len(out)-1].roles, out[len(out)-1].words+own, isNoun(own)
		case behind && e.Closes && len(out) > 0 && roleOf(after).role == "": // 受付を開始し、12月10日に締め切ります
			l.roles, l.words = out[len(out)-1].roles, ""
		default:
			l.roles, l.words = w.roleFrom(u, own, after)
			l.borrowed = r.role == "" && isNoun(own) && roleOf(u.label+" "+own).role == "" && len(l.roles) > 0
			if l.roles == nil && i == 0 && (jtext.HasAny(own, "日時", "開催", "期日", "期間") || strings.Trim(own, " 「『(【") == "" && strings.Contains(before, "。")) {
				l.roles, l.words = w.roleFrom(u, before, after) // the sentence before says of what
			}
			behind = behind || i == 0 && u.label == "" && r.role == "" && roleOf(after).role != "" && !endsInDay(own, u.text, es)
		}
		if l.roles == nil {
			if inside := wordsInside(u.text[e.From:e.To]); roleOf(inside).role != "" {
				l.roles, l.words = w.roleFrom(u, inside, "")
			}
		}
		if l.roles == nil && e.Closes && strings.Trim(own, " 【[<≪《") == "" && u.label == "" && inBadge(u.text, e) {
			l.roles, l.words = []opportunity.Role{opportunity.Submission}, "締切"
		}
		if i == 0 && bookedFor(w.rolesInLine(), l, own, after) || len(out) > 0 && (bookedFor(out[len(out)-1].roles, l, own, after) || toldInBracket(out[len(out)-1].roles, l, u.text[es[i-1].To:e.From], own)) {
			l.roles = []opportunity.Role{opportunity.OtherRole}
		}
		if e.Replaces && len(out) > 0 && !labelsBefore(u.text[es[i-1].To:e.From]) {
			prev := out[len(out)-1]
			if prev.Range && prev.Start != "" && !l.Range {
				l.Start, l.StartTime, l.End, l.EndTime, l.Range = prev.Start, prev.StartTime, l.Start, l.StartTime, true
			}
			out = out[:len(out)-1]
		}
		out = append(out, l)
	}
	shareBack(u.text, out)
	return out
}

// rolesInLine returns the roles of the step that was read last, where it stands in the line or the cells being read.
func (w *scheduleReader) rolesInLine() []opportunity.Role {
	if n := len(w.steps); n > 0 && w.steps[n-1].line == w.number {
		return []opportunity.Role{w.steps[n-1].Role}
	}
	return nil
}

// shareBack gives a last day without a role that of the next one in its sentence, where they are days of two ways to hand the
// same in: 郵送の場合は12月16日消印有効、持参の場合は12月18日までに提出.
func shareBack(text string, ls []labelled) {
	for i := len(ls) - 2; i >= 0; i-- {
		l, next := &ls[i], ls[i+1]
		if l.roles != nil || !(l.Closes || l.Until) || len(next.roles) != 1 || !closes(next.roles[0]) {
			continue
		}
		if between := text[l.To:next.From]; !strings.Contains(between, "。") && jtext.HasAny(between, "持参", "郵送", "メール", "電子", "窓口") {
			l.roles, l.words = next.roles, next.words
		}
	}
}

// labelsBefore reports whether the words between two dates name a step before their arrow: 9/15質問締切→9/30提案締切. Then
// the arrow leads to the next step, and not from an old value to the new one.
func labelsBefore(between string) bool {
	words, _, found := strings.Cut(between, "→")
	return found && roleOf(words).role != ""
}

// wordsInside returns the label that stands between the day and the hour of one expression: 10月16日 応募締切(17:00). The
// words that end any day are none.
func wordsInside(expression string) string { return closingWords.Replace(expression) }

var closingWords = strings.NewReplacer("必着", " ", "締切", " ", "締め切り", " ", "〆切", " ", "まで", " ", "期限", " ")

// inBadge reports whether a last day stands in a badge of its own before or behind a title: 【12月18日(金)締切】.
func inBadge(text string, e jdate.Expression) bool {
	before, after := strings.TrimRight(text[:e.From], " "), strings.TrimLeft(text[e.To:], " ")
	return wording.HasSuffix(before, "【", "[", "<", "≪", "《") && wording.HasPrefix(after, "】", "]", ">", "≫", "》") && jtext.HasAny(text[e.From:e.To], "締切", "締め切", "〆")
}

// isTopic reports whether the words before a date are the topic of a clause that only together with the words behind the
// date names a step: 結果は11月2日に通知します.
func isTopic(own, after string) bool {
	topic := strings.TrimRight(own, " 、")
	if !strings.HasSuffix(topic, "は") || len(topic) < 2*len("は") {
		return false
	}
	r := roleOf(topic + after)
	return r.role != "" && !r.weak
}

// bookedFor reports whether a date is by when one books a place at the event that the sentence before names:
// 見学会を11月19日に開催します。参加希望者は11月17日までに申し込んでください.
func bookedFor(before []opportunity.Role, l labelled, own, after string) bool {
	if len(before) == 0 || before[0] != opportunity.Briefing && before[0] != opportunity.SiteVisit || len(l.roles) == 0 {
		return false
	}
	if l.roles[0] == before[0] { // 見学会 11月20日(要事前申込:11月18日まで)
		return (l.Until || l.Closes) && !l.Range && jtext.HasAny(own+after, "申込", "申し込", "予約")
	}
	if len(l.roles) != 1 || l.roles[0] != opportunity.Registration && l.roles[0] != opportunity.Submission {
		return false
	}
	return jtext.HasAny(own, "希望", "参加者は", "参加される", "出席", "参加は", "申込は", "申込みは", "予約") && jtext.HasAny(own+after, "申し込", "申込", "予約", "連絡", "電話") && !jtext.HasAny(own, "表明", "資格", "提案", "応募", "企画")
}

// endsInDay reports whether a line begins with a word and ends in its last date, so that its labels stand before the dates:
// 現説 11/18 質疑締切 11/25.
func endsInDay(own, text string, es []jdate.Expression) bool {
	last := es[len(es)-1]
	return len(es) > 2 && strings.Trim(own, " 　・※(") != "" && strings.Trim(text[last.To:], " )。") == ""
}

// namedBehind reports whether a date begins a sentence that names its step behind it: 7月14日には説明会がある.
func namedBehind(between, own, after string) bool {
	return strings.Contains(between, "。") && strings.TrimSpace(own) == "" && roleOf(after).role != ""
}

// toldInBracket reports whether a date stands in a bracket behind an event, by when one books a place there: 内覧会:11月25日
// (申込期限11月20日).
func toldInBracket(before []opportunity.Role, l labelled, between, own string) bool {
	if len(before) == 0 || before[0] != opportunity.Briefing && before[0] != opportunity.SiteVisit && before[0] != opportunity.Interview && before[0] != opportunity.OtherRole {
		return false
	}
	if strings.Count(between, "(") <= strings.Count(between, ")") || strings.Contains(between, "。") {
		return false
	}
	r := roleOf(own)
	return len(l.roles) == 1 && (r.weak || r.role == "") && closes(l.roles[0]) && jtext.HasAny(own, "申込", "申し込", "予約", "受付", "締切", "期限")
}

// isNoun reports whether words before a date are a label, if one that says nothing known.
func isNoun(own string) bool {
	own = strings.Trim(own, " 　・※:")
	return utf8.RuneCountInString(own) >= 2 && !jtext.HasAny(own, sameTopics...) && !jtext.HasDigit(own) && strings.Trim(own, "()（）~から及びと、") == own && len(own) <= 30
}

// inherits says whether the words between two dates leave the second in the first one's role.
func inherits(between string) bool {
	if jtext.HasAny(between, chosen...) {
		return false
	}
	next := strings.TrimSpace(between[max(lastEnd(between, "。"), lastEnd(between, "、"), 0):])
	if strings.HasSuffix(next, "は") && ownTopic.MatchString(next) && !jtext.HasAny(next, sameTopics...) {
		return false
	}
	return utf8.RuneCountInString(strings.TrimSpace(between)) <= 40
}

// ownTopic is the topic of a clause that tells of something else than the one before it: 日程は, 入札は. One that names a way,
// a place in a series or a case goes on about the same step: 郵送は, 最終日は.
var (
	ownTopic   = jtext.MustPattern(`^(?:なお、|また、|その後、)?[^、。0-9]{2,10}は、?$`)
	sameTopics = []string{"郵送", "持参", "メール", "電子", "オンライン", "書留", "直接", "場合", "最終", "締切", "締め切", "期限", "期日", "次", "回", "提出", "受付", "分", "以外", "必着", "方", "者", "とき", "ただし", "窓口", "当日", "ファ", "原本", "午前", "午後", "曜", "後期", "前期", "変更後", "延長"}
)

// lastEnd returns where the last sep in s ends, -1 where none stands.
func lastEnd(s, sep string) int {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return -1
	}
	return i + len(sep)
}

// particles say nothing without the word before them: 企画提案書(様式2)を.
const particles = " をはがにのも"

// afterBoundary returns what stands behind the first clause end in the words between two dates.
func afterBoundary(s string) string {
	if i := strings.LastIndex(s, "。"); i >= 0 && strings.Trim(s[i+len("。"):], " )") != "" {
		return s[i+len("。"):]
	}
	if tellsOfBefore(s) {
		return ""
	}
	for _, b := range [...]string{" ", "\t", ";", "/", ")", "→", "。", "、"} {
		if i := strings.Index(s, b); i >= 0 && (strings.Trim(s[i+len(b):], particles) != "" || strings.TrimSpace(s[:i]) == "") {
			s = s[i+len(b):]
		}
	}
	return s
}

// clauseOfBefore are words between two dates that end the clause of the first one: に選定委員会を行い、.
var clauseOfBefore = jtext.MustPattern(`^[^。は]{3,}(?:[いしてきりえけせめれべみ]|した結果|った結果|ところ|うえ|の上|のち|した後)、$`)

// tellsOfBefore reports whether the words between two dates all tell of the first one, and label the second with nothing.
func tellsOfBefore(between string) bool {
	return strings.HasSuffix(between, "、") && clauseOfBefore.MatchString(between)
}

// firstClause returns the words behind a date up to the end of their clause.
func firstClause(s string) string {
	if i := strings.Index(s, "。"); i >= 0 {
		s = s[:i]
	}
	if i := strings.Index(s, "、"); i >= 0 && utf8.RuneCountInString(s[:i]) > 4 {
		s = s[:i]
	}
	return jtext.Clip(s, 40)
}

// setAside are words that part a step from who takes it: 参加表明書を提出した者に対し.
var setAside = []string{"に対し", "した者", "された者", "の者に", "終了後", "に基づき", "のうえ", "の上", "後、", "後に", "後速やかに", "うえで", "上で、", "しようとする者は", "した事業者は", "された事業者は", "した者は", "された者は", "した団体は", "された団体は"}

// chosen are the topics of clauses about who has come through a step.
var chosen = setAside[len(setAside)-6:]

// addressed stands behind those whom a step is for.
const addressed = "を対象に"

// labelBefore returns the label in the words before a date: of the last sentence, without relative days and asides.
func labelBefore(s string) string {
	if i := strings.LastIndex(s, "。"); i >= 0 {
		s = s[i+len("。"):]
	}
	if i := strings.LastIndex(s, addressed); i >= 0 { // 第二次審査は、通過者を対象に
		topic := max(0, lastEnd(s[:i], "は、"))
		s = s[:topic] + s[i+len(addressed):]
	}
	for _, w := range setAside {
		if i := strings.LastIndex(s, w); i >= 0 {
			s = s[i+len(w):]
		}
	}
	return withoutRelative(s)
}

// withoutRelative cuts a relative left side such as 公募開始日から or 採択後~ off the end of a label.
func withoutRelative(s string) string {
	t := strings.TrimRight(s, " ")
	if open, ok := strings.CutSuffix(t, "~"); ok && wording.HasSuffix(strings.TrimRight(open, " "), "(", ":", "=") {
		return open // エントリー(~8/31)
	}
	switch {
	case strings.HasSuffix(t, "から"):
		t = strings.TrimSuffix(t, "から")
	case strings.HasSuffix(t, "~"):
		t = strings.TrimSuffix(t, "~")
	case strings.HasSuffix(t, "より"):
		t = strings.TrimSuffix(t, "より")
	default:
		return s
	}
	cut := -1
	for _, b := range [...]string{" ", ":", "、", "\t", "は", ")", "...", "=", "】", "]", "」", "・・・"} {
		if i := strings.LastIndex(t, b); i >= 0 {
			cut = max(cut, i+len(b))
		}
	}
	if cut < 0 {
		return ""
	}
	return t[:cut]
}

// roleFrom decides the role of a date from its own label, the words behind it and the labels above it.
func (w *scheduleReader) roleFrom(u unit, own, after string) ([]opportunity.Role, string) {
	label := strings.TrimSpace(u.label + " " + own)
	r := roleOf(own)
	if r.role == "" || r.weak {
		r = roleOf(label)
	}
	after = withoutAddressee(after)
	if r.role == opportunity.Questions && strings.HasPrefix(after, "に回答") {
		return []opportunity.Role{opportunity.Answers}, label + after // 質問について、11月24日に回答します
	}
	words := label
	generic := jtext.HasAny(label, "審査", "選考") && r.role == opportunity.Presentation
	if r.role == "" || r.weak && (u.label == "" || generic) {
		b := roleOf(after)
		if above := roleOf(w.above); b.role == opportunity.Publication && (above.role == opportunity.Answers || above.role == opportunity.Selection) && strings.TrimSpace(own) == "" {
			b = above // 質問への回答, and in the line below: 11月25日に市ホームページで公表
		}
		if b.role != "" && (r.role == "" || !b.weak && (done(after) || generic && (b.role == opportunity.Interview || b.role == opportunity.Presentation))) {
			r, words = b, label+after
		}
	}
	if whole := roleOf(label + after); r.role == "" && (whole.role == opportunity.Period && done(after) || isTopic(own, after)) {
		r, words = whole, label+after // 機器の設置 3月31日までに完了, 協力事業者は3月31日までに決定します
	}
	if r.role == "" || r.weak {
		for _, context := range [...]string{w.above, w.heading} {
			c := roleOf(context)
			if c.role == "" || c.role == noStep || r.role != "" && c.weak {
				continue
			}
			joint := roleOf(context + " " + words)
			if r.role == "" && !labelLike(own) {
				continue
			}
			r, words = joint, context+" "+words
			break
		}
	}
	behind, _, _ := strings.Cut(after, "(") // what stands in a bracket or behind ※ is told of the booking
	behind, _, _ = strings.Cut(behind, "※")
	if r.role == opportunity.Publication && jtext.HasAny(w.heading, "結果", "採択", "選定") && label == "" {
		r = roleOf(w.heading + " " + words + after) // # 採択結果 8月7日に公表します
	}
	if (r.role == opportunity.Briefing || r.role == opportunity.SiteVisit) && jtext.HasAny(behind, "申込", "申し込", "応募") {
		r = roleOf(words + after)
	}
	if (r.role == "" || r.weak) && strings.HasPrefix(after, "開催") {
		return []opportunity.Role{opportunity.OtherRole}, "開催" // 11月8日開催のセミナー
	}
	switch r.role {
	case "":
		return nil, words
	case noStep:
		return []opportunity.Role{noStep}, words
	}
	if joint := jointRoles(words, r.role); joint != nil {
		return joint, words
	}
	return []opportunity.Role{r.role}, words
}

// withoutAddressee takes off words behind a date whom something is for: までに全質問者に対し回答, に全応募者へ通知.
func withoutAddressee(after string) string {
	for _, mark := range [...]string{"者に対し", "者全員に", "者あて", "者へ", "者に"} {
		if i := strings.Index(after, mark); i >= 0 && roleOf(after[i+len(mark):]).role != "" {
			return after[i+len(mark):]
		}
	}
	return after
}

// done reports whether words behind a date tell what was or will be done on it: に公表しました, に開催します.
func done(after string) bool {
	return strings.HasPrefix(strings.TrimLeft(after, " )"), "に")
}

// labelLike says whether the words before a date are few enough to leave it to a heading's role.
func labelLike(own string) bool {
	return utf8.RuneCountInString(strings.Join(strings.Fields(own), " ")) <= 14 && !jtext.HasAny(own, "法", "令第", "規則", "以降", "平成", "昭和")
}

// joinable are the roles of which a label may name several.
var joinable = []opportunity.Role{opportunity.Submission, opportunity.Registration, opportunity.Questions, opportunity.Briefing, opportunity.SiteVisit, opportunity.Publication, opportunity.OtherRole}

// jointRoles returns the roles of a label that names several steps: 参加表明書及び質問書の提出期限.
func jointRoles(label string, whole opportunity.Role) []opportunity.Role {
	if !slices.Contains(joinable, whole) {
		return nil
	}
	if !jtext.HasAny(label, "及び", "並びに", "・", "と", "、") {
		return nil
	}
	var roles []opportunity.Role
	for _, part := range strings.Split(jointMarks.Replace(label), "\n") {
		r := roleOf(part)
		switch {
		case slices.Contains(joinable, r.role):
			if r.weak || r.role == opportunity.OtherRole && !jtext.HasAny(part, "配布", "交付") {
				continue
			}
			if len(roles) == 0 || roles[len(roles)-1] != r.role {
				roles = append(roles, r.role)
			}
		case r.role != "":
			return nil
		}
	}
	if len(roles) < 2 {
		return nil
	}
	return roles
}

var jointMarks = strings.NewReplacer("及び", "\n", "並びに", "\n", "・", "\n", "と", "\n", "、", "\n")
