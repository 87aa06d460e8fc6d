package notify

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity/jtext"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// Sender sends messages: over HTTP through Transport, which guards what may be reached, or by e-mail.
type Sender struct {
	Transport http.RoundTripper
	UserAgent string
	Mail      config.Mail
	Signature *Signature     // of letters; nil for none
	Roots     *x509.CertPool // who vouches for the mail server; nil for whom the system trusts
	Now       func() time.Time
	Timeout   time.Duration // of one message as a whole; 0 for 15 s
}

const (
	sendTimeout = 15 * time.Second
	maxAnswer   = 4 << 10 // bytes of an answer that are read
	mostWait    = 6 * time.Hour
)

// Send sends a message, which it takes from a letter, to where a notification goes. The error is a *Refusal.
func (s *Sender) Send(ctx context.Context, n config.Notification, m Message, l outbox.Letter) error {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(s.Timeout, sendTimeout))
	defer cancel()
	if n.To == config.Email {
		return s.mail(ctx, n, m)
	}
	body, err := encode(channels[n.To].form(m, l))
	if err != nil {
		return because("the message cannot be written: %w", err).forGood()
	}
	return s.post(ctx, n, m.Key, body)
}

func (s *Sender) post(ctx context.Context, n config.Notification, key string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.URL, bytes.NewReader(body))
	if err != nil {
		return because("the address of the receiver cannot be used").forGood()
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", s.UserAgent)
	req.Header.Set("Idempotency-Key", key)
	if n.To == config.Webhook {
		sign(req.Header, key, n.Secret, body, s.Now())
	}
	client := &http.Client{Transport: s.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return unreachable(err, n.Private)
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, maxAnswer)) // what it says only explains
	if n.Private {
		said = nil // it may repeat the address
	}
	return judge(resp, string(said), s.Now())
}

// judge tells what an answer means: 2xx is delivered, whatever may pass is tried again.
func judge(resp *http.Response, said string, now time.Time) error {
	code := resp.StatusCode
	if code >= 200 && code < 300 {
		return nil
	}
	r := because("the receiver answered %d", code)
	if said = jtext.Excerpt(said, 200); said != "" {
		r = because("the receiver answered %d and said: %s", code, said)
	}
	r.After = retryAfter(resp.Header.Get("Retry-After"), now)
	r.Gone = code == http.StatusNotFound || code == http.StatusGone
	switch {
	case code >= 300 && code < 400:
		r = because("the receiver answered %d and names another address, which is not followed: put the right one under url:", code).forGood()
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests, code >= 500:
	default:
		r.Permanent = true
	}
	return r
}

// retryAfter reads the header of that name (RFC 9110 §10.2.3), seconds or a date; at most 6 hours are believed.
func retryAfter(value string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err == nil {
		wait = time.Duration(min(max(seconds, 0), mostWait.Seconds()) * float64(time.Second))
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), mostWait)
}
