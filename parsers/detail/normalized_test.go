package detail

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
)

// labelledRecord is what a labelled page says of the record that is made of it.
type labelledRecord struct {
	URL           string            `json:"url"`
	Kind          opportunity.Kind  `json:"kind"`
	Stage         opportunity.Stage `json:"stage"`
	IsOpportunity bool              `json:"is_opportunity"`
	Rolling       bool              `json:"rolling"`
	BudgetYen     *int64            `json:"budget_yen"`
	Deadlines     []struct {
		Role       opportunity.Role
		Start, End *string
		StartTime  *string `json:"start_time"`
		EndTime    *string `json:"end_time"`
	} `json:"deadlines"`
}

// TestLabelledPagesBecomeRecords reads the labelled pages and normalizes what was read.
func TestLabelledPagesBecomeRecords(t *testing.T) {
	forLabelledPages(t, func(t *testing.T, labels string, draft opportunity.Draft) {
		var want labelledRecord
		readJSON(t, labels, &want)
		ref := plainDay(draft.Published)
		if ref == "" {
			ref = plainDay(draft.Updated)
		}
		got, _ := extract.Normalize(draft, jdate.Date(ref))
		compareRecord(t, got, want)
	})
}

func compareRecord(t *testing.T, got opportunity.Opportunity, want labelledRecord) {
	t.Helper()
	if got.Kind != want.Kind || got.Stage != want.Stage || got.IsOpportunity != want.IsOpportunity || got.Rolling != want.Rolling {
		t.Errorf("kind %s, stage %s, is_opportunity %t, rolling %t; want %s, %s, %t, %t", got.Kind, got.Stage, got.IsOpportunity,
			got.Rolling, want.Kind, want.Stage, want.IsOpportunity, want.Rolling)
	}
	if yen(got.BudgetYen) != yen(want.BudgetYen) {
		t.Errorf("budget %s, want %s", yen(got.BudgetYen), yen(want.BudgetYen))
	}
	var have, wanted []string
	for _, d := range got.Deadlines {
		have = append(have, fmt.Sprintf("%s %s %s - %s %s", d.Role, d.Start, d.StartTime, d.End, d.EndTime))
	}
	for _, d := range want.Deadlines {
		wanted = append(wanted, fmt.Sprintf("%s %s %s - %s %s", d.Role, textAt(d.Start), textAt(d.StartTime), textAt(d.End), textAt(d.EndTime)))
	}
	slices.Sort(have)
	slices.Sort(wanted)
	if !slices.Equal(have, wanted) {
		t.Errorf("deadlines\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(wanted, "\n"))
	}
}

func yen(sum *int64) string {
	if sum == nil {
		return "none"
	}
	return fmt.Sprint(*sum)
}
