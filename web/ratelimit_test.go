package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"koubo/web/front"
	"koubo/web/limit"
)

// knock asks for an address from another, through a proxy where one is named.
func knock(h http.Handler, address, peer, forwarded string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.RemoteAddr = peer
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestClientsAreBounded: exports and the API are answered as often as a client has tokens for; pages, feeds and programs on
// this machine are not bounded. The rate is too slow to matter while the test runs.
func TestClientsAreBounded(t *testing.T) {
	c := newTown(t)
	config := front.Config{Records: c, Visits: c, Sources: fictionalSources, Now: func() time.Time { return frozen }, PerSecond: 0.001}
	const reader, proxy, local = "192.0.2.7:1234", "10.0.0.1:1234", "127.0.0.1:1234"
	spend := func(h http.Handler, address, peer, forwarded string) (answered int) {
		for answered < 2*savedTokens && knock(h, address, peer, forwarded).Code == http.StatusOK {
			answered++
		}
		return answered
	}
	for _, row := range []struct {
		name, address, peer string
		want                int
	}{
		{"the API", "/api/v1/opportunities?limit=1", reader, savedTokens}, {"one record", "/api/v1/opportunities/a1", reader, savedTokens}, {"the sources", "/sources.json", reader, savedTokens},
		{"a table", "/export.csv", reader, savedTokens / exportTokens}, {"lines", "/export.jsonl?limit=1", reader, savedTokens / exportTokens},
		{"a page", "/", reader, 2 * savedTokens}, {"a feed", "/feed.atom", reader, 2 * savedTokens}, {"this machine", "/export.csv", local, 2 * savedTokens},
	} {
		if got := spend(New(config), row.address, row.peer, ""); got != row.want {
			t.Errorf("%s: %d requests are answered, want %d", row.name, got, row.want)
		}
	}
	h := New(config)
	spend(h, "/api/v1/opportunities", proxy, "203.0.113.9")
	if w := knock(h, "/api/v1/opportunities", proxy, "203.0.113.10"); w.Code != http.StatusTooManyRequests {
		t.Errorf("a header that nobody trusts makes another client: %d", w.Code)
	}
	config.TrustedProxies = limit.Proxies{netip.MustParsePrefix("10.0.0.0/8")}
	h = New(config)
	spend(h, "/export.csv", proxy, "203.0.113.9")
	refused := knock(h, "/export.csv", proxy, "203.0.113.9")
	if refused.Code != http.StatusTooManyRequests || refused.Header().Get("Retry-After") != "20000" || refused.Header().Get("Cache-Control") != "no-store" ||
		!strings.Contains(refused.Body.String(), "少し待ってから") || !strings.Contains(refused.Body.String(), "Too many requests") || refused.Header().Get("Content-Security-Policy") == "" {
		t.Errorf("%d %v %s", refused.Code, refused.Header(), refused.Body)
	}
	if w := knock(h, "/export.csv", proxy, "203.0.113.10"); w.Code != http.StatusOK {
		t.Errorf("another client behind the proxy: %d", w.Code)
	}
	config.PerSecond = 0
	if got := spend(New(config), "/export.csv", reader, ""); got != 2*savedTokens {
		t.Errorf("without a limit %d requests are answered", got)
	}
}

// TestTheAccessLogCanBeSwitchedOn at the usual level.
func TestTheAccessLogCanBeSwitchedOn(t *testing.T) {
	for _, on := range []bool{false, true} {
		c := newTown(t)
		var log strings.Builder
		h := New(front.Config{Records: c, Visits: c, Now: func() time.Time { return frozen }, AccessLog: on, Logger: slog.New(slog.NewTextHandler(&log, nil))})
		knock(h, "/?q=himitsu", "192.0.2.7:1", "")
		if got := strings.Contains(log.String(), "path=/ status=200"); got != on || strings.Contains(log.String(), "himitsu") || strings.Contains(log.String(), "192.0.2.7") {
			t.Errorf("switched on %v: %s", on, &log)
		}
	}
}
