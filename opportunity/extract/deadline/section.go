package deadline

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// endSiblings ends a list of other calls at a paragraph that begins with the label of a step, where no last day was told before: a box
// stood in the middle of the page, and the page goes on below it without a heading.
func (w *scheduleReader) endSiblings(line string) {
	if !w.region.box || w.toldLastDay() {
		return
	}
	folded := jtext.Narrow(line)
	for t := range jdate.Tokens(folded) {
		label, _, _ := strings.Cut(folded[:t.From], "(") // not what a bracket tells of a call that is named: 公用車リース(見積合わせ)
		label = strings.Trim(label, " :・")
		if t.Kind == jdate.DayToken && !strings.ContainsAny(label, " \t") && role.Of(label).Strong() && !namesCall.MatchString(label) { // no name before it
			w.region, w.history = region{over: w.region.heading}, false
		}
		return // the first alone
	}
}

// namesCall finds the name of a call before what is asked for: 中小企業人材確保補助金の申請受付.
var namesCall = jtext.MustPattern(`(?:補助金|助成金|支援金|給付金|業務|事業|工事|委託|売却|売払い?|貸付け?|リース|購入|プロポーザル|サウンディング|広告|ネーミングライツ|施設|用地|跡地)(?:の|に(?:係る|関する))`)

// region is what the heading of a section says of the days below it, up to the next heading that says something else: a heading
// with a date is read as a line and says nothing of the others.
type region struct {
	heading  string // "" for none, and for a title, which is no label
	over     string // the heading of the region before
	under    string // the marked or numbered line that the lines below it stand under, where it is none of the headings
	month    string // of a calendar, whose days stand below
	round    string // which round or lot of the call it is about, "" for none
	siblings bool   // it is about other calls, or an example
	history  bool   // it tells of what was
	box      bool   // it is about other calls, and may stand in the middle of the page; see endSiblings
}

// faq is the heading of questions that are answered below it.
var faq = jtext.MustPattern(`よくある(?:ご|お)?質問|よくある(?:お)?問い?合わ?せ|(?i:faq)|(?i:q ?[&＆] ?a)`)

// regionOf judges the folded heading of a section that follows a region.
func (w *scheduleReader) regionOf(head string, before region) region {
	r := region{heading: head, over: before.heading, round: subject.RoundOf(head)}
	if r.round == "" && role.Of(head).Role != "" {
		r.round = before.round // 第2回募集, and below it as a heading of its own: 質問の受付
	}
	about := w.subjectOf(head)
	if about == subject.ThisCall && before.box && w.toldLastDay() && nameOfCall.MatchString(head) && !ownPart.In(head) {
		about = subject.OtherCalls // その他の募集, and below it as a heading of its own: 市有地の売却
	}
	r.box = about == subject.OtherCalls
	r.siblings = r.box || about == subject.Example
	r.history = about != subject.ThisCall
	if utf8.RuneCountInString(head) > longestLabel {
		r.heading, r.box = "", false
	}
	return r
}

// subjectOf tells what a heading says the part below is about. Where the day of publication is not known, a fiscal year is over before
// the first last day that was read, if the heading says besides that it is told of what was. Open calls are others once a last day was read.
func (w *scheduleReader) subjectOf(head string) subject.Subject {
	now := w.cal.Ref
	if now == "" && jtext.HasAny(head, "参考", "終了", "実績", "結果", "経過", "状況", "昨年", "前年") {
		for _, s := range w.byTable.steps {
			if s.End != "" && s.Role.HasLastDay() && (now == "" || s.End < now) {
				now = s.End
			}
		}
	}
	about := subject.Of(head, now)
	if about == subject.OpenCalls {
		if !w.toldLastDay() {
			return subject.ThisCall
		}
		about = subject.OtherCalls
	}
	return about
}

// toldLastDay reports whether a last day of the call was read.
func (w *scheduleReader) toldLastDay() bool {
	return slices.ContainsFunc(w.byTable.steps, func(s step) bool { return s.Role.HasLastDay() })
}

