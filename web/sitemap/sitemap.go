// Package sitemap writes what search engines read to find all pages: sitemaps and their index as sitemaps.org describes them
// (protocol 0.9).
package sitemap

import (
	"encoding/xml"
	"io"
	"strings"
	"time"
)

// MostAddresses is how many addresses one file may hold.
const MostAddresses = 50_000

// Entry is one address.
type Entry struct {
	Location string    // absolute
	Changed  time.Time // zero where it is not known
}

const (
	head      = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	namespace = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
)

// File is a sitemap, or an index of sitemaps, that is being written. Its errors are the writer's.
type File struct {
	w             io.Writer
	outer, single string
}

// NewIndex begins an index of sitemaps.
func NewIndex(w io.Writer) (File, error) { return begin(w, "sitemapindex", "sitemap") }

// New begins a sitemap.
func New(w io.Writer) (File, error) { return begin(w, "urlset", "url") }

func begin(w io.Writer, outer, single string) (File, error) {
	_, err := io.WriteString(w, head+"<"+outer+namespace)
	return File{w, outer, single}, err
}

// Add writes an address.
func (f File) Add(e Entry) error {
	text := "<" + f.single + "><loc>" + escaped(e.Location) + "</loc>"
	if !e.Changed.IsZero() {
		text += "<lastmod>" + e.Changed.UTC().Format(time.RFC3339) + "</lastmod>"
	}
	_, err := io.WriteString(f.w, text+"</"+f.single+">\n")
	return err
}

// End writes the end of the file. It does not close the writer.
func (f File) End() error {
	_, err := io.WriteString(f.w, "</"+f.outer+">\n")
	return err
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // the builder takes everything
	return b.String()
}
