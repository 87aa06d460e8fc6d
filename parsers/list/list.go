// Package list finds the announcements that a list page names.
package list

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/weburl"
	"koubo/parsers/list/elsewhere"
	"koubo/parsers/list/linkname"
	"koubo/parsers/page"
	"koubo/parsers/pager"
	"koubo/sources"
)

// Read reads one page of a list of announcements. The rows are found by the operator's selectors, else by the markup of
// the CMS family, else by the repeated structure of the page's main part, else by its linked data. Links to files are rows too; navigation,
// breadcrumbs, pagers and links to lists below are not. A list without rows is an empty Listing; a page that is no list
// (an error page, a login, a file) is an error that says what it is.
func Read(p page.Page, opt Options) (page.Listing, error) {
	parsed, err := Parse(p, opt.Charset)
	if err != nil {
		return page.Listing{}, err
	}
	return parsed.Read(opt)
}

// Parsed is a list page that can be read in several ways. Reading writes what scripts link as links and parts lines of preformatted text, and
// changes nothing else.
type Parsed struct {
	Doc  *page.Document // without the page's big menus, but for Of
	page page.Page
}

// Parse parses a list page. charset overrides what the page declares, "" to detect. A file is an error that says what it is.
func Parse(p page.Page, charset string) (Parsed, error) {
	if err := refuseFile(p); err != nil {
		return Parsed{}, err
	}
	doc, err := page.ParseContent(p, charset)
	if err != nil {
		return Parsed{}, err
	}
	return Parsed{doc, p}, nil
}

// Of is a page that was parsed by page.Parse already, menus and all, which hold no rows.
func Of(doc *page.Document, p page.Page) (Parsed, error) { return Parsed{doc, p}, refuseFile(p) }

// Read is Read of a page that is parsed already; opt.Charset has no effect any more.
func (p Parsed) Read(opt Options) (page.Listing, error) {
	l, err := p.read(opt)
	l.Name = nameOf(p.Doc)
	return l, err
}

// nameOf is what a page calls itself.
func nameOf(doc *page.Document) (name string) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		if name == "" && page.HeadingLevel(n) == 1 {
			name = headingWords(n)
		}
		return name == ""
	})
	if title := page.FindInHead(doc.Root, atom.Title, func(*html.Node) bool { return true }); name == "" && title != nil {
		name = page.TextOf(title)
	}
	return page.Clip(name, maxName)
}

// maxName is how many characters of a page's name are kept.
const maxName = 80

func (p Parsed) read(opt Options) (page.Listing, error) {
	doc := p.Doc
	page.LinkScripts(doc.Root) // the same however often it is read
	linkname.NamePictures(doc)
	if opt.Selectors != nil && opt.Selectors.Item != "" {
		return selectList(doc, opt)
	}
	family, err := recognise(p.page, opt.Platform)
	if err != nil {
		return page.Listing{}, err
	}
	rows := layOut(family.rows(doc))
	found := &rowFinder{}
	if len(rows) == 0 {
		found = findRows(doc)
		rows = chooseRows(layOut(found.rows), doc, found)
	}
	forgetBracketed(rows, doc)
	rows = withUnlinked(rows, found, doc)
	c := collector{doc: doc, rows: len(rows), listing: page.Listing{Platform: family.name, Next: pager.Next(doc)}}
	for _, row := range rows {
		c.addRow(row, family)
	}
	if len(c.listing.Drafts) == 0 && len(c.listing.Unlinked) == 0 {
		for _, draft := range elsewhere.Items(doc) {
			c.add(draft)
		}
	}
	return c.finish()
}

// Frames lists the frames of a page: of a frameset all, else those that its content embeds and that a reader sees.
func Frames(doc *page.Document) []string { return elsewhere.Frames(doc, isAside) }

// fewRows is how many rows prove a page to be a list, whatever its title says.
const fewRows = 3

