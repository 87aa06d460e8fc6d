package list

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// dayWords matches what a row says under the heading of a month, folded.
var dayWords = jtext.MustPattern(`^[(\[]?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日(?:\s*\([月火水木金土日]\))?[)\]]?$`)

// dayOfSections is the day that the headings over a row and the row itself say together: 2026年11月20日 over several rows,
// 令和8年11月 over 20日, without a year where none says one; "" where they say no day.
func (r listRow) dayOfSections(pieces []string) string {
	month, day := "", ""
	for at, piece := range pieces {
		if m := dayWords.FindStringSubmatch(jtext.Fold(piece)); m != nil && (at == 0 || !rowday.LabelsOther(pieces[at-1])) {
			month, day = m[1], m[2]
			break
		}
	}
	for s := r.under; s != nil; s = s.within {
		if !s.isDated() {
			continue
		}
		if day == "" {
			return inYearOf(s, s.dates.Day)
		}
		if month == "" {
			month = s.dates.Month
		}
		if year := s.dates.Year; year != "" && month != "" {
			return rowday.YearOf(year, s.dates.Fiscal, month) + "年" + month + "月" + day + "日"
		}
	}
	if day == "" || month == "" {
		return ""
	}
	return month + "月" + day + "日"
}

// inYearOf writes a day without a year as one of the year that the nearest heading names which names little else.
func inYearOf(s *section, day string) string {
	if day == "" || rowday.HasYear(day) {
		return day
	}
	for ; s != nil; s = s.within {
		if s.dates.Year != "" && listName.MatchString(s.dates.Rest) {
			return s.dates.InYear(day, s.past)
		}
	}
	return day
}

// publishedNote is a day of publication in brackets behind a title: （2026年5月7日 登録）.
var publishedNote = jtext.MustPattern(`\s*[（(\[［【]\s*(?:登録|更新|掲載|公開|公表|公告)?(?:日)?\s*[:：]?\s*([^（(\[［【]*[0-9０-９]\s*日)[^（(\[［【0-9]{0,8}?(?:登録|更新|掲載|公開|公表|公告)?[^（(\[［【0-9]{0,6}[）)\]］】]\s*$`)

// noteWords make a day behind a title that of its publication.
var noteWords = []string{"登録", "更新", "掲載", "公開", "公表", "公告"}

// liftNote takes a day of publication in brackets off a title.
func liftNote(title string) (rest, day string) {
	at := publishedNote.FindStringSubmatchIndex(title)
	if at == nil || at[0] == 0 || !jtext.HasAny(title[at[0]:], noteWords...) {
		return title, ""
	}
	if day = page.RowDate.FindString(jtext.Fold(title[at[2]:at[3]])); day == "" {
		return title, ""
	}
	return strings.TrimSpace(title[:at[0]]), day
}

// liftDays makes days of publication of those at one end of every title of a group that shows no others; those at an end of single titles
// are of what is announced, but for one in the month that the heading over it names. So are those without a year and those behind titles
// whose order is not that of news, the latest first.
func (g *rowGroup) liftDays() {
	if slices.ContainsFunc(g.rows, func(r listRow) bool { return r.words.Published != "" || !jtext.HasDigitOfAnyWidth(r.words.Title) }) {
		return
	}
	for _, end := range []func(title, month string) (rowday.AtEnd, bool){rowday.LeadingDay, rowday.TrailingDay} {
		if days := g.daysAt(end); days != nil {
			for at, r := range g.rows {
				if !r.isDated() {
					g.dated++
				}
				r.words.Published, r.words.Title = inYearOf(r.under, days[at].Day), days[at].Title
			}
			return
		}
	}
}

// daysAt lists the days at one end of all titles of a group, nil where one has none or they are of what is announced.
func (g *rowGroup) daysAt(end func(title, month string) (rowday.AtEnd, bool)) (days []rowday.AtEnd) {
	whole := true
	for _, r := range g.rows {
		found, ok := end(r.words.Title, r.under.month())
		if !ok || found.Title == "" || !rowday.IsWhole(found.Day) {
			return nil
		}
		days, whole = append(days, found), whole && found.Whole
	}
	if len(days) == 1 {
		if month := g.rows[0].under.month(); month == "" || !strings.Contains(days[0].Day, month+"月") {
			return nil
		}
		return days
	}
	if !whole && !slices.IsSortedFunc(days, func(a, b rowday.AtEnd) int { return rowday.Compare(b.Day, a.Day) }) {
		return nil
	}
	return days
}

