package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/sources"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// guarded is a sender past the guard, which lets the networks through.
func guarded(t *testing.T, allow ...netip.Prefix) *Sender {
	tr := transport.New(transport.Options{Guard: transport.Guard{Allow: allow}})
	t.Cleanup(tr.CloseIdleConnections)
	return &Sender{Transport: tr, UserAgent: "koubo-test", Now: func() time.Time { return now }, Timeout: 2 * time.Second}
}

func send(t *testing.T, s *Sender, n sources.Notification) *Refusal {
	t.Helper()
	l := letterOf(item(1, "実証", opportunity.ChangedNew))
	err := s.Send(context.Background(), n, messageOf(n, l, "", now), l)
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Fatalf("%T: %v", err, err)
	}
	return refusal
}

// TestAWebhookIsSigned over its key, its time and its very bytes, and carries the key.
func TestAWebhookIsSigned(t *testing.T) {
	const secret = "0123456789abcdef"
	for _, given := range []string{secret, "whsec_" + base64.StdEncoding.EncodeToString([]byte(secret))} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write([]byte(r.Header.Get("Webhook-Id") + "." + r.Header.Get("Webhook-Timestamp") + "." + string(body)))
			if r.Header.Get("Webhook-Signature") != "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)) || r.Header.Get("Webhook-Timestamp") != "1794272400" {
				t.Errorf("signed %s at %s", r.Header.Get("Webhook-Signature"), r.Header.Get("Webhook-Timestamp"))
			}
			if r.Header.Get("Idempotency-Key") != letterOf().Key || r.Header.Get("Webhook-Id") != letterOf().Key || r.Header.Get("User-Agent") != "koubo-test" {
				t.Errorf("%v", r.Header)
			}
		}))
		if refused := send(t, guarded(t, loopback...), sources.Notification{ID: "a", To: sources.Webhook, URL: server.URL, Secret: given}); refused != nil {
			t.Error(refused)
		}
		server.Close()
	}
}

// TestAnswers holds what each answer of a receiver means.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status    int
		after     string
		permanent bool
		wait      time.Duration
	}{
		{500, "", false, 0}, {503, "120", false, 2 * time.Minute}, {429, "1.5", false, 1500 * time.Millisecond}, {429, "999999", false, mostWait}, {429, "-3", false, 0},
		{503, "Tue, 10 Nov 2026 01:10:00 GMT", false, 10 * time.Minute}, {408, "", false, 0}, {425, "", false, 0},
		{400, "", true, 0}, {401, "", true, 0}, {404, "", true, 0}, {410, "", true, 0}, {413, "", true, 0}, {302, "", true, 0}, {308, "", true, 0},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", c.after)
			w.WriteHeader(c.status)
			io.WriteString(w, strings.Repeat("no\r\nsuch <b>hook</b> ", 10000))
		}))
		refused := send(t, guarded(t, loopback...), sources.Notification{ID: "a", To: sources.Slack, URL: server.URL + "/T0/secret"})
		server.Close()
		if refused == nil || refused.Permanent != c.permanent || refused.After != c.wait {
			t.Errorf("%d: %+v", c.status, refused)
			continue
		}
		if strings.Contains(refused.Reason, "secret") || strings.ContainsAny(refused.Reason, "\r\n") || len(refused.Reason) > 700 {
			t.Errorf("%d: %s", c.status, refused.Reason)
		}
	}
}

// TestInwardAddressesAreNotReached: neither directly nor by a redirect, which is not followed at all.
func TestInwardAddressesAreNotReached(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the inner server was asked") }))
	defer inner.Close()
	refused := send(t, guarded(t), sources.Notification{ID: "a", To: sources.Slack, URL: inner.URL + "/T0/secret"})
	if refused == nil || !strings.Contains(refused.Reason, "is not a public address") || strings.Contains(refused.Reason, "secret") {
		t.Errorf("%v", refused)
	}
	for _, to := range []string{inner.URL, "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/"} {
		outer := httptest.NewServer(http.RedirectHandler(to, http.StatusTemporaryRedirect))
		refused := send(t, guarded(t, loopback...), sources.Notification{ID: "a", To: sources.Discord, URL: outer.URL})
		outer.Close()
		if refused == nil || !refused.Permanent || !strings.Contains(refused.Reason, "転送") {
			t.Errorf("%s: %v", to, refused)
		}
	}
}

// TestAReceiverThatHangsIsGivenUp, whether it never answers or never ends its answer.
func TestAReceiverThatHangsIsGivenUp(t *testing.T) {
	for _, begin := range []bool{false, true} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if begin {
				w.WriteHeader(500)
				http.NewResponseController(w).Flush()
			}
			io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}))
		s := guarded(t, loopback...)
		s.Timeout = 50 * time.Millisecond
		if refused := send(t, s, sources.Notification{ID: "a", To: sources.Teams, URL: server.URL}); refused == nil || refused.Permanent {
			t.Errorf("%v", refused)
		}
		server.Close()
	}
}

// TestWaitsGrow from half a minute to six hours, and never come together.
func TestWaitsGrow(t *testing.T) {
	last := time.Duration(0)
	for attempts := 1; attempts < 40; attempts++ {
		longest, shortest := waitAfter(attempts, 0), waitAfter(attempts, 1)
		if longest < last || longest > longestWait || shortest != longest/2 {
			t.Errorf("after %d: %s to %s", attempts, shortest, longest)
		}
		last = longest
	}
	if waitAfter(1, 0) != firstWait || last != longestWait {
		t.Errorf("%s to %s", waitAfter(1, 0), last)
	}
}

// TestSlots: digests leave at 8 in Japan, on Mondays where they are weekly.
func TestSlots(t *testing.T) {
	japan := func(text string) time.Time {
		at, err := time.Parse("2006-01-02 15:04 -0700", text+" +0900")
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct {
		pace     sources.Pace
		at, want string
	}{
		{sources.AtOnce, "2026-11-10 12:00", "2026-11-10 12:00"}, {sources.Daily, "2026-11-10 07:59", "2026-11-10 08:00"}, {sources.Daily, "2026-11-10 08:00", "2026-11-11 08:00"},
		{sources.Weekly, "2026-11-10 12:00", "2026-11-16 08:00"}, {sources.Weekly, "2026-11-16 07:00", "2026-11-16 08:00"}, {sources.Weekly, "2026-11-16 08:00", "2026-11-23 08:00"},
	} {
		if got := firstSlot(c.pace, japan(c.at)); !got.Equal(japan(c.want)) {
			t.Errorf("%s from %s: %s, want %s", c.pace, c.at, got, c.want)
		}
	}
}
