package list

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/linkname"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// rowText is what a row says outside its title: pieces in page order.
type rowText struct {
	title  strings.Builder
	pieces []string
	piece  strings.Builder // the one being gathered
	head   *html.Node      // the part of the link that is the title alone; nil for all of it
}

// flush ends a piece.
func (t *rowText) flush() {
	if text := page.Collapse(t.piece.String()); text != "" {
		t.pieces = append(t.pieces, text)
	}
	t.piece.Reset()
}

// say adds text outside the title; where white space stands between it and what is before, it is a piece of its own.
func (t *rowText) say(text string) {
	if text == "" {
		return
	}
	before := t.piece.String()
	if page.Collapse(text) == "" || before != "" && (endsInSpace(before) || startsWithSpace(text)) {
		t.flush()
	}
	t.piece.WriteString(text)
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

// draft makes of a row an announcement in its own words.
func (r listRow) draft(address string) opportunity.Draft {
	if r.words != nil {
		draft := *r.words
		draft.URL = address
		return draft
	}
	var t rowText
	switch {
	case r.cells != nil:
		t.gatherCells(r)
	case r.record != nil:
		t.gather(r.link, r.link, false)
		t.pieces = r.record
	default:
		t.gather(r.node, r.link, false)
		t.flush()
	}
	t.around(r)
	draft := opportunity.Draft{URL: address, Title: wholeTitle(page.Collapse(t.title.String()), r.link)}
	draft.Published, draft.Department = t.dateAndDepartment()
	r.readCells(&draft)
	if draft.Published == "" && len(draft.Fields) == 0 {
		draft.Published = r.dayOfSections(t.pieces)
	}
	draft.Published = inYearOf(r.under, rowday.WithMonth(draft.Published))
	if page.IsFileLink(r.link) {
		draft.Title = strings.TrimSpace(fileNote.ReplaceAllString(draft.Title, ""))
	}
	whole := withoutMarks(draft.Title)
	title, day := liftNote(whole)
	if title != whole {
		t.pieces = append(t.pieces, noteBehind(whole)) // which may tell a last day, too
	}
	draft.Title, draft.Published = title, cmp.Or(draft.Published, day)
	draft.Title = linkNote.ReplaceAllString(draft.Title, "")
	if isVague(draft.Title) || page.IsDitto(draft.Title) || classify.IsBareTitle(draft.Title) {
		draft.Title = cmp.Or(withoutMarks(rowday.WithoutDay(r.titleBeside(t.pieces), draft.Published)), draft.Title)
		if draft.Published == "" && r.isNamedByHeading(draft.Title) {
			draft.Published = inYearOf(r.under, r.dayUnderHeading())
		}
	}
	r.addDue(&draft, t.pieces)
	draft.Ended = r.ended()
	return draft
}

// gather sorts the text inside n into the title (the link's) and the pieces beside it. A date that has an element to
// itself inside the link is no part of the title.
func (t *rowText) gather(n, link *html.Node, inLink bool) {
	if n.Type == html.TextNode {
		if inLink && t.isInHead(n) {
			t.title.WriteString(n.Data)
		} else {
			t.say(n.Data)
		}
		return
	}
	if page.IsSilent(n) {
		return
	}
	if day := stampOf(n); day != "" {
		t.flush()
		t.pieces = append(t.pieces, day)
		return
	}
	if !inLink && !linkname.IsPhrase(n) || inLink && t.head != nil && page.PartsWords(n.DataAtom) {
		t.flush()
		defer t.flush()
	}
	isLink := n == link || n.DataAtom == atom.A && page.Attribute(n, "href") == page.Attribute(link, "href") && page.Attribute(n, "href") != "" && !isVague(page.TextOf(n))
	if n == link {
		t.head = linkname.In(n)
	}
	if inLink {
		if parts := dayParts(n); parts != nil {
			t.pieces = append(t.pieces, parts...)
			return
		}
	}
	if inLink && linkname.IsOwnDay(n) || inLink && !isLink && linkname.IsAside(n) || isLink && n != link && rowday.IsDay(page.TextOf(n)) {
		t.pieces = append(t.pieces, linkname.PartsOf(n)...)
		return
	}
	if inLink && n.DataAtom == atom.Img {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.gather(c, link, inLink || isLink)
	}
	if inLink && page.PartsWords(n.DataAtom) || isLink {
		t.title.WriteByte(' ')
	}
}

// isInHead reports whether a text inside the link belongs to its title.
func (t *rowText) isInHead(n *html.Node) bool { return t.head == nil || page.IsInside(n, t.head) }

// around adds what stands beside a row and belongs to it: the dt before a dd, the dd after a dt, a date in the element
// before, the text on the same line as a bare link.
func (t *rowText) around(r listRow) {
	switch r.node.DataAtom {
	case atom.Dd:
		if dt := previousOf(r.node, atom.Dt); dt != nil && !page.HoldsLink(dt) {
			t.pieces = append(t.pieces, page.TextOf(dt))
		}
		if isVague(page.TextOf(r.link)) {
			t.pieces = append(t.pieces, linesOfTerm(r.node)...)
		}
		return
	case atom.Dt:
		for dd := r.node.NextSibling; dd != nil && dd.DataAtom != atom.Dt; dd = dd.NextSibling {
			if dd.DataAtom == atom.Dd && (!page.HoldsLink(dd) || holdsPapers(dd)) {
				t.pieces = append(t.pieces, page.TextOf(dd))
			}
		}
		return
	case atom.Li:
		t.term(r)
		return
	case atom.Tr:
		return
	}
	if _, lines := linesAbove(r); lines != nil {
		t.pieces = append(t.pieces, lines...)
		return
	}
	if !r.datesFollow() && t.before(r) || len(t.pieces) > 0 {
		return
	}
	t.behind(r)
	if len(t.pieces) == 0 {
		t.term(r)
	}
}

// holdsPapers reports whether the links in a dd lead to files: those of what the dt before it links.
func holdsPapers(dd *html.Node) bool {
	links := page.LinksIn(dd)
	return len(links) > 0 && !slices.ContainsFunc(links, func(a *html.Node) bool { return !page.IsFileLink(a) })
}

// isPaperOfTerm reports whether a row is the papers of what the dt before it links.
func (r listRow) isPaperOfTerm() bool {
	dd := ddAround(r.node)
	if dd == nil || !holdsPapers(dd) {
		return false
	}
	dt := previousOf(dd, atom.Dt)
	return dt != nil && slices.ContainsFunc(page.LinksIn(dt), func(a *html.Node) bool { return !page.IsFileLink(a) })
}

// maxTermDepth is how far above a row of a list in a dd the dd stands.
const maxTermDepth = 3

// term adds the dt before the dd whose list a row stands in: one day over several announcements.
func (t *rowText) term(r listRow) {
	n := ddAround(r.node.Parent)
	if n == nil {
		return
	}
	if dt := previousOf(n, atom.Dt); dt != nil && !page.HoldsLink(dt) {
		t.pieces = append(t.pieces, page.TextOf(dt))
	}
}

// ddAround is the dd that n is or stands in, nil for none near.
func ddAround(n *html.Node) *html.Node {
	for range maxTermDepth {
		if n == nil || n.DataAtom == atom.Dd {
			return n
		}
		n = n.Parent
	}
	return nil
}

// previousOf returns the nearest sibling of that kind before n.
func previousOf(n *html.Node, kind atom.Atom) *html.Node {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.DataAtom == kind {
			return s
		}
	}
	return nil
}

