package pdf

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"koubo/parsers/page"
	"koubo/parsers/pdf/layout"
)

const (
	maxText = 1 << 20 // bytes of text kept of one document
	maxRuns = 60_000  // runs of text; twenty pages whose every character is one have 40,000
)

// engine starts sandboxes that share the compiled code.
type engine struct {
	mu   sync.Mutex // held while one starts: two at once would compile twice
	code *code
}

func newEngine(folder string) *engine { return &engine{code: newCode(folder)} }

func (e *engine) start(ctx context.Context) (sandbox, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var box *pdfiumSandbox
	err := e.code.use(func(cache wazero.CompilationCache) (err error) {
		box, err = startSandbox(cache)
		return err
	})
	if err != nil {
		return nil, err
	}
	return box, nil
}

// rest keeps code that is not on disk: compiling it takes seconds of work, keeping it some 22 MB.
func (e *engine) rest() {
	e.mu.Lock()
	kept := e.code.onDisk
	e.mu.Unlock()
	if kept {
		e.close()
	}
}

func (e *engine) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.code.close() {
		debug.FreeOSMemory()
	}
}

// pdfiumSandbox is a WebAssembly runtime. Each document is read in an instance of its own, which is made in some
// milliseconds.
type pdfiumSandbox struct {
	pool   pdfium.Pool
	cancel context.CancelFunc
}

func startSandbox(cache wazero.CompilationCache) (*pdfiumSandbox, error) {
	ctx, cancel := context.WithCancel(context.Background())
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory >> 16).
		WithCloseOnContextDone(true).
		WithCompilationCache(cache)
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithMemoryAllocator(ctx, new(memory)), MinIdle: 0, MaxIdle: 1, MaxTotal: 1, // one, since it has the memory
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig().WithFSMount(fontFiles(), "/"), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		cancel()
		return nil, err
	}
	return &pdfiumSandbox{pool, cancel}, nil
}

func (s *pdfiumSandbox) interrupt() { s.cancel() }

func (s *pdfiumSandbox) close() {
	defer func() { _ = recover() }()
	s.cancel()
	_ = s.pool.Close() // what a dead sandbox says on closing helps nobody
}

// text opens the document and reads its pages.
func (s *pdfiumSandbox) text(data []byte, pages int) (string, error) {
	instance, err := s.pool.GetInstanceWithContext(context.Background()) // there is one, and nobody else asks for it
	if err != nil {
		return "", fmt.Errorf("%w: %w (%w)", page.ErrNotReadInTime, errSandbox, err)
	}
	defer instance.Close()
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return "", unreadable("it may be broken or want a password (%s)", brief(err))
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document.Document})
	if err != nil {
		return "", unreadable("its pages cannot be counted, it may be broken (%s)", brief(err))
	}
	var laid []layout.Page
	size, runs := 0, 0
	for page := 0; page < min(count.PageCount, pages) && size < maxText && runs < maxRuns; page++ {
		read, err := readPage(instance, requests.Page{ByIndex: &requests.PageByIndex{Document: document.Document, Index: page}})
		if err != nil {
			return "", unreadable("page %d may be broken (%s)", page+1, brief(err))
		}
		for _, b := range read.Boxes {
			size += len(b.Text)
		}
		runs += len(read.Boxes)
		laid = append(laid, read)
	}
	text := layout.Text(laid)
	if text == "" {
		return "", unreadable("it holds no text, only images of it; a person must read it")
	}
	return text, nil
}

// readPage returns the text of one page and the lines drawn on it.
func readPage(instance pdfium.Pdfium, page requests.Page) (layout.Page, error) {
	runs, turned, err := runsOf(instance, page)
	if err != nil {
		return layout.Page{}, err
	}
	rules, fills := rulesOf(instance, page, turned)
	boxes, rules := withoutDecoration(runs, append(rules, withoutMarkers(runs, fills)...))
	return layout.Page{Boxes: boxes, Rules: rules}, nil
}
