package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koubo/parsers/page"
)

// fakeFactory starts sandboxes that take the bubble's time.
type fakeFactory struct {
	mu      sync.Mutex
	starts  int
	open    int // sandboxes that are not closed
	closed  int // times that what they share was given back
	rested  int // times that they were idle
	takes   time.Duration
	failing error
}

func (f *fakeFactory) start(context.Context) (sandbox, error) {
	time.Sleep(f.takes)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failing != nil {
		return nil, f.failing
	}
	f.starts++
	f.open++
	return &fakeSandbox{factory: f, ended: make(chan struct{})}, nil
}

func (f *fakeFactory) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed++
}

func (f *fakeFactory) rest() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rested++
}

// fakeSandbox takes as long for a document as the document says after %PDF-.
type fakeSandbox struct {
	factory *fakeFactory
	ended   chan struct{}
}

func (s *fakeSandbox) text(data []byte, _ int) (string, error) {
	words := strings.TrimPrefix(string(data), "%PDF-")
	takes, err := time.ParseDuration(words)
	if err != nil {
		panic(words)
	}
	select {
	case <-time.After(takes):
		return words, nil
	case <-s.ended:
		return "", errors.New("interrupted")
	}
}

func (s *fakeSandbox) interrupt() { close(s.ended) }

func (s *fakeSandbox) close() {
	s.factory.mu.Lock()
	defer s.factory.mu.Unlock()
	s.factory.open--
}

func newFakeReader(idle time.Duration) (*Reader, *fakeFactory) {
	f := &fakeFactory{}
	return &Reader{idle: idle, factory: f, limits: limits{work: time.Hour, wait: 10 * time.Minute}, turns: newTurns(sandboxes)}, f
}

func pdfOf(words string) []byte { return []byte("%PDF-" + words) }

// TestNeitherStartNorWaitCountsAgainstADocument has sandboxes that take an hour to start, and documents that wait for hours.
func TestNeitherStartNorWaitCountsAgainstADocument(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, f := newFakeReader(0)
		f.takes = time.Hour
		var wg sync.WaitGroup
		for i := range 100 {
			wg.Go(func() {
				if text, err := r.Text(t.Context(), fmt.Sprint(i%7), pdfOf("9m"), 0); err != nil || text != "9m" {
					t.Errorf("%q, %v", text, err)
				}
			})
		}
		wg.Wait()
		if f.starts != sandboxes {
			t.Errorf("%d sandboxes were started", f.starts)
		}
	})
}

// TestSlowDocumentsOfOneSourceDoNotHoldUpAnother asks for many documents of one source and then one of another.
func TestSlowDocumentsOfOneSourceDoNotHoldUpAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, _ := newFakeReader(0)
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() { _, _ = r.Text(t.Context(), "slow", pdfOf("9m"), 0) })
		}
		synctest.Wait()
		begun := time.Now()
		if _, err := r.Text(t.Context(), "quick", pdfOf("1s"), 0); err != nil || time.Since(begun) != time.Second {
			t.Errorf("%v after %s", err, time.Since(begun))
		}
		wg.Wait()
	})
}

func TestASandboxThatFailedIsNotUsedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, f := newFakeReader(0)
		for _, c := range []struct {
			words string
			kind  error
		}{{"1s", nil}, {"a panic", page.ErrUnreadable}, {"1s", nil}, {"11m", page.ErrNotReadInTime}, {"1s", nil}, {"1s", nil}} {
			if _, err := r.Text(t.Context(), "", pdfOf(c.words), 0); !errors.Is(err, c.kind) {
				t.Errorf("%s: %v", c.words, err)
			}
		}
		if f.starts != 3 || f.open != 1 {
			t.Errorf("%d sandboxes were started, %d are open", f.starts, f.open)
		}
	})
}

func TestAReaderThatCannotStartSaysNothingOfTheDocument(t *testing.T) {
	r, f := newFakeReader(0)
	f.failing = errors.New("no memory")
	if _, err := r.Text(t.Context(), "", pdfOf("1s"), 0); !errors.Is(err, page.ErrNotReadInTime) || !errors.Is(err, f.failing) {
		t.Error(err)
	}
	f.failing = nil
	if _, err := r.Text(t.Context(), "", pdfOf("1ms"), 0); err != nil || r.inUse != 0 {
		t.Errorf("%v, %d in use", err, r.inUse)
	}
}

func TestSandboxesEndWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const idle = 20 * time.Second
		r, f := newFakeReader(idle)
		for _, c := range []struct {
			pause  time.Duration
			starts int
		}{{0, 1}, {idle - time.Second, 1}, {idle - time.Second, 1}, {idle + time.Second, 2}} {
			time.Sleep(c.pause)
			synctest.Wait()
			if _, err := r.Text(t.Context(), "", pdfOf("1m"), 0); err != nil || f.starts != c.starts {
				t.Errorf("after a pause of %s: %v, %d starts", c.pause, err, f.starts)
			}
		}
		time.Sleep(idle + time.Second)
		synctest.Wait()
		if f.open != 0 || f.rested != 2 {
			t.Errorf("%d are open; %d times idle", f.open, f.rested)
		}
	})
}

// TestCloseLeavesADocumentUnderWay closes the reader while it reads.
func TestCloseLeavesADocumentUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, f := newFakeReader(0)
		read := make(chan error)
		go func() {
			_, err := r.Text(t.Context(), "", pdfOf("1m"), 0)
			read <- err
		}()
		synctest.Wait()
		if r.Close(); f.closed != 0 || f.open != 1 {
			t.Errorf("what is in use was given back")
		}
		if err := <-read; err != nil {
			t.Error(err)
		}
		if r.Close(); f.closed != 1 || f.open != 0 {
			t.Errorf("%d are open; %d times given back", f.open, f.closed)
		}
	})
}
