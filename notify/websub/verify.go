package websub

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// check asks callbacks whether they want what was asked for, one after the other, until ctx ends.
func (h *Hub) check(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case want := <-h.wanted:
			if err := h.verify(ctx, want); err != nil {
				h.Log.Info("a subscription was not confirmed", "host", hostOf(want.callback), "error", err)
				continue
			}
			if err := h.settle(want); err != nil {
				h.Log.Error("a subscription cannot be kept", "error", err)
			}
		}
	}
}

// verify asks a callback for its intent (§5.3): it confirms by repeating a challenge.
func (h *Hub) verify(ctx context.Context, want intent) error {
	u, err := url.Parse(want.callback)
	if err != nil {
		return err
	}
	challenge := rand.Text()
	q := url.Values{"hub.mode": {"unsubscribe"}, "hub.topic": {want.asked}, "hub.challenge": {challenge}}
	if want.subscribe {
		q.Set("hub.mode", "subscribe")
		q.Set("hub.lease_seconds", strconv.Itoa(int(want.lease.Seconds())))
	}
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+q.Encode(), "&") // its own parameters stay to the letter: they may be signed
	ctx, cancel := context.WithTimeout(ctx, h.timeout())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return err
	}
	resp, err := h.do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, int64(len(challenge))+1))
	switch {
	case err != nil:
		return err
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return fmt.Errorf("the callback answered %d", resp.StatusCode)
	case subtle.ConstantTimeCompare(said, []byte(challenge)) != 1:
		return fmt.Errorf("the callback did not repeat the challenge")
	}
	return nil
}

// do sends a request to a callback. Redirects are not followed: they would lead past what was confirmed. The error does not tell the
// callback's address, which is a secret where it is hard to guess.
func (h *Hub) do(req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", h.UserAgent)
	client := &http.Client{Transport: h.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return resp, err
}

// settle keeps, or removes, a subscription that its callback confirmed.
func (h *Hub) settle(want intent) error {
	key := subscriptionKey(want.callback, want.topic)
	if !want.subscribe {
		h.mu.Lock()
		delete(h.subscriptions, key)
		h.mu.Unlock()
		return h.put(key)
	}
	marks, err := h.Topics.Marks(want.topic)
	if err != nil {
		return err
	}
	changed, no := h.keep(key, want, marks)
	if no != nil {
		return fmt.Errorf("it was confirmed too late: %s", no.words)
	}
	return h.put(changed...)
}

// fitsLink reports whether an address can stand between the brackets of a header Link as it is (RFC 8288 §3).
func fitsLink(address string) bool {
	return !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`<>"`, r) })
}

// keep takes a confirmed subscription in, and returns what of it is to be kept. Others may have been confirmed since it was asked
// for, so that there is no room any more.
func (h *Hub) keep(key string, want intent, marks map[string]time.Time) (changed []string, no *refusal) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if no := h.full(want); no != nil {
		return nil, no
	}
	t := h.topics[want.topic]
	if t == nil {
		t = &topic{Address: want.topic, Version: 1, Seen: h.Now(), Marks: marks}
		h.topics[want.topic] = t
		h.anew.Store(true) // something may have come since the marks were read
		changed = append(changed, topicKey(want.topic))
	}
	s := &subscription{Callback: want.callback, Topic: want.topic, Version: t.Version}
	if old := h.subscriptions[key]; old != nil {
		s = old // what is under way to it goes on
	}
	s.Asked = ""
	if want.asked != want.topic && fitsLink(want.asked) {
		s.Asked = want.asked
	}
	s.Secret, s.Until, s.Failures, s.Failing, s.next = want.secret, h.Now().Add(want.lease), 0, time.Time{}, time.Time{}
	h.subscriptions[key] = s
	return append(changed, key), nil
}
