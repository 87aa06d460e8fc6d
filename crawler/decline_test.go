package crawler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// missed has visits, a day apart, compare what they read with what the source used to give, and returns the state after each.
func missed(memory sources.Memory, visits ...func(*results) []entry) (states []sources.State, h sources.Health) {
	at := planAt
	for _, visit := range visits {
		at = at.Add(24 * time.Hour)
		rs := &results{at: at, memory: memory}
		entries := visit(rs)
		h.State, h.Reason, h.Causes = sources.OK, "", nil
		if h.Addresses == nil {
			h.Addresses = map[string]sources.AddressHealth{}
		}
		rs.missFields(&h, entries)
		memory.Health = h
		states = append(states, h.State)
	}
	return states, h
}

// TestWhatAFeedGivesIsNotMissedOfAList: they change at different times, and one has dates and calls that the other has not.
func TestWhatAFeedGivesIsNotMissedOfAList(t *testing.T) {
	feed := func(*results) []entry {
		return []entry{{url: "feed", read: true, items: 20, dated: 20, dropped: 18}, {url: "list", items: 20}}
	}
	list := func(*results) []entry {
		return []entry{{url: "feed", items: 20}, {url: "list", read: true, items: 20}}
	}
	if states, h := missed(sources.Memory{}, feed, feed, list, feed, list, list, feed); strings.Contains(fmt.Sprint(states), "degraded") {
		t.Errorf("%v: %s", states, h.Reason)
	}
	bare := func(*results) []entry { return []entry{{url: "feed", read: true, items: 20, dropped: 18}} }
	if states, h := missed(sources.Memory{}, feed, list, feed, bare); states[3] != sources.Degraded || !strings.Contains(h.Reason, "feed: date: 0 of the latest 12 rows") || h.Causes[0].URL != "feed" {
		t.Errorf("%v: %s %v", states, h.Reason, h.Causes)
	}
}

// calls has a visit read calls of these ids; those with a minus before them give no contact.
func calls(ids string) func(*results) []entry {
	return func(rs *results) []entry {
		for id := range strings.FieldsSeq(ids) {
			id, lacks := strings.CutPrefix(id, "-")
			o := opportunity.Opportunity{ID: id, IsOpportunity: true, Stage: opportunity.OpenCall, Rolling: true, Published: "2026-11-01", Detail: opportunity.DetailRead}
			if !lacks {
				o.Contact.Department = "企画課"
			}
			rs.visit.Records = append(rs.visit.Records, o)
		}
		return nil
	}
}

// TestACallReadAgainIsNoFurtherEvidence: a source with one call that lacks a field, whose page comes whole each day.
func TestACallReadAgainIsNoFurtherEvidence(t *testing.T) {
	known := sources.Memory{Known: map[string]sources.Known{}}
	for id := range strings.FieldsSeq("a b c d e f g h i j x y") {
		known.Known["https://a.jp/"+id] = sources.Known{ID: id, Checked: planAt}
	}
	before := []func(*results) []entry{calls("a b c d e f"), calls("d e f g h i")}
	daily := append(before, calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"))
	if states, h := missed(known, daily...); states[len(states)-1] != sources.OK {
		t.Errorf("%v: %s", states, h.Reason)
	}
	fresh := append(before, calls("-k"), calls("-l"), calls("-m"), calls("-n"), calls("-o"), calls("-p"), calls("-q"))
	if states, h := missed(known, fresh...); states[len(states)-1] != sources.Degraded {
		t.Errorf("%v: %s", states, h.Reason)
	}
	relaunch := append(before, calls("-a -b -c -d -e -f"), calls("a b c d"), calls("a b c d"), calls("a b c d"))
	if states, h := missed(known, relaunch...); states[2] != sources.Degraded || states[len(states)-1] != sources.OK {
		t.Errorf("%v: %s", states, h.Reason)
	}
}
