package feeds

import (
	"encoding/xml"
	"html"
	"io"
	"iter"
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// RSS writes the records as an RSS 2.0 feed (RSS Advisory Board 2.0.11), in the order given. The guid is the Atom
// entry's id; koubo's elements are those of Atom. The errors are those of w.
func RSS(w io.Writer, c Channel, records []opportunity.Opportunity) error {
	return rssOf(w, c, states(records))
}

func rssOf(w io.Writer, c Channel, entries iter.Seq[Entry]) error {
	d := newDocument(w)
	d.start("rss", "version", "2.0", "xmlns:atom", atomNamespace,
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:koubo", Namespace)
	d.start("channel")
	rssHead(d, c, entries)
	for e := range entries {
		d.value(rssItemOf(c, e))
	}
	return d.close()
}

func rssHead(d *document, c Channel, entries iter.Seq[Entry]) {
	title, description, home := plain.Title(c.Title), plain.Line(c.Subtitle), c.page()
	if description == "" {
		description = title
	}
	if home == "" {
		home = "https://koubo.example/" // a channel must link somewhere
	}
	d.text("title", title)
	d.text("link", home)
	d.text("description", html.EscapeString(description))
	d.text("language", "ja")
	if at := c.updatedWith(entries); at.Unix() > 0 { // of an empty feed nobody knows it, and RSS need not have it
		d.text("lastBuildDate", rssDate(at))
	}
	d.text("generator", strings.TrimSpace(generator+" "+plain.Line(c.Version)))
	d.text("docs", "https://www.rssboard.org/rss-specification")
	d.text("ttl", "60")
	for _, l := range c.links() {
		if l.rel != "alternate" {
			d.empty("atom:link", "rel", l.rel, "href", l.href)
		}
	}
}

type rssItem struct {
	XMLName     xml.Name      `xml:"item"`
	Title       string        `xml:"title"`
	Link        string        `xml:"link,omitempty"`
	Description string        `xml:"description,omitempty"`
	Creator     string        `xml:"dc:creator,omitempty"`
	Categories  []rssCategory `xml:"category"`
	Enclosure   *rssEnclosure `xml:"enclosure"`
	GUID        rssGUID       `xml:"guid"`
	PubDate     string        `xml:"pubDate,omitempty"`
	Updated     string        `xml:"atom:updated"`
	Related     []rssRelated  `xml:"atom:link"`
	extension
}

type rssCategory struct {
	Domain string `xml:"domain,attr"`
	Label  string `xml:",chardata"`
}

type rssEnclosure struct {
	URL    string `xml:"url,attr"`
	Length int64  `xml:"length,attr"`
	Type   string `xml:"type,attr"`
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	URI         string `xml:",chardata"`
}

type rssRelated struct {
	Rel   string `xml:"rel,attr"`
	Title string `xml:"title,attr,omitempty"`
	Href  string `xml:"href,attr"`
}

func rssItemOf(c Channel, e Entry) rssItem {
	o := e.record
	item := rssItem{
		Title: e.title(), Link: c.linkOf(o), Description: asHTML(summaryOf(e, c.Now)),
		Creator: issuerName(o.Issuer), GUID: rssGUID{URI: e.id(c)}, Updated: stamp(e.at),
		extension: extensionOf(e),
	}
	if !e.dated.IsZero() {
		item.PubDate = rssDate(e.dated)
	}
	for _, t := range e.categories() {
		item.Categories = append(item.Categories, rssCategory{schemeBase + t.taxonomy, t.label})
	}
	if href := c.RecordURL(o.ID); href != "" && href != item.Link {
		item.Related = append(item.Related, rssRelated{"related", "koubo", href})
	}
	rssAttach(&item, attachmentsOf(o))
	return item
}

// rssAttach puts the first attachment of known type into the enclosure, of which an item has one, with the length 0
// that the Advisory Board's profile allows for an unknown size; the others become links.
func rssAttach(item *rssItem, attachments []opportunity.Attachment) {
	for _, a := range attachments {
		if item.Enclosure == nil && a.MediaType != "" {
			item.Enclosure = &rssEnclosure{a.URL, a.Bytes, a.MediaType}
			continue
		}
		item.Related = append(item.Related, rssRelated{"enclosure", a.Title, a.URL})
	}
}

// asHTML escapes text for the description of an item, which readers take for HTML.
func asHTML(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n")
}

// rssDate renders an instant as RFC 822 with a year of four digits, in Japan's time.
func rssDate(t time.Time) string { return t.In(jdate.JST).Format(time.RFC1123Z) }
