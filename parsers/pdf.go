package parsers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	maxPDFPages  = 20               // announcements name their dates on the first pages
	pdfTime      = 20 * time.Second // for one document
	pdfMemory    = 4096             // pages of 64 KiB that the sandbox may grow to: 256 MiB
	maxPDFText   = 1 << 20          // bytes of text kept of one document
	maxPDFGlyphs = 20_000           // runs of text looked at on one page
)

// PDFReader reads the text of PDFs with PDFium, compiled to WebAssembly: a broken or hostile file can at worst end the
// sandbox, which sees no files and no network. It starts at the first document (about half a second) and holds some
// 100 MB until Close. One document is read at a time; a PDFReader may be shared between goroutines.
type PDFReader struct {
	lock   sync.Mutex
	pool   pdfium.Pool
	cancel context.CancelFunc
	code   wazero.CompilationCache // so that a sandbox started anew is not compiled anew
}

// PDFText reads the text of one PDF, at most maxPages of it (20 where maxPages is 0 or more than that), in the form
// that Draft.Text has, and gives all memory back. Whoever reads several documents keeps a PDFReader.
func PDFText(data []byte, maxPages int) (string, error) {
	reader := new(PDFReader)
	defer reader.Close()
	return reader.Text(context.Background(), data, maxPages)
}

// Text returns the text of a PDF in the form that Draft.Text has: one line a line, a wide gap between two columns as a
// tab, a blank line between pages. An error is a sentence: no PDF, encrypted, broken, took too long, only images.
func (p *PDFReader) Text(ctx context.Context, data []byte, maxPages int) (text string, err error) {
	if maxPages <= 0 || maxPages > maxPDFPages {
		maxPages = maxPDFPages
	}
	if head := string(data[:min(len(data), 1024)]); !strings.Contains(head, "%PDF-") {
		return "", errors.New("the document is no PDF: it does not begin with %PDF-; open its address in a browser to see what it is")
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	ctx, stop := context.WithTimeout(ctx, pdfTime)
	defer stop()
	if err := p.start(); err != nil {
		return "", err
	}
	defer context.AfterFunc(ctx, p.cancel)()
	defer func() {
		if recovered := recover(); recovered != nil {
			p.stop()
			text, err = "", fmt.Errorf("the PDF made its reader fail (%.120v); its page must do without it", recovered)
		}
		if ctx.Err() != nil {
			p.stop()
			text, err = "", fmt.Errorf("the PDF could not be read in %s: %w; its page must do without it", pdfTime, ctx.Err())
		}
	}()
	return p.read(ctx, data, maxPages)
}

// Close ends the sandbox and gives its memory back. The reader starts anew if it is used again.
func (p *PDFReader) Close() error {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.code == nil {
		return nil
	}
	p.stop()
	_ = p.code.Close(context.Background()) // holds memory only; there is nothing to do about an error
	p.code = nil
	debug.FreeOSMemory()
	return nil
}

// start makes the sandbox where there is none.
func (p *PDFReader) start() error {
	if p.pool != nil {
		return nil
	}
	if p.code == nil {
		p.code = wazero.NewCompilationCache()
	}
	ctx, cancel := context.WithCancel(context.Background())
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemory).
		WithCloseOnContextDone(true).
		WithCompilationCache(p.code)
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		cancel()
		return fmt.Errorf("the reader of PDFs could not be started: %w; PDFs are left out until the next start", err)
	}
	p.pool, p.cancel = pool, cancel
	return nil
}

// stop ends the sandbox, in whatever state it is.
func (p *PDFReader) stop() {
	defer func() { _ = recover() }()
	pool := p.pool
	if pool == nil {
		return
	}
	p.pool = nil
	p.cancel()
	_ = pool.Close() // what a dead sandbox says on closing helps nobody
}

// read opens the document in the sandbox and reads its pages.
func (p *PDFReader) read(ctx context.Context, data []byte, maxPages int) (string, error) {
	sandbox, err := p.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return "", fmt.Errorf("the reader of PDFs could not be started: %w; try again", err)
	}
	defer sandbox.Close()
	document, err := sandbox.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return "", fmt.Errorf("the PDF cannot be opened: %w; it may be broken or want a password", err)
	}
	count, err := sandbox.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document.Document})
	if err != nil {
		return "", fmt.Errorf("the PDF's pages cannot be counted: %w; it may be broken", err)
	}
	var text strings.Builder
	for page := 0; page < min(count.PageCount, maxPages) && text.Len() < maxPDFText; page++ {
		runs, err := pageRuns(sandbox, document.Document, page)
		if err != nil {
			return "", fmt.Errorf("page %d of the PDF cannot be read: %w; it may be broken", page+1, err)
		}
		if text.Len() > 0 {
			text.WriteString("\n")
		}
		writeRuns(&text, runs)
	}
	if strings.TrimSpace(text.String()) == "" {
		return "", errors.New("the PDF holds no text, only images of it; a person must read it")
	}
	return strings.TrimSpace(text.String()), nil
}

// pageRuns returns the runs of text of one page.
func pageRuns(sandbox pdfium.Pdfium, document references.FPDF_DOCUMENT, page int) ([]run, error) {
	found, err := sandbox.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: page}},
		Mode: requests.GetPageTextStructuredModeRects,
	})
	if err != nil {
		return nil, err
	}
	return found.Rects[:min(len(found.Rects), maxPDFGlyphs)], nil
}
