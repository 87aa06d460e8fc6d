package websub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koubo/notify/websub"
)

// faulty are topics that cannot be read, callbacks that cannot be reached, and a drawer in memory.
type faulty struct {
	mu    sync.Mutex
	reads int
	kept  map[string][]byte
}

func (f *faulty) Canonical(address string) (string, bool) { return address, true }

func (f *faulty) Read(context.Context, string) ([]byte, string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	return nil, "", errors.New("the disk")
}

func (f *faulty) Marks(string) (map[string]time.Time, error) { return nil, nil }

func (f *faulty) Each(visit func(string, []byte) error) error {
	for key, value := range f.kept {
		if err := visit(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (f *faulty) Put(values map[string][]byte) error { return nil }

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, errors.New("no way")
}

// hour runs a hub over it for an hour, and returns what it logs.
func (f *faulty) hour(t *testing.T, ask url.Values) string {
	var log bytes.Buffer
	h := &websub.Hub{Address: base + "/websub", Topics: f, Drawer: f, Generation: func() uint64 { return 1 }, Transport: f, Now: time.Now,
		Wait: func(int) time.Duration { return 20 * time.Minute }, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	if err := h.Load(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx) }()
	if ask != nil {
		r := httptest.NewRequest("POST", "/websub", io.NopCloser(strings.NewReader(ask.Encode())))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	time.Sleep(time.Hour) // of the bubble
	cancel()
	<-ended
	return log.String()
}

// TestAFeedThatCannotBeReadIsTriedNowAndThen, and not five times a second.
func TestAFeedThatCannotBeReadIsTriedNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		subscription, _ := json.Marshal(map[string]any{"callback": "https://reader.example/SECRET", "topic": base + "/feed.atom", "until": time.Now().Add(48 * time.Hour), "version": 1})
		topic, _ := json.Marshal(map[string]any{"address": base + "/feed.atom", "version": 2, "seen": time.Now()})
		f := &faulty{kept: map[string][]byte{"s x": subscription, "t " + base + "/feed.atom": topic}}
		log := f.hour(t, nil)
		if f.reads < 2 || f.reads > 4 {
			t.Errorf("it was read %d times within an hour", f.reads)
		}
		if strings.Contains(log, "SECRET") || !strings.Contains(log, "the disk") {
			t.Error(log)
		}
	})
}

// TestTheLogTellsNoCallback: whoever knows its address can write to it.
func TestTheLogTellsNoCallback(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faulty{}
		log := f.hour(t, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {base + "/feed.atom"}, "hub.callback": {"https://reader.example/SECRET"}})
		if strings.Contains(log, "SECRET") || !strings.Contains(log, "reader.example") || !strings.Contains(log, "no way") {
			t.Error(log)
		}
	})
}
