package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// BeginsWithDay returns what stands behind the day that a line begins with, where that may be a title.
func BeginsWithDay(line string) (rest string, ok bool) {
	words := strings.Fields(line)
	if len(words) < 2 || !rowday.IsDay(words[0]) {
		return "", false
	}
	rest = strings.Join(words[1:], " ")
	return rest, mayBeTitle(rest)
}

// besideLine finds the rows among the lines beside a linked one, or among the paragraphs: those that begin with a day, as it does.
func (f *Finder) besideLine(row *html.Node) (rows []Row) {
	if !f.enter(row.Parent) {
		return nil
	}
	if _, dated := BeginsWithDay(LineAt(row)); !dated {
		return nil
	}
	if row.DataAtom == atom.P {
		return f.readAll(slices.DeleteFunc(unlinked(row), func(n *html.Node) bool {
			_, dated := BeginsWithDay(page.TextOf(n))
			return !dated || !mayTellDue(n)
		}))
	}
	for _, line := range linesIn(row.Parent) {
		if _, dated := BeginsWithDay(line.words); dated && !line.linked && rowday.MayBeDue(line.words) {
			r := Row{Node: line.first}
			r.Title, r.Pieces = ofLines([]string{line.words})
			rows = append(rows, r)
		}
	}
	return rows
}

// longestLine bounds, in bytes, what is read of a line: more is none of a list.
const longestLine = 2 * longTitle

// LineAt is what the line says that an element stands in, as far as its end; of a long line the end of that.
func LineAt(n *html.Node) string {
	words := page.TextOf(n)
	for before := n.PrevSibling; before != nil && !page.PartsWords(before.DataAtom) && len(words) < longestLine; before = before.PrevSibling {
		words = Words(before) + words
	}
	return words
}

// Words are those of an element, or of a text node with the spaces around it.
func Words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	return page.TextOf(n)
}

// textLine is a line of an element, up to the next break; of one with a link the words before that.
type textLine struct {
	first  *html.Node
	words  string
	linked bool
}

func linesIn(box *html.Node) (lines []textLine) {
	var line textLine
	for c := box.FirstChild; c != nil && len(lines) < mostRows; c = c.NextSibling {
		if page.PartsWords(c.DataAtom) {
			lines, line = append(lines, line), textLine{}
			continue
		}
		if line.first == nil {
			line.first = c
		}
		line.linked = line.linked || holdsLink(c)
		if !line.linked && len(line.words) < longestLine {
			line.words += Words(c)
		}
	}
	return append(lines, line)
}
