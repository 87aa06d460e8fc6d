package main

import (
	"context"
	"sync"
	"time"

	"koubo/parsers"
)

const (
	// attachmentPages is how many pages of a PDF are read: the terms of a call stand in front, forms behind.
	attachmentPages = 20
	// pdfIdle is how long the reader, whose sandbox takes seconds to start and hundreds of megabytes to keep, waits for the
	// next PDF.
	pdfIdle = 20 * time.Second
)

// pdfDesk reads PDFs with one reader, which it starts at the first and closes when none comes for a while.
type pdfDesk struct {
	mu     sync.Mutex
	reader parsers.PDFReader
	idle   *time.Timer
}

// text is a crawler.Options.PDFText.
func (d *pdfDesk) text(ctx context.Context, data []byte) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.idle != nil {
		d.idle.Stop()
	}
	d.idle = time.AfterFunc(pdfIdle, d.close)
	return d.reader.Text(ctx, data, attachmentPages)
}

func (d *pdfDesk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	_ = d.reader.Close() // it is made anew for the next PDF
}
