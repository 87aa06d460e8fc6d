package feeds

import (
	"encoding/xml"
	"io"
	"net/url"
	"time"

	"koubo/feeds/plain"
)

// Notice is an entry about koubo itself and not about a record.
type Notice struct {
	Key   string // tells it apart for ever; any text
	Title string // plain text
	Text  string // plain text
	Link  string // absolute address, "" for none
	At    time.Time
}

type atomNotice struct {
	XMLName xml.Name   `xml:"entry"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  string     `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Content *atomText  `xml:"content"`
}

// Notices writes notices as an Atom feed (RFC 4287), in the order given; the errors are those of w.
func Notices(w io.Writer, c Channel, notices []Notice) error {
	d := newDocument(w)
	d.start("feed", "xmlns", atomNamespace, "xml:lang", "ja")
	d.text("id", c.feedURI())
	d.text("title", plain.Title(c.Title))
	d.text("subtitle", plain.Line(c.Subtitle))
	latest := time.Unix(0, 0)
	for _, n := range notices {
		if n.At.After(latest) {
			latest = n.At
		}
	}
	d.text("updated", stamp(latest))
	d.generator(c)
	for _, l := range c.links() {
		d.empty("link", "rel", l.rel, "href", l.href)
	}
	for _, n := range notices {
		entry := atomNotice{ID: "tag:" + c.authority() + ":notice/" + url.PathEscape(n.Key), Title: plain.Title(n.Title), Updated: stamp(n.At), Author: generator, Content: &atomText{Type: "text", Text: plain.Line(n.Text)}}
		if href := plain.Link(n.Link); href != "" {
			entry.Links = []atomLink{{Rel: "alternate", Href: href}}
		}
		d.value(entry)
	}
	return d.close()
}
