package bench

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
)

// truth is what the nation knows of one of its announcements that invite companies.
type truth struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Kind      string `json:"kind"`
	Budget    int64  `json:"budget_yen"`
	Deadlines []struct {
		Role string `json:"role"`
		Date string `json:"date"`
		Time string `json:"time"`
	} `json:"deadlines"`
	Reachable bool   `json:"reachable"` // listed, and a polite crawler can and may fetch it
	Vanished  bool   `json:"vanished"`
	Class     string `json:"class"`
}

// records are what was collected, by URL.
type records map[string]opportunity.Opportunity

// score counts how much of the truth was collected, and how much of that is right.
type score struct {
	reachable, found, deadlines, kinds, titles, budgets int
	invented                                            int      // opportunities that are none
	doubts                                              []string // the first few that are missed or wrong
}

// judge compares what was collected with the truth.
func judge(all []truth, collected records) (s score) {
	announced := map[string]bool{}
	for _, want := range all {
		announced[want.URL] = true
		if want.Reachable {
			s.add(want, collected[want.URL])
		}
	}
	for url, got := range collected {
		if got.IsOpportunity && !announced[url] {
			s.invented++
			s.doubt("invented %s %s %s", got.Kind, got.Title, url)
		}
	}
	return s
}

func (s *score) add(want truth, got opportunity.Opportunity) {
	s.reachable++
	if !got.IsOpportunity {
		s.doubt("missed %s %s (%s; it is kept as %q at the stage %q)", want.Title, want.URL, want.Class, got.Kind, got.Stage)
		return
	}
	s.found++
	s.titles += count(got.Title == want.Title)
	if got.Kind == opportunity.Kind(want.Kind) {
		s.kinds++
	} else {
		s.doubt("kind %s, not %s, of %s", got.Kind, want.Kind, want.Title)
	}
	if got.BudgetYen != nil && *got.BudgetYen == want.Budget {
		s.budgets++
	} else {
		s.doubt("budget of %s", want.URL)
	}
	if rightDeadline(want, got) {
		s.deadlines++
	} else {
		s.doubt("deadline of %s: %v", want.URL, got.Deadlines)
	}
}

// rightDeadline says whether the one submission deadline of the record is the true one, to the minute.
func rightDeadline(want truth, got opportunity.Opportunity) bool {
	var true1, read []string
	for _, d := range want.Deadlines {
		if d.Role == string(opportunity.Submission) {
			true1 = append(true1, d.Date+" "+d.Time)
		}
	}
	for _, d := range got.Deadlines {
		if d.Role == opportunity.Submission {
			read = append(read, string(d.End)+" "+string(d.EndTime))
		}
	}
	return strings.Join(true1, ",") == strings.Join(read, ",")
}

const doubtsKept = 8

func (s *score) doubt(format string, args ...any) {
	if len(s.doubts) < doubtsKept {
		s.doubts = append(s.doubts, fmt.Sprintf(format, args...))
	}
}

func (s score) String() string {
	text := fmt.Sprintf("  opportunities: %d of %d found; of these right: deadline %d, kind %d, title %d, budget %d; invented %d",
		s.found, s.reachable, s.deadlines, s.kinds, s.titles, s.budgets, s.invented)
	for _, d := range s.doubts {
		text += "\n    " + d
	}
	return text
}

func (s score) bars() []bar {
	return []bar{
		atLeast("recall of reachable opportunities", ratio(s.found, s.reachable), 0.995),
		atLeast("submission deadlines right to the minute", ratio(s.deadlines, s.found), 0.99),
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestJudge holds the measure itself to cases, so that a figure means what its name says.
func TestJudge(t *testing.T) {
	yen := int64(1_000_000)
	want := truth{URL: "u", Title: "募集", Kind: "pilot", Budget: yen, Reachable: true}
	want.Deadlines = append(want.Deadlines, struct {
		Role string `json:"role"`
		Date string `json:"date"`
		Time string `json:"time"`
	}{"submission", "2026-12-01", "17:00"})
	right := opportunity.Opportunity{Title: "募集", Kind: opportunity.Pilot, IsOpportunity: true, BudgetYen: &yen,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Questions, End: "2026-11-01"}, {Role: opportunity.Submission, End: "2026-12-01", EndTime: "17:00"}}}
	late, no := right, right
	late.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-01", EndTime: "12:00"}}
	no.IsOpportunity = false
	for _, c := range []struct {
		name                                string
		got                                 records
		found, deadlines, budgets, invented int
	}{
		{"right", records{"u": right}, 1, 1, 1, 0},
		{"nothing", records{}, 0, 0, 0, 0},
		{"another hour", records{"u": late}, 1, 0, 1, 0},
		{"taken for news", records{"u": no}, 0, 0, 0, 0},
		{"one too many", records{"u": right, "v": right}, 1, 1, 1, 1},
	} {
		s := judge([]truth{want, {URL: "hidden"}}, c.got)
		if s.reachable != 1 || s.found != c.found || s.deadlines != c.deadlines || s.budgets != c.budgets || s.invented != c.invented {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}
