// Package websub is a hub (WebSub, W3C Recommendation of 23 January 2018) for the feeds of a front: whoever subscribes with a
// callback is sent a feed as soon as it tells something new. Only who answers at the callback can subscribe it, a subscription
// ends with its lease, and what does not answer for days is forgotten.
package websub

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Topics are the feeds that can be subscribed to; web.Topics does it.
type Topics interface {
	// Canonical returns the address under which a feed is known, false for what is none.
	Canonical(address string) (string, bool)
	// Read writes a feed as it is now.
	Read(ctx context.Context, topic string) (body []byte, mediaType string, err error)
	// Marks names what a feed tells, each with its instant.
	Marks(topic string) (map[string]time.Time, error)
}

// Drawer keeps the subscriptions; store.Drawer does.
type Drawer interface {
	Each(visit func(key string, value []byte) error) error
	Put(values map[string][]byte) error
}

// Limits keep forged and mass subscriptions within bounds. The zero value stands for usual ones.
type Limits struct {
	Subscriptions int           // in all; 0 for 10,000
	PerHost       int           // of callbacks at one host; 0 for 200
	Topics        int           // each is looked at with every change; 0 for 500
	Checks        int           // callbacks that are asked at one host in ten minutes, whether they want to be subscribed; 0 for 60
	Timeout       time.Duration // of one request to a callback; 0 for 10 s
}

// Hub takes subscriptions and sends what is new. Run must be called once before its handler is used.
type Hub struct {
	Address    string // absolute, of the hub itself
	Topics     Topics
	Drawer     Drawer
	Generation func() uint64     // moves with every change of the records, and costs nothing
	Transport  http.RoundTripper // guards what may be reached
	UserAgent  string
	Now        func() time.Time
	Wait       func(attempts int) time.Duration // how long a callback rests after so many failures
	Limits     Limits
	Log        *slog.Logger

	saving        sync.Mutex // held while the drawer is written to, so that what is written last is what is so
	mu            sync.Mutex
	subscriptions map[string]*subscription
	topics        map[string]*topic
	checks        map[string]*checked // by host of callbacks
	anew          atomic.Bool         // a topic came that has not been looked at
	wanted        chan intent
	failing       chan struct{} // slots for callbacks that failed the last time
	sending       chan struct{} // slots for the others
	work          sync.WaitGroup
}

// subscription is one callback at one topic.
type subscription struct {
	Callback string    `json:"callback"`
	Topic    string    `json:"topic"`
	Asked    string    `json:"asked,omitempty"`    // the topic as its subscriber writes it, "" where it is the same
	Secret   string    `json:"secret,omitempty"`   // of the signature
	Until    time.Time `json:"until"`              // end of the lease
	Version  uint64    `json:"version"`            // of the topic that arrived, or was there when it began
	Failures int       `json:"failures,omitempty"` // since something arrived
	Failing  time.Time `json:"failing,omitzero"`   // since when

	next time.Time // when it is tried again
	busy bool
}

// topic is a feed that somebody subscribes to.
type topic struct {
	Address string               `json:"address"`
	Version uint64               `json:"version"` // counts what was new
	Seen    time.Time            `json:"seen"`    // when it was counted last
	Marks   map[string]time.Time `json:"marks"`   // that it told then
}

// Bounds of the hub's work.
const (
	mostSending  = 256 // deliveries under way to callbacks that answered the last time
	mostFailing  = 32  // and to those that did not
	mostChecking = 32
	waitingLine  = 500 // requests whose callbacks are still to be asked
	lookEvery    = 200 * time.Millisecond
	sweepEvery   = time.Minute
	givenUp      = 3 * 24 * time.Hour // after so long without an answer a subscription ends
)

func (h *Hub) timeout() time.Duration {
	return cmp.Or(h.Limits.Timeout, 10*time.Second)
}

// Load reads the subscriptions that are kept. It must be called before everything else.
func (h *Hub) Load() error {
	h.subscriptions, h.topics, h.checks = map[string]*subscription{}, map[string]*topic{}, map[string]*checked{}
	h.wanted, h.failing, h.sending = make(chan intent, waitingLine), make(chan struct{}, mostFailing), make(chan struct{}, mostSending)
	return h.Drawer.Each(func(key string, value []byte) error {
		var err error
		switch {
		case strings.HasPrefix(key, "s "):
			s := &subscription{}
			err = json.Unmarshal(value, s)
			h.subscriptions[key] = s
		case strings.HasPrefix(key, topicPrefix):
			t := &topic{}
			err = json.Unmarshal(value, t)
			h.topics[t.Address] = t
		}
		if err != nil {
			return fmt.Errorf("the subscription %q in the data file cannot be read: %w", key, err)
		}
		return nil
	})
}

