package detail

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// mostStamp is the length in bytes of the text of a box that tells the page's own day and little else.
const mostStamp = 90

// stampLeftOut reads a labelled day of publication from a small box that is no part of the announcement's text: the footer of an
// article.
func (o *outline) stampLeftOut() string {
	for i := range o.blocks {
		b := &o.blocks[i]
		if !b.pruned || b.repeated || b.text == 0 || b.text > mostStamp || b.links > 0 {
			continue
		}
		var s stamps
		if found := stampBefore.FindStringSubmatch(page.TextOf(b.node)); found != nil {
			s.set(found[1], strings.TrimSpace(found[2]))
		}
		if s.published != "" {
			return s.published
		}
	}
	return ""
}

// updatedLeftOut reads the labelled day of the last change from boxes that are no part of the announcement's text: the page's
// footer. Several days are those of other pages.
func (o *outline) updatedLeftOut() (day string) {
	until := 0
	for i := range o.blocks {
		b := &o.blocks[i]
		if b.pruned && b.part != page.RelatedPart {
			until = max(until, b.end)
		}
		if i >= until || b.repeated || b.text == 0 || b.text > mostStamp || b.links > 0 || b.node.DataAtom == atom.Li {
			continue
		}
		text := page.TextOf(b.node)
		found := stampBefore.FindStringSubmatchIndex(text)
		if found == nil || found[0] != 0 {
			continue
		}
		var s stamps
		s.set(text[found[2]:found[3]], strings.TrimSpace(text[found[4]:found[5]]))
		if s.updated != "" && day != "" && day != s.updated {
			return ""
		}
		day = max(day, s.updated)
	}
	return day
}

// officeDated finds the department that stands beside the page's own day, near its title: 2026年5月15日更新／管財課. "" for none.
func (r *reader) officeDated() string {
	for at := max(0, r.titleAt-stampReach); at < len(r.lines) && at <= r.titleAt+stampReach; at++ {
		l := &r.lines[at]
		if !l.stamp || l.crumb {
			continue
		}
		text := jtext.Fold(l.text)
		day := stampAfter.FindStringIndex(text)
		if day == nil {
			day = stampBefore.FindStringIndex(text)
		}
		if day == nil {
			continue
		}
		if name := trimMarks(text[day[1]:]); page.IsDepartment(name) {
			return name
		}
	}
	return ""
}

// newsForm names what a notice is one of.
const newsForm = `(?:お知らせ|ニュース|新着(?:情報)?|トピックス|(?i:news|topics|press release)|報道(?:発表|資料|提供)(?:資料)?|プレスリリース|記者(?:発表|会見|提供)(?:資料)?|投げ込み資料|公告|告示|公示)`

var (
	// pageNumber is the number that a system gives a page: 記事ID：0001638.
	pageNumber = jtext.MustPattern(`(?:^|\s)(?:記事|ページ|コンテンツ)(?:ID|ＩＤ|番号|Id|id)\s*[：:]?\s*[0-9０-９-]+\s*`)
	// pageWas begins a sentence about the page: このページは2026年11月9日に更新されました.
	pageWas = jtext.MustPattern(`^\s*(?:この|本)(?:ページ|記事)は[、]?\s*`)
	// officeBefore names whose page it is, before the day: 公園緑地課　2026年6月1日掲載.
	officeBefore = jtext.MustPattern(`^[\s　（(]*(?:[^\s　。、0-9０-９]{1,24}(?:課|室|係|局|部|所|班|グループ|センター|委員会|財団)[\s　／/・|｜:：]+){1,3}`)
	// paperBefore is the number of the paper as which a body gave a notice out: 青葉市記者発表資料 第57号, 青総管第1024号.
	paperBefore = jtext.MustPattern(`^[\s　（(［\[【〔]*(?:[^\s　。、0-9０-９]{0,20}` + newsForm + `|[^\s　。、0-9０-９]{0,8})[\s　]*(?:第[\s　]?[0-9０-９一二三四五六七八九十百]{1,6}[\s　]?号|(?i:no)[.．][\s　]?[0-9０-９]{1,6})(?:[\s　）)］\]】〕／/・|｜]+|$)`)
	// newsBefore says that it is news, apart from what follows: （報道資料）, お知らせ｜.
	newsBefore = jtext.MustPattern(`^[\s　]*(?:[（(［\[【〔][^（）()\s　。、0-9０-９]{0,12}` + newsForm + `[）)］\]】〕]|` + newsForm + `[\s　]*[／/|｜:：]|(?i:new)[!！]*[\s　]+)[\s　／/・|｜]*(?:[^\s　。、0-9０-９]{1,8}(?:市|町|村|区|県)[\s　]+)?`)
)

