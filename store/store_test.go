package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store/selection"
)

// day is the instant of the first visit of every test.
var day = time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)

func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "koubo.db"), Options{Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Sample returns a record of source a that closes on 20 November.
func sample(n int, title string) opportunity.Opportunity {
	url := fmt.Sprintf("https://www.city.example.jp/koubo/%d.html", n)
	return opportunity.Opportunity{
		ID: opportunity.NewID("202100", url), URL: url, Title: title, Source: "a",
		Issuer: opportunity.Issuer{Code: "202100", Name: "駒ヶ根市", Prefecture: "長野県", Department: "企画振興課"},
		Kind:   opportunity.Proposal, Stage: opportunity.OpenCall, IsOpportunity: true, Detail: opportunity.DetailRead,
		Published: "2026-11-01", Summary: "公募型プロポーザルにより事業者を選定します。",
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-20", EndTime: "17:00", Evidence: "提出期限 11月20日午後5時"}},
		Evidence:  map[string]string{"eligibility": "県内に本店を有する法人であること"},
	}
}

func visit(source string, at time.Time, records ...opportunity.Opportunity) sources.Visit {
	return sources.Visit{
		Source: sources.Source{ID: source}, At: at, Health: sources.Health{State: sources.OK, LastRun: at, Items: len(records)},
		Records: records, Report: sources.Report{Start: at, State: sources.OK, Seen: len(records)},
	}
}

func apply(t testing.TB, s *Store, v sources.Visit) sources.Outcome {
	t.Helper()
	out, err := s.Apply(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func everything() opportunity.Query {
	return opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true, Limit: 1000}
}

func answer(t testing.TB, s *Store, q opportunity.Query) selection.Result {
	t.Helper()
	r, err := s.Query(q, day.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func titles(items []opportunity.Opportunity) []string {
	var all []string
	for _, o := range items {
		all = append(all, o.Title)
	}
	return all
}

func check(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
}

// closing sets the last day of a record.
func closing(o opportunity.Opportunity, end jdate.Date) opportunity.Opportunity {
	o.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: end, Evidence: "提出期限"}}
	return o
}