// Run checks what is asked for and sends what is new until ctx ends, and returns when the work under way has been given up.
func (h *Hub) Run(ctx context.Context) error {
	defer h.work.Wait()
	for range mostChecking {
		h.work.Go(func() { h.check(ctx) })
	}
	look, sweep := time.NewTicker(lookEvery), time.NewTicker(sweepEvery)
	defer look.Stop()
	defer sweep.Stop()
	seen := uint64(0)
	for first := true; ; first = false {
		if now := h.Generation(); h.anew.Swap(false) || first || now != seen {
			seen = now
			h.lookForNews()
		}
		h.deliver(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		case <-sweep.C:
			h.sweep()
		}
	}
}

// put keeps subscriptions and topics as they are now, and removes those that are no more.
func (h *Hub) put(keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	h.saving.Lock()
	defer h.saving.Unlock()
	texts, err := h.textsOf(keys)
	if err != nil {
		return err
	}
	return h.Drawer.Put(texts)
}

func (h *Hub) textsOf(keys []string) (texts map[string][]byte, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	texts = make(map[string][]byte, len(keys))
	for _, key := range keys {
		texts[key] = nil
		if s := h.subscriptions[key]; s != nil {
			texts[key], err = json.Marshal(s)
		} else if t := h.topics[strings.TrimPrefix(key, topicPrefix)]; t != nil {
			texts[key], err = json.Marshal(t)
		}
		if err != nil {
			return nil, err
		}
	}
	return texts, nil
}

const topicPrefix = "t "

func topicKey(address string) string { return topicPrefix + address }

func subscriptionKey(callback, topic string) string { return "s " + topic + " " + callback }

// lookForNews counts a topic on where it tells something that it did not tell before.
func (h *Hub) lookForNews() {
	h.mu.Lock()
	var addresses []string
	for address := range h.topics {
		addresses = append(addresses, address)
	}
	h.mu.Unlock()
	var changed []string
	for _, address := range addresses {
		marks, err := h.Topics.Marks(address)
		if err != nil {
			h.Log.Error("a feed cannot be looked at", "topic", address, "error", err)
			continue
		}
		h.mu.Lock()
		if t := h.topics[address]; t != nil && t.hasNews(marks, h.Now()) {
			t.Version++
			t.Marks, t.Seen = marks, h.Now()
			changed = append(changed, topicKey(address))
		}
		h.mu.Unlock()
	}
	if err := h.put(changed...); err != nil {
		h.Log.Error("what is new cannot be noted", "error", err)
	}
}

// longestVisit is how much later than its instant a change may come into the data file.
const longestVisit = 2 * time.Hour

// hasNews reports whether one of the marks was not there. What comes up from below when others leave a long feed is older than
// what was told. The clock may have been ahead when the topic was seen.
func (t *topic) hasNews(marks map[string]time.Time, now time.Time) bool {
	seen := t.Seen
	if now.Before(seen) {
		seen = now
	}
	for mark, at := range marks {
		if _, known := t.Marks[mark]; !known && at.After(seen.Add(-longestVisit)) {
			return true
		}
	}
	return false
}

// sweep forgets subscriptions whose lease is over or that have not answered for days, and topics that nobody subscribes to.
func (h *Hub) sweep() {
	now := h.Now()
	h.mu.Lock()
	var gone []string
	used := map[string]bool{}
	for key, s := range h.subscriptions {
		if !s.Until.After(now) || s.Failures > 0 && now.Sub(s.Failing) >= givenUp {
			delete(h.subscriptions, key)
			gone = append(gone, key)
			continue
		}
		used[s.Topic] = true
	}
	for address := range h.topics {
		if !used[address] {
			delete(h.topics, address)
			gone = append(gone, topicKey(address))
		}
	}
	for host, c := range h.checks {
		if now.Sub(c.since) >= checkSpan {
			delete(h.checks, host)
		}
	}
	h.mu.Unlock()
	if err := h.put(gone...); err != nil {
		h.Log.Error("ended subscriptions cannot be removed", "error", err)
	}
}
