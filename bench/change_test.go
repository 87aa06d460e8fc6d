package bench

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"koubo/opportunity"
)

// change is one event of a new day of the nation.
type change struct {
	What string `json:"what"` // new, extended or vanished
	URL  string `json:"url"`
	Kind string `json:"kind"` // "" for news that invites no company
}

// tally counts, by what happened, the changes of opportunities and those that the next pass saw.
type tally struct {
	all, seen map[string]int
	missed    []string
}

// judgeChanges says which changes between two passes the second one saw: a new announcement as a new record, an
// extension as a revision with the new deadline, one that vanished as withdrawn. Only what can be reached counts. at is
// the instant of the passes.
func judgeChanges(at time.Time, changes []change, before, after []truth, old, fresh records) tally {
	c := tally{map[string]int{}, map[string]int{}, nil}
	was, is := byURL(before), byURL(after)
	for _, ch := range changes {
		reachable := is[ch.URL].Reachable
		if ch.What == "vanished" {
			reachable = was[ch.URL].Reachable
		}
		if ch.Kind == "" || !reachable {
			continue
		}
		c.all[ch.What]++
		got, known := fresh[ch.URL]
		_, knew := old[ch.URL]
		if known && noticed(ch.What, knew, old[ch.URL], got, is[ch.URL]) {
			c.seen[ch.What]++
		} else {
			before := old[ch.URL].At(at)
			c.missed = append(c.missed, fmt.Sprintf("%s %s (before: %q, revision %d, %s; after: revision %d)", ch.What, ch.URL, before.Status, before.Revision, ending(before), got.Revision))
		}
	}
	return c
}

func noticed(what string, knew bool, old, fresh opportunity.Opportunity, now truth) bool {
	switch what {
	case "new":
		return !knew && fresh.IsOpportunity
	case "extended":
		return knew && fresh.Revision > old.Revision && rightDeadline(now, fresh)
	}
	return knew && fresh.Withdrawn != nil
}

// ending tells when a record's submission ends.
func ending(o opportunity.Opportunity) string {
	for _, d := range o.Deadlines {
		if d.Role == opportunity.Submission {
			return string(d.End)
		}
	}
	return "no deadline"
}

func byURL(all []truth) map[string]truth {
	m := make(map[string]truth, len(all))
	for _, t := range all {
		m[t.URL] = t
	}
	return m
}

func (c tally) String() string {
	text := "  changes seen:"
	for _, what := range slices.Sorted(maps.Keys(c.all)) {
		text += fmt.Sprintf(" %s %d of %d;", what, c.seen[what], c.all[what])
	}
	for _, m := range c.missed[:min(len(c.missed), doubtsKept)] {
		text += "\n    missed: " + m
	}
	return text
}

func (c tally) bars() (list []bar) {
	for _, what := range []string{"new", "extended", "vanished"} {
		list = append(list, atLeast(what+" opportunities seen at the next pass", ratio(c.seen[what], c.all[what]), 0.99))
	}
	return list
}

// TestJudgeChanges holds the measure itself to cases.
func TestJudgeChanges(t *testing.T) {
	reached := []truth{{URL: "u", Reachable: true}}
	plain := opportunity.Opportunity{IsOpportunity: true, Revision: 1}
	revised, withdrawn := plain, plain
	revised.Revision = 2
	withdrawn.Withdrawn = &opportunity.Withdrawal{}
	for _, c := range []struct {
		what       string
		old, fresh records
		seen       int
	}{
		{"new", records{}, records{"u": plain}, 1},
		{"new", records{"u": plain}, records{"u": plain}, 0},
		{"new", records{}, records{}, 0},
		{"extended", records{"u": plain}, records{"u": revised}, 1},
		{"extended", records{"u": plain}, records{"u": plain}, 0},
		{"vanished", records{"u": plain}, records{"u": withdrawn}, 1},
		{"vanished", records{"u": plain}, records{"u": plain}, 0},
	} {
		got := judgeChanges(time.Now(), []change{{c.what, "u", "pilot"}, {c.what, "u", ""}, {c.what, "elsewhere", "pilot"}}, reached, reached, c.old, c.fresh)
		if got.all[c.what] != 1 || got.seen[c.what] != c.seen {
			t.Errorf("%s: saw %d of %d, want %d of 1", c.what, got.seen[c.what], got.all[c.what], c.seen)
		}
	}
}
