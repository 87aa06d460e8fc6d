package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// historyHead is the head of a section that tells of what was: # これまでの採択実績, # 昨年の参加企業の声.
var (
	historyHead = jtext.MustPattern(`過去の|(?:採択|実施|活用|協定|契約)(?:実績|事例)|実績(?:一覧|紹介|のご?紹介)?$|^現在の(?:パートナー|愛称|指定管理|契約|貸付|命名|利用|広告)|` +
		`(?:^|[^一-龠])(?:一昨年|昨年|去年|前年|前回|過去|これまで)度?|(?:昨|前)年度の|前回の`)
	notHistory = jtext.MustPattern(`(?:昨年|前年|前回|これまで)度?(?:から|と)の?(?:変|違|比較|これから|今)|(?:今後|これから)`)
)

// headsHistory reports whether a heading is that of a section about what was.
func headsHistory(head string) bool {
	return historyHead.MatchString(head) && !notHistory.MatchString(head)
}

// siblingHead is the head of a list of other calls, on a line of its own or above a table: 現在公開中の他の案件, 関連する募集.
var siblingHead = jtext.MustPattern(`^[ ■●◆○◎□▼▽・]*(?:現在|その)?(?:募集中の|公開中の|受付中の|公告中の|その)?他の?(?:募集|公募|案件|入札|事業者?募集|お知らせ)[^。]{0,8}$|^[ ■●◆○◎□▼▽・]*(?:関連(?:する|した)?|最近の|新着の?|類似の?|(?:現在)?(?:募集|公開|受付|公告)中の)(?:募集|公募|案件|ページ|記事|入札|お知らせ|プロポーザル|一覧|情報)(?:情報|一覧|案件)?$|^[ ■●◆○◎□▼▽・]*(?:その|この)?(?:ほか|他)(?:の|に).{1,12}(?:募集|公募|案件|入札|貸付け?|売払い?|売却)(?:・(?:募集|公募|入札|貸付け?|売払い?|売却))*(?:情報|一覧)?$|^[ ■●◆○◎□▼▽・]*(?:こちらも|あわせて|併せて)(?:ぜひ)?(?:ご覧|お読み|ご確認)[^。]{0,6}。?$`)

// otherCalls are the parts of a heading that names calls beside the page's: 教育委員会のほかの契約案件, 同じ日に公告した工事.
var otherCalls = jtext.MustPattern(`(?:^|[のがでにはと：:・() 　])(?:(?:この|その)?(?:ほか|他)(?:の|に)|他[課部局]の|同じ(?:日|課|地区|時期|ころ|カテゴリー?)|同日|同時に|関連(?:する|の)|類似の?|最近の|(?:現在)?(?:実施|募集|公告|受付)中の(?:その|ほか|他)|近隣の|隣の).{0,12}` +
	`(?:募集|公募|案件|入札|公告|告示|工事|業務|委託|調達|結果|お知らせ|情報|一覧|記事|投稿|リリース|貸付け?|売払い?|売却|リース|例|受付|行事|もの)(?:\([^()]*\))?$|` +
	`(?:の|^)新着(?:情報|記事|順)?$|受け?付け?(?:中の|ている)(?:その他の(?:募集|公募)|もの)$|別の(?:制度|募集|応募|工事|入札|公募)|(?:^|[、,])(?:ほか|他)にも(?:$|あります)`)

// longestSiblings is the greatest number of characters of such a heading: a longer one is a title.
const longestSiblings = 24

// headsSiblings reports whether a heading is that of a list of other calls.
func headsSiblings(head string) bool {
	return siblingHead.MatchString(head) || utf8.RuneCountInString(head) <= longestSiblings && otherCalls.MatchString(head)
}

// endSiblings ends a list of other calls at a paragraph that begins with the label of a step, where no last day was told before: a box
// stood in the middle of the page, and the page goes on below it without a heading.
func (w *scheduleReader) endSiblings(line string) {
	if !w.region.box || slices.ContainsFunc(w.byTable.steps, func(s step) bool { return s.Role.HasLastDay() }) {
		return
	}
	folded := jtext.Narrow(line)
	for t := range jdate.Tokens(folded) {
		label := strings.Trim(folded[:t.From], " :・")
		if t.Kind == jdate.DayToken && !strings.ContainsAny(label, " \t") && role.Of(label).Strong() { // no name before it
			w.region, w.history = region{over: w.region.heading}, false
		}
		return // the first alone
	}
}

// exampleHead is the head of a sample of what is to be filled in: # 申請書の記入例.
var exampleHead = jtext.MustPattern(`(?:記入例|記載例|記入見本|記載見本|の見本|書き方)(?:\([^()]*\))?$`)

