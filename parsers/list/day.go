package list

import (
	"regexp"
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

var (
	// yearWords finds a year in a heading; 年度 makes it one that runs from April (令和8年度).
	yearWords = regexp.MustCompile(`((?:令和|平成)\s*(?:\d{1,2}|元)|(?:19|20)\d{2})\s*年(度)?`)
	// monthWords finds a month in a heading.
	monthWords = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})\s*月`)
	// dayWords matches what a row says under the heading of a month, monthDay under that of a year.
	dayWords = regexp.MustCompile(`^[(\[]?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日(?:\s*\([月火水木金土日]\))?[)\]]?$`)
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
var publishedNote = regexp.MustCompile(`\s*[（(\[［【]\s*(?:登録|更新|掲載|公開|公表|公告)?(?:日)?\s*[:：]?\s*([^（(\[［【]*[0-9０-９]\s*日)[^（(\[［【0-9]{0,8}?(?:登録|更新|掲載|公開|公表|公告)?[^（(\[［【0-9]{0,6}[）)\]］】]\s*$`)

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
var leadingDay = regexp.MustCompile(`^[\[(【]?((?:(?:令和|平成|[RH])\s*(?:\d{1,2}|元)|20\d{2})\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\([月火水木金土日]\))?)[\])】]?(?:\s+|[:：]\s*)`)

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
