package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"koubo/sources"
)

const robotsFresh = 24 * time.Hour // RFC 9309 §2.4

// Forbidden is the error of an address that robots.txt, or a lack of it, puts out of bounds.
type Forbidden struct{ URL, Why string }

func (e Forbidden) Error() string { return e.Why }

// permit asks robots.txt of the URL's host, fetching it where the remembered copy is older than a day.
func (s *session) permit(ctx context.Context, g *gate, u *url.URL) error {
	r, err := s.robots(ctx, g, u)
	if err != nil {
		return err
	}
	if !r.allows(u.RequestURI()) {
		return Forbidden{u.String(), fmt.Sprintf("robots.txt of %s forbids %s", u.Host, u.RequestURI())}
	}
	return nil
}

// robots returns what the origin's robots.txt says to us. A copy is good for a day; after that, a server that cannot give
// a new one is left alone.
func (s *session) robots(ctx context.Context, g *gate, u *url.URL) (*robots, error) {
	origin := u.Scheme + "://" + g.host
	if err := s.noRobots[origin]; err != nil {
		return nil, err // asked for in this visit already
	}
	now := s.crawler.clock.Now()
	g.mu.Lock()
	parsed, note := g.robots[u.Scheme], g.note.Origins[u.Scheme]
	g.mu.Unlock()
	age := now.Sub(note.Fetched)
	switch fresh := age >= 0 && age < robotsFresh; {
	case fresh && parsed != nil:
		return parsed, nil
	case fresh:
		return s.keepRobots(g, u.Scheme, note), nil
	}
	body, status, err := s.fetchRobots(ctx, g, u)
	if err != nil {
		s.noRobots[origin] = err
		return nil, err
	}
	return s.keepRobots(g, u.Scheme, sources.RobotsNote{Body: body, Status: status, Fetched: now}), nil
}

// fetchRobots returns the body to obey and the status it came with; 4xx means that nothing is forbidden (§2.3.1.3), a
// server error that everything is (§2.3.1.4).
func (s *session) fetchRobots(ctx context.Context, g *gate, u *url.URL) ([]byte, int, error) {
	file := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	answer, err := s.follow(ctx, file, request{anySite: true})
	var unrecorded NotInArchive
	switch {
	case errors.As(err, &unrecorded): // an archive without one was made where none was asked for
		return nil, http.StatusNotFound, nil
	case err != nil:
		return nil, 0, fmt.Errorf("robots.txt: %w", err)
	case answer.Status >= 500 || answer.Status == http.StatusTooManyRequests:
		why := fmt.Sprintf("robots.txt of %s answers %d, which means: stay away until it can be read", u.Host, answer.Status)
		return nil, answer.Status, Forbidden{file.String(), why}
	case answer.Status < 200 || answer.Status > 299:
		return nil, answer.Status, nil
	}
	body := answer.Page.Body
	return bytes.Clone(body[:min(len(body), robotsLimit)]), answer.Status, nil // the buffer may be much larger
}

// keepRobots parses and remembers a robots.txt, and takes over its Crawl-delay.
func (s *session) keepRobots(g *gate, scheme string, note sources.RobotsNote) *robots {
	r := parseRobots(note.Body, s.crawler.product)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.robots[scheme] = r
	g.delays[scheme] = min(r.delay, maxCrawlDelay)
	if g.note.Origins == nil {
		g.note.Origins = map[string]sources.RobotsNote{}
	}
	g.note.Origins[scheme] = note
	g.changed = true
	return r
}
