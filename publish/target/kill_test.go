package target

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"koubo/bench/synthetic"
	"koubo/sources"
	"koubo/store"
)

// The environment of a publisher that is killed: the data file and the folder.
const killedData, killedSite = "KOUBO_KILLED_DATA", "KOUBO_KILLED_SITE"

// TestMain is also the publisher that TestAKilledPublisherLeavesAWholeSite kills.
func TestMain(m *testing.M) {
	if os.Getenv(killedData) == "" {
		os.Exit(m.Run())
	}
	s, err := store.Open(os.Getenv(killedData), store.Options{ReadOnly: true})
	if err == nil {
		var f *Folder
		if f, err = NewFolder(os.Getenv(killedSite)); err == nil {
			_, err = publishTo(s, f, noon.Add(time.Hour))
		}
	}
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
}

// TestAKilledPublisherLeavesAWholeSite kills a process that publishes a change at random instants; all links lead somewhere each
// time, and in the end the site is as one that was published at once.
func TestAKilledPublisherLeavesAWholeSite(t *testing.T) {
	folder := t.TempDir()
	data, site := filepath.Join(folder, "koubo.db"), filepath.Join(folder, "site")
	s, err := store.Open(data, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := synthetic.Fill(s, 150, noon); err != nil {
		t.Fatal(err)
	}
	to, err := NewFolder(site)
	if err == nil {
		_, err = publishTo(s, to, noon)
	}
	if err != nil {
		t.Fatal(err)
	}
	v := sources.Visit{Source: sources.Source{ID: "s1"}, At: noon.Add(time.Hour), Health: sources.Health{State: sources.OK}, Report: sources.Report{Start: noon, State: sources.OK}}
	for n := range 60 {
		v.Records = append(v.Records, synthetic.Record(120+n, noon.AddDate(0, 0, 3)))
	}
	if _, err := s.Apply(v); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	killed := killAgain(t, data, site)
	t.Logf("%d publishers were killed before one came through", killed)
	if s, err = store.Open(data, store.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	again, err := NewFolder(filepath.Join(folder, "again"))
	if err == nil {
		_, err = publishTo(s, again, noon.Add(time.Hour))
	}
	if err != nil {
		t.Fatal(err)
	}
	want := filesOf(t, filepath.Join(folder, "again"))
	got := filesOf(t, site)
	for path, text := range want {
		if !bytes.Equal(got[path], text) {
			t.Errorf("after %d kills %s differs from one that was published at once", killed, path)
		}
	}
}

// killAgain has a process publish, and kills it sooner or later, until one comes through; it returns how many were killed.
func killAgain(t *testing.T, data, site string) (killed int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for wait := time.Duration(0); ; wait += 110 * time.Millisecond {
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), killedData+"="+data, killedSite+"="+site)
		p.Stderr = os.Stderr
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(wait+time.Duration(random.Int64N(int64(20*time.Millisecond))), func() { _ = p.Process.Kill() })
		err := p.Wait()
		stop.Stop()
		for page, body := range filesOf(t, site) {
			for _, link := range linksOf(page, body) {
				if _, err := os.Stat(filepath.Join(site, link)); err != nil {
					t.Fatalf("after %d kills %s leads to %s, which is not there", killed, page, link)
				}
			}
		}
		if err == nil {
			return killed
		}
		killed++
	}
}

func filesOf(t *testing.T, root string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == aside:
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		name, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// linksOf are the paths of the site that a page leads to. Pages of records that nothing leads to yet may be ahead of what they
// lead to.
func linksOf(page string, body []byte) (paths []string) {
	if !strings.HasSuffix(page, ".html") || strings.HasPrefix(page, "o/") || strings.HasPrefix(page, "issuer/") {
		return nil
	}
	z := html.NewTokenizer(bytes.NewReader(body))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if u, err := url.Parse(a.Val); err == nil && (a.Key == "href" || a.Key == "src") && u.Host == "" && strings.HasPrefix(u.Path, "/") {
				paths = append(paths, u.Path)
			}
		}
	}
	return paths
}
