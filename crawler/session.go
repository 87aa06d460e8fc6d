package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"koubo/parsers"
	"koubo/sources"

	"github.com/gocolly/colly/v2"
)

const (
	maxTries    = 4 // servers that say 503 mean it for a few requests
	robotsTries = 2 // what stays out of reach is asked for again at the next visit
)

// session is the fetching of one visit: one colly collector, so that cookies live as long as the visit and no longer.
type session struct {
	crawler *Crawler
	place   *place
	colly   *colly.Collector
	gates   map[string]*gate // hosts asked during this visit
	gap     time.Duration    // the source's own, 0 for the root's

	patience int              // how often a request is tried
	box      box              // of the request under way
	held     int              // bytes of the latest body, until the next request or the end of the visit
	noRobots map[string]error // by scheme and host: why robots.txt cannot be read

	requests, notModified int
	bytes                 int64
}

// request says how an address is to be asked for.
type request struct {
	validator sources.Validator // makes it conditional
	anySite   bool              // redirects may lead to another site; only robots.txt may (RFC 9309 §2.3.1.2)
}

// Answer is what a server said, of whatever status, after redirects.
type Answer struct {
	Page        parsers.Page
	Status      int
	NotModified bool // the remembered copy is current
	Validator   sources.Validator
}

func (c *Crawler) newSession(ctx context.Context, src sources.Source, at *place) *session {
	s := &session{crawler: c, place: at, gates: map[string]*gate{}, gap: src.Gap, noRobots: map[string]error{}, patience: maxTries}
	s.colly = colly.NewCollector(colly.StdlibContext(context.WithValue(ctx, boxKey{}, &s.box)))
	// Set after NewCollector, which lets environment variables override its options.
	s.colly.UserAgent = c.opt.UserAgent
	s.colly.AllowURLRevisit = true
	s.colly.IgnoreRobotsTxt = true // permit has asked; colly's own check takes a 503 for permission
	s.colly.MaxBodySize = 0        // the exchange limits, and says so
	s.colly.DetectCharset = false  // the parsers decode, once
	s.colly.ParseHTTPErrorResponse = true
	s.colly.CacheDir = ""
	s.colly.MaxDepth = 0
	s.colly.MaxRequests = 0
	s.colly.SetRequestTimeout(0) // the exchange has a watchdog
	s.colly.SetRedirectHandler(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse })
	s.colly.WithTransport(c.transport(src))
	s.colly.OnResponse(keepResponse)
	return s
}

// keepResponse hands colly's response to the call that waits for it.
func keepResponse(r *colly.Response) { r.Ctx.Put("response", r) }

// get asks for an address that robots.txt must allow.
func (s *session) get(ctx context.Context, raw string, v sources.Validator) (Answer, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Answer{}, fmt.Errorf("%q is no http or https address", raw)
	}
	return s.follow(ctx, u, request{validator: v})
}

// try asks once, and again after a rest where the server is in passing trouble. location is set for a redirect.
func (s *session) try(ctx context.Context, u *url.URL, q request) (answer Answer, location string, err error) {
	g, err := s.gate(u)
	if err != nil {
		return Answer{}, "", err
	}
	tries := s.patience
	if u.Path == "/robots.txt" {
		tries = min(tries, robotsTries)
		if g.troubled() { // since an earlier visit
			tries = 1
		}
	} else if err := s.permit(ctx, g, u); err != nil {
		return Answer{}, "", err
	}
	for n := 1; ; n++ {
		resp, err := s.ask(ctx, g, u, q)
		if n < tries && ctx.Err() == nil && passing(resp, err) {
			continue
		}
		if err != nil {
			return Answer{}, "", err
		}
		if resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.StatusCode != http.StatusNotModified {
			if location = resp.Headers.Get("Location"); location != "" {
				return Answer{}, location, nil
			}
		}
		return s.answer(u, resp, q), "", nil
	}
}

func (s *session) gate(u *url.URL) (*gate, error) {
	g := s.crawler.gates.of(u)
	s.gates[g.host] = g
	g.slow(s.gap)
	return g, g.load(s.crawler.store.Host)
}

