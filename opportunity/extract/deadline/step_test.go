package deadline

import (
	"fmt"
	"testing"

	"koubo/opportunity"
)

// TestAStepThatIsNamedTwiceIsOne: its days agree, as far as both have them, and each adds what the other lacks.
func TestAStepThatIsNamedTwiceIsOne(t *testing.T) {
	of := func(start, startTime, end, endTime string) step {
		var s step
		s.Role = opportunity.Submission
		_, _ = fmt.Sscan(start, &s.Start)
		_, _ = fmt.Sscan(startTime, &s.StartTime)
		_, _ = fmt.Sscan(end, &s.End)
		_, _ = fmt.Sscan(endTime, &s.EndTime)
		return s
	}
	words := func(s step) string { return fmt.Sprintf("%s %s/%s %s", s.Start, s.StartTime, s.End, s.EndTime) }
	const first, last, other = "2026-11-01", "2026-11-30", "2026-12-01"
	for name, c := range map[string]struct {
		a, b step
		want string // the joined one, "" for two
	}{
		"the same":                  {of(first, "09:00", last, "17:00"), of(first, "09:00", last, "17:00"), first + " 09:00/" + last + " 17:00"},
		"the second has the hours":  {of(first, "", last, ""), of(first, "09:00", last, "17:00"), first + " 09:00/" + last + " 17:00"},
		"the first has the hours":   {of(first, "09:00", last, "17:00"), of(first, "", last, ""), first + " 09:00/" + last + " 17:00"},
		"each has one hour":         {of(first, "09:00", last, ""), of(first, "", last, "17:00"), first + " 09:00/" + last + " 17:00"},
		"the second has the start":  {of("", "", last, "17:00"), of(first, "09:00", last, ""), first + " 09:00/" + last + " 17:00"},
		"the first has the start":   {of(first, "09:00", last, "17:00"), of("", "", last, ""), first + " 09:00/" + last + " 17:00"},
		"other hours":               {of("", "", last, "17:00"), of("", "", last, "12:00"), ""},
		"another end":               {of(first, "", last, ""), of(first, "", other, ""), ""},
		"another start":             {of(first, "", last, ""), of(other, "", last, ""), ""},
		"one start alone, the same": {of(first, "", "", ""), of(first, "09:00", "", ""), first + " 09:00/ "},
		"starts alone, others":      {of(first, "", "", ""), of(other, "", "", ""), ""},
		"one without any day":       {of("", "", "", ""), of(first, "", "", ""), ""},
	} {
		a := c.a
		joined := sameStep(&a, c.b)
		if joined != (c.want != "") || joined && words(a) != c.want || !joined && words(a) != words(c.a) {
			t.Errorf("%s: %v, %q, want %q", name, joined, words(a), c.want)
		}
	}
}
