// Package bench measures whole passes over a simulated nation: 1,788 municipal web sites on the loopback network, served
// by one process that keeps a book of every visitor's manners. The measurements take minutes and a whole machine, so they
// run only when asked for:
//
//	go test ./bench -run Nation -nation -v -timeout 60m
//	go test ./bench -run Nation/misbehaving -nation -v
//	KOUBO_NATION=1 KOUBO_CITYSIM=~/citysim go test ./bench -v -timeout 60m
//
// Each prints its figures and holds those that have a bar to it. docs/performance.md has the figures of one machine.
package bench

import (
	"flag"
	"os"
	"testing"
	"time"

	"koubo/sources"
)

var (
	asked    = flag.Bool("nation", os.Getenv("KOUBO_NATION") != "", "measure against the simulated nation; takes minutes")
	sites    = flag.Int("sites", 1788, "sites of the nation")
	seed     = flag.Int("seed", 1, "of everything random in the nation")
	workers  = flag.Int("workers", 0, "crawl.workers of the configuration; 0 leaves it to the program's default")
	kills    = flag.Int("kills", 20, "how often a pass is killed")
	days     = flag.Int("days", 12, "how often the quiet nation is visited")
	stride   = flag.Int("stride", 1, "days of the quiet nation between two visits")
	rounds   = flag.Int("rounds", 3, "how often this program and a baseline take turns")
	mazeSet  = flag.String("maze-set", "A", "words and markup of the nation for TestMaze")
	mazeLook = flag.Bool("maze-look", false, "tell of each odd site of TestMaze that did not go as it should")
	start    = flag.String("start", time.Now().Format(time.DateOnly), "the nation's first day: with another than today, what is open to it is closed to the program or the reverse")
)

func TestMain(m *testing.M) {
	if note := os.Getenv(noteEnv); note != "" {
		os.Exit(measureChild(note, os.Args[1:]))
	}
	flag.Parse()
	os.Exit(m.Run())
}

func TestNation(t *testing.T) {
	if !*asked {
		t.Skip("takes minutes: ask for it with -nation or KOUBO_NATION=1")
	}
	b := build(t)
	t.Run("healthy", func(t *testing.T) { healthy(t, b) })
	t.Run("misbehaving", func(t *testing.T) { misbehaving(t, b) })
	t.Run("quiet", func(t *testing.T) { quiet(t, b) })
	t.Run("tokens", func(t *testing.T) { tokens(t, b) })
	t.Run("killed", func(t *testing.T) { killed(t, b) })
	quick := []string{"-latency", "0", "-bad", "0"}
	t.Run("colly", func(t *testing.T) {
		compare(t, b, rival{"colly", program("colly", "-per-host", "1"), map[string]float64{"CPU time a request": 1}}, quick...)
	})
	t.Run("colly without Crawl-delay", func(t *testing.T) {
		compare(t, b, rival{"colly", program("colly", "-per-host", "1"), nil}, append(quick, "-crawl-delay", "0")...)
	})
	t.Run("pool", func(t *testing.T) {
		compare(t, b, rival{"pool", program("pool", "-workers", "512"), map[string]float64{"wall time": 1.1}}, "-latency", "30ms", "-bad", "0")
	})
	t.Run("pool without latency", func(t *testing.T) {
		compare(t, b, rival{"pool", program("pool", "-workers", "512"), nil}, quick...)
	})
	t.Run("scrapy", func(t *testing.T) {
		needScrapy(t)
		compare(t, b, rival{"scrapy", scrapy, map[string]float64{"time a request": 1.0 / 8}}, quick...)
	})
}

// healthy follows a nation whose sites all work: the first pass, a second one, and one after a day has passed.
func healthy(t *testing.T, b binaries) {
	sim := b.simulate(t, "-latency", "0", "-bad", "0", "-start", *start)
	k := newKoubo(t, b, sim, *workers)
	hosts := sim.withValidators(t)

	first, firstStats := sim.watch(t, k.crawl)
	before, known := sim.truth(t), k.records(t)
	t.Logf("first pass\n%s\n%s\n%s", first, firstStats, judge(before, known))
	hold(t, manners(firstStats)...)
	hold(t, atMost("requests before robots.txt was read", float64(firstStats.BeforeRobots), 0)) // later passes know it for a day
	hold(t, judge(before, known).bars()...)

	second, secondStats := sim.watch(t, k.crawl)
	share := secondStats.conditionalAmong(hosts)
	weight := float64(secondStats.Bytes) / float64(firstStats.Bytes)
	t.Logf("second pass\n%s\n%s", second, secondStats)
	hold(t, manners(secondStats)...)
	hold(t, atLeast("conditional requests where validators exist", share, 0.98), atMost("bytes against the first pass", weight, 0.05))

	changes := sim.advance(t, 1)
	third, thirdStats := sim.watch(t, k.crawl)
	seen := judgeChanges(time.Now(), changes, before, sim.truth(t), known, k.records(t))
	t.Logf("after a day\n%s\n%s\n%s", third, thirdStats, seen)
	hold(t, manners(thirdStats)...)
	hold(t, seen.bars()...)
}

// misbehaving visits a nation an eighth of whose sites is broken or hostile, each in its way.
func misbehaving(t *testing.T, b binaries) {
	sim := b.simulate(t, "-bad", "0.12", "-start", *start)
	k := newKoubo(t, b, sim, *workers)
	pass, stats := sim.watch(t, k.crawl)
	score := judge(sim.truth(t), k.records(t))
	t.Logf("first pass\n%s\n%s\n%s\nstates by class\n%s", pass, stats, score, k.states(t, stats.Hosts))
	hold(t, manners(stats)...)
	hold(t, score.bars()...)
	hold(t, atMost("peak memory, MiB", float64(pass.RSS)/1024, 150))
}

// quiet visits a nation in which nothing breaks, day after day: no source may be told to have lost anything.
func quiet(t *testing.T, b binaries) {
	sim := b.simulate(t, "-latency", "0", "-bad", "0", "-crawl-delay", "0", "-start", *start)
	k := newKoubo(t, b, sim, *workers)
	for day := range *days {
		k.crawl(t)
		count, reasons := k.byState(t)
		t.Logf("day %d: %v%s", day**stride, count, reasons)
		hold(t, atMost("sources told to have lost something", float64(count[sources.Degraded]+count[sources.Suspect]), 1))
		sim.advance(t, *stride)
	}
}
