package web

import (
	"strings"
	"testing"

	"koubo/opportunity"
)

// sectionOf returns the part of a page from a heading to the end of its section.
func sectionOf(page, heading string) string {
	_, rest, found := strings.Cut(page, heading)
	if !found {
		return ""
	}
	section, _, _ := strings.Cut(rest, "</section>")
	return section
}

// TestRecordsLeadToWhatIsRelated: former rounds and results of the same body, its other open calls, open calls of the theme.
func TestRecordsLeadToWhatIsRelated(t *testing.T) {
	c := newTown(t)
	now := call("n", "令和8年度 スマート農業実証事業 参加者の募集", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-10", "17:00", "x"))
	now.Themes = []string{"agriculture"}
	before := call("p", "令和7年度スマート農業実証事業の参加者募集", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2025-12-10", "17:00", "x"))
	result := call("r", "スマート農業実証事業（令和7年度）の選定結果", aoba, opportunity.Pilot)
	result.Stage, result.IsOpportunity = opportunity.Result, false
	elsewhere := call("e", "スマート農業実証事業の募集", midor, opportunity.Pilot)
	elsewhere.Themes = []string{"agriculture"}
	c.records = append(c.records, now, before, result, elsewhere)
	page := c.get("/o/n").Body.String()
	rounds, own, theme := sectionOf(page, "同じ件名のこれまでの募集と結果"), sectionOf(page, "あおば市が募集しているほかの案件"), sectionOf(page, "農林水産の分野の公募")
	for _, row := range []struct {
		where, section string
		want, not      []string
	}{
		{"rounds", rounds, []string{"/o/p", "/o/r", `href="/?issuer=131016&amp;kind=all`}, []string{`/o/n"`, "/o/e", "/o/a1"}},
		{"own calls", own, []string{"/o/a1", "/o/a5", `href="/issuer/131016"`}, []string{"/o/p", "/o/r", `/o/n"`, "/o/a9", "/o/a2"}},
		{"theme", theme, []string{"/o/e", `href="/?theme=agriculture"`}, []string{"/o/p", "/o/a1", `/o/n"`}},
	} {
		for _, want := range row.want {
			if !strings.Contains(row.section, want) {
				t.Errorf("%s lacks %s: %s", row.where, want, row.section)
			}
		}
		for _, not := range row.not {
			if strings.Contains(row.section, not) {
				t.Errorf("%s holds %s", row.where, not)
			}
		}
	}
}
