package pager

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// turn is a control of a form, or a choice of one, that leads to a page of a list.
type turn struct {
	words, address string
	here           bool // it stands for the page itself
}

// form sorts in the controls of a form that turn the pages of a list.
func (p *pager) form(n *html.Node) {
	if !gets(n) {
		return
	}
	f := readForm(n)
	var numbered []turn
	for _, b := range f.buttons {
		words := buttonWords(b)
		if words == "" || len(words) > maxTurn {
			continue
		}
		t := turn{words: words, address: p.resolve(f.address(b, nil, "")), here: hasAttribute(b, "disabled") || page.Attribute(b, "aria-current") != ""}
		switch folded := jtext.Fold(words); {
		case nextText.MatchString(folded):
			p.next = p.add(p.next, t)
		case moreText.MatchString(folded):
			p.more = p.add(p.more, t)
		case isNumber(words):
			numbered = append(numbered, t)
		}
	}
	p.next = p.addAfter(p.next, numbered)
	for _, s := range f.selects {
		if !goesThere(s) {
			p.choices(s, func(value string) string { return f.address(nil, s, value) })
		}
	}
}

// goesThere reports whether a script leads to the value that is chosen in a select.
func goesThere(s *html.Node) bool { return strings.Contains(page.Attribute(s, "onchange"), "location") }

// choiceOfPages matches the name of a select that chooses pages of a list, and not months or how many rows a page holds.
var choiceOfPages = regexp.MustCompile(`(?i)page|paging|^(?:p|pg|pn|no|offset|start|cur(?:rent)?)$`)

// choices sorts in the pages of a list, or its years, that are chosen from.
func (p *pager) choices(s *html.Node, addressOf func(value string) string) {
	var turns []turn
	pages, years := goesThere(s) || choiceOfPages.MatchString(page.Attribute(s, "name")), 0
	for at, option := range optionsOf(s) {
		words := page.TextOf(option)
		pages = pages && pageChoice(words) == at+1
		if YearOf(words) > 0 {
			years++
		}
		if !pages && years <= at {
			return // it chooses something else
		}
		turns = append(turns, turn{words, p.resolve(addressOf(valueOf(option))), hasAttribute(option, "selected")})
	}
	switch {
	case len(turns) < 2:
		return
	case pages:
		p.next = p.addAfter(p.next, turns)
		return
	}
	own := slices.IndexFunc(turns, func(t turn) bool { return t.here })
	for _, t := range turns {
		if own >= 0 && YearOf(t.words) == YearOf(turns[own].words)-1 {
			p.past = p.add(p.past, t)
		}
	}
}

// addAfter adds the page whose number follows that of this page, which is marked or addressed as such, or is the first.
func (p *pager) addAfter(found []string, turns []turn) []string {
	current := 1
	for _, t := range turns {
		if t.here || t.address != "" && p.doc.LeadsHere(t.address) {
			current = pageChoice(t.words)
		}
	}
	if current == 1 && len(turns) > 0 && pageChoice(turns[0].words) == 1 && !turns[0].here {
		current = max(current, numberIn(p.doc.URL))
	}
	for _, t := range turns {
		if pageChoice(t.words) == current+1 {
			return p.add(found, t)
		}
	}
	return found
}

// pageChoice is the number of the page of a list that words choose, 0 for none: 2, 2ページ目, 2/5.
func pageChoice(words string) int {
	if len(words) > maxTurn {
		return 0
	}
	bare, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(jtext.Fold(words), "第"), "頁"), "/")
	if n := pageNumber(bare); n > 0 && n < 1000 {
		return n
	}
	return 0
}

// add adds the address of a turn, unless it leads here, nowhere or is known.
func (p *pager) add(found []string, t turn) []string {
	if t.address == "" || p.doc.LeadsHere(t.address) || slices.Contains(found, t.address) {
		return found
	}
	return append(found, t.address)
}

// resolve is the whole address that a form or a choice names, "" for none on this host.
func (p *pager) resolve(href string) string {
	address, err := p.doc.Resolve(href)
	if href == "" || err != nil || !page.SameHost(address, p.doc.URL) {
		return ""
	}
	return address
}
