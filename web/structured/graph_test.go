package structured

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

func record(kind opportunity.Kind) opportunity.Opportunity {
	return opportunity.Opportunity{ID: "x", Kind: kind, IsOpportunity: true, Published: "2026-11-10", Issuer: opportunity.Issuer{Code: "131016"},
		FirstSeen: time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC), Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-01", EndTime: "17:00"}}}
}

func written(t *testing.T, o opportunity.Opportunity) string {
	t.Helper()
	data, err := json.Marshal(Of(o, "件名", "概要", "あおば市", Page{URL: "https://koubo.example/o/x", Source: "https://www.city.example/x"}))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTypesSayNoMoreThanTheRecord goes through kinds, and what takes a claim away.
func TestTypesSayNoMoreThanTheRecord(t *testing.T) {
	const ends = `"validThrough":"2026-12-01T17:00:00+09:00"`
	for _, row := range []struct {
		name   string
		kind   opportunity.Kind
		change func(*opportunity.Opportunity)
		want   []string
		not    string
	}{
		{"a proposal", opportunity.Proposal, nil, []string{`"@type":"Demand"`, ends, `"seeks":{"@id":"https://koubo.example/o/x#call"}`, `"identifier":"131016"`, `"isBasedOn":"https://www.city.example/x"`}, "CreativeWork"},
		{"a subsidy", opportunity.Subsidy, func(o *opportunity.Opportunity) {
			o.Amounts = []opportunity.Amount{{Role: "subsidy_max", Yen: 3_000_000}}
		},
			[]string{`"@type":"MonetaryGrant"`, `"funder":{"@type":"GovernmentOrganization","name":"あおば市"`, `"maxValue":3000000`}, "valid"},
		{"a pilot", opportunity.Pilot, nil, []string{`"@type":"CreativeWork"`, `"expires":"2026-12-01T17:00:00+09:00"`}, "Demand"},
		{"a result", opportunity.Proposal, func(o *opportunity.Opportunity) { o.IsOpportunity = false }, []string{`"@type":"CreativeWork"`}, "Demand"},
		{"a registration before it", opportunity.Proposal, func(o *opportunity.Opportunity) {
			o.Deadlines = append(o.Deadlines, opportunity.Deadline{Role: opportunity.Registration, End: "2026-11-20", EndTime: "12:00"})
		}, []string{`"validThrough":"2026-11-20T12:00:00+09:00"`}, "2026-12-01"},
		{"a doubted day", opportunity.Proposal, func(o *opportunity.Opportunity) {
			o.Doubts = []opportunity.Doubt{{Field: "deadlines", Code: opportunity.WeekdayDiffers}}
		}, []string{"Demand"}, "validThrough"},
	} {
		o := record(row.kind)
		if row.change != nil {
			row.change(&o)
		}
		got := written(t, o)
		for _, want := range row.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s is not in %s", row.name, want, got)
			}
		}
		if strings.Contains(got, row.not) {
			t.Errorf("%s: %s is in %s", row.name, row.not, got)
		}
	}
}

func TestImpossibleDaysAreLeftOut(t *testing.T) {
	o := record(opportunity.Pilot)
	o.Published, o.FirstSeen = "someday", time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)
	if got := written(t, o); strings.Contains(got, "datePublished") {
		t.Error(got)
	}
}
