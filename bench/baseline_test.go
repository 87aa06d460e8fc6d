package bench

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// rival is a baseline: a plain crawler that fetches the same pages, reads one deadline of each, keeps nothing, and pays no
// heed to Crawl-delay. In a nation where sites ask for one, it bounds this program's wall time from below.
type rival struct {
	name    string
	command func(b binaries, sim *simulator, out string) []string
	bars    map[string]float64 // the most that the ratio of a figure may be, ours to theirs
}

// program is a baseline of the simulator's own module.
func program(name string, args ...string) func(binaries, *simulator, string) []string {
	return func(b binaries, sim *simulator, out string) []string {
		return append([]string{b.path(name), "-sources", sim.control + "/sources", "-sites", strconv.Itoa(*sites), "-out", out}, args...)
	}
}

const systemPython = "/usr/bin/python3" // for which Debian's python3-scrapy is installed

func scrapy(b binaries, sim *simulator, out string) []string {
	return []string{systemPython, "-m", "scrapy", "runspider", filepath.Join(b.citysim, "baselines", "spider.py"),
		"-o", out + ":jsonlines", "-a", "sources=" + sim.control + "/sources", "-a", "sites=" + strconv.Itoa(*sites)}
}

// needScrapy skips where Scrapy is not installed.
func needScrapy(t *testing.T) {
	t.Helper()
	if err := exec.Command(systemPython, "-c", "import scrapy").Run(); err != nil {
		t.Skip("Scrapy is not installed (apt-get install python3-scrapy)")
	}
}

// figures are what a comparison looks at.
var figures = []struct {
	name string
	of   func(pass) float64
}{
	{"wall time", func(p pass) float64 { return p.Wall }},
	{"time a request", func(p pass) float64 { return p.Wall / float64(max(p.Requests, 1)) }},
	{"CPU time", func(p pass) float64 { return p.CPU }},
	{"CPU time a request", func(p pass) float64 { return p.CPU / float64(max(p.Requests, 1)) }},
	{"peak memory", func(p pass) float64 { return float64(p.RSS) }},
}

// compare lets this program and a baseline take turns on the same nation and prints what each costs. Each starts with
// nothing known. The ratios of the medians are held to the rival's bars.
func compare(t *testing.T, b binaries, r rival, flags ...string) {
	sim := b.simulate(t, append(flags, "-start", *start)...)
	var ours, theirs []pass
	for range *rounds {
		k := newKoubo(t, b, sim, *workers)
		p, _ := sim.watch(t, k.crawl)
		t.Logf("koubo: %s\n%s", p, judge(sim.truth(t), k.records(t)))
		ours = append(ours, p)
		p, found := r.run(t, b, sim)
		t.Logf("%s: %s\n  %d of the reachable opportunities found", r.name, p, found)
		theirs = append(theirs, p)
	}
	for _, f := range figures {
		ratio := median(ours, f.of) / median(theirs, f.of)
		t.Logf("%s, koubo to %s: %.2f", f.name, r.name, ratio)
		if limit, ok := r.bars[f.name]; ok {
			hold(t, atMost(f.name+", koubo to "+r.name, ratio, limit))
		}
	}
}

func (r rival) run(t *testing.T, b binaries, sim *simulator) (p pass, found int) {
	t.Helper()
	folder := t.TempDir()
	out := filepath.Join(folder, "out.jsonl")
	p, _ = sim.watch(t, func(t *testing.T) pass {
		return measured(t, filepath.Join(folder, "log"), r.command(b, sim, out)...)
	})
	known := byURL(sim.truth(t))
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	seen := map[string]bool{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var record struct{ URL string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		if known[record.URL].Reachable && !seen[record.URL] {
			seen[record.URL] = true
			found++
		}
	}
	return p, found
}

func median(list []pass, of func(pass) float64) float64 {
	var values []float64
	for _, p := range list {
		values = append(values, of(p))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
