package main

import (
	"strings"
	"testing"
	"time"

	"koubo/crawler/schedule"
	"koubo/sources"
)

// TestTheListOfSourcesNamesTheNextVisitWhole holds for each wording of the pace, which depends on when changes were found.
func TestTheListOfSourcesNamesTheNextVisitWhole(t *testing.T) {
	ran := time.Date(2026, 12, 31, 14, 30, 0, 0, time.UTC)
	next := ran.Add(45 * time.Minute) // the next day and year in Japan
	for name, h := range map[string]sources.Health{
		"at each tick of its schedule":     {State: sources.OK, LastRun: ran},
		"4 times as often":                 {State: sources.OK, LastRun: ran, Rhythm: 0.1, Office: 1},
		"2 times as often":                 {State: sources.OK, LastRun: ran, Rhythm: 3, Office: 0.6},
		"new comes more than once an hour": {State: sources.OK, LastRun: ran, Rhythm: 0.1},
		"only every 100 hours":             {State: sources.OK, LastRun: ran, Rhythm: 100},
		"it failed 3 times in a row":       {State: sources.Failing, LastRun: ran, Failures: 3},
		"not visited yet":                  {State: sources.Never},
	} {
		h.NextRun = next
		var out strings.Builder
		rows := []sourceRow{{ID: "hall", Prefecture: "沖縄県", Name: "那覇市", Pace: schedule.Explain(h), Health: h}}
		if err := printSources(&out, rows, false); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "next 2027-01-01 00:15") {
			t.Errorf("the next visit is not named beside %q:\n%s", name, &out)
		}
		if visited := column(out.String(), 5); !strings.Contains(visited, name) {
			t.Errorf("%q is not in %q", name, visited)
		}
	}
}

// column is the text of a table's column, counted from 1, its lines joined.
func column(table string, n int) string {
	var words []string
	for line := range strings.Lines(table) {
		if cells := strings.Split(line, "│"); len(cells) > n {
			words = append(words, strings.Fields(cells[n])...)
		}
	}
	return strings.Join(words, " ")
}