// nameOfCall ends in what a call is for, as the heading of one call among others does.
var nameOfCall = jtext.MustPattern(`(?:募集|公募|プロポーザル|業務|業務委託|委託|入札|売却|売払い?|貸付け?|補助金|助成金|調達|購入|工事|修繕|賃貸借|リース|実証実験|調査|管理者|パートナー|広告|事業者?)(?:\([^()]*\))?(?:の?(?:募集|公募|実施|お知らせ))?(?:について|します)?$`)

// longestLabel is the greatest number of characters of a heading that is a label and no title.
const longestLabel = 30

// yearOfSection is the year that a heading gives the days below it: 日程(令和8年).
var yearOfSection = jtext.MustPattern(`[(【]((?:令和 ?)?[0-9元]{1,4}年)[)】]$`)

// yearOfAll is the year that a caption or a note gives all days below it: 日付はすべて令和8年, ※年の記載のないものは2026年です.
var yearOfAll = jtext.MustPattern(`(?:すべて|全て|いずれも|みな|(?:日付|日程|期日|月日|年)は|(?:ない|なき|省略した)(?:もの|場合|限り|日付)?は?)[、 ]*((?:令和 ?)?[0-9元]{1,4}年)(?:の日付|のもの)?(?:です|とする|とします|である|を指す|を指します)?[)】。]*$`)

// takeYear reads the year that folded words above days give them all, and reports whether they do.
func (w *scheduleReader) takeYear(words string) bool {
	for _, form := range [...]*jtext.Pattern{yearOfSection, yearOfAll} {
		if year := form.FindStringSubmatch(words); year != nil {
			return w.cal.TakeYear(year[1])
		}
	}
	return false
}

// enterSection judges the region of a section, and reads its heading.
func (w *scheduleReader) enterSection(at int, s *document.Section) {
	w.section = at
	if s.Line == 0 || w.full() {
		return
	}
	w.moveTo(s.Line)
	w.item = ""
	folded := prepare.CloseGaps(jtext.Narrow(s.Heading))
	if month := strings.TrimSpace(folded); rowMonth.MatchString(month) {
		w.endBlock()
		w.region.month, w.region.heading, w.region.under, w.region.box = month, "", "", false
		return
	}
	w.region.month, w.inHead = "", true
	folded, dated, isStamp := withoutStamps(folded)
	if isStamp {
		return
	}
	head := strings.TrimSpace(folded)
	if dated && (subject.NamesYear(head) || w.headsAside(head)) {
		dated = false // 令和7年度の結果, 同日に公告した案件, 前回(令和7年11月10日公示)の結果
	}
	if !dated {
		w.enterRegion(head)
	}
	raw := "# " + s.Heading
	if w.findRolling(folded, raw); dated {
		w.dated(folded, raw)
	}
}

// enterRegion leaves what stood above the folded heading of a section without a date.
func (w *scheduleReader) enterRegion(head string) {
	w.endBlock()
	w.take(finding{leaves: true})
	w.above, w.used, w.last, w.aside = "", false, "", 0
	w.region = w.regionOf(head, w.region)
	w.cal.EnterSection(!w.region.history && !faq.MatchString(head) && (prepare.HeadsSchedule(head) || role.Of(head).Strong()))
	w.takeYear(head)
	if w.count > 0 {
		w.outer, w.count = w.count, 0
	}
	w.history, w.headed = w.region.history, w.number
}

// plainHead is the mark of a head that has none, and stands alone.
const plainHead = 'p'

// headMark returns the mark of a line that heads those below it, 0 for a line that does not.
func (w *scheduleReader) headMark(text string) rune {
	switch {
	case utf8.RuneCountInString(text) > longestLabel || strings.ContainsAny(strings.Replace(text, "参考:", "", 1), ":\t。"):
		return 0
	case lineHead.MatchString(text):
		return markOf(text)
	case w.alone || w.inHead:
		return plainHead
	}
	return 0
}