// longestGap is the longest gap of the hosts asked so far.
func (s *session) longestGap() (longest time.Duration) {
	for _, g := range s.gates {
		g.mu.Lock()
		longest = max(longest, g.gap())
		g.mu.Unlock()
	}
	return longest
}

// longRest is how long a visit has to wait for its host at least to make room for another.
const longRest = 20 * time.Millisecond

// rest waits for d.
func (s *session) rest(ctx context.Context, d time.Duration) error {
	if d >= longRest {
		s.place.wait()
	}
	return s.crawler.clock.Sleep(ctx, d)
}

// ask waits for the host's turn and performs one exchange through colly.
func (s *session) ask(ctx context.Context, g *gate, u *url.URL, q request) (*colly.Response, error) {
	s.release()
	if err := g.enter(ctx, s.rest); err != nil {
		return nil, err
	}
	left := false
	defer func() {
		if !left { // a panic must not shut the host's gate for good
			g.leave(0, true)
		}
	}()
	began := s.crawler.clock.Now()
	s.box.body = nil
	kept := colly.NewContext()
	err := s.colly.Request(http.MethodGet, u.String(), nil, kept, headers(q.validator))
	s.held = len(s.box.body)
	resp, _ := kept.GetAny("response").(*colly.Response)
	if err == nil && resp == nil {
		err = errors.New("the request was given up before an answer came")
	}
	s.requests++
	retry := time.Duration(0)
	if resp != nil {
		resp.Body, s.box.body = s.box.body, nil
		s.bytes += int64(len(resp.Body))
		retry = retryAfter(resp, s.crawler.clock.Now())
	}
	left = true
	if errors.As(err, new(Slow)) {
		s.box.timeout = s.crawler.opt.Timeout / 4 // it has had its chance; one hanging page must not cost the next as much
	}
	g.leave(retry, ctx.Err() == nil && (passing(resp, err) || isTrouble(err)))
	s.crawler.observe(u, q, resp, err, s.crawler.clock.Now().Sub(began))
	return resp, plainly(err)
}

// release ends the hold on the latest body: by then it is parsed.
func (s *session) release() {
	s.crawler.bodies.release(s.held)
	s.held = 0
}

func headers(v sources.Validator) http.Header {
	h := http.Header{
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,application/atom+xml,application/pdf;q=0.8,*/*;q=0.5"},
		"Accept-Language": {"ja,en;q=0.5"},
		"Accept-Encoding": {acceptEncoding},
	}
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		h.Set("If-Modified-Since", v.LastModified)
	}
	return h
}

// passing says whether an answer, or the lack of one, is trouble that may be over soon. A server that let the whole
// timeout pass is not asked again at once.
func passing(resp *colly.Response, err error) bool {
	if err != nil {
		var slow Slow
		return !errors.As(err, &slow) && isPassing(err)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

func (s *session) answer(u *url.URL, resp *colly.Response, q request) Answer {
	a := Answer{Status: resp.StatusCode, Page: parsers.Page{URL: u.String(), ContentType: resp.Headers.Get(sentType), Body: resp.Body}}
	if resp.StatusCode == http.StatusNotModified && q.validator.Sent() {
		s.notModified++
		a.NotModified, a.Validator = true, q.validator
		a.Validator.Fetched = s.crawler.clock.Now()
		return a
	}
	hash := bodyHash(resp.Body)
	a.Validator = sources.Validator{ETag: resp.Headers.Get("ETag"), LastModified: resp.Headers.Get("Last-Modified"), Hash: hash, Fetched: s.crawler.clock.Now(), Items: q.validator.Items, Dated: q.validator.Dated}
	a.NotModified = resp.StatusCode == http.StatusOK && hash == q.validator.Hash
	return a
}

// retryAfter reads a Retry-After in seconds or as a date (RFC 9110 §10.2.3), 0 for none.
func retryAfter(resp *colly.Response, now time.Time) time.Duration {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	value := strings.TrimSpace(resp.Headers.Get("Retry-After"))
	if n, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}
