package list

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// otherDate finds words that make a date beside a title something else than the day of publication.
var otherDate = regexp.MustCompile(`締切|締め切|〆切|期限|期間|開札|開催|必着|受付|まで|から|実施日|入札日`)

// rowText is what a row says outside its title: pieces in page order.
type rowText struct {
	title  strings.Builder
	pieces []string
	piece  strings.Builder // the one being gathered
	head   *html.Node      // the heading in the link, which is the title alone; nil for none
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
	if r.cells != nil {
		t.gatherCells(r)
	} else {
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
	if draft.Published == "" {
		draft.Title, draft.Published = liftNote(draft.Title)
	}
	if isVague(draft.Title) || page.IsDitto(draft.Title) {
		draft.Title = cmp.Or(r.titleBeside(t.pieces), draft.Title)
	}
	if page.IsFileLink(r.link) {
		draft.Title = strings.TrimSpace(fileNote.ReplaceAllString(draft.Title, ""))
	}
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
	if !inLink && !isPhrase(n) {
		t.flush()
		defer t.flush()
	}
	isLink := n == link || n.DataAtom == atom.A && page.Attribute(n, "href") == page.Attribute(link, "href") && page.Attribute(n, "href") != "" && !isVague(page.TextOf(n))
	if n == link {
		t.head = headingIn(n)
	}
	if inLink && isOwnDate(n) || inLink && !isLink && isMark(n) || isLink && n != link && page.IsDateText(page.TextOf(n)) {
		t.pieces = append(t.pieces, page.TextOf(n))
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
func (t *rowText) isInHead(n *html.Node) bool { return t.head == nil || isInside(n, t.head) }

// headingIn is the first heading inside n, nil for none.
func headingIn(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if page.HeadingLevel(c) > 0 && !page.IsWordless(c) {
			return c
		}
		if found := headingIn(c); found != nil {
			return found
		}
	}
	return nil
}

// isPhrase reports whether an element marks words of a line and parts nothing.
func isPhrase(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Em, atom.I, atom.U, atom.Font, atom.Wbr, atom.Ruby, atom.Rb, atom.Mark, atom.Big, atom.Ins:
		return true
	}
	return false
}

// isOwnDate says whether an element inside a link holds the date and nothing else.
func isOwnDate(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Time, atom.Span, atom.P, atom.Div, atom.Dt, atom.Dd, atom.Small, atom.Em, atom.Strong, atom.B:
		return page.IsDateText(page.TextOf(n))
	}
	return false
}

// followText matches what an element inside a link says that invites to follow it.
var followText = regexp.MustCompile(`(?i)^(?:詳細|詳しく|くわしく|続き|もっと)(?:は(?:こちら)?|を?(?:見|み)る|を?読む|へ)?[\s>＞›»→…]*$|^(?:read |view )?more\W*$`)

// isMark says whether an element inside a link is a mark: NEW, an icon's words, 詳しく見る.
func isMark(n *html.Node) bool {
	text := page.TextOf(n)
	if len(text) > 48 {
		return false
	}
	switch strings.ToUpper(strings.Trim(text, "[]!！ ")) {
	case "NEW", "新着", "更新":
		return true
	}
	return followText.MatchString(text)
}

// around adds what stands beside a row and belongs to it: the dt before a dd, the dd after a dt, a date in the element
// before, the text on the same line as a bare link.
func (t *rowText) around(r listRow) {
	switch r.node.DataAtom {
	case atom.Dd:
		if dt := previousOf(r.node, atom.Dt); dt != nil && !page.HoldsLink(dt) {
			t.pieces = append(t.pieces, page.TextOf(dt))
		}
		return
	case atom.Dt:
		for dd := r.node.NextSibling; dd != nil && dd.DataAtom != atom.Dt; dd = dd.NextSibling {
			if dd.DataAtom == atom.Dd && !page.HoldsLink(dd) {
				t.pieces = append(t.pieces, page.TextOf(dd))
			}
		}
		return
	case atom.Li, atom.Tr:
		return
	}
	if !r.datesFollow() && t.before(r) || len(t.pieces) > 0 {
		return
	}
	t.behind(r)
}

// before adds a date that stands in the element before a row.
func (t *rowText) before(r listRow) bool {
	for n := r.node.PrevSibling; n != nil && n.DataAtom != atom.Br && !page.HoldsLink(n); n = n.PrevSibling {
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
	for n := r.node.NextSibling; n != nil && n.DataAtom != atom.Br && !page.HoldsLink(n); n = n.NextSibling {
		text := page.WordsOf(n)
		if text == "" {
			continue
		}
		if n.Type == html.TextNode || n.DataAtom == atom.Span || len(text) <= maxCaption && page.MayHoldDate(text) && page.HeadingLevel(n) == 0 {
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

// previousOf returns the nearest sibling of that kind before n.
func previousOf(n *html.Node, kind atom.Atom) *html.Node {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.DataAtom == kind {
			return s
		}
	}
	return nil
}

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
