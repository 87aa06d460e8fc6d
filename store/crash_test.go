package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"koubo/sources"
	"koubo/store/datafile"
)

// lines reads another process's output.
type lines struct{ scanner *bufio.Scanner }

func newLines(r io.Reader) *lines { return &lines{bufio.NewScanner(r)} }

// numbered is the n-th visit of a writer: three new records, all of the visit before seen again, one of them changed.
func numbered(writer, n int) sources.Visit {
	source := "w" + strconv.Itoa(writer)
	at := day.Add(time.Duration(n) * time.Minute)
	v := visit(source, at)
	v.Known, v.Validators = map[string]sources.Known{}, map[string]sources.Validator{}
	for i := range 3 {
		o := sample(writer<<20+n*3+i, fmt.Sprintf("第%d回 実証実験 %d", n, i))
		o.Source = source
		v.Records = append(v.Records, o)
		v.Known[o.URL] = sources.Known{ID: o.ID, Title: o.Title}
		v.Validators[o.URL] = sources.Validator{ETag: strconv.Itoa(n)}
	}
	if n > 0 {
		old := sample(writer<<20+(n-1)*3, fmt.Sprintf("第%d回 期限を延長", n))
		old.Source = source
		v.Records = append(v.Records, closing(old, "2026-12-24"))
	}
	return v
}

// crawlForever applies visits from four goroutines and tells of each that has been stored.
func crawlForever(path string) {
	s, err := Open(path, Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var printing sync.Mutex
	var all sync.WaitGroup
	for writer := range 4 {
		reports, _ := s.Reports("w"+strconv.Itoa(writer), 1)
		first := 0
		if len(reports) > 0 {
			first = int(reports[0].Start.Sub(day)/time.Minute) + 1
		}
		all.Go(func() {
			for n := first; ; n++ {
				if _, err := s.Apply(numbered(writer, n)); err != nil {
					panic(err)
				}
				printing.Lock()
				fmt.Println(writer, n)
				printing.Unlock()
			}
		})
	}
	all.Wait()
}

func TestKilledWriterLosesNothingItReported(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	random := rand.New(rand.NewPCG(1, 2))
	latest := map[int]int{}
	for range 10 {
		cmd, out := child(t, "crawl", path)
		for range random.IntN(120) {
			note(t, out, latest)
		}
		if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		for note(t, out, latest) { // what it had reported before it died
		}
		_ = cmd.Wait()
		verify(t, path, latest)
	}
}

// note reads one report of a crawling child; a last line cut short by its death does not count.
func note(t *testing.T, out *lines, latest map[int]int) bool {
	t.Helper()
	if !out.scanner.Scan() {
		return false
	}
	var writer, n int
	if _, err := fmt.Sscanf(out.scanner.Text(), "%d %d", &writer, &n); err != nil {
		t.Fatalf("the writer says %q", out.scanner.Text())
	}
	latest[writer] = max(latest[writer], n)
	return true
}

// verify opens what a killed writer left: every visit that it reported is there, and every visit there is whole.
func verify(t *testing.T, path string, latest map[int]int) {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	check(t, s)
	for writer, reported := range latest {
		m, err := s.Memory("w" + strconv.Itoa(writer))
		if err != nil || len(m.Known)%3 != 0 || len(m.Known) != len(m.Validators) || len(m.Known)/3 <= reported {
			t.Fatalf("writer %d reported visit %d; memory holds %d announcements, %d validators, %v", writer, reported, len(m.Known), len(m.Validators), err)
		}
		for n := range len(m.Known) / 3 {
			for _, o := range numbered(writer, n).Records[:3] {
				if _, ok, err := s.Get(o.ID); !ok || err != nil {
					t.Fatalf("writer %d: visit %d is stored without %s: %v", writer, n, o.URL, err)
				}
			}
		}
	}
}

// fillDisk applies visits until there is no room, and tells how many were stored and what was said then.
func fillDisk(path string) {
	s, err := Open(path, Options{})
	n := 0
	for ; err == nil && n < 20_000; n++ {
		_, err = s.Apply(numbered(0, n))
	}
	fmt.Println(n-1, errors.Is(err, datafile.ErrFull))
	fmt.Println(err)
}

func TestFullDiskKeepsWhatIsStored(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	path := filepath.Join(folder, "koubo.db")
	cmd, out := child(t, "fill", path)
	var stored int
	var full bool
	out.scanner.Scan()
	if _, err := fmt.Sscan(out.scanner.Text(), &stored, &full); err != nil || !full || stored < 10 {
		t.Errorf("the writer says %q; want some visits, then ErrFull", out.scanner.Text())
	}
	for out.scanner.Scan() {
		t.Log(out.scanner.Text())
	}
	_ = cmd.Wait()
	verify(t, path, map[int]int{0: stored - 1})
}