// month is the one that the nearest heading over a row names that says a month, "" for none.
func (s *section) month() string {
	for ; s != nil; s = s.within {
		if s.dates.Month != "" {
			return strings.TrimLeft(s.dates.Month, "0")
		}
	}
	return ""
}

// dateAndDepartment finds the day of publication, in the row's words, and the department among the pieces.
func (t *rowText) dateAndDepartment() (date, department string) {
	date, beside := rowday.Published(t.pieces)
	for _, piece := range slices.Concat(t.pieces, []string{beside}) {
		folded := jtext.Fold(piece)
		if m := officeBehind.FindStringSubmatch(folded); m != nil && page.IsDepartment(m[1]) {
			return date, m[1]
		}
		if page.MayHoldDate(piece) && page.RowDate.MatchString(folded) {
			continue
		}
		if name := strings.Trim(folded, "()[]【】 :"); len(name) < 60 && page.IsDepartment(name) {
			return date, name
		}
	}
	return date, ""
}

// officeBehind finds what stands behind the label of an office, folded: 提出期限:12月28日 担当:総務課.
var officeBehind = jtext.MustPattern(`(?:担当|所管|所属|発注|部署)[^:\s]{0,6}:\s*([^\s:/()]{2,30}(?: [^\s:/()]{1,12}[課係室])?)`)

// machineDay begins the datetime of an element that shows a day (HTML standard §4.5.14).
var machineDay = regexp.MustCompile(`^\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s])`)

// stampOf is the day that an element states for programs, where its words show no whole day; "" for none.
func stampOf(n *html.Node) string {
	if n.DataAtom != atom.Time {
		return ""
	}
	m := machineDay.FindStringSubmatch(page.Attribute(n, "datetime"))
	if m == nil {
		return ""
	}
	if shown := page.RowDate.FindString(jtext.Fold(page.TextOf(n))); shown != "" && rowday.HasYear(shown) {
		return ""
	}
	return m[1]
}

// dayParts are the words of the elements in a box that shows the parts of a day in one each, nil where it is none.
func dayParts(n *html.Node) (parts []string) {
	if n.Type != html.ElementNode || n.FirstChild == nil || len(page.TextOf(n)) > maxDay {
		return nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if text := page.WordsOf(c); text != "" {
			parts = append(parts, text)
		}
	}
	if !rowday.ArePieces(parts) {
		return nil
	}
	return parts
}

// maxDay is how many bytes a day has at most.
const maxDay = 40

// before adds a date that stands in the element before a row.
func (t *rowText) before(r listRow) bool {
	lines := 0
	for n := r.node.PrevSibling; n != nil && lines < 2 && !page.HoldsLink(n); n = n.PrevSibling {
		if n.DataAtom == atom.Br {
			lines++
		}
		if text := page.WordsOf(n); text != "" {
			if !rowday.IsDay(text) && (r.under.month() == "" || !dayWords.MatchString(jtext.Fold(text))) {
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

// datesFollow reports whether a row is a heading, or the first of its box, and shows no date before it: a date beside it is then
// that of the row above.
func (r listRow) datesFollow() bool {
	return r.opening.first == linkFirst || r.opening.first == neitherFirst && page.HeadingLevel(r.node) > 0
}

// opening is what a box of rows begins with.
type opening struct {
	first    firstOf
	duesLead bool // a last day stands before its first link
}

// firstOf is which of a link and a day comes first.
type firstOf int

const (
	neitherFirst firstOf = iota
	linkFirst
	dayFirst
)

// openingOf looks through the children of a box, which may be nil, as far as the first link or day. It is asked once for all rows in it.
func openingOf(box *html.Node) (o opening) {
	if box == nil {
		return o
	}
	for c := box.FirstChild; c != nil; c = c.NextSibling {
		if page.HoldsLink(c) {
			if o.first == neitherFirst {
				o.first = linkFirst
			}
			return o
		}
		words := page.WordsOf(c)
		if o.first == neitherFirst && words != "" && (rowday.IsDay(words) || dayWords.MatchString(jtext.Fold(words))) {
			o.first = dayFirst
		}
		o.duesLead = o.duesLead || len(words) <= maxCaption && len(rowday.Due([]string{words})) > 0
	}
	return o
}
