package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Lengths in bytes of what may be a title.
const (
	shortTitle = 24
	shortWork  = 12 // of one that ends in what is bought: 町道補修工事
	longTitle  = 450
)

// read reads what a row says.
func (f *Finder) read(n *html.Node) (r Row) {
	r.Node, r.Anchor = n, anchorOf(n)
	if table := page.TableOf(n); table != nil {
		g := f.Grid(table)
		if !slices.ContainsFunc(g.Headings, sayDays) { // else its first row is one as the others
			if at := slices.Index(g.Order, n); at < g.HeadRows() {
				return r
			}
			r.Heads = joinSpaced(g.Headings)
		}
		r.Cells = g.Rows[n]
		r.readCells()
		return r
	}
	if len(page.TextOf(n)) > page.MaxRowText {
		return r
	}
	r.Title, r.Pieces = ofLines(linesOfRow(n))
	return r
}

// linesOfRow lists the words of a row, line by line: those of a dt and its dd are one row's, as far as one may be long.
func linesOfRow(n *html.Node) (lines []string) {
	if !isTerm(n) {
		return linesOf(n)
	}
	length := 0
	for _, part := range groupOf(n) {
		if length += len(page.TextOf(part)); length > page.MaxRowText {
			break
		}
		lines = append(lines, linesOf(part)...)
	}
	return lines
}

// OfCells is what cells under heads say of one announcement, wherever they stand in their table; node is one of its lines.
func OfCells(node *html.Node, cells []page.GridCell, heads []string) Row {
	r := Row{Node: node, Cells: cells, Heads: joinSpaced(heads)}
	r.readCells()
	return r
}

// sayDays reports whether what seems to head a column is a day, with or without what it is of: 入札日 12月4日.
func sayDays(head string) bool {
	return len(head) < longTitle && page.MayHoldDate(head) && (rowday.IsDay(head) || len(rowday.Openings([]string{head}))+len(rowday.Due([]string{head})) > 0)
}

// anchorOf is the id of a row, or of an anchor in it, "" for none.
func anchorOf(n *html.Node) (id string) {
	if id = page.Attribute(n, "id"); id != "" {
		return id
	}
	page.Walk(n, func(n *html.Node) bool {
		if id == "" && n.DataAtom == atom.A {
			if id = page.Attribute(n, "id"); id == "" {
				id = page.Attribute(n, "name")
			}
		}
		return id == ""
	})
	return id
}

// readCells reads the title in the cells of a table, and what its own other cells say: the cell in the column of titles, else the first that
// may be one.
func (r *Row) readCells() {
	at := titleColumn(r.Heads)
	named := at >= 0
	if !named {
		at = slices.IndexFunc(r.Cells, func(c page.GridCell) bool {
			return c.Own && mayBeTitle(c.Text) && workAtEnd.MatchString(jtext.Fold(c.Text))
		})
	}
	if at < 0 {
		at = slices.IndexFunc(r.Cells, func(c page.GridCell) bool { return c.Own && mayBeTitle(c.Text) })
	}
	if at < 0 || at >= len(r.Cells) || !r.Cells[at].Own || len(r.Cells[at].Text) > longTitle {
		return
	}
	for n, c := range r.Cells {
		if n > 0 && r.Cells[n-1].Node == c.Node || c.Node == r.Cells[at].Node || n < len(r.Heads) && (IsOfWork(r.Heads[n]) || IsTenderHead(r.Heads[n])) {
			continue
		}
		r.Pieces = append(r.Pieces, c.Text)
	}
	title, more := ofLines(linesOf(r.Cells[at].Node))
	if title == "" && named && isShortName(r.Cells[at].Text) {
		title, more = r.Cells[at].Text, nil
	}
	r.Title, r.Named, r.Pieces = title, named, append(r.Pieces, more...)
}

// isShortName reports whether the words in a column of titles are but too short for a title elsewhere: 町道補修工事.
func isShortName(words string) bool {
	const least = 9 // bytes
	return len(words) >= least && len(words) < shortTitle && !rowday.IsDay(words) && !jtext.HasAny(words, "。")
}

// linesOf lists the words of an element, line by line: those of each block, and of a heading, are one.
func linesOf(n *html.Node) (lines []string) {
	line := ""
	end := func() {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
		line = ""
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			line += n.Data
			return
		case page.IsSilent(n):
			return
		}
		parts := page.PartsWords(n.DataAtom) || n.Type == html.ElementNode && standsAlone(n, line == "")
		if parts {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if parts {
			end()
		}
	}
	visit(n)
	end()
	return lines
}

// standsAlone reports whether a phrase in a line is a line of its own: a fact or, at the beginning of the line, a title.
func standsAlone(n *html.Node, begins bool) bool {
	if n.DataAtom == atom.Time {
		return true
	}
	if only := n.FirstChild; only != nil && only == n.LastChild && only.Type == html.ElementNode {
		return false // the one in it may
	}
	words := strings.Fields(page.TextOf(n))
	return len(words) > 0 && (beginsFact(words) || begins && mayBeTitle(strings.Join(words, " ")))
}

