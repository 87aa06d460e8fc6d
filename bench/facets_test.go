package bench

import (
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/store"
)

// facetAnswers measures the first answer with facets to 40 selections of each sort, in time of the processor, which others on
// the machine do not lengthen, and on the clock.
func facetAnswers(t *testing.T, path string, limit time.Duration) {
	st, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	now := time.Now()
	all := opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true}
	for _, one := range []struct {
		name  string
		query func(n int) opportunity.Query
	}{
		{"open calls of a prefecture", func(n int) opportunity.Query {
			return opportunity.Query{Prefectures: []string{fmt.Sprintf("%02d", n+1)}}
		}},
		{"open calls of a budget", func(n int) opportunity.Query {
			return opportunity.Query{BudgetMin: int64(n) * 100_000, BudgetMax: int64(n+200) * 100_000}
		}},
		{"open calls that close soon", func(n int) opportunity.Query { return opportunity.Query{ClosingWithin: n + 1} }},
		{"everything of a theme", func(n int) opportunity.Query {
			q := all
			q.Themes = opportunity.Themes()[n%14 : n%14+1]
			q.BudgetMin = int64(n)
			return q
		}},
		{"everything with a word of two characters", func(n int) opportunity.Query {
			q := all
			q.Text = []string{"防災", "観光", "点検", "水道"}[n%4]
			q.BudgetMin = int64(n)
			return q
		}},
		{"a number among everything", func(n int) opportunity.Query {
			q := all
			q.Text = fmt.Sprintf("第%d号", 1000+n)
			return q
		}},
		{"a common word among open calls", func(n int) opportunity.Query {
			return opportunity.Query{Text: "プロポーザル", BudgetMin: int64(n)}
		}},
	} {
		var used, taken []float64
		for n := range 40 {
			q := one.query(n)
			q.Faceted, q.Limit = true, 20
			before, begun := threadTime(t), time.Now()
			r, err := st.Query(q, now)
			taken = append(taken, time.Since(begun).Seconds()*1000)
			used = append(used, (threadTime(t)-before).Seconds()*1000)
			if err != nil || r.Facets == nil {
				t.Fatal(one.name, r.Facets, err)
			}
		}
		slices.Sort(used)
		slices.Sort(taken)
		t.Logf("facets, %s: p50 %.1f ms, p95 %.1f ms of the processor; %.1f ms, %.1f ms on the clock", one.name, used[20], used[38], taken[20], taken[38])
		hold(t, atMost("facets, "+one.name+", p95 in ms of the processor", used[38], limit.Seconds()*1000))
	}
}

// threadTime is how long the thread has been on a processor.
func threadTime(t *testing.T) time.Duration {
	t.Helper()
	const ofThread = 1 // RUSAGE_THREAD of getrusage(2) on Linux
	var u syscall.Rusage
	if err := syscall.Getrusage(ofThread, &u); err != nil {
		t.Skip("the system does not tell the time of a thread: ", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
