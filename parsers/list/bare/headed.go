package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/list/state"
	"koubo/parsers/page"
)

// mostUnder is how many bytes of text below a heading are read at most for what they say of what the heading names.
const mostUnder = 6000

// Folded is a details element without a link as a row (HTML standard §4.11.1): what a reader sees of it while it is folded is its title, less the
// words in brackets that say it takes entries no more; what is folded away is its pieces. ok is false where that
// may be no title of an announcement.
func Folded(details *html.Node) (r Row, ok bool) {
	summary := summaryOf(details)
	if summary == nil || slices.ContainsFunc(slices.Collect(details.Descendants()), func(n *html.Node) bool { return n.DataAtom == atom.Details }) {
		return r, false
	}
	title, over := withoutState(withoutLabel(page.TextOf(summary)))
	if !mayBeTitle(title) || page.HeadsPart(title) {
		return r, false
	}
	u := underReader{heading: summary, isOut: func(*html.Node) bool { return false }}
	for n := summary.NextSibling; n != nil; n = n.NextSibling {
		u.read(n)
	}
	u.endLine()
	return Row{Node: details, Title: title, Pieces: u.pieces, Anchor: anchorOf(details), Over: over}, true
}

// Folder is what is seen of the details element that an element stands in, "" for none.
func Folder(n *html.Node) string {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == atom.Details {
			return Seen(n)
		}
	}
	return ""
}

// Seen is what a reader sees of a details element while it is folded, "" for nothing.
func Seen(details *html.Node) string {
	if summary := summaryOf(details); summary != nil {
		return page.TextOf(summary)
	}
	return ""
}

// summaryOf is the first summary in a details element, nil for none.
func summaryOf(details *html.Node) *html.Node {
	for c := details.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Summary {
			return c
		}
	}
	return nil
}

// withoutState parts a title from what one of its ends says in brackets of the state that it is in: 庁舎清掃業務の公募（受付終了）.
func withoutState(title string) (rest, over string) {
	if m := bracketBehind.FindStringSubmatch(title); m != nil && state.IsOver(m[2]) {
		return strings.TrimSpace(m[1]), m[2]
	}
	if m := bracketBefore.FindStringSubmatch(title); m != nil && state.IsOver(m[1]) {
		return strings.TrimSpace(m[2]), m[1]
	}
	return title, ""
}

var (
	bracketBehind = jtext.MustPattern(`^(.+)[（(【\[［〔]([^（）()【】\[\]［］〔〕]+)[）)】\]］〕]\s*$`)
	bracketBefore = jtext.MustPattern(`^\s*[（(【\[［〔]([^（）()【】\[\]［］〔〕]+)[）)】\]］〕](.+)$`)
)

// underReader reads the lines below a heading.
type underReader struct {
	heading, end  *html.Node
	isOut         func(*html.Node) bool
	pieces        []string
	line          string
	length        int // bytes
	ended, linked bool
}

func (u *underReader) read(n *html.Node) {
	switch {
	case u.ended:
		return
	case n == u.end:
		u.ended = true
		return
	case n.Type == html.TextNode:
		u.line += n.Data
		if u.length += len(n.Data); u.length > mostUnder {
			u.ended = true
		}
		return
	case n.Type != html.ElementNode || page.IsSilent(n) || u.isOut(n):
		return
	}
	if n.DataAtom == atom.Hr || n.DataAtom == atom.A && holdsLink(n) {
		u.endLine()
		asks := asksByDay(Row{Pieces: u.pieces})
		u.linked = n.DataAtom == atom.A && !asks
		u.ended = u.linked || asks
		return
	}
	parts := page.PartsWords(n.DataAtom) || isTerm(n)
	if parts {
		u.endLine()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		u.read(c)
	}
	if parts {
		u.endLine()
	}
}

// endLine ends a line: of sentences what says a last day is kept, of other lines each fact.
func (u *underReader) endLine() {
	line := page.Collapse(u.line)
	u.line = ""
	switch {
	case line == "", aboutWork.MatchString(jtext.Fold(line)):
	case strings.Contains(line, "。"):
		for sentence := range strings.SplitSeq(line, "。") {
			if rowday.MayBeDue(sentence) && len(rowday.Due([]string{sentence})) > 0 {
				u.pieces = append(u.pieces, sentence)
			}
		}
	default:
		u.pieces = append(u.pieces, slices.DeleteFunc(factsOf(line), func(s string) bool { return len(s) > longTitle })...)
	}
}
