package opportunity

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// titled revises a record daily, to title(n) on day n.
func titled(days int, title func(n int) string) Opportunity {
	start := at("2026-11-01 09:00")
	o := Opportunity{ID: "x", Title: title(0), Detail: DetailRead, Revision: 1}
	for n := 1; n <= days; n++ {
		fresh := Opportunity{ID: "x", Title: title(n), Detail: DetailRead}
		o, _ = Revise(o, fresh, start.AddDate(0, 0, n))
	}
	return o
}

func TestAPageThatFlipsLeavesFourChanges(t *testing.T) {
	o := titled(1000, func(n int) string { return []string{"募集", "募集（受付中）"}[n%2] })
	day := func(n int) time.Time { return at("2026-11-01 09:00").AddDate(0, 0, n) }
	want := []Change{
		{At: day(1), Field: "title", Old: "募集", New: "募集（受付中）"}, {At: day(2), Field: "title", Old: "募集（受付中）", New: "募集"},
		{At: day(999), Field: "title", Old: "募集", New: "募集（受付中）", Times: 499}, {At: day(1000), Field: "title", Old: "募集（受付中）", New: "募集", Times: 499},
	}
	if !cmp.Equal(o.History, want) || o.Revision != 1001 {
		t.Errorf("revision %d, %s", o.Revision, cmp.Diff(want, o.History))
	}
}

func TestFewFlipsAndOtherChangesStay(t *testing.T) {
	o := titled(4, func(n int) string { return []string{"募集", "募集（受付中）"}[n%2] })
	if len(o.History) != 4 || o.History[3].Times != 0 {
		t.Errorf("four changes leave %+v", o.History)
	}
	if o := titled(6, func(n int) string { return []string{"一", "二", "三"}[n%3] }); len(o.History) != 6 {
		t.Errorf("three titles in turn leave %d changes", len(o.History))
	}
}

func TestHistoryKeepsTheFirstAndTheNewest(t *testing.T) {
	o := titled(1000, func(n int) string { return fmt.Sprint("第", n, "回") })
	marker := o.History[firstChanges]
	if len(o.History) != maxChanges || o.History[0].New != "第1回" || o.History[19].New != "第20回" || o.History[maxChanges-1].New != "第1000回" {
		t.Errorf("%d changes from %v to %v", len(o.History), o.History[0], o.History[len(o.History)-1])
	}
	if marker.Field != OmittedChanges || marker.Times != 1000-maxChanges+1 || o.History[firstChanges+1].New != "第922回" {
		t.Errorf("%+v stands for what is gone, before %v", marker, o.History[firstChanges+1])
	}
	long := titled(1000, func(n int) string { return fmt.Sprint(n) + strings.Repeat("長", 3000) })
	if size := sizeOf(long.History); size > maxHistory || len(long.History) < firstChanges+2 || !strings.HasPrefix(long.History[len(long.History)-1].New, "1000長") {
		t.Errorf("%d changes of %d bytes are kept", len(long.History), size)
	}
}

func TestJoinHistories(t *testing.T) {
	a := titled(200, func(n int) string { return fmt.Sprint("第", n, "回") }).History
	b := titled(3, func(n int) string { return fmt.Sprint("別の第", n, "回") }).History
	all := JoinHistories(a, b)
	omitted := 0
	for i, c := range all {
		if c.Field == OmittedChanges {
			omitted += c.Times
		}
		if i > 0 && c.At.Before(all[i-1].At) {
			t.Errorf("change %d of %v stands after one of %v", i, c.At, all[i-1].At)
		}
	}
	if len(all) != maxChanges || omitted+len(all)-1 != 203 {
		t.Errorf("%d changes and %d omitted, of 203", len(all)-1, omitted)
	}
}

// TestAsOf undoes what changed after an instant.
func TestAsOf(t *testing.T) {
	at := func(hour int) time.Time { return time.Unix(int64(hour)*3600, 0) }
	o := Opportunity{Title: "a", Kind: Pilot, Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, FirstSeen: at(1), Revision: 1}
	o = revised(o, func(o *Opportunity) { o.Title, o.Stage, o.IsOpportunity = "b", Cancelled, false }, at(2))
	o = revised(o, func(o *Opportunity) { o.Title, o.Kind, o.Stage, o.IsOpportunity = "c", Subsidy, OpenCall, true }, at(3))
	o.Withdrawn = &Withdrawal{At: at(4)}
	for hour, want := range map[int]Opportunity{
		1: {Title: "a", Kind: Pilot, Stage: OpenCall, IsOpportunity: true}, 2: {Title: "b", Kind: Pilot, Stage: Cancelled},
		3: {Title: "c", Kind: Subsidy, Stage: OpenCall, IsOpportunity: true}, 4: {Title: "c", Kind: Subsidy, Stage: OpenCall, IsOpportunity: true, Withdrawn: o.Withdrawn},
	} {
		if got := o.AsOf(at(hour)); got.Title != want.Title || got.Kind != want.Kind || got.Stage != want.Stage || got.IsOpportunity != want.IsOpportunity || got.Withdrawn != want.Withdrawn {
			t.Errorf("at %d: %+v", hour, got)
		}
	}
}
