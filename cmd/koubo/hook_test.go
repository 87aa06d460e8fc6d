package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// hook receives notifications on a loopback address. What goes to /gone/… is refused for good until it is mended.
type hook struct {
	*httptest.Server
	mu     sync.Mutex
	mended bool
	got    []string // path, idempotency key and body
	more   chan struct{}
}

func newHook() *hook {
	h := &hook{more: make(chan struct{}, 1)}
	h.Server = httptest.NewServer(h)
	return h
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(r.URL.Path) > 4 && r.URL.Path[:5] == "/gone" && !h.mended {
		http.Error(w, "no such hook", http.StatusGone)
		return
	}
	h.got = append(h.got, r.URL.Path+" "+r.Header.Get("Idempotency-Key")+" "+string(body))
	select {
	case h.more <- struct{}{}:
	default: // one is waiting
	}
}

// received PATTERN waits until a notification matches.
func received(ts *testscript.TestScript, args []string) error {
	pattern, err := regexp.Compile(args[0])
	if err != nil {
		return err
	}
	h := deskOf(ts).hook
	for late := time.After(30 * time.Second); ; {
		h.mu.Lock()
		for _, text := range h.got {
			if pattern.MatchString(text) {
				h.mu.Unlock()
				return nil
			}
		}
		h.mu.Unlock()
		select {
		case <-h.more:
		case <-late:
			return fmt.Errorf("nothing like %s was received, but %q", pattern, h.got)
		}
	}
}

// mendReceiver lets all notifications in.
func mendReceiver(ts *testscript.TestScript, _ []string) error {
	h := deskOf(ts).hook
	h.mu.Lock()
	defer h.mu.Unlock()
	h.mended = true
	return nil
}

// listed CONFIG PATTERN asks for the notifications whenever the server has logged something, until the list matches.
func listed(ts *testscript.TestScript, args []string) error {
	pattern, err := regexp.Compile(args[1])
	if err != nil {
		return err
	}
	var out []byte
	for n, logs := 0, true; n < mostAwaited && logs; n++ {
		cmd := exec.Command("koubo", "notify", "list", "--config", args[0])
		cmd.Dir = ts.MkAbs(".")
		if out, err = cmd.CombinedOutput(); err == nil && pattern.Match(out) {
			return nil
		}
		_, logs = <-deskOf(ts).logged
	}
	return fmt.Errorf("the list never said %s: %v\n%s", pattern, err, out)
}
