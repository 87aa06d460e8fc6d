// Package pagekind tells what a page is whose address somebody gave for a list's: a list, a home page, a menu of lists, a choice of
// years, one announcement. It judges by the page itself and the words of its links, and asks nobody.
package pagekind

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"koubo/crawler/discover"
	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/list"
	"koubo/parsers/page"
)

// Kind is what a page is.
type Kind string

// The kinds.
const (
	Feed     Kind = "feed"
	List     Kind = "list"     // of announcements; of other things, too, as 新着情報
	Home     Kind = "home"     // of a site
	Menu     Kind = "menu"     // of lists, or of sections
	Years    Kind = "years"    // of lists, each of one year or month
	Call     Kind = "call"     // one announcement
	Document Kind = "document" // a PDF or another file
	Empty    Kind = "empty"    // an answer without any words
	Notice   Kind = "notice"   // of its server, in the place of a page
	Framed   Kind = "framed"   // a frame around other pages
	Scripted Kind = "scripted" // links are made by script
	Other    Kind = "other"    // holds no list that can be seen
)

// Link is a page or feed that a page names.
type Link struct {
	URL  string `json:"url"`
	Text string `json:"text,omitempty"`
}

// Page is what a page was found to be.
type Page struct {
	Kind  Kind   `json:"kind"`
	Name  string `json:"name,omitempty"`     // what it calls itself
	Lists []Link `json:"lists,omitempty"`    // those it links to by their words, in its order
	Ways  []Link `json:"sections,omitempty"` // where it names no list, the sections under which lists stand
	Feeds []Link `json:"feeds,omitempty"`
}

// IsRead reports whether a page of the kind is read as a source.
func (k Kind) IsRead() bool { return k == Feed || k == List || k == Framed }

// Of tells what a page is. home is the address of its body's site, "" where no body is known.
func Of(p page.Page, home string) Page {
	switch {
	case discover.IsFeed(p):
		return Page{Kind: Feed}
	case len(bytes.TrimSpace(p.Body)) == 0:
		return Page{Kind: Empty}
	case isDocument(p):
		return Page{Kind: Document}
	}
	doc, err := page.Parse(p, "")
	if err != nil {
		return Page{Kind: Other}
	}
	found := Page{Name: nameOf(doc.Root)}
	if discover.PassingNotice(doc) != "" {
		found.Kind = Notice
		return found
	}
	links := linksOf(doc)
	found.Feeds = feedsOf(doc, links)
	parsed, err := list.Of(doc, p)
	if err != nil {
		found.Kind = Other
		return found
	}
	listing, err := parsed.Read(list.Options{})
	if err != nil {
		found.Kind = Notice
		return found
	}
	found.judge(p, listing, links, termsOf(doc), home)
	return found
}

// isDocument reports whether an answer is a file that no browser shows as a page.
func isDocument(p page.Page) bool {
	return strings.HasPrefix(string(p.Body[:min(len(p.Body), 5)]), "%PDF-") || strings.HasPrefix(string(p.Body[:min(len(p.Body), 4)]), "PK\x03\x04") ||
		strings.HasPrefix(p.ContentType, "application/pdf") || strings.HasPrefix(p.ContentType, "image/")
}

const (
	fewLists = 2  // names of lists that make a page a menu
	fewYears = 2  // names of years that make it a choice of years
	rowRunes = 14 // from so many characters on a row is an announcement, and no entry of a menu
)

// judge decides what a page is, once it is one of the site's; terms are the addresses of lists by years or the like.
func (f *Page) judge(p page.Page, l page.Listing, links []link, terms map[string]bool, home string) {
	rows := map[string]bool{} // addresses of announcements
	calls := 0
	for _, d := range l.Drafts {
		if !page.ShowsDay(&d) && (terms[d.URL] || utf8.RuneCountInString(d.Title) < rowRunes) {
			continue
		}
		rows[d.URL] = true
		if v := classify.Triage(d.Title, d.URL, d.Categories); v.Keep && !v.Undecided {
			calls++
		}
	}
	isHome := isHome(p.URL, home)
	years := yearsOf(links, terms)
	f.Lists, f.Ways = listsOf(links, rows, isHome)
	switch {
	case isHome:
		f.Kind = Home
	case len(l.Frames) > 0 && len(links) == 0:
		f.Kind = Framed
	case isCall(p, f.Name, l, calls):
		f.Kind, f.Lists, f.Ways = Call, crumbsOf(links), nil
	case l.None: // at the moment
		f.Kind = List
	case calls > 0 || len(rows) > 0 && len(rows) >= len(f.Lists)+len(f.Ways) && len(years) < fewYears:
		f.Kind = List
	case len(years) >= fewYears && len(years) >= len(f.Lists):
		f.Kind, f.Lists, f.Ways = Years, years, nil
	case len(f.Lists)+len(f.Ways) >= fewLists, len(f.Lists)+len(f.Ways) > 0 && vocabulary.Of(f.Name).Class.LeadsToCalls():
		f.Kind = Menu
	case l.ByScript:
		f.Kind = Scripted
	default:
		f.Kind = Other
	}
}

// isHome reports whether an address is a site's home page.
func isHome(address, home string) bool {
	return page.IsHome(address) || home != "" && opportunity.IdentityKey(home) == opportunity.IdentityKey(address)
}
