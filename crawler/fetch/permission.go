package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/robots"
	"koubo/sources"
)

const (
	robotsPath  = "/robots.txt"
	robotsFresh = 24 * time.Hour // RFC 9309 §2.4
)

// Forbidden is the error of an address that robots.txt, or a lack of it, puts out of bounds.
type Forbidden struct{ URL, Why string }

func (e Forbidden) Error() string { return e.Why }

// permit asks robots.txt of the URL's host, fetching it where the remembered copy is older than a day.
func (c *Client) permit(ctx context.Context, g *gate, u *url.URL, q *Request) error {
	if q.robots || u.Path == robotsPath {
		return nil
	}
	r, err := c.robots(ctx, g, u)
	if err != nil {
		return err
	}
	if !r.Allows(u.RequestURI()) {
		return Forbidden{u.String(), fmt.Sprintf("robots.txt of %s forbids %s", u.Host, u.RequestURI())}
	}
	return nil
}

// robots returns what the origin's robots.txt says to us. A copy is good for a day; after that, a server that cannot give
// a new one is left alone.
func (c *Client) robots(ctx context.Context, g *gate, u *url.URL) (*robots.Rules, error) {
	origin := u.Scheme + "://" + g.host
	if err := c.noRobots[origin]; err != nil {
		return nil, err // asked for in this visit already
	}
	now := c.network.clock.Now()
	parsed, note := g.robotsOf(c.network.product, u.Scheme)
	age := now.Sub(note.Fetched)
	switch fresh := age >= 0 && age < robotsFresh; {
	case fresh && parsed != nil:
		return parsed, nil
	case fresh:
		return g.keepRobots(c.network.product, u.Scheme, note, robots.Parse(note.Body, c.network.product)), nil
	}
	body, status, err := c.fetchRobots(ctx, u)
	if err != nil {
		if !errors.Is(err, ErrSpent) {
			c.noRobots[origin] = err
		}
		return nil, err
	}
	note = sources.RobotsNote{Body: body, Status: status, Fetched: now}
	return g.keepRobots(c.network.product, u.Scheme, note, robots.Parse(body, c.network.product)), nil
}

// fetchRobots returns the body to obey and the status it came with; 4xx means that nothing is forbidden (§2.3.1.3), a
// server error that everything is (§2.3.1.4).
func (c *Client) fetchRobots(ctx context.Context, u *url.URL) ([]byte, int, error) {
	file := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}
	r, err := c.Get(ctx, Request{URL: file.String(), AnySite: true, Last: c.opt.Once, robots: true})
	switch {
	case errors.As(err, new(archive.Missing)): // an archive without one was made where none was asked for
		return nil, http.StatusNotFound, nil
	case errors.As(err, new(RedirectError)): // a circle, or no web address: there is none (§2.3.1.2)
		return nil, http.StatusNotFound, nil
	case err != nil:
		return nil, 0, fmt.Errorf("robots.txt: %w", err)
	case r.Status >= 500 || r.Status == http.StatusTooManyRequests:
		why := fmt.Sprintf("robots.txt of %s answers %d, which means: stay away until it can be read", u.Host, r.Status)
		return nil, r.Status, Forbidden{file.String(), why}
	case r.Status < 200 || r.Status > 299:
		return nil, r.Status, nil
	}
	return bytes.Clone(robots.Head(r.Page.Body)), r.Status, nil // the buffer may be much larger
}

// origin is what is known of one scheme of a host.
type origin struct {
	scheme  string
	note    sources.RobotsNote
	delay   time.Duration // Crawl-delay
	product string        // token that the rules are for
	rules   *robots.Rules // parsed from the note; nil where they are not yet
}

// origins are those of a host, one or two: maps would take ten times the memory, for each of the thousands of hosts of a pass.
type origins []origin

func originsOf(notes map[string]sources.RobotsNote) (all origins) {
	for scheme, note := range notes {
		all = append(all, origin{scheme: scheme, note: note})
	}
	return all
}

// notes are those to remember.
func (o origins) notes() map[string]sources.RobotsNote {
	if len(o) == 0 {
		return nil
	}
	notes := make(map[string]sources.RobotsNote, len(o))
	for _, one := range o {
		notes[one.scheme] = one.note
	}
	return notes
}

// of returns the origin of a scheme, nil where nothing is known of it.
func (o origins) of(scheme string) *origin {
	if at := slices.IndexFunc(o, func(one origin) bool { return one.scheme == scheme }); at >= 0 {
		return &o[at]
	}
	return nil
}

// delay is the longest Crawl-delay.
func (o origins) delay() (longest time.Duration) {
	for _, one := range o {
		longest = max(longest, one.delay)
	}
	return longest
}

// keep notes what a robots.txt says.
func (o *origin) keep(product string, note sources.RobotsNote, rules *robots.Rules) {
	o.note, o.delay, o.product, o.rules = note, min(rules.Delay, maxCrawlDelay), product, rules
}

// rulesFor returns what is parsed for a product token, nil where nothing is yet.
func (o *origin) rulesFor(product string) *robots.Rules {
	if o.product != product {
		return nil
	}
	return o.rules
}
