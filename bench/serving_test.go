package bench

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/store"
)

var (
	serving  = flag.Bool("serving", false, "measure how a filled store is served, against nginx where it and wrk are there; takes minutes")
	stored   = flag.Int("records", 100_000, "records of the synthetic store")
	seconds  = flag.Int("seconds", 4, "how long each rate is measured")
	fileName = flag.String("store", "", "a synthetic store that was filled before, or where to keep the one that is filled")
)

// TestServing measures answers that are kept against nginx, which serves the same bytes from files, and answers that are
// made. The machine is shared by the server, wrk and whatever else runs: only the ratios count.
func TestServing(t *testing.T) {
	if !*serving {
		t.Skip("asked for with -serving")
	}
	b := binaries{folder: t.TempDir()}
	b.goBuild(t, "..", "./cmd/koubo")
	data := syntheticStore(t)
	facetAnswers(t, data, firstAnswer())
	s := serveSynthetic(t, b, data)
	s.madeAnswers(t)
	s.keptAnswers(t)
}

// served is a running koubo.
type served struct {
	base   string
	client *http.Client
	pid    int
}

// syntheticStore returns the path of a filled store.
func syntheticStore(t *testing.T) string {
	t.Helper()
	data := *fileName
	if data == "" {
		data = filepath.Join(t.TempDir(), "koubo.db")
	}
	if _, err := os.Stat(data); err != nil {
		fill(t, data)
	}
	return data
}

// firstAnswer is how long an answer that nobody asked for before may take.
func firstAnswer() time.Duration {
	if *stored > 500_000 {
		return 25 * time.Millisecond
	}
	return 10 * time.Millisecond
}

func serveSynthetic(t *testing.T, b binaries, data string) served {
	t.Helper()
	folder := t.TempDir()
	config := filepath.Join(folder, "sources.yaml")
	if err := os.WriteFile(config, []byte("catalog: none\ncontact: bench@example.jp\nschedule: \"0 0 1 1 *\"\nsources:\n  - id: s1\n    issuer: \"472018\"\n    list: http://127.0.0.1:9/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := served{base: "http://127.0.0.1:" + freePort(t), client: &http.Client{Timeout: time.Minute}}
	cmd := exec.Command(b.path("koubo"), "serve", "--config", config, "--db", data, "--listen", strings.TrimPrefix(s.base, "http://"))
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.pid = cmd.Process.Pid
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for time.Since(begun) < time.Minute {
		if resp, err := s.client.Get(s.base + "/"); err == nil {
			_ = resp.Body.Close()
			t.Logf("first answer %.2f s after the start", time.Since(begun).Seconds())
			return s
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("koubo does not answer")
	return s
}

func fill(t *testing.T, path string) {
	t.Helper()
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := synthetic.Fill(st, *stored, begun); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d records filled in %.0f s", *stored, time.Since(begun).Seconds())
}

// get returns a body and how long it took.
func (s served) get(t *testing.T, address string, headers ...string) (body []byte, header http.Header, took time.Duration) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.base+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	begun := time.Now()
	resp, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if body, err = io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, resp.StatusCode, err)
	}
	return body, resp.Header, time.Since(begun)
}

// madeAnswers measures answers that nobody asked for before: each address with 40 numbers of records a page.
func (s served) madeAnswers(t *testing.T) {
	limit := firstAnswer()
	for _, one := range []struct {
		name, path string
		limit      time.Duration
	}{
		{"index", "/?", limit}, {"common word among open calls", "/?q=" + url.QueryEscape("プロポーザル") + "&", limit},
		{"common word among everything", "/?kind=all&status=all&stage=all&q=" + url.QueryEscape("プロポーザル") + "&", 0},
		{"rare word among everything", "/?kind=all&status=all&q=" + url.QueryEscape("第1234号") + "&", limit},
		{"everything by deadline", "/?sort=deadline&kind=all&status=all&stage=all&", limit}, {"one prefecture", "/?pref=20&", limit},
		{"everything", "/?kind=all&status=all&stage=all&", limit}, {"feed", "/feed.atom?", 0},
		// The page shows what each further choice would give: these are first answers with facets, too.
		{"facets of three conditions", "/?kind=proposal,subsidy&pref=13,20&theme=dx&", limit}, {"facets of states", "/?status=open,closing_soon&", limit},
		{"facets of closed records", "/?kind=all&stage=all&status=closed&", limit}, {"facets of a rare word", "/?kind=all&status=all&q=" + url.QueryEscape("ドローン 第12") + "&", limit},
		{"facets of a word of two characters", "/?kind=all&status=all&q=" + url.QueryEscape("防災 -点検") + "&", limit}, {"closing within 14 days", "/?closing_within=14&", limit},
		{"a budget range among everything", "/?kind=all&status=all&stage=all&budget_min=1500000&budget_max=9900000&", limit},
		{"everything by budget", "/?kind=all&status=all&stage=all&sort=budget&", limit},
	} {
		var all, used []float64
		for n := range 40 {
			before := processTime(s.pid)
			_, _, took := s.get(t, one.path+"limit="+strconv.Itoa(60-n))
			all = append(all, took.Seconds()*1000)
			used = append(used, (processTime(s.pid)-before).Seconds()*1000)
		}
		slices.Sort(all)
		slices.Sort(used)
		t.Logf("%s: p50 %.1f ms, p95 %.1f ms; %.1f ms, %.1f ms of the processor", one.name, all[20], all[38], used[20], used[38])
		if one.limit > 0 {
			hold(t, atMost(one.name+", p95 in ms", all[38], one.limit.Seconds()*1000))
		}
	}
	body, _, took := s.get(t, "/deadlines.ics")
	hold(t, atMost("bytes of the calendar", float64(len(body)), 1<<20))
	t.Logf("the calendar took %.0f ms", took.Seconds()*1000)
}

// processTime is how long the threads of a process have been on a processor, which others on the machine do not lengthen
// (proc(5), schedstat); 0 where the system does not tell.
func processTime(pid int) (sum time.Duration) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		first, _, _ := strings.Cut(string(text), " ")
		if on, parsed := strconv.ParseInt(first, 10, 64); err == nil && parsed == nil {
			sum += time.Duration(on)
		}
	}
	return sum
}

