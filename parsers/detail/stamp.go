package detail

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// What an element that shows a date without a label says by its class.
const (
	noDate      page.Landmark = iota
	dateShown                 // date, day, entry-meta
	dateUpdated               // update, modified
)

// datedWords are the words of classes around a page's own date.
var datedWords = map[string]page.Landmark{"date": dateShown, "day": dateShown, "meta": dateShown, "posted": dateShown,
	"publish": dateShown, "published": dateShown, "hizuke": dateShown, "time": dateShown,
	"update": dateUpdated, "updated": dateUpdated, "modified": dateUpdated, "koushin": dateUpdated}

// datedName tells whether an element is where the page shows its own date.
func datedName(n *html.Node) page.Landmark {
	if n.DataAtom == atom.Time {
		if strings.Contains(page.Attribute(n, "class"), "updated") {
			return dateUpdated
		}
		return dateShown
	}
	found := noDate
	for i := range n.Attr {
		if key := n.Attr[i].Key; key == "class" || key == "id" {
			page.EachWord(n.Attr[i].Val, func(word string) { found = max(found, datedWords[word]) })
		}
	}
	return found
}

// dateForm is a full date as pages write it: 令和8年7月31日, 令和8(2026)年7月31日, 令和8年(2026年)7月31日, 2026(令和8)年7月31日, 2026/05/20, R8.5.20, in either width.
const dateForm = `(?:(?:令和|平成|昭和|[RHSＲＨＳ])\s*[.．]?\s*)?[0-9０-９元一二三四五六七八九十〇]{1,4}\s*(?:[(（](?:令和|平成)?[0-9０-９元]{1,4}年?[)）]\s*)?[年./．／\-－]\s*(?:[(（](?:令和|平成)?[0-9０-９元]{1,4}年?[)）]\s*)?[0-9０-９一二三四五六七八九十]{1,3}\s*[月./．／\-－]\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日?`

var (
	// stampBefore is a labelled date: 掲載日：2026年4月15日.
	stampBefore = jtext.MustPattern(`(?i)(最終更新日時|最終更新日|最終更新|最終改定日|改訂日|更新日時|更新日付|更新日|更新年月日|更新|修正日|掲載日時|掲載開始日|掲載年月日|掲載日付|掲載日|掲載|` +
		`公開日時|公開開始日|公開日|公開|登録日時|登録日|投稿日時|投稿日|発表日|発信日|作成日|公表日|公告日|公示日|last modified|last update|updated?|published|posted(?: on)?)` +
		`\s*[：:／/\]］】）)\s]*\s*(` + dateForm + `)`)
	// announcedIn is a row that tells only when the call was announced: 公告 令和8年10月1日（木）.
	announcedIn = jtext.MustPattern(`^(公告|公示|告示|公表|発表|報道発表|配布)(?:日|年月日)?\t+\s*(` + dateForm + `)\s*(?:[(（][^)）]{1,4}[)）])?\s*$`)
	// stampAfter is a date with its label behind: ２０２６年８月２４日掲載.
	stampAfter = jtext.MustPattern(`(` + dateForm + `)\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:最終|一部|に(?:一部|内容を)?|付け?(?:で|に)、?(?:(?:次|以下|下記)の(?:とおり|通り)、?)?)?(掲載|公開|登録|投稿|更新|公告|公示|告示|公表|発表|配信|作成|変更|改定|改訂|訂正|修正)`)
	dateOnly   = jtext.MustPattern(`^\s*[\[［【(（]?\s*(` + dateForm + `)\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:[0-9０-９]{1,2}[:：時][0-9０-９]{2}分?)?\s*[\]］】)）]?\s*$`)
	// twoDates are the days of publication and of the last change, beside signs that are no words: 2026.11.02 2026.11.09.
	twoDates = jtext.MustPattern(`^\s*(` + dateForm + `)\s+(` + dateForm + `)\s*$`)
	// inBrackets is a line that stands in brackets as a whole: （更新日：2026年11月9日）.
	inBrackets = jtext.MustPattern(`^\s*[(（［\[【]([^()（）［］\[\]【】]*)[)）］\]】]\s*$`)
	// wasDone ends it.
	wasDone = jtext.MustPattern(`^(?:(?:され|し)(?:ました|ています)|いたしました)?。?[)）]?\s*$`)
)

// stamps are the dates that a page states of itself, in its words.
type stamps struct {
	published, updated string
	early              string // a day without a label above the title, which may be today's: stands for published where there is none
	announced          string // 公告日: likewise, after it
}

// stampReach is how many lines before and after the title a date without a label in front of it is looked for.
const stampReach = 8

