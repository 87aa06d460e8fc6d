package opportunity

import (
	"testing"
	"time"
)

func TestNews(t *testing.T) {
	first, second, third := time.Unix(1000, 0), time.Unix(2000, 0), time.Unix(3000, 0)
	call := Opportunity{Stage: OpenCall, IsOpportunity: true, FirstSeen: first}
	moved := Change{second, "deadlines", "submission ~ 2026-11-13 17:00", "submission ~ 2026-11-27", 0}
	with := func(changes ...Change) Opportunity {
		o := call
		o.History = changes
		return o
	}
	vanished := with(moved)
	vanished.Withdrawn = &Withdrawal{At: third}
	completed := call
	completed.Revised = second
	for name, c := range map[string]struct {
		record Opportunity
		want   News
	}{
		"nothing changed":            {call, News{Class: ChangedNew, At: first}},
		"first read with its days":   {completed, News{Class: ChangedNew, At: second}},
		"a later last day":           {with(moved), News{ChangedDeadline, second, Moment{"2026-11-13", "17:00"}, Moment{"2026-11-27", ""}}},
		"then another telephone":     {with(moved, Change{third, "contact", "a", "b", 0}), News{ChangedDeadline, second, Moment{"2026-11-13", "17:00"}, Moment{"2026-11-27", ""}}},
		"only another telephone":     {with(Change{third, "contact", "a", "b", 0}), News{Class: ChangedNew, At: first}},
		"papers and the day at once": {with(Change{second, "attachments", "a", "b", 0}, moved), News{ChangedDeadline, second, Moment{"2026-11-13", "17:00"}, Moment{"2026-11-27", ""}}},
		"papers":                     {with(moved, Change{third, "attachments", "a", "b", 0}), News{Class: ChangedDocuments, At: third}},
		"the result":                 {with(moved, Change{third, "stage", "open_call", "result", 0}), News{Class: ChangedResult, At: third}},
		"called off":                 {with(Change{third, "stage", "amendment", "cancelled", 0}), News{Class: ChangedCancelled, At: third}},
		"called again":               {with(Change{third, "stage", "cancelled", "open_call", 0}), News{Class: ChangedReopened, At: third}},
		"answers":                    {with(Change{third, "stage", "open_call", "qa", 0}), News{Class: ChangedAnswers, At: third}},
		"vanished":                   {vanished, News{Class: ChangedWithdrawn, At: third}},
		"another day of registration alone": {with(Change{second, "deadlines", "registration ~ 2026-11-13", "registration ~ 2026-11-20", 0}),
			News{ChangedDeadline, second, Moment{"2026-11-13", ""}, Moment{"2026-11-20", ""}}},
		"another day of the briefing": {with(Change{second, "deadlines", "briefing 2026-11-13\nsubmission ~ 2026-11-27", "briefing 2026-11-14\nsubmission ~ 2026-11-27", 0}),
			News{Class: ChangedSchedule, At: second}},
		"another period of the work": {with(Change{second, "deadlines", "period 2026-12-01\nsubmission ~ 2026-11-27", "period 2026-12-02\nsubmission ~ 2026-11-27", 0}),
			News{Class: ChangedNew, At: first}},
		"a day that was not known": {with(Change{second, "deadlines", "", "submission ~ 2026-11-27 17:00", 0}),
			News{Class: ChangedDeadline, At: second, New: Moment{"2026-11-27", "17:00"}}},
	} {
		if got := c.record.News(); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