// ofLines parts lines into the title, which is what stands behind its label or else the first that may be one, and what they say besides.
func ofLines(lines []string) (title string, pieces []string) {
	labelled := false
	var parts []string
	for _, line := range lines {
		parts = append(parts, partsOf(line)...)
	}
	for _, line := range parts {
		switch words, rest := untilFact(wordsOf(line)); {
		case title == "" && page.IsTitleLabel(words):
			labelled = true
			pieces = append(pieces, rest...)
		case title == "" && (labelled && words != "" || mayBeTitle(words)):
			if before, behind, is := strings.Cut(words, "："); is && page.IsTitleLabel(before) {
				words = behind
			}
			title, pieces = strings.TrimSpace(words), append(pieces, rest...)
		default:
			pieces = append(append(pieces, words), rest...)
		}
	}
	return title, slices.DeleteFunc(pieces, func(s string) bool { return s == "" })
}

// factsOf parts a line into the facts that it says.
func factsOf(line string) (facts []string) {
	for _, part := range partsOf(line) {
		facts = append(facts, factsIn(wordsOf(part))...)
	}
	return slices.DeleteFunc(facts, func(s string) bool { return s == "" })
}

// wordsOf parts a line at its spaces, but for those within brackets.
func wordsOf(line string) (words []string) {
	open := 0
	for _, word := range strings.Fields(line) {
		if open > 0 {
			words[len(words)-1] += " " + word
		} else {
			words = append(words, word)
		}
		open += strings.Count(word, "（") + strings.Count(word, "(") - strings.Count(word, "）") - strings.Count(word, ")")
	}
	if open > 0 { // a bracket that nothing closes
		return strings.Fields(line)
	}
	return words
}

// untilFact parts the words of a line before each that begins a day, a last day or a department: the first part may be a title, behind a day
// with which the line begins.
func untilFact(words []string) (first string, rest []string) {
	if day := dayAtBegin(words); day > 0 {
		first, rest = untilFact(words[day:])
		return first, append([]string{strings.Join(words[:day], " ")}, rest...)
	}
	parts := factsIn(words)
	return parts[0], parts[1:]
}

// factsIn parts the words of a line in their order; there is one part at least.
func factsIn(words []string) []string {
	day := dayAtBegin(words)
	at := max(day, 1)
	for at < len(words) && day == 0 && (!beginsFact(words[at:]) || lastsFor(words[:at]) && page.MayHoldDate(words[at])) {
		at++
	}
	if at >= len(words) {
		return []string{strings.Join(words, " ")}
	}
	return append([]string{strings.Join(words[:at], " ")}, factsIn(words[at:])...)
}

// lastsFor reports whether the word before a day is the label of one of what is bought, which then stays with it: 履行期間 令和9年2月1日.
func lastsFor(words []string) bool { return IsOfWork(jtext.Fold(words[len(words)-1])) }

// dayAtBegin is how many words a day takes up, with its time, with which a line begins that says more; 0 for none.
func dayAtBegin(words []string) int {
	switch {
	case len(words) < 2 || !rowday.IsDay(words[0]):
		return 0
	case clock.MatchString(jtext.Fold(words[1])):
		return 2
	}
	return 1
}

// clock matches the word behind a day that tells its time, folded.
var clock = jtext.MustPattern(`^(?:正午|(?:午[前後])?\d{1,2}(?:時|:\d{2}))\S{0,12}$`)

func beginsFact(words []string) bool {
	folded := jtext.Fold(words[0])
	if len(words) > 1 && dayHead.MatchString(folded) && rowday.IsDay(words[1]) {
		return true
	}
	return rowday.IsDay(words[0]) || page.IsDepartment(folded) || page.HasContactLabel(folded) || saysDue(words[0]) || rowday.BeginsWithDue(jtext.Fold(strings.Join(words, " ")))
}

// saysDue reports whether a word beside a title says a last day: 参加表明は12月18日まで.
func saysDue(word string) bool {
	return !strings.ContainsAny(word, "（(【[「") && len(rowday.Due([]string{word})) > 0
}

// mayBeTitle reports whether words may name an announcement, and are no fact about one and no sentence.
func mayBeTitle(words string) bool {
	if len(words) < shortTitle && (len(words) < shortWork || !workAtEnd.MatchString(jtext.Fold(words))) || len(words) > longTitle || rowday.IsDay(words) || strings.Contains(words, "。") {
		return false
	}
	folded := jtext.Fold(words)
	return !page.IsDepartment(folded) && !rowday.BeginsWithDue(folded) && !(page.HasContactLabel(folded) && strings.Contains(folded, ":"))
}