// readStamps finds when the page was put up and last changed.
func (r *reader) readStamps() (string, string) {
	var s stamps
	for at := range r.lines {
		l := &r.lines[at]
		if !r.mayStampAt(at) {
			continue
		}
		near := r.titleAt < 0 && at < 2*stampReach || r.titleAt >= 0 && at > r.titleAt-stampReach && at <= r.titleAt+stampReach
		if !near || !s.readDayOfPage(l) {
			s.readLabelled(l, near)
			l.stamp = l.stamp && !r.isRowOfSteps(at)
		}
		if at > 0 {
			s.readBelow(&r.lines[at-1], l)
		}
		if known := s.published; near && at != r.titleAt && !r.inTimeline(at) {
			s.readBare(l, r.underTitle(at), l.inMain && at == r.titleAt-1, r.isNoticeAt(at))
			if at < r.titleAt && s.published != known {
				s.early, s.published = cmp.Or(s.early, s.published), known
			}
		}
		if near && at < r.titleAt {
			s.readPress(l)
		}
		if s.announced == "" && (signedBy.MatchString(l.text) || at+1 < len(r.lines) && signedBy.MatchString(r.lines[at+1].text)) {
			s.readSigned(l)
		}
	}
	s.published = cmp.Or(s.published, s.early, s.announced)
	r.leaveOutStamps(s)
	return s.published, s.updated
}

// readLabelled reads every labelled date of a line that is little else.
func (s *stamps) readLabelled(l *line, near bool) {
	if !mayStamp(l.text) {
		return
	}
	if inside := inBrackets.FindStringSubmatch(l.text); inside != nil && near {
		within := *l
		within.text = inside[1]
		s.readLabelled(&within, near)
		l.stamp = within.stamp
		return
	}
	if l.pair {
		if found := announcedIn.FindStringSubmatch(l.text); found != nil {
			s.set(found[1], strings.TrimSpace(found[2]))
			return
		}
	}
	if s.readBehind(l, near) {
		return
	}
	all := stampBefore.FindAllStringSubmatchIndex(l.text, 4)
	alone, apart := false, false
	if len(all) > 1 {
		left := stampBefore.ReplaceAllString(l.text, "")
		alone = strings.TrimSpace(left) == "" // 更新日：2026/9/7, and in the next cell 掲載日：2026/5/25
		apart = strings.Trim(left, " 　|｜/／") == ""
	}
	for _, found := range all {
		before := l.text[:found[0]]
		label, words := l.text[found[2]:found[3]], strings.TrimSpace(l.text[found[4]:found[5]])
		if !near && !(apart && l.inMain) && !(startsLine(before) && (l.pair || len(l.text) < 120)) || strings.ContainsAny(before, "。「") {
			continue
		}
		if strings.HasSuffix(before, "（") && !(near && isStampAlone(strings.TrimSuffix(before, "（"))) {
			continue // a remark in the text: （掲載日：…）
		}
		s.set(label, words)
		l.stamp = l.stamp || near && alone || near && !l.pair && !strings.HasPrefix(label, "公告") && !strings.HasPrefix(label, "公示") && (startsLine(before) || tagsAlone.MatchString(before)) && len(l.text)-found[1] < 60
	}
}

// stampWords are parts of every label in stampBefore and stampAfter.
var stampWords = jtext.NewWords("更新", "掲載", "公開", "登録", "投稿", "公告", "公示", "公表", "告示", "修正", "改定", "改訂", "変更", "訂正", "発表", "発信", "配信", "作成", "pdate", "PDATE", "ublish", "osted", "OSTED", "odified")

// mayStamp is a cheap look for what a stamp contains.
func mayStamp(text string) bool { return stampWords.In(text) }

// readBehind reads a line that begins with a date whose label stands behind it: "2026年4月3日公開　2026年4月10日更新".
func (s *stamps) readBehind(l *line, near bool) bool {
	if l.pair || !near && !l.inMain {
		return false
	}
	text, behind := l.text, 60
	was := pageWas.FindStringIndex(text)
	if was != nil {
		text = text[was[1]:]
	}
	text = withoutStampHead(text)
	if near {
		text = withoutCategory(text)
	}
	if number := pageNumber.FindStringIndex(text); number != nil {
		text, behind = text[number[1]:], 200 // the department and the links that print the page follow in the line
	}
	const latest = 9 // bytes: where the first date begins
	if stampAfter.First(text) > latest {
		return false
	}
	found := stampAfter.FindAllStringSubmatchIndex(text, 3)
	if len(found) > 0 && found[0][0] > 0 {
		if at := stampBefore.FindStringSubmatchIndex(text); at != nil && at[0] == 0 && at[4] == found[0][2] {
			return false // 公開：2026.11.2更新：2026.11.9
		}
	}
	if len(found) == 0 || !near && !(found[0][0] == 0 && (was != nil || holdsStampsAlone(text))) || found[0][0] > latest || len(text)-found[len(found)-1][1] > behind || strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(") {
		return false
	}
	l.stamp = !strings.Contains(text[found[0][0]:found[0][1]], "付") // the notice's own sentence stays
	for _, at := range found {
		label := text[at[4]:at[5]]
		s.set(label, strings.TrimSpace(text[at[2]:at[3]]))
		if isNotice := label == "公告" || label == "公示" || label == "告示"; isNotice && strings.HasPrefix(text[at[1]:], "日") {
			l.stamp = false // a step of the call: 8月3日 公告日
		}
	}
	return true
}

