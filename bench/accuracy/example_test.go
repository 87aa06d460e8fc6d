package accuracy

import (
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
)

// TestClassOf takes the label of just the days of a statement before that of one side of them.
func TestClassOf(t *testing.T) {
	const first, last = "2026-11-09", "2026-11-20"
	submission := labelledDate{Role: "submission", Start: first, End: last}
	for _, c := range []struct {
		name       string
		start, end jdate.Date
		roles      []opportunity.Role
		wanted     []labelledDate
		class      opportunity.Role
	}{
		{"its window", first, last, nil, []labelledDate{{Role: "publication", Start: first}, submission}, opportunity.Submission},
		{"its last day", first, last, nil, []labelledDate{{Role: "registration", End: last}}, opportunity.Registration},
		{"its first day", first, last, nil, []labelledDate{{Role: "site_visit", Start: first}}, opportunity.SiteVisit},
		{"published on its first day", first, last, nil, []labelledDate{{Role: "publication", Start: first}}, weigh.None},
		{"read as a window of publication", first, last, []opportunity.Role{opportunity.Publication}, []labelledDate{{Role: "publication", Start: first}}, opportunity.Publication},
		{"another window", first, last, nil, []labelledDate{{Role: "submission", Start: "2026-11-01", End: last}}, weigh.None},
		{"a day", "", last, nil, []labelledDate{submission}, opportunity.Submission},
		{"of several the one that was read", "", last, []opportunity.Role{opportunity.Questions}, []labelledDate{submission, {Role: "questions", End: last}}, opportunity.Questions},
		{"another day", "", "2026-11-21", nil, []labelledDate{submission}, weigh.None},
	} {
		s := deadline.Statement{Statement: weigh.Statement{Date: jdate.Expression{Start: c.start, End: c.end}}, Roles: c.roles}
		if got := classOf(s, c.wanted); got != c.class {
			t.Errorf("%s: %q, want %q", c.name, got, c.class)
		}
	}
}