// paperName matches the names of papers that come of a call, behind those that it begins with, folded.
var paperName = jtext.MustPattern(`(?:結果|概要|回答|報告書?|一覧|議事録|図面?|写真)(?:\([^)]*\))?$`)

// isLaterPaper reports whether a link leads to a paper that comes of a call and names no more than that: 審査結果（PDF）, 質問回答.
func isLaterPaper(a *html.Node) bool {
	if !page.IsFileLink(a) {
		return false
	}
	text := strings.TrimSpace(fileNote.ReplaceAllString(page.TextOf(a), ""))
	return len(text) <= shortLink && paperName.MatchString(jtext.Fold(text))
}

// papersOfTerm returns the links in a dd, the first to what a call begins with before the others, where the dt before it names the call without
// a link, and all of them lead to its papers; nil for others, or a single link.
func papersOfTerm(dd *html.Node) []*html.Node {
	if before := page.ElementBefore(dd); before == nil || before.DataAtom != atom.Dt {
		return nil
	}
	links := page.LinksIn(dd)
	if len(links) < 2 || len(links) > 2*maxCardLinks || len(page.TextOf(dd)) > page.MaxRowText {
		return nil
	}
	first := slices.IndexFunc(links, func(a *html.Node) bool {
		return isVague(page.TextOf(a)) && !paperName.MatchString(jtext.Fold(page.TextOf(a)))
	})
	if first < 0 || slices.ContainsFunc(links, func(a *html.Node) bool {
		text := page.TextOf(a)
		return !page.IsFileLink(a) || !isVague(text) && !(len(text) <= shortLink && paperName.MatchString(jtext.Fold(text)))
	}) {
		return nil
	}
	if title := (listRow{node: dd}).termBefore(); title == "" || kindName.MatchString(jtext.Fold(title)) {
		return nil
	}
	return links[first : first+1]
}