// dateBeside is a day behind the page's number, with what the page offers behind it: ページID：0054326　2026/11/09　印刷ページ表示.
var dateBeside = jtext.MustPattern(`^(` + dateForm + `)(?:[\s　]+(?:印刷|ページを印刷|大きな文字)[^0-9０-９]{0,12})?[\s　]*$`)

// holdsStampsAlone reports whether a line holds days with their labels and nothing else: 2026年10月30日更新.
func holdsStampsAlone(text string) bool {
	return wasDone.MatchString(strings.TrimLeft(stampAfter.ReplaceAllString(text, ""), " 　、，・／/|｜"))
}

// isStampAlone reports whether words are a day, perhaps with its label, and nothing else: 最終更新日：2026年11月9日.
func isStampAlone(words string) bool {
	if dateOnly.MatchString(words) || stampAfter.MatchString(words) && holdsStampsAlone(words) {
		return true
	}
	at := stampBefore.FindStringIndex(words)
	return at != nil && strings.TrimSpace(words[:at[0]]+words[at[1]:]) == ""
}

// beginsTool begins what a page offers besides its number: 印刷用ページを表示する.
var beginsTool = jtext.MustPattern(`^(?:ページ|記事|印刷|大きな文字で印刷)`)

// startsLine says whether what stands before a label is no words of a sentence: nothing, or the page's number.
func startsLine(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || len(before) <= 9 || beginsTool.MatchString(before)
}

// readBare reads a date with no label but the class of its element, or its place right above or under the title. The day of a
// notice is a step of it, too, and stays in its text.
func (s *stamps) readBare(l *line, underTitle, above, isNotice bool) {
	if l.pair || l.dated == noDate && !underTitle && !above {
		return
	}
	text := withoutStampHead(strings.TrimLeftFunc(l.text, isIcon))
	if number := pageNumber.FindStringIndex(text); number != nil {
		if found := dateBeside.FindStringSubmatch(text[number[1]:]); found != nil {
			text = found[1]
		}
	}
	if label := dayLabel.FindStringIndex(text); label != nil {
		text = text[label[1]:]
	}
	if l.dated != noDate || above {
		text = afterTag(text)
	}
	day := beforeTag(text)
	if inside := inBrackets.FindStringSubmatch(text[len(day):]); inside != nil {
		s.readLabelled(&line{text: inside[1]}, true)
	}
	text = day
	if both := twoDates.FindStringSubmatch(text); both != nil {
		l.stamp = true
		s.set("掲載", strings.TrimSpace(both[1]))
		s.set("更新", strings.TrimSpace(both[2]))
		return
	}
	if found := dateOnly.FindStringSubmatch(text); found != nil {
		label := "掲載"
		switch {
		case l.dated == dateUpdated:
			label = "更新"
		case l.dated == noDate && isNotice:
			label = "公告"
		}
		l.stamp = label != "公告"
		s.set(label, strings.TrimSpace(found[1]))
	}
}

// stampLabel is a line that is nothing but the label of the page's own date, numbered or not: １ 公告日.
var stampLabel = jtext.MustPattern(`^[\s　0-9０-９.．、()（）■●○◆・]*(公告日?|公示日?|告示日?|公告年月日|掲載日|公開日|登録日|(?:最終)?更新日(?:時)?)[\s　:：]*$`)

// readBelow reads a date on a line of its own below its label.
func (s *stamps) readBelow(above, l *line) {
	label := stampLabel.FindStringSubmatch(above.text)
	if label == nil || l.pair {
		return
	}
	if found := dateOnly.FindStringSubmatch(l.text); found != nil {
		s.set(label[1], strings.TrimSpace(found[1]))
	}
}

// set keeps the first date of each meaning.
func (s *stamps) set(label, words string) {
	target := &s.published
	lower := strings.ToLower(label)
	switch {
	case jtext.HasAny(label, "更新", "修正", "改定", "改訂", "変更", "訂正"), jtext.HasAny(lower, "update", "modified"):
		target = &s.updated
	case jtext.HasAny(label, "公告", "公示", "告示", "公表", "作成"):
		target = &s.announced
	}
	if *target == "" {
		*target = words
	}
}
