package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"koubo/parsers/page"
	"koubo/sources"
)

const (
	maxTries    = 4 // servers that say 503 mean it for a few requests
	robotsTries = 2 // a robots.txt that stays out of reach is asked for again at the next visit
	// maxRedirects is how many redirects in a row are followed (RFC 9309 §2.3.1.2 asks for five at least).
	maxRedirects = 5
	// longWait is how long a client has to wait for its host at least to make room for another visit.
	longWait = 20 * time.Millisecond
	// longAnswer is how long a server has to let a client wait for its answer at least for that: some do so until the timeout,
	// and must not keep others from being visited.
	longAnswer = time.Second / 2
)

// ClientOptions decide how one visit fetches.
type ClientOptions struct {
	Lenient bool          // tolerate bad TLS
	Gap     time.Duration // between two requests to one host, where longer than the network's
	Once    bool          // try each request once only; trouble is somebody else's to wait out
	Waiting func()        // called before a longer wait for a host, and during one for its answer; nil for nothing. It must be safe for concurrent use
}

// Client fetches for one visit, one request after the other; its cookies live as long as the visit.
// It must be closed. It is not safe for concurrent use.
type Client struct {
	network   *Network
	opt       ClientOptions
	collector *collector
	timeout   time.Duration
	latest    *Body            // of the latest answer: valid until the next request
	used      map[string]*gate // hosts asked so far
	noRobots  map[string]error // by scheme and host: why robots.txt cannot be read

	// Most is how many requests the client makes at most, redirects, retries and those for robots.txt among them; 0 for no bound.
	// Beyond it, errors are ErrSpent.
	Most int

	// What the client did so far.
	Requests, NotModified int
	Bytes                 int64 // of bodies, unpacked
}

// Request says what to ask for, and how.
type Request struct {
	URL       string            // absolute
	Validator sources.Validator // makes the request conditional; the zero value does not
	Last      bool              // no further request to its host is expected: the connection is not kept
	AnySite   bool              // redirects may lead to another site
	robots    bool              // it is a robots.txt, wherever redirects lead (RFC 9309 §2.3.1.2): no other one is asked about it

	unconditional bool // its validators were given up: the server cannot handle them
}

// Response is what a server said, of whatever status, after redirects. Its body is valid until the client's next request.
type Response struct {
	Page        page.Page // URL is the final address
	Status      int
	NotModified bool // the remembered copy is current
	Validator   sources.Validator
	Moved       bool   // redirects led here, and all of them were permanent (301, 308)
	Refresh     string // of a Refresh header, the address it leads to; "" for none
}

// Client returns a client for one visit.
func (n *Network) Client(o ClientOptions) *Client {
	return &Client{
		network: n, opt: o, timeout: n.opt.Timeout, used: map[string]*gate{}, noRobots: map[string]error{},
		collector: newCollector(n, n.transport(o.Lenient)),
	}
}

// Close ends the client; the bodies of its answers are invalid afterwards.
func (c *Client) Close() { c.latest.Release() }

// Get asks for an address and returns what its server said, after redirects within the site. An error says why there is no
// answer; ReasonOf classifies it. The response is never nil. It does not stand on the stack, which each of the hundreds of
// visits that wait for their hosts holds.
func (c *Client) Get(ctx context.Context, q Request) (*Response, error) {
	first, err := parseAddress(q.URL)
	if err != nil {
		return &Response{}, err
	}
	at, moved := first, true
	for range maxRedirects + 1 {
		g, err := c.gate(at)
		if err != nil {
			return &Response{}, err
		}
		if err := c.permit(ctx, g, at, &q); err != nil {
			return &Response{}, redirected(first, at, err)
		}
		a, err := c.askConditionally(ctx, g, at, &q)
		if err != nil {
			return &Response{}, redirected(first, at, err)
		}
		location := a.location()
		if location == "" {
			return c.response(at, &q, a, moved && at != first), nil
		}
		next, err := redirectTarget(first, at, location, q.AnySite)
		if err != nil {
			return &Response{}, err
		}
		moved = moved && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect)
		at = next
	}
	return &Response{}, RedirectError{fmt.Sprintf("%s redirects more than %d times, perhaps in a circle", first, maxRedirects)}
}

// askConditionally asks with the validators of the request, and without where the server cannot handle them.
func (c *Client) askConditionally(ctx context.Context, g *gate, u *url.URL, q *Request) (*answer, error) {
	a, err := c.askPatiently(ctx, g, u, q)
	if err != nil || !q.Validator.Sent() || !a.failsConditions() {
		return a, err
	}
	q.Validator.ETag, q.Validator.LastModified, q.unconditional = "", "", true
	return c.askPatiently(ctx, g, u, q)
}

