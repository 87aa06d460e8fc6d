package list

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"

	"koubo/opportunity/weburl"
	"koubo/parsers/page"
	"koubo/parsers/pager"
	"koubo/sources"
)

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
