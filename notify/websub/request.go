package websub

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds of a request and of what it may ask for.
const (
	mostBody     = 16 << 10 // bytes
	mostCallback = 2000     // bytes
	mostSecret   = 199      // bytes: §5.1 wants less than 200
	usualLease   = 10 * 24 * time.Hour
	leastLease   = 5 * time.Minute
	longestLease = 30 * 24 * time.Hour
	checkSpan    = 10 * time.Minute
)

// intent is a request that the callback has still to confirm.
type intent struct {
	subscribe bool
	callback  string
	topic     string // canonical
	asked     string // as the subscriber wrote it: it knows the topic by that
	secret    string
	lease     time.Duration
}

// checked counts the requests to callbacks at one host.
type checked struct {
	since time.Time
	n     int
}

// refusal is an answer to a request that cannot be taken.
type refusal struct {
	status int
	words  string
}

func bad(format string, values ...any) *refusal {
	return &refusal{http.StatusBadRequest, fmt.Sprintf(format, values...)}
}

// ServeHTTP takes a request to subscribe or to end a subscription (§5.1). It is answered with 202 before the callback is asked
// whether it wants that: nobody can subscribe another one's, or find out what answers where.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if no := h.take(w, r); no != nil {
		if no.status == http.StatusServiceUnavailable || no.status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "600")
		}
		w.WriteHeader(no.status)
		fmt.Fprintln(w, no.words)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (h *Hub) take(w http.ResponseWriter, r *http.Request) *refusal {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return &refusal{http.StatusMethodNotAllowed, "This is a WebSub hub: subscribe with POST."}
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	if err := r.ParseForm(); err != nil {
		return bad("The body must be a form (application/x-www-form-urlencoded) of at most %d bytes.", mostBody)
	}
	want, no := h.intentOf(r.PostForm)
	if no != nil {
		return no
	}
	return h.admit(want)
}

// intentOf reads a request.
func (h *Hub) intentOf(form url.Values) (want intent, no *refusal) {
	want = intent{callback: form.Get("hub.callback"), asked: form.Get("hub.topic"), secret: form.Get("hub.secret"), lease: usualLease}
	switch mode := form.Get("hub.mode"); mode {
	case "subscribe":
		want.subscribe = true
	case "unsubscribe":
	default:
		return want, bad("hub.mode must be subscribe or unsubscribe.")
	}
	u, err := url.Parse(want.callback)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" || len(want.callback) > mostCallback {
		return want, bad("hub.callback must be an http or https address of at most %d bytes, without a user and a fragment.", mostCallback)
	}
	if len(want.secret) > mostSecret {
		return want, bad("hub.secret must be shorter than 200 bytes.")
	}
	if given := form.Get("hub.lease_seconds"); given != "" {
		seconds, err := strconv.ParseInt(given, 10, 32)
		if err != nil || seconds < 0 {
			return want, bad("hub.lease_seconds must be a number of seconds.")
		}
		want.lease = min(max(time.Duration(seconds)*time.Second, leastLease), longestLease)
	}
	var known bool
	if want.topic, known = h.Topics.Canonical(want.asked); !known {
		return want, bad("hub.topic must be the address of a feed of this site, as it stands in the feed as its own (rel=self).")
	}
	return want, nil
}

// admit puts a request into the line of those whose callbacks are asked, and counts it; or says what stands against it.
func (h *Hub) admit(want intent) *refusal {
	host, now := hostOf(want.callback), h.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.checks[host]
	if c == nil || now.Sub(c.since) >= checkSpan {
		c = &checked{since: now}
	}
	if c.n >= cmp.Or(h.Limits.Checks, 60) {
		return &refusal{http.StatusTooManyRequests, "Too many requests for callbacks at " + host + ": try again later."}
	}
	if no := h.full(want); no != nil {
		return no
	}
	select {
	case h.wanted <- want:
		c.n++
		h.checks[host] = c // only now: nobody fills the memory with hosts that are never asked
		return nil
	default:
		return &refusal{http.StatusServiceUnavailable, "Too many subscriptions wait to be verified: try again later."}
	}
}

// full reports whether there are too many subscriptions of a kind to take another one. mu must be held.
func (h *Hub) full(want intent) *refusal {
	host := hostOf(want.callback)
	if _, renewed := h.subscriptions[subscriptionKey(want.callback, want.topic)]; renewed || !want.subscribe {
		return nil
	}
	if len(h.subscriptions) >= cmp.Or(h.Limits.Subscriptions, 10_000) || h.topics[want.topic] == nil && len(h.topics) >= cmp.Or(h.Limits.Topics, 500) {
		return &refusal{http.StatusServiceUnavailable, "This hub takes no more subscriptions."}
	}
	there := 0
	for _, s := range h.subscriptions {
		if hostOf(s.Callback) == host {
			there++
		}
	}
	if there >= cmp.Or(h.Limits.PerHost, 200) {
		return &refusal{http.StatusTooManyRequests, "Too many subscriptions of callbacks at " + host + "."}
	}
	return nil
}

// hostOf is the host of a callback, without its port, in one spelling.
func hostOf(callback string) string {
	u, err := url.Parse(callback)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}