// withoutStampHead drops what stands before a page's own day and says whose or which notice it is: the number of the page or
// of the paper, the office.
func withoutStampHead(text string) string {
	const most = 4
	rest := text
	for range most {
		before := len(rest)
		for _, head := range [...]*jtext.Pattern{newsBefore, paperBefore, officeBefore} {
			if at := head.FindStringIndex(rest); at != nil {
				rest = rest[at[1]:]
			}
		}
		if len(rest) == before {
			break
		}
	}
	if saysStep(text[:len(text)-len(rest)]) {
		return text
	}
	return rest
}

// isNoticeAt reports whether line at, or the one above it, says that it is of a formal notice: 青葉市公告第45号.
func (r *reader) isNoticeAt(at int) bool {
	const notice = 60 // bytes
	for _, l := range r.lines[max(0, at-1) : at+1] {
		if len(l.text) <= notice && jtext.HasAny(l.text, "公告第", "告示第", "公示第") {
			return true
		}
	}
	return false
}

// categoryBefore is the name of a category before a day: 公民連携　2026/11/02 公開.
var categoryBefore = jtext.MustPattern(`^[\s　]*[^\s　。、:：0-9０-９令平昭（）()]{2,10}[\s　／/|｜・]+(?:令和|平成|昭和|[RHSＲＨＳ]?[0-9０-９])`)

// withoutCategory drops it.
func withoutCategory(text string) string {
	at := categoryBefore.FindStringIndex(text)
	if at == nil {
		return text
	}
	start := strings.IndexFunc(text, func(r rune) bool {
		return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("令平昭RHSＲＨＳ", r)
	})
	if tag := text[:start]; saysStep(tag) || mayStamp(tag) || jtext.HasAny(tag, "質問", "回答", "結果", "要項", "要領", "仕様", "資料", "様式", "説明会") {
		return text
	}
	return text[start:]
}

// dayLabel begins a line below the title that tells the page's day and is no more than that: Date: 2026/11/02.
var dayLabel = jtext.MustPattern(`^[\s　]*(?:日付|発行日|提供日時?|お知らせ日|(?:報道)?発表日時|配信日時?|(?i:date))[\s　]*[：:\s　][\s　]*`)

// isIcon reports whether a character is a picture before a day, or a space.
func isIcon(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.So, r) }

// underTitle reports whether line at stands right under the title, or nothing but a number and an office stands between.
func (r *reader) underTitle(at int) bool {
	const most = 3 // lines
	if r.titleAt < 0 || at <= r.titleAt || at > r.titleAt+most {
		return false
	}
	for _, between := range r.lines[r.titleAt+1 : at] {
		if between.heading || between.pair || strings.TrimSpace(withoutStampHead(between.text+" ")) != "" {
			return false
		}
	}
	return true
}

// Bounds of a list of days: the lines of one, and the least number of days beside the one looked at. A page states two of its own at most.
const (
	timelineReach  = 12
	timelineDays   = 2
	longestBareDay = 60 // bytes of a day, or a window of two, alone in its line
)

// inTimeline reports whether a day in an element of its own is one of several, each with words below it: a schedule.
func (r *reader) inTimeline(at int) bool {
	if r.lines[at].dated == noDate || r.underTitle(at) {
		return false
	}
	others, last := 0, at
	for i := max(0, at-timelineReach); i < min(len(r.lines), at+timelineReach); i++ {
		if l := &r.lines[i]; i != at && l.dated != noDate && (i-last > 1 || last-i > 1) && len(l.text) <= longestBareDay && jtext.HasDigitOfAnyWidth(l.text) {
			others, last = others+1, i
		}
	}
	return others >= timelineDays
}

