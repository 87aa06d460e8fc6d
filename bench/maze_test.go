package bench

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/crawler/transport"
	"koubo/sources"
)

// TestMaze has the feeds and lists of a nation looked for from the home pages alone, each site once:
//
//	go test ./bench -run Maze -nation -sites 150 -v
//
// It prints the figures of all sites, and of the odd and the even ones, counted from 0: rules are made looking at odd ones only.
func TestMaze(t *testing.T) {
	if !*asked {
		t.Skip("takes minutes: ask for it with -nation or KOUBO_NATION=1")
	}
	sim := build(t).simulate(t, "-maze", "-maze-set", *mazeSet, "-latency", "0", "-bad", "0", "-crawl-delay", "0", "-start", *start)
	entries, lists := sim.rows(t, "/entry"), sim.rows(t, "/lists")
	open := sim.mayBeRead(t, entries)
	found := exploreAll(t, entries)
	var score [3]mazeScore // all, odd, even
	for n, entry := range entries {
		s := judgeSite(lists, entry[0], found[n])
		for _, into := range []int{0, 2 - n%2} {
			score[into].add(s, open[n])
		}
		if *mazeLook && n%2 == 1 && s.isOdd() {
			t.Log(s.explain(entry, found[n]))
		}
	}
	for n, name := range []string{"all", "odd", "even"} {
		t.Logf("%-4s %s", name, score[n])
	}
	hold(t, score[0].bars()...)
	sim.politely(t)
}

// rows reads a table of the control interface, without its heading.
func (s *simulator) rows(t *testing.T, path string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(s.get(t, s.control+path).Body).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s has %d rows: %v", path, len(rows), err)
	}
	return rows[1:]
}

// mayBeRead tells which sites have a robots.txt that can be read and lets somebody in.
func (s *simulator) mayBeRead(t *testing.T, entries [][]string) []bool {
	t.Helper()
	open := make([]bool, len(entries))
	for n, entry := range entries {
		resp := s.get(t, entry[2]+"robots.txt")
		body := make([]byte, 4096)
		size, _ := resp.Body.Read(body)
		open[n] = resp.StatusCode < 500 && (resp.StatusCode != 200 || !slices.Contains(strings.Split(string(body[:size]), "\n"), "Disallow: /"))
		_ = resp.Body.Close()
	}
	s.ask(t, http.MethodPost, "/reset", nil)
	return open
}

// noHosts remembers nothing of hosts.
type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

func exploreAll(t *testing.T, entries [][]string) []discover.Found {
	t.Helper()
	network := fetch.NewNetwork(fetch.Options{
		UserAgent: "koubo/maze (+http://127.0.0.1/)", Timeout: 20 * time.Second, MaxBody: 10 << 20, Clock: fetch.SystemClock{}, Hosts: noHosts{},
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.77.0.0/16")}}, Timeout: 20 * time.Second}),
	})
	found := make([]discover.Found, len(entries))
	var sites errgroup.Group
	sites.SetLimit(16)
	var troubles sync.Map
	for n, entry := range entries {
		sites.Go(func() error {
			client := network.Client(fetch.ClientOptions{Once: true})
			defer client.Close()
			var err error
			if found[n], err = discover.Run(context.Background(), client, entry[2], discover.Leads{}); err != nil {
				troubles.Store(entry[2], err)
			}
			return nil
		})
	}
	if err := sites.Wait(); err != nil {
		t.Fatal(err)
	}
	troubles.Range(func(home, err any) bool { t.Logf("%s: %v", home, err); return true })
	return found
}

// siteScore is what was found of one site.
type siteScore struct {
	lists, listsFound, feeds, feedsFound, taken, wrong, requests int
	missed, extra                                                []string
}

func judgeSite(truth [][]string, code string, found discover.Found) (s siteScore) {
	s.requests = found.Requests
	taken := map[string]bool{}
	for _, l := range found.Lists {
		taken[l.URL] = true
	}
	feeds := map[string]bool{}
	for _, f := range found.Feeds {
		feeds[f.URL] = true
	}
	for _, row := range truth {
		if row[0] != code {
			continue
		}
		switch {
		case row[1] == "feed":
			s.feeds++
			s.feedsFound += one(feeds[row[2]])
			s.note(feeds[row[2]], row)
		default:
			s.lists++
			s.listsFound += one(taken[row[2]])
			s.note(taken[row[2]], row)
			delete(taken, row[2])
		}
	}
	s.taken, s.wrong = len(found.Lists), len(taken)
	for address := range taken {
		s.extra = append(s.extra, address)
	}
	return s
}

func (s *siteScore) note(ok bool, row []string) {
	if !ok {
		s.missed = append(s.missed, strings.Join(row[1:], " "))
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isOdd reports whether a site did not go as it should.
func (s siteScore) isOdd() bool {
	return s.lists != s.listsFound || s.feeds != s.feedsFound || s.wrong > 0 || s.requests > 18
}

func (s siteScore) explain(entry []string, found discover.Found) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s: %d requests\n", entry[1], entry[2], found.CMS, s.requests)
	fmt.Fprintf(&b, "  missed %q\n  extra %q\n", s.missed, s.extra)
	for _, list := range [][]discover.Candidate{found.Feeds, found.Lists, found.Rejected} {
		for _, c := range list {
			path := c.URL
			if u, err := url.Parse(c.URL); err == nil {
				path = u.Path
			}
			fmt.Fprintf(&b, "    %s %q: %s\n", path, c.Title, c.Why)
		}
	}
	return b.String()
}

// mazeScore sums sites up. Sites whose robots.txt shuts everybody out count as closed only.
type mazeScore struct {
	siteScore
	sites, closed, most, unreachable int
}

func (m *mazeScore) add(s siteScore, open bool) {
	if !open {
		m.closed++
		m.unreachable += s.lists
		return
	}
	m.sites++
	m.lists += s.lists
	m.listsFound += s.listsFound
	m.feeds += s.feeds
	m.feedsFound += s.feedsFound
	m.taken += s.taken
	m.wrong += s.wrong
	m.requests += s.requests
	m.most = max(m.most, s.requests)
}

func (m mazeScore) String() string {
	return fmt.Sprintf("%d sites (%d more shut out by robots.txt): lists %d of %d = %.3f (of all, shut out too, %.3f), feeds %d of %d = %.3f, none of %d taken %d = %.3f, requests %.1f a site, most %d",
		m.sites, m.closed, m.listsFound, m.lists, ratio(m.listsFound, m.lists), ratio(m.listsFound, m.lists+m.unreachable), m.feedsFound, m.feeds, ratio(m.feedsFound, m.feeds),
		m.taken, m.wrong, ratio(m.wrong, max(m.taken, 1)), float64(m.requests)/float64(max(m.sites, 1)), m.most)
}

func (m mazeScore) bars() []bar {
	return []bar{
		atLeast("lists found", ratio(m.listsFound, m.lists), 0.97),
		atLeast("feeds found", ratio(m.feedsFound, m.feeds), 0.97),
		atMost("pages taken that are no list", ratio(m.wrong, max(m.taken, 1)), 0.03),
		atMost("requests a site", float64(m.requests)/float64(max(m.sites, 1)), 15),
		atMost("requests of the busiest search", float64(m.most), discover.MostRequests),
	}
}

// politely holds the search to the nation's own book.
func (s *simulator) politely(t *testing.T) {
	t.Helper()
	var book stats
	s.ask(t, http.MethodGet, "/stats", &book)
	t.Logf("by the nation's book\n%s", book)
	hold(t, manners(book)...)
	hold(t, atMost("requests before robots.txt was read", float64(book.BeforeRobots), 0))
}
