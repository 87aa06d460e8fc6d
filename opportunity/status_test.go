package opportunity

import (
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, jdate.JST)
	if err != nil {
		panic(err)
	}
	return t
}

func TestStatus(t *testing.T) {
	sub := func(start, end jdate.Date, clock jdate.Clock) Deadline {
		return Deadline{Role: Submission, Start: start, End: end, EndTime: clock}
	}
	reg := Deadline{Role: Registration, End: "2026-11-10"}
	for _, c := range []struct {
		name   string
		o      Opportunity
		now    string
		status Status
	}{
		{"open", Opportunity{Deadlines: []Deadline{sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Open},
		{"seven days", Opportunity{Deadlines: []Deadline{sub("", "2026-12-01", "09:00")}}, "2026-11-24 09:00", ClosingSoon},
		{"a day lasts until midnight", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "")}}, "2026-11-24 23:59", ClosingSoon},
		{"midnight", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "")}}, "2026-11-25 00:00", Closed},
		{"at the minute", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "17:00")}}, "2026-11-24 17:00", Closed},
		{"upcoming", Opportunity{Deadlines: []Deadline{sub("2026-12-01", "2026-12-20", "")}}, "2026-11-24 09:00", Upcoming},
		{"registration is the gate", Opportunity{Deadlines: []Deadline{reg, sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Closed},
		{"registration alone", Opportunity{Deadlines: []Deadline{reg}}, "2026-11-01 09:00", Open},
		{"registration before the submission begins", Opportunity{Deadlines: []Deadline{reg, sub("2026-11-11", "2026-11-20", "")}}, "2026-11-01 09:00", Open},
		{"registration ends before the submission begins", Opportunity{Deadlines: []Deadline{reg, sub("2026-11-11", "2026-11-20", "")}}, "2026-11-05 09:00", ClosingSoon},
		{"registration that is to begin", Opportunity{Deadlines: []Deadline{{Role: Registration, Start: "2026-11-04", End: "2026-11-10"}, sub("2026-11-11", "2026-11-20", "")}}, "2026-11-01 09:00", Upcoming},
		{"registration ends on the day on which the submission begins", Opportunity{Deadlines: []Deadline{reg, sub("2026-11-10", "2026-11-20", "")}}, "2026-11-05 09:00", ClosingSoon},
		{"registration and submission that begin together", Opportunity{Deadlines: []Deadline{reg, sub("2026-11-01", "2026-11-20", "")}}, "2026-10-20 09:00", Upcoming},
		{"second round", Opportunity{Deadlines: []Deadline{sub("", "2026-10-01", ""), sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Open},
		{"questions close nothing", Opportunity{Deadlines: []Deadline{{Role: Questions, End: "2026-11-01"}}}, "2026-11-24 09:00", UnknownStatus},
		{"rolling", Opportunity{Rolling: true}, "2026-11-24 09:00", RollingStatus},
		{"rolling that ended", Opportunity{Rolling: true, Deadlines: []Deadline{sub("", "2026-11-01", "")}}, "2026-11-24 09:00", Closed},
		{"result", Opportunity{Stage: Result}, "2026-11-24 09:00", Closed},
		{"withdrawn", Opportunity{Withdrawn: &Withdrawal{}}, "2026-11-24 09:00", WithdrawnNow},
		{"withdrawn while open, long ago", Opportunity{Withdrawn: &Withdrawal{At: at("2026-11-03 09:00")}, Deadlines: []Deadline{{Role: Submission, End: "2026-11-10"}}}, "2026-11-24 09:00", WithdrawnNow},
		{"gone after it had closed", Opportunity{Withdrawn: &Withdrawal{At: at("2026-11-13 09:00")}, Deadlines: []Deadline{{Role: Submission, End: "2026-11-10"}}}, "2026-11-24 09:00", Closed},
		{"old and silent", Opportunity{Published: "2025-11-01"}, "2026-11-24 09:00", Closed},
		{"silent", Opportunity{Published: "2026-01-01"}, "2026-11-24 09:00", UnknownStatus},
	} {
		if got := c.o.At(at(c.now)).Status; got != c.status {
			t.Errorf("%s: %s, want %s", c.name, got, c.status)
		}
	}
}

func TestNext(t *testing.T) {
	o := Opportunity{Deadlines: []Deadline{
		{Role: Submission, End: "2026-12-20"}, {Role: Questions, End: "2026-11-10"}, {Role: Answers, Start: "2026-11-25"},
		{Role: Briefing, Start: "2026-11-24", StartTime: "10:00"}, {Role: Period, End: "2026-11-30"},
	}}
	if d, ok := o.Next(at("2026-11-24 09:00")); !ok || d.Role != Briefing {
		t.Errorf("Next = %v %v, want the briefing", d, ok)
	}
	if d, ok := o.Next(at("2026-11-24 11:00")); !ok || d.Role != Submission {
		t.Errorf("Next = %v %v, want the submission", d, ok)
	}
	if _, ok := o.Next(at("2026-12-21 00:00")); ok {
		t.Error("nothing is ahead")
	}
}
