package list

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

var (
	// yearWords finds a year in a heading; 年度 makes it one that runs from April (令和8年度).
	yearWords = jtext.MustPattern(`((?:令和|平成)\s*(?:\d{1,2}|元)|(?:19|20)\d{2})\s*年(度)?`)
	// monthWords finds a month in a heading.
	monthWords = jtext.MustPattern(`(?:^|[^\d])(\d{1,2})\s*月`)
	// dayWords matches what a row says under the heading of a month, monthDay under that of a year.
	dayWords = jtext.MustPattern(`^[(\[]?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日(?:\s*\([月火水木金土日]\))?[)\]]?$`)
)

// dayOfSections is the day that the headings over a row and the row itself say together: 2026年11月20日 over several rows,
// 令和8年11月 over 20日; "" where they say no whole day.
func (r listRow) dayOfSections(pieces []string) string {
	month, day := "", ""
	for _, piece := range pieces {
		if m := dayWords.FindStringSubmatch(jtext.Fold(piece)); m != nil {
			month, day = m[1], m[2]
			break
		}
	}
	for s := r.under; s != nil; s = s.within {
		words := page.TextOf(s.heading)
		if len(words) > maxCaption || !page.HasDigit(words) {
			continue
		}
		folded := jtext.Fold(words)
		if day == "" {
			if page.IsDateText(words) && yearWords.MatchString(folded) {
				return page.RowDate.FindString(folded)
			}
			return ""
		}
		if m := monthWords.FindStringSubmatch(folded); month == "" && m != nil {
			month = m[1]
		}
		if y := yearWords.FindStringSubmatch(folded); y != nil && month != "" {
			return yearOf(y[1], y[2] != "", month) + "年" + month + "月" + day + "日"
		}
	}
	return ""
}

// yearOf is the year of a month: that after a fiscal one in January to March.
func yearOf(year string, fiscal bool, month string) string {
	if m, err := strconv.Atoi(month); err != nil || !fiscal || m > 3 {
		return year
	}
	digits := strings.TrimLeft(year, "令和平成 ")
	n, err := strconv.Atoi(strings.Replace(digits, "元", "1", 1))
	if err != nil {
		return year
	}
	return strings.TrimSuffix(year, digits) + strconv.Itoa(n+1)
}

// publishedNote is a day of publication in brackets behind a title: （2026年5月7日 登録）.
var publishedNote = jtext.MustPattern(`\s*[（(\[［【]\s*(?:登録|更新|掲載|公開|公表|公告)?(?:日)?\s*[:：]?\s*([^（(\[［【]*[0-9０-９]\s*日)[^（(\[［【0-9]{0,8}?(?:登録|更新|掲載|公開|公表|公告)?[^（(\[［【0-9]{0,6}[）)\]］】]\s*$`)

// noteWords make a day behind a title that of its publication.
var noteWords = []string{"登録", "更新", "掲載", "公開", "公表", "公告"}

// liftNote takes a day of publication in brackets off a title.
func liftNote(title string) (rest, day string) {
	at := publishedNote.FindStringSubmatchIndex(title)
	if at == nil || at[0] == 0 || !containsAny(title[at[0]:], noteWords) {
		return title, ""
	}
	if day = page.RowDate.FindString(jtext.Fold(title[at[2]:at[3]])); day == "" {
		return title, ""
	}
	return strings.TrimSpace(title[:at[0]]), day
}

// leadingDay is a whole day at the beginning of a title, with white space or a bracket behind it, folded.
var leadingDay = jtext.MustPattern(`^[\[(【]?((?:(?:令和|平成|[RH])\s*(?:\d{1,2}|元)|20\d{2})\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\([月火水木金土日]\))?)[\])】]?(?:\s+|[:：]\s*)`)

