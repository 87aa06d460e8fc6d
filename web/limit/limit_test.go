package limit

import (
	"fmt"
	"net/http"
	"net/netip"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func TestTokens(t *testing.T) {
	l, a, now := New(2, 10), netip.MustParseAddr("192.0.2.1"), start
	for _, step := range []struct {
		after time.Duration
		n     int
		want  time.Duration
	}{
		{0, 10, 0}, {0, 1, 500 * time.Millisecond}, {0, 4, 2 * time.Second}, {500 * time.Millisecond, 1, 0}, {0, 1, 500 * time.Millisecond},
		{time.Hour, 11, 0}, {0, 10, 5 * time.Second}, // more than the burst is the burst, after an hour as after five seconds
	} {
		now = now.Add(step.after)
		if got := l.Take(a, step.n, now); got != step.want {
			t.Errorf("%d tokens after %s: wait %s, want %s", step.n, step.after, got, step.want)
		}
	}
	if l.Take(netip.MustParseAddr("192.0.2.2"), 10, now) != 0 {
		t.Error("another client has to wait, too")
	}
}

func TestClientsAreToldApart(t *testing.T) {
	for _, row := range []struct {
		a, b string
		same bool
	}{
		{"192.0.2.1", "::ffff:192.0.2.1", true}, {"192.0.2.1", "192.0.2.2", false}, {"2001:db8::1", "2001:db8::ffff:1", true},
		{"2001:db8:0:1::1", "2001:db8::1", false}, {"fe80::1%eth0", "fe80::2", true},
	} {
		l := New(1, 1)
		l.Take(netip.MustParseAddr(row.a), 1, start)
		if same := l.Take(netip.MustParseAddr(row.b), 1, start) > 0; same != row.same {
			t.Errorf("%s and %s are one client: %v", row.a, row.b, same)
		}
	}
	l := New(1, 1)
	if l.Take(netip.Addr{}, 1, start); l.Take(netip.Addr{}, 1, start) == 0 {
		t.Error("who has no address is not bounded")
	}
}

// TestTheTableIsBounded asks from many more addresses than are remembered.
func TestTheTableIsBounded(t *testing.T) {
	l := New(1, 1_000_000)
	for i := range 3 * clients {
		l.Take(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 1, start)
	}
	l.buckets.CleanUp()
	if n := l.buckets.EstimatedSize(); n > clients || n < clients/2 {
		t.Errorf("%d clients are remembered", n)
	}
}

func TestProxiesAreTrustedAsConfigured(t *testing.T) {
	trusted := Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, row := range []struct {
		peer      string
		forwarded []string
		want      string
	}{
		{"192.0.2.1:80", nil, "192.0.2.1"},
		{"192.0.2.1:80", []string{"203.0.113.9"}, "192.0.2.1"}, // nobody asked for its word
		{"10.0.0.1:80", []string{"203.0.113.9"}, "203.0.113.9"},
		{"10.0.0.1:80", []string{"198.51.100.7, 203.0.113.9"}, "203.0.113.9"}, // the first is what the client says
		{"10.0.0.1:80", []string{"198.51.100.7, 203.0.113.9, 10.2.3.4"}, "203.0.113.9"},
		{"10.0.0.1:80", []string{"198.51.100.7", "203.0.113.9"}, "203.0.113.9"},
		{"[::1]:80", []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
		{"[::ffff:10.0.0.1]:80", []string{"2001:db8::5"}, "2001:db8::5"},
		{"10.0.0.1:80", []string{"nonsense"}, "10.0.0.1"},
		{"10.0.0.1:80", nil, "10.0.0.1"},
		{"@", nil, "invalid IP"}, // through a socket file
		{"@", []string{"198.51.100.7, 203.0.113.9"}, "203.0.113.9"},
		{"", []string{"203.0.113.9, 10.2.3.4"}, "203.0.113.9"},
	} {
		r := &http.Request{RemoteAddr: row.peer, Header: http.Header{"X-Forwarded-For": row.forwarded}}
		if got := fmt.Sprint(trusted.Client(r)); got != row.want {
			t.Errorf("%s with %q: %s, want %s", row.peer, row.forwarded, got, row.want)
		}
	}
}
