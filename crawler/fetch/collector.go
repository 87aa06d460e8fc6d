package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"koubo/sources"

	"github.com/gocolly/colly/v2"
)

// collector runs single requests through colly, which builds them, names us, keeps the visit's cookies and calls back.
// What colly would do to an answer is done here instead, on the transport it is given: it cuts large bodies silently, copies
// them while it reads, unpacks gzip alone, decodes by the declared charset alone, and takes a 503 of robots.txt for
// permission. So the transport reads the answer, whole and bounded, and shows colly its status and cookies.
type collector struct {
	network *Network
	base    http.RoundTripper
	colly   *colly.Collector
	last    bool          // the connection of the exchange under way is not kept
	timeout time.Duration // of the exchange under way
	answer  *answer       // of the latest exchange, nil where none came
}

func newCollector(n *Network, base http.RoundTripper) *collector {
	c := &collector{network: n, base: base, colly: &colly.Collector{}}
	c.colly.Init() // what colly.NewCollector does, but for its environment variables
	c.colly.UserAgent = n.opt.UserAgent
	c.colly.AllowURLRevisit = true
	c.colly.ParseHTTPErrorResponse = true
	c.colly.SetRequestTimeout(0) // the exchange has a watchdog
	c.colly.WithTransport(c)
	return c
}

// get performs one exchange. An error is one of ours, see ReasonOf.
func (c *collector) get(ctx context.Context, u *url.URL, q *Request, timeout time.Duration) (*answer, error) {
	c.timeout, c.last, c.answer, c.colly.Context = timeout, q.Last, nil, ctx
	err := c.colly.Request(http.MethodGet, u.String(), nil, nil, requestHeader(q.Validator))
	if err != nil {
		if c.answer != nil {
			c.answer.body.Release()
		}
		return nil, explain(err)
	}
	if c.answer == nil {
		return nil, Unreachable{Words: "the request was given up before an answer came"}
	}
	return c.answer, nil
}

// RoundTrip performs the exchange that colly asks for, and hands colly an answer without a body: of its header only what
// sets cookies, so that there is nothing to unpack, decode or follow.
func (c *collector) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Close = c.last
	a, err := c.network.exchange(req, c.base, c.timeout)
	if err != nil {
		return nil, err
	}
	c.answer = a
	return &http.Response{
		StatusCode: a.status, Request: req, Header: http.Header{"Set-Cookie": a.header.Values("Set-Cookie")}, Body: http.NoBody,
	}, nil
}

func requestHeader(v sources.Validator) http.Header {
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