// liftDays makes days of publication of those at the beginning of every title of a group that shows no others; those before
// single titles are of what is announced.
func (g *rowGroup) liftDays() {
	if g.dated > 0 || len(g.rows) < 2 {
		return
	}
	for _, r := range g.rows {
		if !page.MayHoldDate(r.words.Title) || !leadingDay.MatchString(jtext.Fold(r.words.Title)) {
			return
		}
	}
	for _, r := range g.rows {
		folded := jtext.Fold(r.words.Title)
		at := leadingDay.FindStringSubmatchIndex(folded)
		r.words.Published = folded[at[2]:at[3]]
		r.words.Title = afterRunes(r.words.Title, folded, at[1])
	}
	g.dated = len(g.rows)
}

// afterRunes is what of a text stands behind the first bytes of its folded form; the folded form where they differ in length.
func afterRunes(text, folded string, bytes int) string {
	for at := range text {
		if jtext.Fold(text[:at]) == strings.TrimSpace(folded[:bytes]) {
			return strings.TrimSpace(text[at:])
		}
	}
	return strings.TrimSpace(folded[bytes:])
}

// otherDate finds words that make a date beside a title something else than the day of publication.
var otherDate = jtext.MustPattern(`締切|締め切|〆切|期限|期間|開札|開催|必着|受付|まで|から|実施日|入札日`)

// dateAndDepartment finds the day of publication, in the row's words, and the department among the pieces.
func (t *rowText) dateAndDepartment() (date, department string) {
	pieces := t.pieces
	if len(pieces) > 1 {
		pieces = append(pieces, strings.Join(pieces, "")) // a date may be cut into pieces: 2026年<b>7</b>月31日
	}
	for _, piece := range pieces {
		if date != "" && department != "" {
			break
		}
		folded, at := jtext.Fold(piece), []int(nil)
		if page.MayHoldDate(piece) {
			at = page.RowDate.FindStringIndex(folded)
		}
		if at == nil {
			if name := strings.Trim(folded, "()[]【】 :"); department == "" && len(name) < 60 && page.IsDepartment(name) {
				department = name
			}
			continue
		}
		if date == "" && !otherDate.MatchString(folded) {
			date = folded[at[0]:at[1]]
			rest := strings.Trim(folded[:at[0]]+" "+folded[at[1]:], "()[]【】 :更新日掲載公開登録")
			if department == "" && rest != "" && len(rest) < 60 && page.IsDepartment(rest) {
				department = rest
			}
		}
	}
	return date, department
}

// before adds a date that stands in the element before a row.
func (t *rowText) before(r listRow) bool {
	lines := 0
	for n := r.node.PrevSibling; n != nil && lines < 2 && !page.HoldsLink(n); n = n.PrevSibling {
		if n.DataAtom == atom.Br {
			lines++
		}
		if text := page.WordsOf(n); text != "" {
			if !page.IsDateText(text) {
				return false
			}
			t.pieces = append(t.pieces, text)
			return true
		}
	}
	return false
}

// behind adds the words behind a row on its line, or the element behind it that shows a date.
func (t *rowText) behind(r listRow) {
	for n := r.node.NextSibling; n != nil && n.DataAtom != atom.Br && n.DataAtom != atom.Hr && !page.HoldsLink(n); n = n.NextSibling {
		text := page.WordsOf(n)
		if text == "" {
			continue
		}
		if n.Type == html.TextNode || n.DataAtom == atom.Span || r.datesFollow() && len(text) <= maxCaption && page.MayHoldDate(text) && page.HeadingLevel(n) == 0 {
			t.pieces = append(t.pieces, text)
		}
		return
	}
}

// datesFollow reports whether a row is a heading, or the first of its box shows no date before it: a date beside it is then
// that of the row above.
func (r listRow) datesFollow() bool {
	if page.HeadingLevel(r.node) > 0 {
		return true
	}
	if r.group == nil {
		return false
	}
	for c := r.group.FirstChild; c != nil; c = c.NextSibling {
		if page.HoldsLink(c) {
			return true
		}
		if page.IsDateText(page.WordsOf(c)) {
			return false
		}
	}
	return false
}
