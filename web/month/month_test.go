package month

import (
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

func TestWeeks(t *testing.T) {
	for _, row := range []struct {
		month       string
		weeks       int
		first, last int // places of the first and the last day in their weeks
		end         jdate.Date
	}{
		{"2026-12", 5, 2, 4, "2026-12-31"}, {"2026-02", 4, 0, 6, "2026-02-28"}, {"2028-02", 5, 2, 2, "2028-02-29"}, {"2026-08", 6, 6, 1, "2026-08-31"},
	} {
		m, err := Parse(row.month)
		if err != nil {
			t.Fatal(err)
		}
		weeks := m.Weeks()
		if len(weeks) != row.weeks || weeks[0][row.first] != jdate.Date(row.month+"-01") || weeks[len(weeks)-1][row.last] != row.end {
			t.Errorf("%s: %v", row.month, weeks)
		}
		if row.first > 0 && weeks[0][row.first-1] != "" || row.last < 6 && weeks[len(weeks)-1][row.last+1] != "" {
			t.Errorf("%s holds days of its neighbours: %v", row.month, weeks)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, words := range []string{"", "2026", "2026-13", "2026-1", "1999-12", "2100-01", "2026-12-01", "令和8年12月"} {
		if m, err := Parse(words); err == nil {
			t.Errorf("%q is read as %s", words, m)
		}
	}
	december := Month{2026, time.December}
	if next, ok := december.Next(); next.String() != "2027-01" || !ok || december.Words() != "2026年12月" {
		t.Errorf("%s %v %s", next, ok, december.Words())
	}
	if before, ok := (Month{2027, time.January}).Previous(); before != december || !ok {
		t.Errorf("%s %v", before, ok)
	}
	if _, ok := (Month{2099, time.December}).Next(); ok {
		t.Error("a month follows the last")
	}
	if _, ok := (Month{2000, time.January}).Previous(); ok {
		t.Error("a month is before the first")
	}
}
