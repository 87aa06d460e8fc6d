package bench

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// rival is a baseline: a plain crawler that fetches the same pages, reads one deadline of each, keeps nothing, and pays no
// heed to Crawl-delay. In a nation where sites ask for one, it bounds this program's wall time from below.
type rival struct {
	name string
	args []string
}

// compare lets this program and a baseline take turns on the same nation and prints what each costs. Each starts with
// nothing known. The ratios are printed, not judged: they depend on the machine.
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
	for _, f := range []struct {
		name string
		of   func(pass) float64
	}{
		{"wall time", func(p pass) float64 { return p.Wall }},
		{"CPU time", func(p pass) float64 { return p.CPU }},
		{"CPU time a request", func(p pass) float64 { return p.CPU / float64(max(p.Requests, 1)) }},
		{"peak memory", func(p pass) float64 { return float64(p.RSS) }},
	} {
		t.Logf("%s, koubo to %s: %.2f", f.name, r.name, mean(ours, f.of)/mean(theirs, f.of))
	}
}

func (r rival) run(t *testing.T, b binaries, sim *simulator) (p pass, found int) {
	t.Helper()
	folder := t.TempDir()
	out := filepath.Join(folder, "out.jsonl")
	p, _ = sim.watch(t, func(t *testing.T) pass {
		command := []string{b.path(r.name), "-sources", sim.control + "/sources", "-sites", strconv.Itoa(*sites), "-out", out}
		return measured(t, filepath.Join(folder, "log"), append(command, r.args...)...)
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

func mean(list []pass, of func(pass) float64) float64 {
	sum := 0.0
	for _, p := range list {
		sum += of(p)
	}
	return sum / float64(len(list))
}
