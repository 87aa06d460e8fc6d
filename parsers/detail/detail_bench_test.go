package detail

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"koubo/parsers/page"
)

// BenchmarkDetail reads one page per iteration: decode, parse, read. BenchmarkParseOnly is the part that html.Parse takes.
func BenchmarkDetail(b *testing.B) {
	for _, page := range benchmarkPages(b) {
		b.Run(filepath.Base(page.URL), func(b *testing.B) {
			b.SetBytes(int64(len(page.Body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseOnly(b *testing.B) {
	for _, page := range benchmarkPages(b) {
		b.Run(filepath.Base(page.URL), func(b *testing.B) {
			b.SetBytes(int64(len(page.Body)))
			for b.Loop() {
				if _, err := html.Parse(bytes.NewReader(page.Body)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchmarkPages(b *testing.B) []page.Page {
	b.Helper()
	var pages []page.Page
	for _, path := range []string{"../../testdata/labelled/pages1/hoshikawa-dx-proposal.html",
		"../../../shared/data/captures/page_naha_proposal.html"} {
		body, err := os.ReadFile(path)
		if err != nil {
			b.Skip("the pages are not here")
		}
		pages = append(pages, page.Page{URL: "https://www.city.example.jp/" + filepath.Base(path), Body: body})
	}
	return pages
}
