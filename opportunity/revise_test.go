package opportunity

import (
	"reflect"
	"testing"

	"koubo/opportunity/jdate"
)

func TestRevise(t *testing.T) {
	first, later := at("2026-11-01 09:00"), at("2026-11-24 09:00")
	base := Opportunity{ID: "x", Title: "募集", Kind: Proposal, Stage: OpenCall, IsOpportunity: true, Detail: DetailRead, FirstSeen: first,
		LastSeen: first, Revision: 1, Deadlines: []Deadline{{Role: Submission, End: "2026-12-01", Evidence: "12月1日"}, {Role: Questions, End: "2026-11-20"}},
		Contact: Contact{Phone: "0999-12-3456"}}
	change := func(f func(*Opportunity)) Opportunity {
		o := base
		f(&o)
		return o
	}
	for _, c := range []struct {
		name    string
		fresh   Opportunity
		fields  []string
		instant bool // Revised moves
	}{
		{"same", base, nil, false},
		{"other order and evidence", change(func(o *Opportunity) {
			o.Deadlines = []Deadline{{Role: Questions, End: "2026-11-20"}, {Role: Submission, End: "2026-12-01", Evidence: "十二月"}}
		}), nil, false},
		{"deadline", change(func(o *Opportunity) { o.Deadlines = []Deadline{{Role: Submission, End: "2026-12-15"}} }), []string{"deadlines"}, true},
		{"stage and title", change(func(o *Opportunity) { o.Stage, o.Title = Result, "結果" }), []string{"title", "stage"}, true},
		{"pending keeps the page", Opportunity{ID: "x", Title: "募集", Kind: Other, Stage: OpenCall, Detail: DetailPending}, nil, false},
		{"pending with a title", Opportunity{ID: "x", Title: "結果", Kind: Proposal, Stage: Result, Detail: DetailPending}, []string{"title", "stage", "is_opportunity"}, true},
	} {
		merged, revised := Revise(base, c.fresh, later)
		var fields []string
		for _, h := range merged.History {
			fields = append(fields, h.Field)
		}
		if !reflect.DeepEqual(fields, c.fields) || revised != c.instant || merged.Revised.Equal(later) != c.instant {
			t.Errorf("%s: changes %v, revised %v; want %v", c.name, fields, revised, c.fields)
		}
		if len(merged.Deadlines) == 0 || merged.Contact.Phone == "" || !merged.FirstSeen.Equal(first) || !merged.LastSeen.Equal(later) {
			t.Errorf("%s: something was lost: %+v", c.name, merged)
		}
		if again, twice := Revise(merged, merged, later); twice || !reflect.DeepEqual(again, merged) {
			t.Errorf("%s: revising with itself is a revision", c.name)
		}
	}
}

func TestReviseCompletes(t *testing.T) {
	old := Opportunity{Title: "募集", Detail: DetailPending, Revision: 1, Published: "2026-11-01", Withdrawn: &Withdrawal{}}
	fresh := Opportunity{Title: "募集のお知らせ", Detail: DetailRead, Deadlines: []Deadline{{Role: Submission, End: "2026-12-01"}}}
	now := at("2026-11-24 09:00")
	o, revised := Revise(old, fresh, now)
	if revised || o.Revision != 1 || len(o.Deadlines) != 1 || !o.Revised.Equal(now) || o.Published != "2026-11-01" || o.Withdrawn != nil {
		t.Errorf("a completed record: %+v, revised %v", o, revised)
	}
}

// TestReviseAnew: what other rules read is taken, and a last day is news where it is sooner than was told, or was not known.
func TestReviseAnew(t *testing.T) {
	later := at("2026-11-24 09:00")
	on := func(role Role, end string) Deadline { return Deadline{Role: role, End: jdate.Date(end)} }
	hour := on(Submission, "2026-12-01")
	hour.EndTime = "12:00"
	record := func(title string, deadlines ...Deadline) Opportunity {
		return Opportunity{ID: "x", Title: title, Stage: OpenCall, Detail: DetailRead, Revision: 1, Deadlines: deadlines}
	}
	for _, c := range []struct {
		name       string
		old, fresh Opportunity
		told       bool
	}{
		{"the same", record("募集", on(Submission, "2026-12-01")), record("募集", on(Submission, "2026-12-01")), false},
		{"a later day", record("募集", on(Submission, "2026-12-01")), record("再募集", on(Submission, "2026-12-15")), false},
		{"an earlier day", record("募集", on(Submission, "2026-12-15")), record("再募集", on(Submission, "2026-12-01")), true},
		{"an earlier hour", record("募集", on(Submission, "2026-12-01")), record("募集", hour), true},
		{"a later hour", record("募集", hour), record("募集", on(Submission, "2026-12-01")), false},
		{"a day where none was known", record("募集"), record("募集", on(Submission, "2026-12-01")), true},
		{"no day", record("募集", on(Submission, "2026-12-01")), record("募集"), false},
		{"another step", record("募集", on(Submission, "2026-12-01"), on(Questions, "2026-11-30")), record("募集", on(Submission, "2026-12-01"), on(Questions, "2026-11-26")), false},
		{"a registration that was not known", record("募集", on(Submission, "2026-12-15")), record("募集", on(Registration, "2026-12-01"), on(Submission, "2026-12-15")), true},
		{"the same day for another step", record("募集", on(Registration, "2026-12-01")), record("募集", on(Submission, "2026-12-01")), false},
		{"a step that was taken for the last day", record("募集", on(Submission, "2027-03-31")), record("募集", on(Registration, "2026-12-01"), on(Period, "2027-03-31")), true},
	} {
		merged, revised := ReviseAnew(c.old, c.fresh, later)
		want := 0
		if c.told {
			want = 1
		}
		if revised != c.told || len(merged.History) != want || c.told && merged.News().Class == ChangedNew || !reflect.DeepEqual(merged.Deadlines, c.fresh.Deadlines) || merged.Title != c.fresh.Title {
			t.Errorf("%s: revised %v, %+v", c.name, revised, merged)
		}
	}
}

