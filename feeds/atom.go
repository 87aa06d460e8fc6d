package feeds

import (
	"encoding/xml"
	"io"
	"iter"
	"slices"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

const atomNamespace = "http://www.w3.org/2005/Atom"

// Atom writes the records as an Atom feed (RFC 4287), in the order given, with the links of a paged feed (RFC 5005 §3)
// where the channel has them. An entry's id never changes; its updated moves with what
// followers should hear of. The errors are those
// of w.
func Atom(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return atomOf(w, c, states(records))
}

func atomOf(w io.Writer, c Channel, entries iter.Seq[Entry]) error {
	d := newDocument(w)
	d.start("feed", "xmlns", atomNamespace, "xmlns:koubo", Namespace, "xml:lang", "ja")
	d.text("id", c.feedURI())
	d.text("title", plain.Title(c.Title))
	d.text("subtitle", plain.Line(c.Subtitle))
	d.text("updated", stamp(c.updatedWith(entries)))
	d.generator(c)
	for _, l := range c.links() {
		d.empty("link", "rel", l.rel, "href", l.href)
	}
	for entry := range entries {
		d.value(atomEntryOf(c, entry))
	}
	return d.close()
}

// generator names the program that wrote a feed.
const generator = "koubo"

// generator writes the program and its version (RFC 4287 §4.2.4).
func (d *document) generator(c Channel) {
	if version := plain.Line(c.Version); version != "" {
		d.start("generator", "version", version)
	} else {
		d.start("generator")
	}
	d.token(xml.CharData(generator))
	d.end()
}

type atomEntry struct {
	XMLName    xml.Name       `xml:"entry"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Author     string         `xml:"author>name"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
	extension
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Length int64  `xml:"length,attr,omitempty"`
	Title  string `xml:"title,attr,omitempty"`
	Href   string `xml:"href,attr"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func atomEntryOf(c Channel, entry Entry) atomEntry {
	o := entry.record
	e := atomEntry{
		ID: entry.id(c), Title: entry.title(), Updated: stamp(entry.at), Author: issuerName(o.Issuer),
		Links: atomLinksOf(c, o), extension: extensionOf(entry),
	}
	if at := entry.published; !at.IsZero() {
		e.Published = stamp(at)
	}
	for _, t := range entry.categories() {
		e.Categories = append(e.Categories, atomCategory{t.term, schemeBase + t.taxonomy, t.label})
	}
	if e.Author == "" {
		e.Author = "発行者不明" // an entry must have an author (RFC 4287 §4.1.2)
	}
	if text := summaryOf(entry, c.Now); text != "" {
		e.Summary = &atomText{"text", text}
	}
	if !slices.ContainsFunc(e.Links, func(l atomLink) bool { return l.Rel == "alternate" }) {
		e.Content = &atomText{"text", plain.Title(o.Title)} // an entry has the link or content (RFC 4287 §4.1.2)
	}
	return e
}

// atomLinksOf links the announcement's own page as the alternate, or koubo's where that may not be followed.
func atomLinksOf(c Channel, o opportunity.Opportunity) []atomLink {
	var links []atomLink
	if href := plain.Link(o.URL); href != "" {
		links = append(links, atomLink{Rel: "alternate", Type: "text/html", Href: href})
	}
	if href := c.RecordURL(o.ID); href != "" {
		rel := "related"
		if len(links) == 0 {
			rel = "alternate"
		}
		links = append(links, atomLink{Rel: rel, Type: "text/html", Title: "koubo", Href: href})
	}
	for _, a := range attachmentsOf(o) {
		links = append(links, atomLink{"enclosure", a.MediaType, a.Bytes, a.Title, a.URL})
	}
	return links
}
