package opportunity

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read is a record as a page with two deadlines makes it.
func read() Opportunity {
	yen := int64(5_000_000)
	return Opportunity{
		ID: "x", URL: "https://www.city.example.jp/1.html", Title: "公募", Kind: Proposal, Stage: OpenCall, IsOpportunity: true, Detail: DetailRead,
		Issuer: Issuer{Code: "202100", Name: "駒ヶ根市", Prefecture: "長野県"}, Themes: []string{"tourism"}, BudgetYen: &yen,
		Deadlines: []Deadline{{Role: Questions, End: "2026-11-20", Evidence: "質問 11月20日"}, {Role: Submission, End: "2026-12-01", Evidence: "提出 12月1日"}},
		Contact:   Contact{Phone: "0265-00-0000"}, Evidence: map[string]string{"kind": "公募型プロポーザル"},
		FirstSeen: at("2026-11-01 09:00"), LastSeen: at("2026-11-02 09:00"), Revised: at("2026-11-01 09:00"), Revision: 1,
	}
}

func TestDiffNamesEachFieldThatWasReadDifferently(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Opportunity)
		want   []FieldDiff
	}{
		{"nothing", func(*Opportunity) {}, nil},
		{"visits", func(o *Opportunity) {
			o.FirstSeen, o.LastSeen, o.Revised = at("2026-11-20 09:00"), at("2026-11-21 09:00"), at("2026-11-22 09:00")
			o.Revision, o.Status = 4, Closed
			o.History = []Change{{Field: "kind", New: "<&>"}}
		}, nil},
		{"kind", func(o *Opportunity) { o.Kind = Pilot }, []FieldDiff{{"kind", "proposal", "pilot"}}},
		{"one deadline of two", func(o *Opportunity) {
			o.Deadlines = []Deadline{o.Deadlines[0], {Role: Submission, End: "2026-12-01", EndTime: "17:00", Evidence: "<提出>"}}
		}, []FieldDiff{{"deadlines", `{"role":"submission","end":"2026-12-01","evidence":"提出 12月1日"}`, `{"role":"submission","end":"2026-12-01","end_time":"17:00","evidence":"<提出>"}`}}},
		{"a deadline more", func(o *Opportunity) {
			o.Deadlines = append(slices.Clone(o.Deadlines), Deadline{Role: Briefing, Start: "2026-11-10"})
		}, []FieldDiff{{"deadlines", "", `{"role":"briefing","start":"2026-11-10","evidence":""}`}}},
		{"no deadline left", func(o *Opportunity) { o.Deadlines = nil }, []FieldDiff{{"deadlines",
			`{"role":"questions","end":"2026-11-20","evidence":"質問 11月20日"}` + "\n" + `{"role":"submission","end":"2026-12-01","evidence":"提出 12月1日"}`, ""}}},
		{"a theme more", func(o *Opportunity) { o.Themes = []string{"mobility", "tourism"} }, []FieldDiff{{"themes", "", "mobility"}}},
		{"part of a field", func(o *Opportunity) { o.Contact = Contact{Email: "a@example.jp"} },
			[]FieldDiff{{"contact.email", "", "a@example.jp"}, {"contact.phone", "0265-00-0000", ""}}},
		{"evidence", func(o *Opportunity) { o.Evidence = map[string]string{"kind": "プロポーザル"} }, []FieldDiff{{"evidence.kind", "公募型プロポーザル", "プロポーザル"}}},
		{"budget gone", func(o *Opportunity) { o.BudgetYen = nil }, []FieldDiff{{"budget_yen", "5000000", ""}}},
		{"no opportunity", func(o *Opportunity) { o.IsOpportunity = false }, []FieldDiff{{"is_opportunity", "true", "false"}}},
		{"withdrawn", func(o *Opportunity) { o.Withdrawn = &Withdrawal{At: at("2026-11-03 09:00"), Reason: "404"} }, []FieldDiff{{"withdrawn.reason", "", "404"}}},
	} {
		fresh := read()
		c.change(&fresh)
		if diff := cmp.Diff(c.want, Diff(read(), fresh)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestDiffShowsAListWholeWhereOnlyItsOrderMoved(t *testing.T) {
	old, fresh := read(), read()
	old.Themes, fresh.Themes = []string{"a", "b"}, []string{"b", "a"}
	if diff := cmp.Diff([]FieldDiff{{"themes", "a\nb", "b\na"}}, Diff(old, fresh)); diff != "" {
		t.Error(diff)
	}
}

func TestDiffRunsSortsRecordsIntoAddedMissingAndChanged(t *testing.T) {
	record := func(id string, kind Kind) Opportunity {
		return Opportunity{ID: id, URL: "https://x/" + id, Title: id, Kind: kind}
	}
	old := []Opportunity{record("d", Pilot), record("a", Pilot), record("b", Pilot), record("c", Pilot)}
	fresh := []Opportunity{record("c", Tender), record("b", Pilot), record("e", Pilot), record("a", Subsidy)}
	brief := func(id string, fields ...FieldDiff) RecordDiff {
		return RecordDiff{ID: id, URL: "https://x/" + id, Title: id, Fields: fields}
	}
	want := RunDiff{Same: 1, Added: []RecordDiff{brief("e")}, Missing: []RecordDiff{brief("d")},
		Changed: []RecordDiff{brief("a", FieldDiff{"kind", "pilot", "subsidy"}), brief("c", FieldDiff{"kind", "pilot", "tender"})}}
	got := DiffRuns(old, fresh)
	if diff := cmp.Diff(want, got); diff != "" || got.Equal() {
		t.Errorf("equal: %v (-want +got):\n%s", got.Equal(), diff)
	}
	if same := DiffRuns(old, old); !same.Equal() || same.Same != 4 {
		t.Errorf("a run against itself: %+v", same)
	}
}