// TestReviseReread: what is read otherwise is taken, and only what the body changed is told.
func TestReviseReread(t *testing.T) {
	later := at("2026-11-24 09:00")
	own, foreign, moved := Deadline{Role: Submission, End: "2026-12-01"}, Deadline{Role: Questions, End: "2026-12-09"}, Deadline{Role: Submission, End: "2026-12-15"}
	record := func(title string, deadlines ...Deadline) Opportunity {
		return Opportunity{ID: "x", Title: title, Stage: OpenCall, Detail: DetailRead, Revision: 1, Deadlines: deadlines}
	}
	for _, c := range []struct {
		name               string
		old, before, fresh Opportunity
		fields             []string
	}{
		{"the way of reading alone", record("募集", own, foreign), record("募集", own, foreign), record("募集", own), nil},
		{"the title too", record("募集", own, foreign), record("再募集", own, foreign), record("再募集", own), []string{"title"}},
		{"the body moved the day", record("募集", own, foreign), record("募集", moved, foreign), record("募集", moved), []string{"deadlines"}},
		{"the body moved the day, and the reading was this before", record("募集", own), record("募集", moved, foreign), record("募集", moved), []string{"deadlines"}},
		{"nothing", record("募集", own), record("募集", own, foreign), record("募集", own), nil},
	} {
		merged, revised := ReviseReread(c.old, c.before, c.fresh, later)
		var fields []string
		for _, h := range merged.History {
			fields = append(fields, h.Field)
		}
		if !reflect.DeepEqual(fields, c.fields) || revised != (len(c.fields) > 0) || !reflect.DeepEqual(merged.Deadlines, c.fresh.Deadlines) || merged.Title != c.fresh.Title {
			t.Errorf("%s: changes %v, want %v; %+v", c.name, fields, c.fields, merged)
		}
	}
}

// TestReviseJoined: what one of the records had that became one is no news; what none had is.
func TestReviseJoined(t *testing.T) {
	later := at("2026-11-24 09:00")
	early, late := Deadline{Role: Submission, End: "2026-12-01"}, Deadline{Role: Submission, End: "2026-12-15"}
	record := func(title string, published jdate.Date, d Deadline) Opportunity {
		return Opportunity{ID: "x", Title: title, Stage: OpenCall, Detail: DetailRead, Revision: 1, Published: published, Deadlines: []Deadline{d}}
	}
	one, other := record("募集", "2026-11-01", early), record("募集について", "2026-11-02", early)
	for fresh, want := range map[*Opportunity][]string{
		new(record("募集", "2026-11-01", early)): nil, new(record("募集について", "2026-11-01", early)): nil, new(record("募集", "2026-11-03", early)): {"published"},
		new(record("募集", "2026-11-01", late)): {"deadlines"},
	} {
		merged, revised := ReviseJoined(other, []Opportunity{one, other}, *fresh, later)
		var fields []string
		for _, h := range merged.History {
			fields = append(fields, h.Field)
		}
		if !reflect.DeepEqual(fields, want) || revised != (len(want) > 0) || merged.Title != fresh.Title || merged.Published != fresh.Published {
			t.Errorf("%s, %s: changes %v, want %v; %+v", fresh.Title, fresh.Published, fields, want, merged)
		}
	}
}

// TestReviseAPart: a row of a list that has got a page of its own is no part of the list any more; a part of a page stays one.
func TestReviseAPart(t *testing.T) {
	const list, page = "https://www.city.example.jp/list.html", "https://www.city.example.jp/1.html"
	for _, c := range []struct {
		detail            DetailState
		url, part, merged string
	}{
		{DetailNone, page, "", ""}, {DetailNone, list, "", "a"}, {DetailNone, list, "b", "b"}, {DetailRead, page, "", "a"}, {DetailRead, list, "b", "b"},
	} {
		old := Opportunity{URL: list, Part: "a", Title: "募集", Detail: c.detail}
		if o, _ := Revise(old, Opportunity{URL: c.url, Part: c.part, Title: "募集", Detail: DetailRead}, at("2026-11-24 09:00")); o.Part != c.merged {
			t.Errorf("%+v: part %q", c, o.Part)
		}
	}
}
