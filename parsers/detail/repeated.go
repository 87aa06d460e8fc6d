package detail

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
	"koubo/sources"
)

// Reading is what one page reads to.
type Reading struct {
	Draft opportunity.Draft
	// Unsure says that several links with figures were read as the announcement's words which may be a box of other calls: too
	// few pages of the host are known to tell.
	Unsure bool
}

// ReadMarked is ReadWith for a page that has been parsed, by page.ParseContent, and of whose host's frame marks tells.
func ReadMarked(doc *page.Document, fields *sources.Selectors, marks frame.Marks) (Reading, error) {
	reading, err := readDocument(doc, marks)
	if err == nil && fields != nil {
		ApplyFields(&reading.Draft, fields, doc)
	}
	return reading, err
}

// leaveOut decides on block i, which the host repeats. What names this announcement, breadcrumbs, a date alone, whom to ask, or a
// step of a call stays as it is: the site of one programme has its last day on every page. In a list that names this announcement
// too, only its name stays.
func (o *outline) leaveOut(i int, own ownTitle) bool {
	b := &o.blocks[i]
	text := page.TextOf(b.node)
	list := b.linked > b.text && b.docs == 0
	contact := (!list || b.text >= leastContact) && tellsContact(text)
	switch {
	case looksLikeCrumbs(text), page.IsDateText(text), isStep(b, text), contact && !list && len(text) <= mostContact:
		for k := i; k < b.end; k++ {
			o.blocks[k].repeated = false
		}
		return false
	case contact:
		return false // what else is in it is decided on by itself
	case own.isIn(text):
		if list {
			o.markBeside(i, own)
		}
		return false
	}
	return true
}

var (
	// stepWords are those of a call's steps, and actionWords those of links that lead to one.
	stepWords   = jtext.MustPattern(`締切|締め切り|〆|期限|募集|応募|公募|受付|提出|申込|申し込み|エントリー|質問|説明会|入札|開札|提案|審査`)
	actionWords = jtext.MustPattern(`エントリー|申し?込|応募する|フォーム|こちら|ENTRY|Entry`)
)

// isStep reports whether a block tells a step of a call in words, or is one link that leads to it. The titles of other calls
// tell steps, too, but are several links.
func isStep(b *block, text string) bool {
	if !jtext.HasDigitOfAnyWidth(text) || b.links > 1 || len(text) > mostContact {
		return false
	}
	return actionWords.MatchString(text) || b.links == 0 && stepWords.MatchString(text)
}

// eachOf calls visit with the blocks of nodes, which stand in page order.
func (o *outline) eachOf(nodes []*html.Node, visit func(i int)) {
	for i := 0; i < len(o.blocks) && len(nodes) > 0; i++ {
		if o.blocks[i].node == nodes[0] {
			visit(i)
			nodes = nodes[1:]
		}
	}
}

// markBeside marks the boxes in a list of the frame's that do not hold the title.
func (o *outline) markBeside(i int, own ownTitle) {
	for k := i + 1; k < o.blocks[i].end; k = o.blocks[k].end {
		if box, _ := page.BoxKind(o.blocks[k].node.DataAtom); box || page.HeadingLevel(o.blocks[k].node) > 0 {
			o.blocks[k].repeated = !own.isIn(page.TextOf(o.blocks[k].node))
		}
	}
}

// ownTitle is the title of the page as others name it.
type ownTitle struct {
	closed string // folded, without white space
	piece  string // of it as it stands, which folding leaves as it is; a text without it need not be folded
}

// newOwnTitle returns the zero value for a title too short to be told by.
func newOwnTitle(title string) (own ownTitle) {
	if own.closed = closed(title); utf8.RuneCountInString(own.closed) < 6 {
		return ownTitle{}
	}
	const enough = 12 // bytes: four kanji
	for _, run := range strings.FieldsFunc(title, func(c rune) bool { return !unicode.In(c, unicode.Han, unicode.Hiragana) }) {
		if len(run) > len(own.piece) {
			own.piece = run[:min(len(run), enough)]
		}
	}
	return own
}

// isIn reports whether a text names the page.
func (t ownTitle) isIn(text string) bool {
	return t.closed != "" && strings.Contains(text, t.piece) && strings.Contains(closed(text), t.closed)
}

func closed(text string) string { return strings.ReplaceAll(jtext.Fold(text), " ", "") }

// tellsContact reports whether a text says whom to ask, and is not the site's own address line. In a long one only a label or an
// address of mail tells.
func tellsContact(text string) bool {
	tells := page.HasContactLabel(text) || strings.Contains(text, "@") ||
		len(text) <= mostContact && jtext.HasDigitOfAnyWidth(text) && phoneForm.MatchString(jtext.Fold(text))
	return tells && !isSiteFooter(text)
}

// readsOpen reports whether at least two of some nodes, in page order, are read inside a block.
func (o *outline) readsOpen(open []*html.Node, inside int) bool {
	count := 0
	for i := max(inside, 0); len(open) > 1 && inside >= 0 && i < o.blocks[inside].end; i++ {
		if o.blocks[i].pruned {
			i = o.blocks[i].end - 1
			continue
		}
		if slices.Contains(open, o.blocks[i].node) {
			count++
		}
	}
	return count > 1
}
