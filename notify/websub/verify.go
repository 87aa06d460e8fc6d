package websub

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
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
	q := u.Query()
	q.Set("hub.mode", "unsubscribe")
	q.Set("hub.topic", want.asked)
	q.Set("hub.challenge", challenge)
	if want.subscribe {
		q.Set("hub.mode", "subscribe")
		q.Set("hub.lease_seconds", strconv.Itoa(int(want.lease.Seconds())))
	}
	u.RawQuery = q.Encode()
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

// do sends a request to a callback. Redirects are not followed: they would lead past what was confirmed.
func (h *Hub) do(req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", h.UserAgent)
	client := &http.Client{Transport: h.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return client.Do(req)
}

// settle keeps, or removes, a subscription that its callback confirmed.
func (h *Hub) settle(want intent) error {
	key := subscriptionKey(want.callback, want.topic)
	if !want.subscribe {
		h.mu.Lock()
		delete(h.subscriptions, key)
		h.mu.Unlock()
		return h.put(map[string]any{key: nil})
	}
	marks, err := h.Topics.Marks(want.topic)
	if err != nil {
		return err
	}
	h.mu.Lock()
	t := h.topics[want.topic]
	changed := map[string]any{}
	if t == nil {
		t = &topic{Address: want.topic, Version: 1, Seen: h.Now(), Marks: marks}
		h.topics[want.topic] = t
		changed[topicKey(want.topic)] = *t
	}
	s := &subscription{Callback: want.callback, Topic: want.topic, Version: t.Version}
	if old := h.subscriptions[key]; old != nil {
		s = old // what is under way to it goes on
	}
	s.Secret, s.Until, s.Failures, s.Failing, s.next = want.secret, h.Now().Add(want.lease), 0, time.Time{}, time.Time{}
	h.subscriptions[key] = s
	changed[key] = *s
	h.mu.Unlock()
	return h.put(changed)
}
