package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"koubo/crawler"
	"koubo/parsers/pdf"
)

// pdfIdle is how long the reader of PDFs, which holds some 60 MB, waits for another.
const pdfIdle = 20 * time.Second

// newPDFReader returns the reader of PDFs of this process. Close gives its memory back at once.
func newPDFReader() *pdf.Reader {
	return pdf.New(pdf.Options{CodeFolder: pdfCodeFolder(), Idle: pdfIdle})
}

// pdfCodeFolder is where the compiled reader of PDFs is kept between runs: koubo/pdf in the user's cache folder
// ($XDG_CACHE_HOME or ~/.cache), "" for a user without one.
func pdfCodeFolder() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "koubo", "pdf")
}

// pdfText is a crawler.PDFText; documents of different sources take turns.
func pdfText(reader *pdf.Reader) crawler.PDFText {
	return func(ctx context.Context, source string, data []byte) (string, error) {
		return reader.Text(ctx, source, data, 0)
	}
}
