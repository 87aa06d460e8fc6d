package bare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// Marks and numbers that titles begin with, folded.
var (
	markBefore   = jtext.MustPattern(`^[■●◆○◎□▼▶・※★☆◇【\[〔<≪《]`)
	numberBefore = jtext.MustPattern(`^(?:[(（\[【]?(?:案件|件名|公告|入札|第|(?i:no)\.?)?\s?(?:[0-9０-９]{1,3}(?:[-−－][0-9０-９]{1,3})?|[①-⑳])\s?(?:号|件目)?(?:[)）\]】.．、:：]|[\s　]))[\s　]*`)
)

// withoutNumber is what stands behind the number that words begin with, if that is no day's: （２）公告日, 案件1 庁舎清掃業務.
func withoutNumber(words string) string {
	rest := words[len(numberBefore.FindString(words)):]
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsDigit(r) {
		return words
	}
	return rest
}

// shapesOf lists the looks of a line that may be the title of a record, nil for others.
func (p *Page) shapesOf(at int) (shapes []string) {
	line := p.lines[at]
	if label, _ := p.labelled(at); label != "" {
		return []string{"label " + label}
	}
	if title, _, _, _ := p.titleAt(at); !p.mayStart(at, title) {
		return nil
	}
	look := lookOf(line.box)
	if line.inner != line.box {
		shapes = append(shapes, look+" "+lookOf(line.inner))
	}
	folded := jtext.Fold(line.words)
	if m := numberBefore.FindString(folded); m != "" {
		shapes = append(shapes, "number")
	} else if m := markBefore.FindString(folded); m != "" {
		shapes = append(shapes, "mark "+m)
	}
	if line.nth == 0 {
		shapes = append(shapes, "first "+look)
	}
	if line.gap {
		shapes = append(shapes, "gap "+line.box.Data)
	}
	return append(shapes, "any "+look)
}

// lookOf is the kind and class of an element and, but for headings, of what it stands in.
func lookOf(n *html.Node) string {
	look := n.Data + "." + page.FirstClass(n)
	if n.Parent != nil && page.HeadingLevel(n) == 0 {
		look = n.Parent.Data + "." + page.FirstClass(n.Parent) + ">" + look
	}
	return look
}

// labelled is the label of a title that a line begins with and the title, which may be the line behind it; "" for none.
func (p *Page) labelled(at int) (label, title string) {
	words := strings.TrimLeft(withoutNumber(joined(p.lines[at].words)), " 　([（【■●◆○◎□▼・")
	cut := strings.IndexAny(words, " 　:：)]）】")
	if cut < 0 {
		if page.IsTitleLabel(words) && at+1 < len(p.lines) && isBehindLabel(p.lines[at], p.lines[at+1]) {
			return words, p.lines[at+1].words
		}
		return "", ""
	}
	if label = words[:cut]; !page.IsTitleLabel(label) {
		return "", ""
	}
	title = strings.TrimLeft(words[cut:], " 　:：)]）】")
	if title == "" && at+1 < len(p.lines) {
		title = p.lines[at+1].words
	}
	return label, title
}

// isBehindLabel reports whether a line is the value of the label that the line before it is: a cell beside it, or a line of its own.
func isBehindLabel(label, value pageLine) bool {
	if cells := label.box.DataAtom == atom.Td || label.box.DataAtom == atom.Th; cells || value.box.DataAtom == atom.Td {
		return cells && label.box.Parent == value.box.Parent && page.ElementBefore(label.box) == nil && page.ElementAfter(value.box) == nil
	}
	return true
}

// titleAt is the title that a line says, what it says besides, how many lines that takes up, and whether a label says that it is one.
func (p *Page) titleAt(at int) (title string, pieces []string, lines int, named bool) {
	line := p.lines[at]
	if label, title := p.labelled(at); label != "" {
		first, rest := untilFact(wordsOf(title))
		if lines = 2; strings.HasSuffix(line.words, title) {
			lines = 1
		}
		return first, rest, lines, true
	}
	if line.title != "" {
		return line.title, line.facts, 1, true
	}
	words := page.Collapse(line.words)
	if !jtext.HasAny(numberBefore.FindString(words), "号") {
		words = withoutNumber(words)
	}
	title, pieces = ofLines([]string{strings.TrimLeft(words, "■●◆◎▼▶・※★☆◇ ")})
	return title, pieces, 1, false
}

// mayStart reports whether a line may be the title of a record: it names something, and tells no fact.
func (p *Page) mayStart(at int, title string) bool {
	line := p.lines[at]
	folded := jtext.Fold(title)
	day := dayIn(folded)
	switch {
	case line.title != "":
		return true
	case !mayBeTitle(title), day != nil && day[0] == 0, page.HeadsPart(title), noticeParts.Match(folded), aboutWork.MatchString(folded), factLabel.MatchString(folded):
		return false
	case line.box.DataAtom == atom.Td || line.box.DataAtom == atom.Th:
		if before := page.ElementBefore(line.box); before != nil && factWord.MatchString(jtext.Fold(page.TextOf(before))) {
			return false // what a label stands before
		}
	}
	first := strings.FieldsFunc(joined(title), func(r rune) bool { return r == ' ' || r == '　' || r == ':' || r == '：' })
	return len(first) < 2 || len(first[0]) > longLabel || !factWord.MatchString(jtext.Fold(first[0])) || namesCallOrWork(first[0])
}
