package bench

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
)

// koubo is the program with a configuration that names every site of a nation, and a data file.
type koubo struct {
	binary, config, data, out string
}

// newKoubo writes a configuration for the nation. workers 0 leaves their number to the program.
func newKoubo(t *testing.T, b binaries, sim *simulator, workers int) koubo {
	t.Helper()
	return configured(t, b, sim.sites(t), workers)
}

// configured is newKoubo for these sites.
func configured(t *testing.T, b binaries, list []site, workers int) koubo {
	t.Helper()
	folder := t.TempDir()
	k := koubo{binary: b.path("koubo"), config: filepath.Join(folder, "sources.yaml"), data: filepath.Join(folder, "koubo.db"), out: filepath.Join(folder, "out")}
	var y strings.Builder
	y.WriteString("catalog: none\ncontact: bench@example.jp\ncrawl:\n  gap: 0s\n  allow_networks: [127.77.0.0/16]\n")
	if workers > 0 {
		fmt.Fprintf(&y, "  workers: %d\n", workers)
	}
	y.WriteString("sources:\n")
	for i, s := range list {
		fmt.Fprintf(&y, "  - id: s%d\n    issuer: %q\n    feed: %s\n    list: %s\n", i, s.Code, s.Feed, s.List)
	}
	if err := os.WriteFile(k.config, []byte(y.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return k
}

func (k koubo) command() []string {
	return []string{k.binary, "crawl", "--json", "--config", k.config, "--db", k.data}
}

// crawl makes a pass. Sources in trouble are part of it: the exit code says so and no more.
func (k koubo) crawl(t *testing.T) pass {
	t.Helper()
	p := measured(t, k.out, k.command()...)
	if p.Code != 0 && p.Code != 3 {
		t.Fatalf("%v ended with %d:\n%s", k.command(), p.Code, k.lastWords())
	}
	var report struct {
		Totals  struct{ Requests int }
		Sources []sources.Report
	}
	readJSON(t, k.out, &report)
	p.Sent = report.Totals.Requests
	slices.SortFunc(report.Sources, func(a, b sources.Report) int { return cmp.Compare(b.Duration, a.Duration) })
	for _, r := range report.Sources[:min(3, len(report.Sources))] {
		p.Slowest += fmt.Sprintf("\n  slow: %s took %.1f s for %d requests, %s %.100s", r.Source, r.Duration.Seconds(), r.Requests, r.State, r.Reason)
	}
	return p
}

// lastWords is the end of what the program wrote.
func (k koubo) lastWords() string {
	data, _ := os.ReadFile(k.out + ".log")
	return string(data[max(0, len(data)-2000):])
}

func (k koubo) open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(k.data, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

// records reads what was collected. Two records of one address are an error.
func (k koubo) records(t *testing.T) records {
	t.Helper()
	st, all := k.open(t), records{}
	err := st.Each(func(o opportunity.Opportunity) error {
		if other, twice := all[o.URL]; twice {
			t.Errorf("%s has two records, %s and %s", o.URL, other.ID, o.ID)
		}
		o.Evidence = nil
		all[o.URL] = o
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return all
}

// states tells in which states the sites of each class ended. Sources are numbered as the sites are.
func (k koubo) states(t *testing.T, hosts []hostStats) string {
	t.Helper()
	health, err := k.open(t).Health()
	if err != nil {
		t.Fatal(err)
	}
	byClass, example := map[string]map[sources.State]int{}, map[string]string{}
	for _, h := range health {
		var i int
		if _, err := fmt.Sscanf(h.ID, "s%d", &i); err != nil || i >= len(hosts) {
			continue
		}
		class := hosts[i].Class
		if byClass[class] == nil {
			byClass[class] = map[sources.State]int{}
		}
		byClass[class][h.Health.State]++
		if h.Health.Reason != "" {
			example[class] = h.Health.Reason
		}
	}
	var text strings.Builder
	for _, class := range slices.Sorted(maps.Keys(byClass)) {
		fmt.Fprintf(&text, "  %-17s %v %s\n", class, byClass[class], example[class])
	}
	return text.String()
}

// byState counts the sources by state, and tells the reasons of those that are not well, a few of each state.
func (k koubo) byState(t *testing.T) (count map[sources.State]int, reasons string) {
	t.Helper()
	st := k.open(t)
	health, err := st.Health()
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	count = map[sources.State]int{}
	for _, h := range health {
		count[h.Health.State]++
		if h.Health.State != sources.OK && count[h.Health.State] <= 3 {
			reasons += fmt.Sprintf("\n  %s %s: %s", h.ID, h.Health.State, h.Health.Reason)
		}
	}
	return count, reasons
}
