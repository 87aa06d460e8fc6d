package feeds

import (
	"fmt"
	"io"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// Outline is one line of a list of feeds: a feed, or a heading over others.
type Outline struct {
	Title    string
	Feed     string // absolute address of an Atom or RSS feed; "" for a heading
	Home     string // absolute address of the page of the same records; "" for none
	Outlines []Outline
}

// OPML writes a list of feeds (OPML 2.0, subscription lists) that a reader can import. An outline whose address may not
// be linked is left out, with all under it. The errors are those of w.
func OPML(w io.Writer, c Channel, outlines []Outline) error {
	d := newDocument(w)
	d.start("opml", "version", "2.0")
	d.start("head")
	d.text("title", plain.Title(c.Title))
	if !c.Updated.IsZero() {
		d.text("dateModified", rssDate(c.Updated))
	}
	d.end()
	d.start("body")
	for _, o := range outlines {
		writeOutline(d, o)
	}
	return d.close()
}

func writeOutline(d *document, o Outline) {
	title := plain.Title(o.Title)
	attrs := []string{"text", title, "title", title}
	if o.Feed != "" {
		feed := plain.Link(o.Feed)
		if feed == "" {
			return
		}
		attrs = append(attrs, "type", "rss", "xmlUrl", feed) // "rss" stands for any syndication format
		if home := plain.Link(o.Home); home != "" {
			attrs = append(attrs, "htmlUrl", home)
		}
	}
	d.start("outline", attrs...)
	for _, child := range o.Outlines {
		writeOutline(d, child)
	}
	d.end()
}

// SubFeeds lists the feed of everything, one of each kind, and one of each prefecture, in the order of their codes.
// address gives the absolute address of the feed of a selection; prefectures are the names in that order, from 北海道.
func SubFeeds(address func(opportunity.Query) string, prefectures []string) []Outline {
	kinds := Outline{Title: "種類別"}
	for _, k := range outlineKinds {
		kinds.Outlines = append(kinds.Outlines,
			Outline{Title: k.Label(), Feed: address(opportunity.Query{Kinds: []opportunity.Kind{k}})})
	}
	places := Outline{Title: "都道府県別"}
	for i, name := range prefectures {
		code := fmt.Sprintf("%02d", i+1) // JIS X 0401
		places.Outlines = append(places.Outlines, Outline{Title: name, Feed: address(opportunity.Query{Prefectures: []string{code}})})
	}
	return []Outline{{Title: "すべて", Feed: address(opportunity.Query{})}, kinds, places}
}

// outlineKinds are the kinds in the order of the domain's table.
var outlineKinds = []opportunity.Kind{
	opportunity.Pilot, opportunity.Accelerator, opportunity.Proposal, opportunity.Collaboration, opportunity.Sounding,
	opportunity.DesignatedManager, opportunity.PFI, opportunity.NamingRights, opportunity.Subsidy, opportunity.Tender,
	opportunity.VendorRegistration, opportunity.AdSpace, opportunity.Other,
}
