package list

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// addDue adds the last days that a row states in its words, beside its title or in brackets behind it, those of labelled columns left out.
func (r listRow) addDue(draft *opportunity.Draft, pieces []string) {
	for at, f := range draft.Fields {
		draft.Fields[at].Value = cmp.Or(r.dueInYear(f.Value, draft.Published), f.Value)
	}
	fields := rowday.Due(pieces)
	if lines := r.linesBeside(draft.Title); lines != nil {
		fields = append(fields, rowday.Due(lines)...)
	}
	if note := noteBehind(draft.Title); note != "" {
		fields = append(fields, rowday.Due([]string{note})...)
	}
	r.addDays(draft, fields)
}

// addDays adds last days that are not known yet.
func (r listRow) addDays(draft *opportunity.Draft, fields []opportunity.Field) {
	for _, f := range fields {
		if slices.ContainsFunc(draft.Fields, func(known opportunity.Field) bool { return sameWords(known.Value, f.Value) }) {
			continue
		}
		if f.Value = r.dueInYear(f.Value, draft.Published); f.Value != "" {
			draft.Fields = append(draft.Fields, f)
		}
	}
}

// sameWords reports whether one of two values holds the other.
func sameWords(a, b string) bool {
	a, b = jtext.Fold(a), jtext.Fold(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// noteBehind is what stands in brackets behind a title, "" for nothing.
func noteBehind(title string) string {
	last, _ := utf8.DecodeLastRuneInString(title)
	if !strings.ContainsRune("）)】]］〕", last) {
		return ""
	}
	if at := strings.LastIndexAny(title, "（(【[［〔"); at > 0 {
		return title[at:]
	}
	return ""
}

// maxDueLines is how many lines behind a row are looked through for its last day.
const maxDueLines = 4

// linesBeside are the lines that stand behind a row in its box, before the next link, or between a row and the heading that names it.
func (r listRow) linesBeside(title string) []string {
	if r.isNamedByHeading(title) {
		return linesBefore(r.namingSection().heading.NextSibling, r.node, nil)
	}
	switch r.node.DataAtom {
	case atom.Li, atom.Tr, atom.Td, atom.Dt:
		return nil
	case atom.Dd:
		return linesOfTerm(r.node)
	}
	if title, _ := linesAbove(r); r.opening.duesLead || title != "" {
		return nil
	}
	var lines []string
	line, ended := "", false
	end := func() {
		if line = page.Collapse(line); r.isLikeLine(line) {
			ended = true
		} else if line != "" && len(line) <= 2*maxCaption {
			lines = append(lines, line)
		}
		line = ""
	}
	for n := r.node.NextSibling; n != nil && !ended && len(lines) < maxDueLines; n = n.NextSibling {
		switch {
		case page.HoldsLink(n), page.HeadingLevel(n) > 0, n.DataAtom == atom.Hr, n.DataAtom == atom.Dt, isNextCard(n, r.node):
			if len(lines) == 0 {
				end() // what stands on the row's own line; one that another link ends is that link's
			}
			return lines
		case n.Type == html.ElementNode && page.PartsWords(n.DataAtom):
			end()
			line = page.TextOf(n)
			end()
		default:
			line += bare.Words(n)
		}
	}
	if !ended {
		end()
	}
	return lines
}

// isLikeLine reports whether a line behind a row is another announcement without a link: it begins with a day and a title, as the row does.
func (r listRow) isLikeLine(line string) bool {
	title, dated := bare.BeginsWithDay(line)
	if !dated || stepTitle.MatchString(jtext.Fold(title)) {
		return false
	}
	_, dated = bare.BeginsWithDay(bare.LineAt(r.node))
	return dated
}

// isNextCard reports whether a box is like that of a row: it is of another announcement, which has no link.
func isNextCard(n, row *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article:
		return n.DataAtom == row.DataAtom && page.Attribute(n, "class") == page.Attribute(row, "class") && page.HeadingIn(n) != nil
	}
	return false
}

// linesOfTerm are the other dd without links of the dt that a dd belongs to.
func linesOfTerm(dd *html.Node) (lines []string) {
	for s := dd; s != nil && s.DataAtom != atom.Dt; s = s.PrevSibling {
		dd = s
	}
	for s := dd; s != nil && s.DataAtom != atom.Dt && len(lines) < 2*maxDueLines; s = s.NextSibling {
		if s.DataAtom == atom.Dd && !page.HoldsLink(s) {
			lines = append(lines, page.TextOf(s))
		}
	}
	return lines
}

// dueInYear writes a last day without a year as one of the year that the headings over its row name, where the row has no day of
// publication that tells it. "" where the year is past and may be either.
func (r listRow) dueInYear(value, published string) string {
	if published != "" {
		return value
	}
	month := ""
	for s := r.under; s != nil; s = s.within {
		if !s.isDated() || s.dates.Rest != "" && !listName.MatchString(s.dates.Rest) && !listOfYear.MatchString(s.dates.Rest) {
			continue
		}
		if month = cmp.Or(month, s.dates.Month); s.dates.Year != "" {
			return s.dates.DueInYear(value, month, s.past)
		}
	}
	return value
}

// linesAbove returns the title of a row that is no more than a link to what every announcement has: the first line behind the link before it
// that may be one. lines are all of those. "" where the row is more, or none may.
func linesAbove(r listRow) (title string, lines []string) {
	if r.node != r.link || !isVague(page.TextOf(r.link)) {
		return "", nil
	}
	lines = linesBack(r.link)
	named := false // by words of calls, which a line over several may not have
	for _, line := range lines {
		if names := jtext.HasAny(line, workWords...); isTitleLine(line) && (title == "" || names && !named) {
			title, named = line, names
		}
	}
	if title == "" {
		return "", nil
	}
	return title, lines
}

// linesBack lists the lines before a link in its box, from the top, as far back as the link before it.
func linesBack(link *html.Node) (lines []string) {
	line := ""
	end := func() {
		if line != "" {
			lines = append(lines, page.Collapse(line))
		}
		line = ""
	}
	for n := link.PrevSibling; n != nil && !page.HoldsLink(n); n = n.PrevSibling {
		if n.Type == html.ElementNode && page.PartsWords(n.DataAtom) {
			end()
		}
		if text := page.WordsOf(n); text != "" {
			line = text + line
		}
	}
	end()
	slices.Reverse(lines)
	return lines
}

// namedByLines returns those of several links in a box, all to what every announcement has, that stand behind lines with titles of calls,
// the first of each; nil where these are not several, or the first link is none of them.
func namedByLines(links []*html.Node) (named []*html.Node) {
	if len(links) < 2 || !areDocuments(links) {
		return nil
	}
	for at, a := range links {
		if a.Parent != links[0].Parent {
			return nil
		}
		title, _ := linesAbove(listRow{node: a, link: a})
		switch {
		case title != "" && jtext.HasAny(title, workWords...):
			named = append(named, a)
		case at == 0:
			return nil
		}
	}
	if len(named) < 2 {
		return nil
	}
	return named
}

// itemLinks returns the links of an item of a list that names a call without a link, before a list of its papers, or of a dd behind such a term; nil for others.
func itemLinks(li *html.Node) []*html.Node {
	if li.DataAtom == atom.Dd {
		return papersOfTerm(li)
	}
	if li.DataAtom != atom.Li {
		return nil
	}
	papers := li.FirstChild
	for papers != nil && papers.DataAtom != atom.Ul && papers.DataAtom != atom.Ol && papers.DataAtom != atom.Dl {
		papers = papers.NextSibling
	}
	if papers == nil {
		return nil // as most
	}
	line := ""
	for c := li.FirstChild; c != papers; c = c.NextSibling {
		if page.HoldsLink(c) {
			return nil
		}
		line += page.WordsOf(c)
	}
	if !isTitleLine(line) {
		return nil
	}
	links := page.LinksIn(li)
	if len(links) == 0 || len(links) > 2*maxCardLinks || !areDocuments(links) || len(page.TextOf(li)) > page.MaxRowText {
		return nil
	}
	return links
}

// haveParagraphs reports whether several links stand in paragraphs that each show a day or begin with the title of a call: several
// announcements, whatever box holds them. More than one in a paragraph lead to what every announcement has.
func haveParagraphs(anchors []*html.Node) bool {
	paragraphs := 0
	for at, a := range anchors {
		p := a.Parent
		if p.DataAtom != atom.P {
			return false
		}
		switch {
		case at == 0 || p != anchors[at-1].Parent:
			if paragraphs++; !saysDay(p) && !beginsWithTitle(p) {
				return false
			}
		case !areDocuments(anchors[at-1 : at+1]):
			return false
		}
	}
	return paragraphs > 1
}

// beginsWithTitle reports whether the first line of a paragraph, before its first link, names what bodies call for or buy.
func beginsWithTitle(p *html.Node) bool {
	line := ""
	for c := p.FirstChild; c != nil && c.DataAtom != atom.Br && !page.HoldsLink(c); c = c.NextSibling {
		line += page.WordsOf(c)
	}
	return isTitleLine(line) && jtext.HasAny(line, workWords...)
}

// isTitleLine reports whether a line of text may be a title, and no sentence or fact.
func isTitleLine(line string) bool {
	return maySayTitle(line) && !strings.Contains(line, "。") && !isVague(line) && !saysFact(line)
}