// fiscalHead names the fiscal year that a section is about: 令和7年度の結果.
var fiscalHead = jtext.MustPattern(`^[^0-9]{0,4}(?:令和 ?[0-9元]{1,2}|20[0-9]{2}) ?年度(?:の|分の)?(?:結果|実績|募集|公募|審査|採択|選定|実施)`)

// formerYears reports whether a heading names a fiscal year that was over on the day of publication.
func (w *scheduleReader) formerYears(head string) bool {
	if w.cal.Ref == "" || !fiscalHead.MatchString(head) {
		return false
	}
	years := wording.Years(head)
	return len(years) > 0 && years[0].Fiscal && years[0].IsOver(w.cal.Ref)
}

// region is what the heading of a section says of the days below it, up to the next heading that says something else: a heading
// with a date is read as a line and says nothing of the others.
type region struct {
	heading  string // "" for none, and for a title, which is no label
	over     string // the heading of the region before
	under    string // the marked or numbered line that the lines below it stand under, where it is none of the headings
	month    string // of a calendar, whose days stand below
	siblings bool   // it is about other calls, or an example
	history  bool   // it tells of what was
	box      bool   // it is about other calls, and may stand in the middle of the page; see endSiblings
}

// regionOf judges the folded heading of a section that follows a region.
func (w *scheduleReader) regionOf(head string, before region) region {
	r := region{heading: head, over: before.heading}
	r.box = headsSiblings(head)
	r.siblings = r.box || exampleHead.MatchString(head)
	r.history = r.siblings || headsHistory(head) || w.formerYears(head)
	if utf8.RuneCountInString(head) > longestLabel {
		r.heading, r.box = "", false
	}
	return r
}

// longestLabel is the greatest number of characters of a heading that is a label and no title.
const longestLabel = 30

// yearOfSection is the year that a heading gives the days below it: 日程(令和8年).
var yearOfSection = jtext.MustPattern(`[(【]((?:令和 ?)?[0-9元]{1,4}年)[)】]$`)

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
	if dated && (fiscalHead.MatchString(head) || !jtext.HasDigit(head) && headsSiblings(head)) {
		dated = false // 令和7年度の結果, 同日に公告した案件
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
	w.above, w.used, w.last, w.marked = "", false, "", false
	w.cal.EnterSection()
	if year := yearOfSection.FindStringSubmatch(head); year != nil {
		w.cal.TakeYear(year[1])
	}
	w.region = w.regionOf(head, w.region)
	w.history, w.headed = w.region.history, w.number
}

// markedHead is a line that a mark makes the head of those below, on pages that set no headings: ■ これまでの採択.
var markedHead = jtext.MustPattern(`^[ 　]*[■◆●▼]`)

// enterMarked notes a head that is only marked: one of other calls, or of what was, holds up to the next.
func (w *scheduleReader) enterMarked(text string) {
	if !markedHead.MatchString(text) {
		return
	}
	head := strings.TrimLeft(text, " 　■◆●▼")
	w.marked = headsSiblings(head) || headsHistory(head)
	w.history, w.headed = w.marked, w.number
}

// lineHead is a line that a mark or a number makes the head of those below: ■ 質問の受付, 【企画提案書の提出】, 3 審査.
var lineHead = jtext.MustPattern(`^ *(?:[■◆●▼]|【[^【】]*】$|(?:第 ?)?[0-9一二三四五六七八九十]{1,2}[ .、])`)

// enterLineHead notes a line that heads those below it. One that names no step ends what one like it heads: 6 参加表明書の提出, 7 受付期間.
func (w *scheduleReader) enterLineHead(text string) {
	if !lineHead.MatchString(text) || strings.ContainsAny(text, ":\t。") || utf8.RuneCountInString(text) > longestLabel {
		return
	}
	switch {
	case !role.IsBare(strings.TrimLeft(text, " ■◆●▼第0123456789.、")):
		w.region.under = text
	case markOf(text) == markOf(w.region.under):
		w.region.under = ""
	}
}

// markOf returns the mark that a line begins with, '0' for a number.
func markOf(text string) rune {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " "))
	if first == '第' || first >= '0' && first <= '9' {
		return '0'
	}
	return first
}

// endBlock forgets at a blank line what held for the lines above it.
func (w *scheduleReader) endBlock() {
	w.history = w.history && (w.region.siblings || w.marked || w.number <= w.headed+1) // over once something stood below; other calls go on
	if w.used {
		w.above, w.used = "", false
	}
	w.past = false
	w.block++
}
