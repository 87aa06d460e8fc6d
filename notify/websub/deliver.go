package websub

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"slices"
)

// content is a topic as it is sent.
type content struct {
	topic     string
	version   uint64
	body      []byte
	mediaType string
}

// deliver begins to send what is new to those who lack it and are not waiting for another try. A topic is read once for all.
func (h *Hub) deliver(ctx context.Context) {
	for address, due := range h.due() {
		h.mu.Lock()
		c := content{topic: address, version: h.topics[address].Version}
		h.mu.Unlock()
		var err error
		if c.body, c.mediaType, err = h.Topics.Read(ctx, address); err != nil {
			h.Log.Error("a feed cannot be read", "topic", address, "error", err)
			h.postpone(due)
			continue
		}
		h.work.Go(func() { h.send(ctx, c, due) })
	}
}

// due takes those who lack something, by topic: they are busy then.
func (h *Hub) due() map[string][]string {
	now := h.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	due := map[string][]string{}
	for key, s := range h.subscriptions {
		if t := h.topics[s.Topic]; t != nil && s.Version < t.Version && !s.busy && !s.next.After(now) && s.Until.After(now) {
			s.busy = true
			due[s.Topic] = append(due[s.Topic], key)
		}
	}
	return due
}

// postpone has subscriptions wait as after a failure, which is not theirs.
func (h *Hub) postpone(keys []string) {
	next := h.Now().Add(h.Wait(1))
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, key := range keys {
		if s := h.subscriptions[key]; s != nil {
			s.busy, s.next = false, next
		}
	}
}

// outcome is what came of a delivery.
type outcome struct {
	key  string
	err  error
	gone bool
}

// send sends a topic to subscriptions, many at once. Those that failed the last time have slots of their own, so that the dead
// hold up nobody.
func (h *Hub) send(ctx context.Context, c content, keys []string) {
	done := make(chan outcome, len(keys))
	h.mu.Lock()
	targets := map[string]subscription{}
	for _, key := range keys {
		if s := h.subscriptions[key]; s != nil {
			targets[key] = *s
		}
	}
	h.mu.Unlock()
	for key, s := range targets {
		slots := h.sending
		if s.Failures > 0 {
			slots = h.failing
		}
		h.work.Go(func() {
			select {
			case slots <- struct{}{}:
				defer func() { <-slots }()
			case <-ctx.Done():
				done <- outcome{key: key, err: ctx.Err()}
				return
			}
			gone, err := h.post(ctx, c, s)
			done <- outcome{key, err, gone}
		})
	}
	h.collect(ctx, c, done, len(targets))
}

// atOnce is how many outcomes are noted together at most.
const atOnce = 200

// collect notes the outcomes as they come, those that have come together.
func (h *Hub) collect(ctx context.Context, c content, done <-chan outcome, n int) {
	for n > 0 {
		batch := []outcome{<-done}
		for len(batch) < atOnce && len(batch) < n && len(done) > 0 {
			batch = append(batch, <-done)
		}
		n -= len(batch)
		if ctx.Err() != nil { // what failed was given up
			batch = slices.DeleteFunc(batch, func(o outcome) bool { return o.err != nil })
		}
		if err := h.put(h.note(c, batch)...); err != nil {
			h.Log.Error("what was delivered cannot be noted", "error", err)
		}
	}
}

// note writes outcomes into the subscriptions, and returns what of them is to be kept.
func (h *Hub) note(c content, batch []outcome) (changed []string) {
	now := h.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, o := range batch {
		s := h.subscriptions[o.key]
		switch {
		case s == nil: // ended meanwhile
			continue
		case o.gone:
			delete(h.subscriptions, o.key)
			changed = append(changed, o.key)
			continue
		case o.err == nil:
			s.Version, s.Failures = max(s.Version, c.version), 0
		default:
			if s.Failures++; s.Failures == 1 {
				s.Failing = now
			}
			s.next = now.Add(h.Wait(s.Failures))
			h.Log.Debug("a subscriber was not reached", "host", hostOf(s.Callback), "failures", s.Failures, "error", o.err)
		}
		s.busy = false
		changed = append(changed, o.key)
	}
	return changed
}

// post sends a topic to one callback (§7), signed where the subscriber gave a secret (§7.1). gone says that the callback wants no
// more (410).
func (h *Hub) post(ctx context.Context, c content, s subscription) (gone bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, h.timeout())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Callback, bytes.NewReader(c.body))
	if err != nil {
		return false, err
	}
	req.Header.Set("Content-Type", c.mediaType)
	req.Header.Set("Link", "<"+h.Address+`>; rel="hub", <`+cmp.Or(s.Asked, c.topic)+`>; rel="self"`)
	if s.Secret != "" {
		mac := hmac.New(sha256.New, []byte(s.Secret))
		mac.Write(c.body)
		req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	resp, err := h.do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 4<<10)) // so that the connection can be used again
	switch {
	case resp.StatusCode == http.StatusGone:
		return true, nil
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return false, fmt.Errorf("the callback answered %d", resp.StatusCode)
	}
	return false, nil
}