// enterAside reports whether a line heads or belongs to an aside, a part about other calls or what was under a head that is no heading of
// the page's. A head with the same mark ends it, or where it has none, any marked one or one of the call's own parts. A line that
// heads nothing and names other calls or cases to be shown speaks for its block alone.
func (w *scheduleReader) enterAside(text string) bool {
	mark := w.headMark(text)
	if mark == 0 {
		if w.aside == 0 && (w.subjectOf(text) == subject.OtherCalls || subject.IntroducesCases(text)) {
			w.history, w.headed = true, w.number
			return true
		}
		return w.aside != 0
	}
	head := inBrackets.ReplaceAllString(text, "")
	switch {
	case w.subjectOf(head) != subject.ThisCall:
		w.aside, w.history, w.headed = mark, true, w.number
	case mark == w.aside && mark != plainHead, w.aside == plainHead && (mark != plainHead || ownPart.In(head)):
		w.aside, w.history = 0, w.region.history
	}
	return w.aside != 0
}

// headsAside reports whether a line or heading with a date in it heads an aside: ■ 令和7年度の募集, 前回(令和7年11月10日公示)の結果.
func (w *scheduleReader) headsAside(text string) bool {
	if !w.alone && !w.inHead && !lineHead.MatchString(text) {
		return false
	}
	head := inBrackets.ReplaceAllString(text, "")
	return (strings.Contains(text, "年度") || !jtext.HasDigit(head) || !prepare.DatedLine(head)) && w.headMark(head) != 0 && w.subjectOf(head) != subject.ThisCall
}

// inBrackets is a bracket with a number in it.
var inBrackets = jtext.MustPattern(`\([^()]*[0-9][^()]*(?:\([^()]*\)[^()]*)*\)`)

// ownPart are words of the heads of a call's own parts.
var ownPart = jtext.NewWords("資格", "方法", "手続", "提出", "申込", "応募", "申請", "日程", "スケジュール", "質問", "審査", "選定", "概要", "目的", "趣旨", "要領", "要項", "書類", "問合", "問い合", "連絡", "担当", "契約", "留意", "その他", "注意", "添付", "ダウンロード", "対象", "内容")

// lineHead is a line that a mark or a number makes the head of those below: ■ 質問の受付, 【企画提案書の提出】, 3 審査.
var lineHead = jtext.MustPattern(`^ *(?:[■◆●▼]|【[^【】]*】$|(?:第 ?)?[0-9一二三四五六七八九十]{1,2}[ .、])`)

// lineNumber is the number of such a line.
var lineNumber = jtext.MustPattern(`[0-9]{1,2}`)

// enterLineHead notes a line that heads those below it. One that names no step ends what one like it heads: 6 参加表明書の提出, 7 受付期間.
func (w *scheduleReader) enterLineHead(text string) {
	mark := w.headMark(text)
	if mark == 0 || mark == plainHead {
		return
	}
	if n, _ := strconv.Atoi(lineNumber.FindString(text)); n > 0 {
		if n == w.outer+1 && n != w.count+1 && w.outer > 0 { // 3 日程, headings of its steps, and now 4 質問
			w.region, w.history = region{over: w.region.heading}, false
		}
		w.count = n
	}
	if round := subject.RoundOf(text); round != "" {
		w.region.round = round
	}
	switch {
	case !role.IsBare(strings.TrimLeft(text, " ■◆●▼第0123456789.、")):
		w.region.under = text
	case w.region.under == "" || mark == markOf(w.region.under):
		w.region.under = ""
		if role.Of(text).Role != "" {
			w.region.under = text // 1 受付期間, and below it 建設工事
		}
	}
}

// markOf returns the mark that a line begins with, '0' for a number and '■' for all that only catch the eye.
func markOf(text string) rune {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " "))
	switch {
	case first == '第' || first >= '0' && first <= '9':
		return '0'
	case strings.ContainsRune("■◆●▼", first):
		return '■'
	}
	return first
}

// endBlock forgets at a blank line what held for the lines above it.
func (w *scheduleReader) endBlock() {
	w.history = w.history && (w.region.siblings || w.aside != 0 || w.number <= w.headed+1) // over once something stood below; other calls go on
	if w.used {
		w.above, w.used = "", false
	}
	w.past = false
	w.block++
}
