package bench

import (
	"math/rand/v2"
	"os/exec"
	"testing"
	"time"

	"koubo/store"
)

// killed kills passes at random instants with SIGKILL, a day of the nation between two of them so that there is always
// something to store; then one pass is let through. Nothing may be missing, double or contradictory.
func killed(t *testing.T, b binaries) {
	begin := time.Now().AddDate(0, 0, -*kills).Format(time.DateOnly)
	sim := b.simulate(t, "-latency", "0", "-bad", "0", "-crawl-delay", "0", "-start", begin)
	k := newKoubo(t, b, sim, *workers)
	random := rand.New(rand.NewPCG(1, 2))
	wholeRuns := 0
	for n := range *kills {
		longest := 8 * time.Second // a first pass over the whole nation takes longer
		if n >= 5 {
			longest = 2 * time.Second // later ones are done with most sites by then
		}
		if !k.killAfter(t, time.Duration(random.Int64N(int64(longest)))) {
			wholeRuns++
		}
		k.check(t)
		sim.advance(t, 1)
	}
	last, _ := sim.watch(t, k.crawl)
	score := judge(sim.truth(t), k.records(t))
	t.Logf("%d passes begun, %d of them ended before the signal; then a whole one\n%s\n%s", *kills, wholeRuns, last, score)
	hold(t, atLeast("share of passes that were cut short", ratio(*kills-wholeRuns, *kills), 0.5))
	hold(t, score.bars()[0]) // recall; which deadline a page names by then is not a matter of kills
	k.check(t)
}

// killAfter starts a pass and kills it after the time given. It reports whether the pass was still running.
func (k koubo) killAfter(t *testing.T, wait time.Duration) bool {
	t.Helper()
	command := k.command()
	cmd := exec.Command(command[0], command[1:]...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	_ = cmd.Process.Kill() // SIGKILL; fails where it has ended by itself
	_ = cmd.Wait()
	return !cmd.ProcessState.Exited()
}

// check opens the data file as the next start would, and has it read through.
func (k koubo) check(t *testing.T) {
	t.Helper()
	st, err := store.Open(k.data, store.Options{})
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	if err := st.Check(); err != nil {
		t.Errorf("after the kill: %v", err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}
