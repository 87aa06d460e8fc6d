package decline

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// read is what one visit read: 1 has the field, 0 lacks it.
func read(visit string) (batch []bool) {
	for _, r := range visit {
		batch = append(batch, r == '1')
	}
	return batch
}

// TestLost tells of histories, visit by visit, whether the field is lost at the end.
func TestLost(t *testing.T) {
	for name, c := range map[string]struct {
		visits string // one word a visit
		lost   bool
	}{
		"nothing before":                             {"000000", false},
		"always had, never has":                      {"111111111111 000000", true},
		"six before, read anew at once":              {"111111 000000", true},
		"five before are no history":                 {"11111 00000", false},
		"four of a relaunch are too few":             {"111111111111 1111 0000", false},
		"one by one":                                 {"111111 111111 1 1 0 0 0 0 0 0 0", true},
		"one call without a deadline":                {"111111 111111 0", false},
		"two of six still have it":                   {"11111111 11111111 000011", true},
		"every other one as ever":                    {"101010101010 101010101010 101010", false},
		"every other one, then none":                 {"101010101010 101010101010 000000000000", true},
		"every other one, and five without":          {"101010101010 101010101010 00000", false},
		"seldom had, now none":                       {"100000100000 100000100000 000000000000", false},
		"it came back":                               {"111111111111 000000 111111", false},
		"it came back one by one":                    {"111111111111 000000 1 1 1 1 1 1 1 1 1 1", false},
		"a loss is not learnt":                       {"111111111111 000000 000000 000000 000000 000000", true},
		"more than before":                           {"000000000000 111111", false},
		"of many rows of one visit the first twelve": {"111111111111 0000000000000000000000000000000000000000", true},
	} {
		history := map[sources.Field]sources.FieldHistory{}
		at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
		for _, visit := range strings.Fields(c.visits) {
			at = at.Add(time.Hour)
			history = Note(history, Seen{sources.FieldDeadline: read(visit)}, at)
		}
		if h := history[sources.FieldDeadline]; h.Lost.IsZero() == c.lost || (Reason(Lost("", history)) != "") != c.lost || len(h.Recent) > recentMost {
			t.Errorf("%s: %+v, %q", name, h, Reason(Lost("", history)))
		}
	}
}

func TestReasonNamesFieldAndNumbers(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	history := Note(nil, Seen{sources.FieldDeadline: read("111111111111"), sources.FieldBudget: read("110110110110")}, at)
	history = Note(history, Seen{sources.FieldDeadline: read("000010"), sources.FieldBudget: read("110110")}, at.Add(time.Hour))
	if got := Reason(Lost("", history)); !strings.HasPrefix(got, "deadline: 1 of the latest 6 calls have a deadline, where 100 % did; its layout") {
		t.Error(got)
	}
	if lost := history[sources.FieldDeadline].Lost; !lost.Equal(at.Add(time.Hour)) {
		t.Errorf("lost at %s", lost)
	}
	history = Note(history, Seen{sources.FieldDeadline: read("00000")}, at.Add(Believe+2*time.Hour))
	if got := Reason(Lost("", history)); got != "" {
		t.Errorf("after two months what is not given is not missed: %s", got)
	}
}

// TestALossIsForgotten although nothing comes any more that could have the field: a season without calls.
func TestALossIsForgotten(t *testing.T) {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	history := Note(nil, Seen{sources.FieldDeadline: read("111111111111")}, at)
	history = Note(history, Seen{sources.FieldDeadline: read("000000")}, at)
	if Reason(Lost("", history)) == "" {
		t.Fatal("nothing is lost")
	}
	history = Note(history, Seen{}, at.Add(Believe+time.Hour))
	if got := Reason(Lost("", history)); got != "" {
		t.Error(got)
	}
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct {
		k, n    int
		p, want float64
	}{{0, 1, 0.5, 0.5}, {1, 2, 0.5, 0.75}, {2, 2, 0.9, 1}, {0, 12, 0.5, math.Pow(0.5, 12)}, {1, 3, 0.25, 0.84375}} {
		if got := atMost(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("at most %d of %d with %v: %v, want %v", c.k, c.n, c.p, got, c.want)
		}
	}
}

// TestADayOfChangeIsADay: a list whose dates turn out to be those of the latest changes has lost none.
func TestADayOfChangeIsADay(t *testing.T) {
	o := opportunity.Opportunity{ID: "a", Detail: opportunity.DetailRead, Updated: "2026-07-29"}
	if got := OfRecords([]opportunity.Opportunity{o}, nil, nil)[sources.FieldPublished]; !slices.Equal(got, []bool{true}) {
		t.Errorf("%v", got)
	}
}
