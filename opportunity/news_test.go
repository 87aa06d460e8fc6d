package opportunity

import (
	"fmt"
	"testing"
	"time"

	"koubo/opportunity/jdate"
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
		"a later last day":           {with(moved), News{Class: ChangedDeadline, At: second, Old: Moment{"2026-11-13", "17:00"}, New: Moment{"2026-11-27", ""}}},
		"then another telephone":     {with(moved, Change{third, "contact", "a", "b", 0}), News{Class: ChangedDeadline, At: second, Old: Moment{"2026-11-13", "17:00"}, New: Moment{"2026-11-27", ""}}},
		"only another telephone":     {with(Change{third, "contact", "a", "b", 0}), News{Class: ChangedNew, At: first}},
		"papers and the day at once": {with(Change{second, "attachments", "a", "b", 0}, moved), News{Class: ChangedDeadline, At: second, Old: Moment{"2026-11-13", "17:00"}, New: Moment{"2026-11-27", ""}}},
		"papers":                     {with(moved, Change{third, "attachments", "a", "b", 0}), News{Class: ChangedDocuments, At: third}},
		"the result":                 {with(moved, Change{third, "stage", "open_call", "result", 0}), News{Class: ChangedResult, At: third}},
		"called off":                 {with(Change{third, "stage", "amendment", "cancelled", 0}), News{Class: ChangedCancelled, At: third}},
		"called again":               {with(Change{third, "stage", "cancelled", "open_call", 0}), News{Class: ChangedReopened, At: third}},
		"answers":                    {with(Change{third, "stage", "open_call", "qa", 0}), News{Class: ChangedAnswers, At: third}},
		"vanished":                   {vanished, News{Class: ChangedWithdrawn, At: third}},
		"another day of registration alone": {with(Change{second, "deadlines", "registration ~ 2026-11-13", "registration ~ 2026-11-20", 0}),
			News{Class: ChangedDeadline, At: second, Old: Moment{"2026-11-13", ""}, New: Moment{"2026-11-20", ""}}},
		"another day of the briefing": {with(Change{second, "deadlines", "briefing 2026-11-13\nsubmission ~ 2026-11-27", "briefing 2026-11-14\nsubmission ~ 2026-11-27", 0}),
			News{Class: ChangedSchedule, At: second}},
		"another period of the work": {with(Change{second, "deadlines", "period 2026-12-01\nsubmission ~ 2026-11-27", "period 2026-12-02\nsubmission ~ 2026-11-27", 0}),
			News{Class: ChangedNew, At: first}},
		"a day that was not known": {with(Change{second, "deadlines", "", "submission ~ 2026-11-27 17:00", 0}),
			News{Class: ChangedDeadline, At: second, New: Moment{"2026-11-27", "17:00"}}},
	} {
		got := c.record.News()
		if told := c.record.Told(); told[len(told)-1] != got || told[0].Class != ChangedNew {
			t.Errorf("%s: the last that is told is %+v, the news %+v", name, told, got)
		}
		if got.Field, got.Before, got.After = "", "", ""; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestEachClassOfAChange has one visit find the call as it is before, and the next as it is after.
func TestEachClassOfAChange(t *testing.T) {
	first, second := time.Unix(1000, 0), time.Unix(2000, 0)
	call := Opportunity{Title: "件名", Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, FirstSeen: first, Revised: first, Revision: 1,
		Deadlines:   []Deadline{{Role: Submission, End: "2026-11-13", EndTime: "12:00"}, {Role: Briefing, Start: "2026-11-02"}},
		Attachments: []Attachment{{Title: "要領", URL: "https://a.example/1.pdf"}}, Contact: Contact{Phone: "0999-12-3456"}}
	with := func(change func(*Opportunity)) Opportunity {
		o := call
		o.Deadlines, o.Attachments = append([]Deadline(nil), o.Deadlines...), append([]Attachment(nil), o.Attachments...)
		change(&o)
		return o
	}
	stage := func(s Stage) Opportunity {
		return with(func(o *Opportunity) { o.Stage, o.IsOpportunity = s, s == OpenCall })
	}
	attached := func(title string) Opportunity {
		return with(func(o *Opportunity) {
			o.Attachments = append(o.Attachments, Attachment{Title: title, URL: "https://a.example/2.pdf"})
		})
	}
	vanished := with(func(o *Opportunity) { o.Withdrawn = &Withdrawal{At: first, Reason: "消えた"} })
	for _, c := range []struct {
		name          string
		before, after Opportunity
		want          ChangeClass
		announced     int
	}{
		{"nothing", call, call, ChangedNew, 1},
		{"a later day", call, with(func(o *Opportunity) { o.Deadlines[0].End = "2026-11-27" }), ChangedDeadline, 2},
		{"a later hour", call, with(func(o *Opportunity) { o.Deadlines[0].EndTime = "17:00" }), ChangedDeadline, 2},
		{"another step", call, with(func(o *Opportunity) { o.Deadlines[1].Start = "2026-11-03" }), ChangedSchedule, 2},
		{"after it was called off", stage(Cancelled), call, ChangedReopened, 2},
		{"after it was decided", stage(Result), call, ChangedReopened, 2},
		{"after it had vanished", vanished, call, ChangedReopened, 2},
		{"a page of answers", call, stage(QA), ChangedAnswers, 2},
		{"a document of answers", call, attached("質問への回答書"), ChangedAnswers, 2},
		{"a form for answers", call, attached("回答様式"), ChangedDocuments, 2},
		{"another document", call, attached("仕様書（改訂）"), ChangedDocuments, 2},
		{"the result", call, stage(Result), ChangedResult, 2},
		{"called off", call, stage(Cancelled), ChangedCancelled, 2},
		{"another title", call, with(func(o *Opportunity) { o.Title = "件名 改" }), ChangedNew, 1},
		{"another contact", call, with(func(o *Opportunity) { o.Contact.Phone = "0999-65-4321" }), ChangedNew, 1},
		{"another sum", call, with(func(o *Opportunity) { o.Amounts = []Amount{{Role: "ceiling", Yen: 1}} }), ChangedNew, 1},
	} {
		got, _ := Revise(c.before, c.after, second)
		if n := got.News(); n.Class != c.want || c.want != ChangedNew && !n.At.Equal(second) || got.Announced() != c.announced {
			t.Errorf("%s: %+v at revision %d of %d, want %s at %d", c.name, n, got.Announced(), got.Revision, c.want, c.announced)
		}
	}
}

// TestWhatIsMoot: a page that says that a call is off or decided loses its days and documents without a word.
func TestWhatIsMoot(t *testing.T) {
	call := Opportunity{Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, FirstSeen: time.Unix(1000, 0), Revision: 1,
		Deadlines: []Deadline{{Role: Submission, End: "2026-11-13"}}, Attachments: []Attachment{{Title: "要領", URL: "https://a.example/1.pdf"}}}
	for stage, want := range map[Stage]ChangeClass{Cancelled: ChangedCancelled, Result: ChangedDocuments, Amendment: ChangedDocuments} {
		o := revised(call, func(o *Opportunity) { o.Stage = stage }, time.Unix(2000, 0))
		o = revised(o, func(o *Opportunity) { o.Attachments = nil }, time.Unix(3000, 0))
		if got := o.News().Class; got != want {
			t.Errorf("%s without its documents: %s, want %s", stage, got, want)
		}
		before := o.News()
		o = revised(o, func(o *Opportunity) { o.Deadlines = nil }, time.Unix(4000, 0))
		if moved := o.News() != before; moved != (stage == Amendment) {
			t.Errorf("%s without its days: %+v", stage, o.News())
		}
	}
}

// TestAnnouncedNeverFalls lets a page change for years, mostly in what nobody must hear of.
func TestAnnouncedNeverFalls(t *testing.T) {
	o := Opportunity{Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, Revision: 1}
	at, before := time.Unix(1000, 0), 0
	for n := range 400 {
		fresh := o
		at = at.Add(time.Hour)
		if fresh.Contact.Phone = fmt.Sprint(n % 7); n%90 == 30 {
			fresh.Deadlines = []Deadline{{Role: Submission, End: jdate.DateOf(at.AddDate(0, 1, 0))}}
		}
		o, _ = Revise(o, fresh, at)
		if now := o.Announced(); now < before || now > o.Revision || n%90 == 30 && now != o.Revision {
			t.Fatalf("change %d: revision %d of %d, before it %d", n, now, o.Revision, before)
		}
		before = o.Announced()
	}
	if before == o.Revision {
		t.Error("what is cosmetic is announced")
	}
}

func TestExtended(t *testing.T) {
	for _, c := range []struct {
		old, now Moment
		want     bool
	}{
		{Moment{"2026-11-13", ""}, Moment{"2026-11-27", ""}, true},
		{Moment{"2026-11-13", "12:00"}, Moment{"2026-11-13", "17:00"}, true},
		{Moment{"2026-11-13", "17:00"}, Moment{"2026-11-13", "12:00"}, false},
		{Moment{"2026-11-13", ""}, Moment{"2026-11-13", "17:00"}, false}, // the day lasted until midnight
		{Moment{"2026-11-27", ""}, Moment{"2026-11-13", ""}, false},
		{Moment{}, Moment{"2026-11-13", ""}, false},
		{Moment{"2026-12-01", "00:00"}, Moment{"2026-12-01", ""}, true}, // midnight ends the day before
		{Moment{"2026-12-01", "00:00"}, Moment{"2026-12-01", "17:00"}, true},
		{Moment{"2026-11-30", "17:00"}, Moment{"2026-12-01", "00:00"}, true},
		{Moment{"2026-12-01", ""}, Moment{"2026-12-01", "00:00"}, false},
		{Moment{"2026-12-01", "00:00"}, Moment{"2026-11-30", "17:00"}, false},
	} {
		if n := (News{Class: ChangedDeadline, Old: c.old, New: c.now}); n.Extended() != c.want {
			t.Errorf("%v to %v: %v", c.old, c.now, n.Extended())
		}
	}
	if (News{Class: ChangedSchedule, Old: Moment{"2026-11-13", ""}, New: Moment{"2026-11-27", ""}}).Extended() {
		t.Error("another step is no last day")
	}
}

// TestAnotherSpellingOfMidnightIsNoNews: a day lasts until its midnight whether the page says so or not.
func TestAnotherSpellingOfMidnightIsNoNews(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     ChangeClass
	}{
		{"submission ~ 2026-11-30", "submission ~ 2026-12-01 00:00", ChangedNothing},
		{"briefing 2026-11-20\nsubmission ~ 2026-12-01 00:00", "briefing 2026-11-20\nsubmission ~ 2026-11-30", ChangedNothing},
		{"questions ~ 2026-12-01 00:00", "questions ~ 2026-11-30", ChangedNothing},
		{"submission ~ 2026-12-01", "submission ~ 2026-12-01 00:00", ChangedDeadline},
		{"submission ~ 2026-11-30 17:00", "submission ~ 2026-12-01 00:00", ChangedDeadline},
		{"briefing 2026-11-20\nsubmission ~ 2026-11-30", "briefing 2026-11-21\nsubmission ~ 2026-12-01 00:00", ChangedSchedule},
	} {
		if got := deadlineNews(Change{Field: "deadlines", Old: c.old, New: c.new}); got.Class != c.want {
			t.Errorf("%q to %q is %s, want %s", c.old, c.new, got.Class, c.want)
		}
	}
}

// TestLastEndOfMidnight: of two last days the one that ends at midnight is over a day before the one that has no hour.
func TestLastEndOfMidnight(t *testing.T) {
	for schedule, want := range map[string]Moment{
		"submission ~ 2026-12-01\nsubmission ~ 2026-12-01 00:00":       {"2026-12-01", ""},
		"submission ~ 2026-12-01 00:00\nsubmission ~ 2026-12-01":       {"2026-12-01", ""},
		"submission ~ 2026-11-30 17:00\nsubmission ~ 2026-12-01 00:00": {"2026-12-01", "00:00"},
		"submission ~ 2026-12-01 17:00\nsubmission ~ 2026-12-01":       {"2026-12-01", "17:00"},
		"": {},
	} {
		if got := lastEnd(schedule, Submission); got != want {
			t.Errorf("%q: %v", schedule, got)
		}
	}
}
