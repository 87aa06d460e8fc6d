package bare

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// IsRunStart reports whether a run begins with a node: lines and paragraphs that stand beside each other, which may be rows of a list.
func IsRunStart(n *html.Node) bool {
	if n.Parent == nil || !holdsRuns(n.Parent) || !isOfRun(n) || n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
		return false
	}
	for before := n.PrevSibling; before != nil; before = before.PrevSibling {
		if before.Type == html.ElementNode && !isOfRun(before) {
			break
		}
		if before.Type == html.ElementNode || before.Type == html.TextNode && strings.TrimSpace(before.Data) != "" {
			return false
		}
	}
	for ; n != nil && isOfRun(n); n = n.NextSibling {
		if endsLine(n) {
			return true
		}
	}
	return false
}

// holdsRuns reports whether an element is a box in which lines stand, and no row, line or heading.
func holdsRuns(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Main, atom.Div, atom.Section, atom.Article, atom.Center, atom.Blockquote, atom.Form:
		return true
	case atom.Td:
		return page.ElementBefore(n) == nil && page.ElementAfter(n) == nil
	}
	return false
}

// isOfRun reports whether a node stands among the lines of a run: text, paragraphs, and what may say more of what a line names.
func isOfRun(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.DataAtom {
	case atom.P, atom.Pre, atom.Br, atom.Hr:
		return true
	case atom.Ul, atom.Ol, atom.Dl, atom.Table:
		return !holdsLink(n)
	}
	return !page.PartsWords(n.DataAtom) && !page.IsSilent(n)
}

// endsLine reports whether a node of a run ends a line, or holds a line's end.
func endsLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Pre, atom.Br:
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if endsLine(c) {
			return true
		}
	}
	return false
}

// runLine is a line of a run.
type runLine struct {
	at     *html.Node
	words  string // with the spaces between them; "" for an empty line
	linked bool
	fact   bool // of a list or table below a line, which names nothing itself
}

// runReader reads the lines of a run.
type runReader struct {
	lines []runLine
	line  runLine
}

// linesOfRun lists the lines from the first node of a run on.
func linesOfRun(first *html.Node) []runLine {
	var r runReader
	for n := first; n != nil && isOfRun(n) && len(r.lines) < mostRows; n = n.NextSibling {
		r.read(n)
	}
	r.end()
	return r.lines
}

func (r *runReader) end() {
	r.lines, r.line = append(r.lines, r.line), runLine{}
}

func (r *runReader) read(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if r.line.at == nil {
			r.line.at = n
		}
		if len(r.line.words) < longestLine {
			r.line.words += n.Data
		}
		return
	case n.Type != html.ElementNode || page.IsSilent(n):
		return
	case n.DataAtom == atom.Br || n.DataAtom == atom.Hr:
		r.end()
		return
	case n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Dl || n.DataAtom == atom.Table:
		r.end()
		for _, words := range linesOf(n) {
			r.lines = append(r.lines, runLine{at: n, words: words, fact: true})
		}
		return
	}
	r.line.linked = r.line.linked || n.DataAtom == atom.A && holdsLink(n)
	parts := page.PartsWords(n.DataAtom)
	if parts && r.line.words != "" {
		r.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c)
	}
	if parts && r.line.words != "" {
		r.end()
	}
}
