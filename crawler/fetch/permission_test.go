package fetch

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/robots"
	"koubo/sources"
)

// remembers are hosts of which something is remembered.
type remembers sources.HostNote

func (r remembers) Host(string) (sources.HostNote, error) { return sources.HostNote(r), nil }

// TestARobotsFileIsGoodForADay: one that is older, or from a day that has not come, is asked for again; one that cannot be read then
// forbids all.
func TestARobotsFileIsGoodForADay(t *testing.T) {
	const day = 24 * time.Hour
	for age, asked := range map[time.Duration]bool{-time.Second: true, 0: false, time.Hour: false, day - 1: false, day: true, 9 * day: true} {
		for _, status := range []int{200, 503} {
			s := newSite(t, map[string]http.HandlerFunc{
				"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
					w.WriteHeader(status)
					fmt.Fprint(w, "User-agent: *\nDisallow: /new/\n")
				},
			})
			clock := newStopped()
			n := testNetwork("koubo/1", clock)
			n.opt.Hosts = remembers{Origins: map[string]sources.RobotsNote{"http": {Body: []byte("User-agent: *\nDisallow: /old/\n"), Status: 200, Fetched: clock.now.Add(-age)}}}
			c := n.Client(ClientOptions{Once: true})
			_, old := c.Get(t.Context(), Request{URL: s.URL + "/old/x"})
			_, fresh := c.Get(t.Context(), Request{URL: s.URL + "/new/x"})
			got := fmt.Sprint(s.asked[0] == "/robots.txt", ReasonOf(old) == ReasonRobots, ReasonOf(fresh) == ReasonRobots)
			want := map[bool]string{false: "false true false", true: fmt.Sprint(true, status == 503, true)}[asked]
			if got != want {
				t.Errorf("a copy %s old, and %d: asked, old forbidden, new forbidden: %s, want %s", age, status, got, want)
			}
			c.Close()
		}
	}
}

// TestWhatIsRememberedIsReadForEachProduct: a copy that was fetched under another name says to the new one what it says to that.
func TestWhatIsRememberedIsReadForEachProduct(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: koubo\nDisallow: /\n\nUser-agent: other\nDisallow: /other/\n")
	}})
	first := testNetwork("koubo/1", newStopped())
	second := first.With(Options{UserAgent: "other/1", Timeout: time.Second, MaxBody: 1 << 20, Clock: first.clock, Hosts: noHosts{}, Transport: first.opt.Transport})
	for _, c := range []struct {
		network *Network
		path    string
		want    Reason
	}{{first, "/x", ReasonRobots}, {second, "/x", ReasonNone}, {second, "/other/x", ReasonRobots}, {first, "/other/x", ReasonRobots}} {
		client := c.network.Client(ClientOptions{Once: true})
		if _, err := client.Get(t.Context(), Request{URL: s.URL + c.path}); ReasonOf(err) != c.want {
			t.Errorf("%s as %s: %v", c.path, c.network.product, err)
		}
		client.Close()
	}
	if n := strings.Count(fmt.Sprint(s.asked), "robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

// TestRobotsOfBothSchemesAreApart: what the one forbids the other may allow, and the longer delay is kept.
func TestRobotsOfBothSchemesAreApart(t *testing.T) {
	g, _ := testGate(time.Second, 0)
	rules := func(delay string) *robots.Rules {
		return robots.Parse([]byte("User-agent: *\nCrawl-delay: "+delay), "koubo")
	}
	g.changed = false
	if got := g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("7")); got.Delay != 7*time.Second || g.currentGap() != 7*time.Second || !g.changed {
		t.Errorf("delay %s, gap %s, to be stored %v", got.Delay, g.currentGap(), g.changed)
	}
	if g.keepRobots("koubo", "https", sources.RobotsNote{Status: 404}, rules("3")); g.currentGap() != 7*time.Second {
		t.Errorf("with a shorter delay of the other scheme: %s", g.currentGap())
	}
	if g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("0")); g.currentGap() != 3*time.Second {
		t.Errorf("once the longer one is given up: %s", g.currentGap())
	}
	if g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("600")); g.currentGap() != 30*time.Second {
		t.Errorf("a delay of ten minutes: %s", g.currentGap())
	}
	if r, note := g.robotsOf("koubo", "https"); r == nil || note.Status != 404 {
		t.Errorf("https: %v %d", r, note.Status)
	}
	if r, note := g.robotsOf("other", "https"); r != nil || note.Status != 404 {
		t.Errorf("https for another product: %v %d", r, note.Status)
	}
	stored, _ := g.snapshot()
	g.keepRobots("koubo", "ftp", sources.RobotsNote{}, rules("0"))
	if len(stored.Origins) != 2 || len(g.note.Origins) != 3 {
		t.Errorf("what is stored changes while it is: %v", stored.Origins)
	}
}

// TestAnArchiveWithoutARobotsFileForbidsNothing: it was made where none was asked for.
func TestAnArchiveWithoutARobotsFileForbidsNothing(t *testing.T) {
	n := NewNetwork(Options{UserAgent: "koubo/1", Timeout: time.Second, MaxBody: 1 << 20, Clock: newStopped(), Hosts: noHosts{}, Transport: emptyArchive{}})
	c := n.Client(ClientOptions{})
	defer c.Close()
	if _, err := c.Get(t.Context(), Request{URL: "http://a.jp/x"}); ReasonOf(err) != ReasonArchive || !strings.Contains(err.Error(), "archive") {
		t.Error(err)
	}
	if notes := c.HostNotes(); notes["a.jp"].Origins["http"].Status != http.StatusNotFound {
		t.Errorf("%+v", notes)
	}
}

type emptyArchive struct{}

func (emptyArchive) RoundTrip(req *http.Request) (*http.Response, error) {
	return nil, archive.Missing{URL: req.URL.String()}
}

// TestALongRobotsFileIsRememberedUpToItsLimit, whatever the buffer that it was read into.
func TestALongRobotsFileIsRememberedUpToItsLimit(t *testing.T) {
	for _, size := range []int{40, robots.Limit, robots.Limit + 1} {
		body := append([]byte("User-agent: *\nDisallow: /x\n#"), bytes.Repeat([]byte("x"), size-28)...)
		s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }})
		c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
		u, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		got, status, err := c.fetchRobots(t.Context(), u)
		if want := body[:min(size, robots.Limit)]; err != nil || status != 200 || !bytes.Equal(got, want) {
			t.Errorf("of %d bytes %d are remembered, %d, %v", size, len(got), status, err)
		}
		if _, err := c.Get(t.Context(), Request{URL: s.URL + "/x"}); ReasonOf(err) != ReasonRobots {
			t.Errorf("%d bytes: %v", size, err)
		}
		if len(got) != min(size, robots.Limit) || got[0] != 'U' {
			t.Error("what is remembered is lost with the next answer")
		}
		c.Close()
	}
}

// TestARobotsFileMayStandOnAnotherSite (RFC 9309 §2.3.1.2), and no page may.
func TestARobotsFileMayStandOnAnotherSite(t *testing.T) {
	other := newSite(t, map[string]http.HandlerFunc{"/robots": func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /x\n")
	}})
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/robots", http.StatusFound)
		},
		"/y": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/robots", http.StatusFound)
		},
	})
	for path, want := range map[string]Reason{"/x": ReasonRobots, "/y": ReasonRedirect, "/z": ReasonNone} {
		if _, err := get(t, s, path, sources.Validator{}); ReasonOf(err) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}
