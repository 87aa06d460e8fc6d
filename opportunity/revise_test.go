package opportunity

import (
	"reflect"
	"testing"
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
