package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/store"
)

const (
	killTowns   = 20
	killRounds  = 5
	killWithin  = 40 // requests; a round asks for more, so that each one dies
	killAtFirst = 3  // announcements of each source; each round adds one
)

// TestKilledCrawlGoesOn kills a crawl in the middle of its work, five times at random requests while the sources go on
// announcing, and then lets one finish: no announcement may be lost or stored twice, and the data file must be sound.
func TestKilledCrawlGoesOn(t *testing.T) {
	var left atomic.Int64
	victims := make(chan *os.Process, 1) // filled as soon as there is one: the kill waits for it
	towns := make([]*town, killTowns)
	for i := range towns {
		towns[i] = newTown(killAtFirst, func() {
			if left.Add(-1) == 0 {
				(<-victims).Kill()
			}
		})
		defer towns[i].Close()
	}
	dir := t.TempDir()
	config := writeKillConfig(t, dir, towns)
	data := filepath.Join(dir, "koubo.db")
	for round := range killRounds {
		after := 1 + rand.Int64N(killWithin)
		crawl := exec.Command("koubo", "crawl", "--config", config, "--db", data)
		t.Logf("round %d: killed at request %d", round, after)
		left.Store(after)
		if err := crawl.Start(); err != nil {
			t.Fatal(err)
		}
		victims <- crawl.Process
		if err := crawl.Wait(); err == nil || crawl.ProcessState.ExitCode() != -1 {
			t.Fatalf("round %d: the crawl was not killed: %v", round, err)
		}
		t.Logf("%d records are stored", checkSound(t, data))
		for _, town := range towns {
			town.items.Add(1)
		}
	}
	left.Store(0)
	if out, err := exec.Command("koubo", "crawl", "--config", config, "--db", data).CombinedOutput(); err != nil {
		t.Fatalf("the last crawl: %v\n%s", err, out)
	}
	checkSound(t, data)
	checkEachOnce(t, data, towns)
}

// TestInterruptedCrawlKeepsWhatItHas presses Ctrl-C in the middle of a crawl: it ends at once, says how far it came, and what
// it reported is stored.
func TestInterruptedCrawlKeepsWhatItHas(t *testing.T) {
	var left atomic.Int64
	left.Store(killWithin)
	victims := make(chan *os.Process, 1)
	towns := make([]*town, killTowns)
	for i := range towns {
		towns[i] = newTown(killAtFirst, func() {
			if left.Add(-1) == 0 {
				(<-victims).Signal(os.Interrupt)
			}
		})
		defer towns[i].Close()
	}
	dir := t.TempDir()
	data := filepath.Join(dir, "koubo.db")
	var said strings.Builder
	crawl := exec.Command("koubo", "crawl", "--config", writeKillConfig(t, dir, towns), "--db", data)
	crawl.Stderr = &said
	if err := crawl.Start(); err != nil {
		t.Fatal(err)
	}
	victims <- crawl.Process
	crawl.Wait()
	if code := crawl.ProcessState.ExitCode(); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	last := regexp.MustCompile(`^koubo: broken off after (\d+) of 20 sources; what they announced is stored, the next run goes on$`).FindStringSubmatch(lines[len(lines)-1])
	if last == nil {
		t.Fatalf("it does not say how far it came:\n%s", said.String())
	}
	done, err := strconv.Atoi(last[1])
	if err != nil {
		t.Fatal(err)
	}
	if records := checkSound(t, data); done == 0 || done == killTowns || records < done*killAtFirst {
		t.Errorf("%d records of %d sources are stored:\n%s", records, done, said.String())
	}
}

// writeKillConfig writes a configuration with a source for each town and returns its path.
func writeKillConfig(t *testing.T, dir string, towns []*town) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("catalog: none\ncrawl: {gap: 0s, workers: 4, allow_networks: [127.0.0.1/32]}\nsources:\n")
	for i, town := range towns {
		fmt.Fprintf(&b, "  - {id: town-%d, issuer: \"472018\", feed: \"%s/town%d/news.rss\"}\n", i, town.URL, i)
	}
	path := filepath.Join(dir, "sources.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkSound reads the whole data file, and counts the records while it does.
func checkSound(t *testing.T, path string) (records int) {
	t.Helper()
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.Check(); err != nil {
		t.Fatal(err)
	}
	if err := st.Each(func(opportunity.Opportunity) error { records++; return nil }); err != nil {
		t.Fatal(err)
	}
	return records
}

// checkEachOnce compares the records with what the towns announce.
func checkEachOnce(t *testing.T, path string, towns []*town) {
	t.Helper()
	st, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	found, err := st.Query(opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true, Limit: 1000}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, o := range found.Items {
		times[o.URL]++
		if o.Detail != opportunity.DetailRead || len(o.Deadlines) == 0 {
			t.Errorf("%s: its own page was not read", o.URL)
		}
	}
	for i, town := range towns {
		for n := int64(1); n <= town.items.Load(); n++ {
			if page := town.page(fmt.Sprintf("town%d", i), n); times[page] != 1 {
				t.Errorf("%s is stored %d times", page, times[page])
			}
		}
	}
	if want := killTowns * (killAtFirst + killRounds); len(found.Items) != want {
		t.Errorf("%d records, want %d", len(found.Items), want)
	}
}
