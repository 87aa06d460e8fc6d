package sitemap

import (
	"encoding/xml"
	"errors"
	"strings"
	"testing"
	"time"
)

// document is a sitemap or an index as a reader sees it.
type document struct {
	XMLName xml.Name
	Entries []struct {
		Location string `xml:"loc"`
		Changed  string `xml:"lastmod"`
	} `xml:",any"`
}

func TestFiles(t *testing.T) {
	for name, begin := range map[string]func(*strings.Builder) (File, error){
		"urlset":       func(b *strings.Builder) (File, error) { return New(b) },
		"sitemapindex": func(b *strings.Builder) (File, error) { return NewIndex(b) },
	} {
		var b strings.Builder
		f, err := begin(&b)
		if err != nil {
			t.Fatal(err)
		}
		entries := []Entry{{"https://koubo.example/?a=1&b=<2>", time.Date(2026, 11, 24, 10, 0, 0, 0, time.FixedZone("JST", 9*3600))}, {"https://koubo.example/", time.Time{}}}
		for _, e := range entries {
			if err := f.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.End(); err != nil {
			t.Fatal(err)
		}
		var d document
		if err := xml.Unmarshal([]byte(b.String()), &d); err != nil || d.XMLName.Local != name || d.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" || len(d.Entries) != 2 {
			t.Fatalf("%v %+v\n%s", err, d, &b)
		}
		if d.Entries[0].Location != entries[0].Location || d.Entries[0].Changed != "2026-11-24T01:00:00Z" || d.Entries[1].Changed != "" {
			t.Errorf("%+v", d.Entries)
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestAWriterThatIsGoneIsTold(t *testing.T) {
	f, err := New(brokenWriter{})
	if err == nil || f.Add(Entry{Location: "x"}) == nil || f.End() == nil {
		t.Error("no error")
	}
}
