package feeds

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/opportunity"
)

// newsboat is one installation of the reader: its files in a folder of the test's own.
type newsboat struct{ program, folder string }

func newNewsboat(t *testing.T, feed string) newsboat {
	t.Helper()
	program, err := exec.LookPath("newsboat")
	if err != nil {
		t.Skip("newsboat is not installed")
	}
	n := newsboat{program, t.TempDir()}
	for name, text := range map[string]string{"urls": feed + "\n", "config": "auto-reload no\nuse-proxy no\ndownload-retries 1\n"} {
		if err := os.WriteFile(n.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func (n newsboat) path(name string) string { return filepath.Join(n.folder, name) }

// run executes one of newsboat's own commands and returns what it prints.
func (n newsboat) run(t *testing.T, command string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, n.program, "-u", n.path("urls"), "-c", n.path("cache.db"), "-C", n.path("config"), "-x", command)
	cmd.Env = []string{"HOME=" + n.folder, "LANG=C.UTF-8", "TERM=dumb", "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("newsboat -x %s: %v: %s", command, err, out)
	}
	return string(out)
}

// A reader that people use finds every record in the feed, and none twice when the feed is read again or revised.
func TestNewsboatReads(t *testing.T) {
	for _, f := range Formats()[:2] { // newsboat reads no JSON Feed
		t.Run(f.Name, func(t *testing.T) {
			records := testRecords(t)
			var busy sync.Mutex // guards records
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", f.MediaType)
				busy.Lock()
				defer busy.Unlock()
				if err := f.Write(w, channel, records); err != nil {
					t.Error(err)
				}
			}))
			defer server.Close()
			n := newNewsboat(t, server.URL+"/feed"+f.Extension)
			want := fmt.Sprintf("%d unread articles", len(records))
			for _, visit := range []string{"first", "second"} {
				n.run(t, "reload")
				if got := n.run(t, "print-unread"); !strings.Contains(got, want) {
					t.Fatalf("the %s visit: %q, want %s", visit, got, want)
				}
				busy.Lock()
				records[0].Revision, records[0].Title = records[0].Revision+1, records[0].Title+"（期限延長）"
				busy.Unlock()
			}
			checkCache(t, n, records)
		})
	}
}

// checkCache looks into newsboat's data file, where the words of the entries stand as they are.
func checkCache(t *testing.T, n newsboat, records []opportunity.Opportunity) {
	t.Helper()
	data, err := os.ReadFile(n.path("cache.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range records[1:3] {
		for _, words := range []string{o.Title, o.URL, channel.TagURI(o.ID), issuerName(o.Issuer)} {
			if !strings.Contains(string(data), words) {
				t.Errorf("newsboat did not keep %q", words)
			}
		}
	}
}