// askPatiently asks once, and again after a rest where the server is in passing trouble.
func (c *Client) askPatiently(ctx context.Context, g *gate, u *url.URL, q *Request) (*answer, error) {
	tries := maxTries
	switch {
	case c.opt.Once, q.robots && g.isTroubled(): // since an earlier visit
		tries = 1
	case q.robots:
		tries = robotsTries
	}
	for n := 1; ; n++ {
		a, err := c.ask(ctx, g, u, q)
		if n == tries || ctx.Err() != nil || !isPassing(a, err) {
			return a, err
		}
	}
}

// ask waits for the host's turn and performs one exchange.
func (c *Client) ask(ctx context.Context, g *gate, u *url.URL, q *Request) (a *answer, err error) {
	c.latest.Release()
	if c.Most > 0 && c.Requests >= c.Most {
		return nil, ErrSpent
	}
	if err := g.enter(ctx, c.wait); err != nil {
		return nil, err
	}
	clock := c.network.clock
	began := clock.Now()
	trouble, retry := true, time.Duration(0) // of a panic: it must not shut the host's gate for good
	defer func() { g.leave(retry, trouble) }()
	a, err = c.exchange(ctx, u, q)
	now := clock.Now()
	c.Requests++
	if a != nil {
		c.latest = a.body
		c.Bytes += int64(len(a.body.Bytes()))
		retry = retryAfter(a.status, a.header, now)
	}
	if ReasonOf(err) == ReasonSlow {
		c.timeout = c.network.opt.Timeout / 4 // it has had its chance; one hanging page must not cost the next as much
	}
	trouble = ctx.Err() == nil && (isPassing(a, err) || isHostTrouble(err))
	if ctx.Err() == nil {
		c.network.outage.note(g.host, began, err)
	}
	c.network.observe(u, q, a, err, now.Sub(began))
	return a, err
}

// exchange performs one exchange, and makes room for another visit where the server is slow.
func (c *Client) exchange(ctx context.Context, u *url.URL, q *Request) (*answer, error) {
	if c.opt.Waiting != nil {
		slow := time.AfterFunc(longAnswer, c.opt.Waiting)
		defer slow.Stop()
	}
	return c.collector.get(ctx, u, q, c.timeout)
}

// wait waits for the host's sake.
func (c *Client) wait(ctx context.Context, d time.Duration) error {
	if d >= longWait && c.opt.Waiting != nil {
		c.opt.Waiting()
	}
	return c.network.clock.Sleep(ctx, d)
}

func (c *Client) response(u *url.URL, q *Request, a *answer, moved bool) *Response {
	r := &Response{
		Status: a.status, Moved: moved, Refresh: a.refresh(u),
		Page: page.Page{URL: u.String(), ContentType: a.header.Get("Content-Type"), Body: a.body.Bytes()},
	}
	now := c.network.clock.Now()
	if a.status == http.StatusNotModified && q.Validator.Sent() {
		c.NotModified++
		r.NotModified, r.Validator = true, q.Validator
		r.Validator.Fetched = now
		return r
	}
	hash := HashOf(a.body.Bytes())
	r.Validator = sources.Validator{ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified"), Hash: hash, Fetched: now}
	if q.unconditional {
		r.Validator.ETag, r.Validator.LastModified = "", ""
	}
	r.NotModified = a.status == http.StatusOK && hash == q.Validator.Hash
	return r
}

// gate returns the gate of an address's host, with what was remembered of the host.
func (c *Client) gate(u *url.URL) (*gate, error) {
	g := c.network.gates.of(u)
	c.used[g.host] = g
	g.widen(c.opt.Gap)
	return g, g.load(c.network.opt.Hosts.Host)
}

// LongestGap is the longest gap that the hosts asked so far want between two requests.
func (c *Client) LongestGap() (longest time.Duration) {
	for _, g := range c.used {
		longest = max(longest, g.currentGap())
	}
	return longest
}

// HostNotes returns what is to be remembered of the hosts asked so far, where it changed since it was last returned.
func (c *Client) HostNotes() map[string]sources.HostNote {
	notes := map[string]sources.HostNote{}
	for host, g := range c.used {
		if note, changed := g.snapshot(); changed {
			notes[host] = note
		}
	}
	return notes
}

// HostGap returns the gap that an address's host wants, asking for its robots.txt where no fresh copy is remembered; 0 where
// it cannot be known now.
func (c *Client) HostGap(ctx context.Context, address string) time.Duration {
	u, err := parseAddress(address)
	if err != nil {
		return 0
	}
	g, err := c.gate(u)
	if err != nil || g.isResting() {
		return 0
	}
	if _, err := c.robots(ctx, g, u); err != nil {
		return 0
	}
	return g.currentGap()
}
