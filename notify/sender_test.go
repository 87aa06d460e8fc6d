package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store/outbox"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// guarded is a sender past the guard, which lets the networks through.
func guarded(t *testing.T, allow ...netip.Prefix) *Sender {
	tr := transport.New(transport.Options{Guard: transport.Guard{Allow: allow}})
	t.Cleanup(tr.CloseIdleConnections)
	return &Sender{Transport: tr, UserAgent: "koubo-test", Now: func() time.Time { return now }, Timeout: 2 * time.Second}
}

func send(t *testing.T, s *Sender, n config.Notification) *Refusal {
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
		if refused := send(t, guarded(t, loopback...), config.Notification{ID: "a", To: config.Webhook, URL: server.URL, Secret: given}); refused != nil {
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
		refused := send(t, guarded(t, loopback...), config.Notification{ID: "a", To: config.Slack, URL: server.URL + "/T0/secret"})
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
	refused := send(t, guarded(t), config.Notification{ID: "a", To: config.Slack, URL: inner.URL + "/T0/secret"})
	if refused == nil || !strings.Contains(refused.Reason, "is not a public address") || strings.Contains(refused.Reason, "secret") {
		t.Errorf("%v", refused)
	}
	for _, to := range []string{inner.URL, "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/"} {
		outer := httptest.NewServer(http.RedirectHandler(to, http.StatusTemporaryRedirect))
		refused := send(t, guarded(t, loopback...), config.Notification{ID: "a", To: config.Discord, URL: outer.URL})
		outer.Close()
		if refused == nil || !refused.Permanent || !strings.Contains(refused.Reason, "another address") {
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
		if refused := send(t, s, config.Notification{ID: "a", To: config.Teams, URL: server.URL}); refused == nil || refused.Permanent {
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
		pace     config.Pace
		at, want string
	}{
		{config.AtOnce, "2026-11-10 12:00", "2026-11-10 12:00"}, {config.Daily, "2026-11-10 07:59", "2026-11-10 08:00"}, {config.Daily, "2026-11-10 08:00", "2026-11-11 08:00"},
		{config.Weekly, "2026-11-10 12:00", "2026-11-16 08:00"}, {config.Weekly, "2026-11-16 07:00", "2026-11-16 08:00"}, {config.Weekly, "2026-11-16 08:00", "2026-11-23 08:00"},
	} {
		if got := firstSlot(c.pace, japan(c.at)); !got.Equal(japan(c.want)) {
			t.Errorf("%s from %s: %s, want %s", c.pace, c.at, got, c.want)
		}
	}
}

// TestWhatEachStatusMeans: delivered, to be tried again, or never; and who is gone.
func TestWhatEachStatusMeans(t *testing.T) {
	for code := 200; code < 600; code++ {
		err := judge(&http.Response{StatusCode: code, Header: http.Header{}}, "", now)
		var r *Refusal
		if delivered := code < 300; delivered != (err == nil) || err != nil && !errors.As(err, &r) {
			t.Fatalf("%d: %v", code, err)
		}
		again := code == 408 || code == 425 || code == 429 || code >= 500
		if r != nil && (r.Permanent == again || r.Gone != (code == 404 || code == 410) || strings.Contains(r.Reason, "another address") != (code < 400) || !strings.Contains(r.Reason, strconv.Itoa(code))) {
			t.Errorf("%d: %+v", code, r)
		}
	}
	for said, want := range map[string]string{"": "the receiver answered 500", "down": "the receiver answered 500 and said: down"} {
		if err := judge(&http.Response{StatusCode: 500, Header: http.Header{}}, said, now); err.Error() != want {
			t.Errorf("%q: %q", said, err)
		}
	}
	for value, want := range map[string]time.Duration{
		"": 0, "soon": 0, "-1": 0, "0": 0, " 1.5 ": 1500 * time.Millisecond, "21600": 6 * time.Hour, "21601": 6 * time.Hour, "1e99": 6 * time.Hour, "NaN": 0,
		now.UTC().Add(time.Minute).Format(http.TimeFormat): now.UTC().Add(time.Minute).Truncate(time.Second).Sub(now), now.UTC().Add(-time.Minute).Format(http.TimeFormat): 0, now.UTC().Add(99 * time.Hour).Format(http.TimeFormat): 6 * time.Hour,
	} {
		if got := retryAfter(value, now); got != want && value != "NaN" {
			t.Errorf("Retry-After %q: %s, want %s", value, got, want)
		}
	}
	if got := retryAfter("NaN", now); got < 0 || got > mostWait {
		t.Errorf("Retry-After NaN: %s", got)
	}
	if waits := fmt.Sprint(mostWait, sendTimeout, maxAnswer, mostAttempts, firstWait, longestWait, digestHour, MostGone, mostUnderWay, mostToOne, deadAge, longestRest, scanEvery); waits != "6h0m0s 15s 4096 12 30s 6h0m0s 8 3 64 16 720h0m0s 10m0s 500ms" {
		t.Errorf("the bounds are %s", waits)
	}
}

// TestWaitsDouble until they are as long as they get.
func TestWaitsDouble(t *testing.T) {
	for attempts, want := range map[int]time.Duration{1: 30 * time.Second, 2: time.Minute, 3: 2 * time.Minute, 10: 256 * time.Minute, 11: 6 * time.Hour, 99: 6 * time.Hour} {
		for _, random := range []float64{0, .5, 1} {
			if got := Backoff(func() float64 { return random })(attempts); got != want-time.Duration(random*float64(want)/2) {
				t.Errorf("after %d attempts, %v: %s", attempts, random, got)
			}
		}
	}
}

// TestAPlaceIsOfOneLetter: one of a notification, sixteen to a receiver and sixty-four in all at the same time.
func TestAPlaceIsOfOneLetter(t *testing.T) {
	w := &Worker{busy: map[string]bool{}, hosts: map[string]int{}}
	to := func(id, host string) config.Notification {
		return config.Notification{ID: id, URL: "https://" + host + "/hook"}
	}
	if !w.acquire(to("a", "x")) || w.acquire(to("a", "x")) {
		t.Error("a notification has not one place")
	}
	w.release(to("a", "x"))
	if len(w.busy) != 0 || len(w.hosts) != 0 || !w.acquire(to("a", "x")) {
		t.Errorf("%v, %v", w.busy, w.hosts)
	}
	taken := 1
	for n := range 20 {
		if w.acquire(to(fmt.Sprint("x", n), "x")) {
			taken++
		}
	}
	if taken != 16 || w.hosts["x"] != 16 {
		t.Errorf("%d letters to one receiver", taken)
	}
	if w.release(to("a", "x")); w.hosts["x"] != 15 || !w.acquire(to("x99", "x")) {
		t.Errorf("%v", w.hosts)
	}
	for n := range 99 {
		if w.acquire(to(fmt.Sprint("n", n), fmt.Sprint("host", n))) {
			taken++
		}
	}
	if taken != 64 {
		t.Errorf("%d letters in all", taken)
	}
	if hostOf(config.Notification{}) != "" || hostOf(config.Notification{URL: "https://a.jp:8443/x"}) != "a.jp:8443" || hostOf(config.Notification{URL: "%zz"}) != "" {
		t.Error("a receiver is not its host")
	}
}

// TestWhenALetterLeaves: when its rest ends, after gathering, or at its slot.
func TestWhenALetterLeaves(t *testing.T) {
	w := &Worker{Gather: time.Minute}
	lane := outbox.Lane{Oldest: now, Next: now.Add(time.Hour)}
	sealed := lane
	sealed.Letter = 7
	for name, c := range map[string]struct {
		pace config.Pace
		lane outbox.Lane
		want time.Time
	}{"made": {config.Daily, sealed, now.Add(time.Hour)}, "at once": {config.AtOnce, lane, now.Add(time.Minute)}, "daily": {config.Daily, lane, firstSlot(config.Daily, now)}, "weekly": {config.Weekly, lane, firstSlot(config.Weekly, now)}} {
		if got := w.due(config.Notification{When: c.pace}, c.lane); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if earlier(now, now.Add(1)) != now || earlier(now.Add(1), now) != now {
		t.Error("the earlier is not the earlier")
	}
}