// afterTag takes the tag of a category off the head of a line: 入札・契約2026.11.02.
func afterTag(text string) string {
	const longest = 10 // characters
	at := strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r == '令' })
	if at <= 0 || utf8.RuneCountInString(text[:at]) > longest || strings.ContainsAny(text[:at], "。:：　") || mayStamp(text[:at]) || saysStep(text[:at]) {
		return text
	}
	return text[at:]
}

// dayBefore is a day that begins a line, and what follows it.
var dayBefore = jtext.MustPattern(`^\s*(?:` + dateForm + `)\s*(?:[(（][^)）]{1,4}[)）])?`)

// beforeTag takes the tag of a category off the end of a line that begins with a day: 2026年8月20日 事業者の方へ.
func beforeTag(text string) string {
	const longest = 14 // characters
	at := dayBefore.FindStringIndex(text)
	if at == nil || at[0] != 0 {
		return text
	}
	tag := text[at[1]:]
	if strings.HasPrefix(tag, "号") {
		return text // of a paper: 2026年11月2日号
	}
	if inside := inBrackets.FindStringSubmatch(tag); inside != nil && isStampAlone(inside[1]) {
		return text[:at[1]] // 2026年11月2日（更新：2026年11月9日）
	}
	if numberedNotice.MatchString(tag) {
		return text[:at[1]]
	}
	if sender.MatchString(tag) && !saysStep(tag) && !mayStamp(sender.ReplaceAllString(tag, "")) {
		return text[:at[1]]
	}
	if tagsAlone.MatchString(tag) && endsInOffice.MatchString(tag) {
		return text[:at[1]] // 2026.10.01 募集 資産経営課
	}
	if utf8.RuneCountInString(tag) > longest || jtext.HasDigitOfAnyWidth(tag) || jtext.HasAny(tag, "を", "した", "ます") || saysStep(tag) || mayStamp(tag) {
		return text
	}
	return text[:at[1]]
}

// tagForm is the name of a category, of a state that a call is in or of an office, as sites put them beside a page's day; tagMarks part them.
const (
	tagForm  = `(?:(?:事業者)?(?:募集|公募|入札|契約|調達|プロポーザル|サウンディング|補助金|助成金|実証実験|コンペ|イベント|お知らせ|新着|公民連携|官民連携)(?:情報|案内)?|募集中|受付中|公募中|受付前|受付終了|募集終了|重要|NEW|[^\s　。、:：0-9０-９を]{1,10}[課室部局])`
	tagMarks = `[\s　／/|｜・,\[\]【】]*`
)

var (
	// tagsAlone are such names and nothing else: プロポーザル 受付中.
	tagsAlone    = jtext.MustPattern(`^(?:` + tagMarks + tagForm + `)+` + tagMarks + `$`)
	endsInOffice = jtext.MustPattern(`[課室部局]` + tagMarks + `$`)
)

// sender names behind a day whose page it is: 発信元：学校給食センター.
var sender = jtext.MustPattern(`^[\s　／/|]*(?:(?:情報)?発信(?:元|者)|担当(?:課|部署)?|所属|作成(?:者|課))[\s　：:].{1,60}$`)

// numberedNotice is the number under which a body makes a notice known: 青嶺県告示第123号.
var numberedNotice = jtext.MustPattern(`^[\s　]*[^\s　。]{0,14}(?:告示|公告|公示)第[\s　0-9０-９一二三四五六七八九十百-]+号[\s　]*$`)

// saysStep reports whether words beside a day say that something begins, ends or is held on it.
func saysStep(words string) bool {
	return jtext.HasAny(words, "締", "〆", "現在", "期限", "まで", "から", "受付", "開催", "日時", "申込", "応募", "提出", "募集", "開始", "終了", "必着")
}