// refuseFile says of a body that is no HTML what it is.
func refuseFile(p page.Page) error {
	trimmed := bytes.TrimSpace(p.Body)
	head := trimmed[:min(len(trimmed), 512)]
	what := ""
	switch {
	case len(trimmed) == 0:
		what = "an empty answer"
	case bytes.HasPrefix(head, []byte("%PDF-")):
		what = "a PDF file"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		what = "an Office or ZIP file"
	case head[0] == '{' || head[0] == '[':
		what = "JSON"
	case page.IsFeedHead(head):
		what = "a feed; name it with feed: instead of list:"
	}
	if what == "" {
		return nil
	}
	return fmt.Errorf("%s is not a list page: it is %s", p.URL, what)
}

// Options says what the operator knows of a list page. The zero value lets everything be recognised.
type Options struct {
	Platform  string             // name of a CMS family (see Platforms), "" to recognise it
	Selectors *sources.Selectors // rung 3; nil to find the rows by family or by structure
	Charset   string             // overrides what the page declares, "" to detect
}

// CheckSelectors returns an error that names every selector that is no CSS, one a line, nil where all are.
func CheckSelectors(s *sources.Selectors) error {
	if s == nil {
		return nil
	}
	var faults []error
	check := func(name, css string) {
		if css == "" || strings.HasPrefix(css, page.LabelPrefix) {
			return
		}
		if _, err := cascadia.ParseGroup(css); err != nil {
			faults = append(faults, fmt.Errorf("%s: %q is no CSS selector: %w", name, css, err))
		}
	}
	for _, part := range []struct{ name, css string }{{"item", s.Item}, {"title", s.Title}, {"link", s.Link}, {"date", s.Date}, {"next", s.Next}} {
		check(part.name, part.css)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		check("fields: "+name, s.Fields[name])
	}
	return errors.Join(faults...)
}

// selectList reads a list by the operator's selectors, all relative to the item but next.
func selectList(doc *page.Document, opt Options) (page.Listing, error) {
	s := opt.Selectors
	if err := CheckSelectors(s); err != nil {
		return page.Listing{}, err
	}
	c := collector{doc: doc, listing: page.Listing{Platform: opt.Platform, Next: pager.Next(doc)}}
	for _, row := range layOut(c.selectRows(s)) {
		c.addSelected(row, s)
	}
	if s.Next != "" {
		c.listing.Next = nil
		for _, n := range page.Query(doc.Root, s.Next) {
			if address, err := doc.Resolve(page.Attribute(n, "href")); err == nil && page.SameHost(address, doc.URL) && !doc.LeadsHere(address) {
				c.listing.Next = append(c.listing.Next, address)
			}
		}
	}
	return c.finish()
}

// selectRows lists the items that hold a link, and notes those that hold none.
func (c *collector) selectRows(s *sources.Selectors) (rows []listRow) {
	for _, item := range page.Query(c.doc.Root, s.Item) {
		anchors := page.LinksIn(item)
		if s.Link != "" {
			anchors = page.Query(item, s.Link)
		}
		if len(anchors) > 0 {
			rows = append(rows, listRow{node: item, link: primaryLink(anchors), group: item.Parent})
		} else if title := page.FirstText(item, cmp.Or(s.Title, "*")); title != "" {
			c.addUnlinked(page.Clip(title, page.TitleOfText), "", weburl.ErrNotWeb)
		}
	}
	return rows
}

// addSelected adds one item, by the selectors where they name more than its link.
func (c *collector) addSelected(row listRow, s *sources.Selectors) {
	href := page.Attribute(row.link, "href")
	address, err := c.doc.ResolveWhole(href)
	draft := row.draft(address)
	if s.Title != "" {
		draft.Title = page.FirstText(row.node, s.Title)
	}
	if s.Date != "" {
		draft.Published = page.FirstText(row.node, s.Date)
	}
	switch {
	case draft.Title == "":
	case err != nil:
		c.addUnlinked(draft.Title, href, err)
	case !c.doc.LeadsHere(address) || strings.Contains(address, "#"):
		c.add(draft)
	}
}
