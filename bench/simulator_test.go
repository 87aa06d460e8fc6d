package bench

import (
	"encoding/csv"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// simulator is a running nation.
type simulator struct{ client *http.Client }

// control is where every nation answers about itself: the port is the simulator's own.
const control = "http://127.0.0.1:18780/_sim"

// site is one municipality, as the configuration of a crawl needs it.
type site struct{ Code, Base, Feed, List string }

// simulate starts a nation, which ends with the test. Another one on this machine is waited for: they share one port.
func (b binaries) simulate(t *testing.T, args ...string) *simulator {
	t.Helper()
	for end := time.Now().Add(10 * time.Minute); taken(); time.Sleep(time.Second) {
		if time.Now().After(end) {
			t.Fatal("another nation has been holding port 18780 for ten minutes")
		}
	}
	log, err := os.Create(filepath.Join(t.TempDir(), "nation.log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(b.path("citysim"), append([]string{"-for", "45m", "-n", strconv.Itoa(*sites)}, args...)...)
	cmd.Dir, cmd.Stderr = b.citysim, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = log.Close()
	})
	for range 100 {
		if taken() {
			return &simulator{client: &http.Client{Timeout: time.Minute}}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("the nation does not answer; see %s", log.Name())
	return nil
}

func taken() bool {
	c, err := net.DialTimeout("tcp", "127.0.0.1:18780", time.Second)
	if err == nil {
		_ = c.Close()
	}
	return err == nil
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
	req, err := http.NewRequest(method, control+path, nil)
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
	rows, err := csv.NewReader(s.get(t, control+"/sources").Body).ReadAll()
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