// keptAnswers compares rates with nginx.
func (s served) keptAnswers(t *testing.T) {
	for _, program := range []string{"wrk", "nginx"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no rates without %s", program)
		}
	}
	nginx := s.nginx(t)
	var feed http.Header
	for _, encoding := range []string{"identity", "gzip"} {
		for path, file := range map[string]string{"/feed.atom": "/feed.atom", "/": "/index.html"} {
			_, header, _ := s.get(t, path, "Accept-Encoding", encoding)
			if path == "/feed.atom" && encoding == "identity" {
				feed = header
			}
			ours, theirs := rate(t, s.base+path, "Accept-Encoding: "+encoding), rate(t, nginx+file, "Accept-Encoding: "+encoding)
			t.Logf("%s, %s: %.0f a second, nginx %.0f", path, encoding, ours, theirs)
			hold(t, atLeast(path+", "+encoding+", to nginx", ours/theirs, 0.5))
		}
	}
	resp, err := s.client.Head(nginx + "/feed.atom")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	ours, theirs := rate(t, s.base+"/feed.atom", "If-None-Match: "+feed.Get("ETag")), rate(t, nginx+"/feed.atom", "If-None-Match: "+resp.Header.Get("ETag"))
	t.Logf("304: %.0f a second, nginx %.0f", ours, theirs)
	hold(t, atLeast("304s, to nginx", ours/theirs, 0.5))
	if status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid)); err == nil {
		if at := bytes.Index(status, []byte("VmHWM:")); at >= 0 {
			t.Logf("peak memory: %s", bytes.TrimSpace(bytes.SplitN(status[at+6:], []byte("\n"), 2)[0]))
		}
	}
}

// nginx serves the index and the feed from files, compressed beforehand, and returns its address.
func (s served) nginx(t *testing.T) string {
	t.Helper()
	folder, port := t.TempDir(), freePort(t)
	for file, path := range map[string]string{"feed.atom": "/feed.atom", "index.html": "/"} {
		for suffix, encoding := range map[string]string{"": "identity", ".gz": "gzip"} {
			body, _, _ := s.get(t, path, "Accept-Encoding", encoding)
			if err := os.WriteFile(filepath.Join(folder, file+suffix), body, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(folder, "nginx.conf")
	text := fmt.Sprintf(`daemon off; worker_processes 2; pid %[1]s/pid; error_log %[1]s/log;
events { worker_connections 1024; }
http { access_log off; types { text/html html; application/atom+xml atom; } sendfile on; open_file_cache max=100; gzip_static on;
  keepalive_requests 1000000000; client_body_temp_path %[1]s; proxy_temp_path %[1]s; fastcgi_temp_path %[1]s; uwsgi_temp_path %[1]s; scgi_temp_path %[1]s;
  server { listen 127.0.0.1:%[2]s; root %[1]s; } }`, folder, port)
	if os.Getuid() == 0 {
		text = "user root;\n" + text
	}
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("nginx", "-c", config)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() })
	time.Sleep(300 * time.Millisecond)
	return "http://127.0.0.1:" + port
}

var perSecond = regexp.MustCompile(`Requests/sec:\s*([0-9.]+)`)

// rate returns how many requests a second are answered to 16 connections, the better of two turns.
func rate(t *testing.T, address, header string) (best float64) {
	t.Helper()
	for range 2 {
		out, err := exec.Command("wrk", "-t2", "-c16", "-d", strconv.Itoa(*seconds)+"s", "-H", header, address).Output()
		found := perSecond.FindSubmatch(out)
		if err != nil || found == nil || bytes.Contains(out, []byte("Non-2xx or 3xx")) {
			t.Fatalf("wrk %s: %v\n%s", address, err, out)
		}
		n, _ := strconv.ParseFloat(string(found[1]), 64)
		best = max(best, n)
	}
	return best
}
