package bench

import (
	"encoding/csv"
	"encoding/json"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// simulator is a running nation. control is where it answers about itself.
type simulator struct {
	client  *http.Client
	control string
}

// site is one municipality, as the configuration of a crawl needs it.
type site struct{ Code, Base, Feed, List string }

// simulate starts a nation on a port of its own, which ends with the test.
func (b binaries) simulate(t *testing.T, args ...string) *simulator {
	t.Helper()
	port := freePort(t)
	log := create(t, filepath.Join(t.TempDir(), "nation.log"))
	cmd := exec.Command(b.path("citysim"), append([]string{"-for", "45m", "-port", port, "-n", strconv.Itoa(*sites), "-seed", strconv.Itoa(*seed)}, args...)...)
	cmd.Dir, cmd.Stderr = b.citysim, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	s := &simulator{client: &http.Client{Timeout: time.Minute}, control: "http://127.0.0.1:" + port + "/_sim"}
	for range 100 {
		if resp, err := s.client.Get(s.control + "/stats?summary=1"); err == nil {
			_ = resp.Body.Close()
			return s
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("the nation does not answer; see %s", log.Name())
	return nil
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func (s *simulator) get(t *testing.T, address string) *http.Response {
	t.Helper()
	resp, err := s.client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

// ask reads an answer of the control interface.
func (s *simulator) ask(t *testing.T, method, path string, answer any) {
	t.Helper()
	req, err := http.NewRequest(method, s.control+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if answer == nil {
		return
	}
	if err := json.NewDecoder(resp.Body).Decode(answer); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func (s *simulator) sites(t *testing.T) (list []site) {
	t.Helper()
	rows, err := csv.NewReader(s.get(t, s.control+"/sources").Body).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("the nation names %d rows of sites: %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		list = append(list, site{Code: row[0], Base: row[2], Feed: row[3], List: row[4]})
	}
	return list
}

func (s *simulator) truth(t *testing.T) (all []truth) {
	t.Helper()
	s.ask(t, http.MethodGet, "/truth", &all)
	return all
}

func (s *simulator) advance(t *testing.T, days int) (changes []change) {
	t.Helper()
	s.ask(t, http.MethodPost, "/advance?days="+strconv.Itoa(days), &changes)
	return changes
}

// watch clears the nation's book, runs a pass, and returns its cost and what the book says of it.
func (s *simulator) watch(t *testing.T, run func(*testing.T) pass) (pass, stats) {
	t.Helper()
	s.ask(t, http.MethodPost, "/reset", nil)
	var before, after stats
	s.ask(t, http.MethodGet, "/stats?summary=1", &before)
	p := run(t)
	s.ask(t, http.MethodGet, "/stats", &after)
	p.Requests, p.SimCPU = after.Requests, after.ServerCPU-before.ServerCPU
	return p, after
}

// withValidators returns the hosts that send ETag or Last-Modified and whose robots.txt answers.
func (s *simulator) withValidators(t *testing.T) map[string]bool {
	t.Helper()
	hosts := map[string]bool{}
	for _, site := range s.sites(t) {
		list, robots := s.head(t, site.List), s.head(t, site.Base+"/robots.txt")
		if list.Header.Get("Last-Modified") != "" && robots.StatusCode < 500 {
			hosts[list.Request.URL.Hostname()] = true
		}
	}
	s.client.CloseIdleConnections()
	return hosts
}

func (s *simulator) head(t *testing.T, address string) *http.Response {
	t.Helper()
	resp, err := s.client.Head(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp
}
