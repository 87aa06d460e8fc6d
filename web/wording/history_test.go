package wording

import (
	"slices"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestAHistoryTellsWhatMoved: of a schedule the steps that stay are left out, and nothing is told as nothing.
func TestAHistoryTellsWhatMoved(t *testing.T) {
	at := time.Date(2026, 11, 23, 14, 0, 0, 0, jdate.JST)
	o := opportunity.Opportunity{History: []opportunity.Change{
		{At: at, Field: "deadlines", Old: "registration ~ 2026-11-27 17:15\nsubmission ~ 2026-12-11 17:15", New: "questions ~ 2026-11-20\nregistration ~ 2026-11-27 17:15\nsubmission ~ 2026-12-18 17:15"},
		{At: at, Field: "amounts", Old: "", New: "ceiling 5000000 incl total\nother 1000  "},
		{At: at, Field: "attachments", Old: "募集 要項 https://a.example/f/youkou.pdf 12000\n様式 https://a.example/f/y1.xlsx", New: "募集 要項 https://a.example/f/youkou.pdf 13000\n様式 https://a.example/f/y2.xlsx\n例 https://a.example/"},
		{At: at, Field: "eligibility", Old: "法人\n団体", New: "法人"},
	}}
	want := []RevisionRow{
		{Field: "応募資格", Old: "法人\n団体", New: "法人"},
		{Field: "添付資料", Old: "募集 要項（youkou.pdf、12 kB）\n様式（y1.xlsx）", New: "募集 要項（youkou.pdf、13 kB）\n様式（y2.xlsx）\n例"},
		{Field: "金額", Old: "", New: "上限額 500万円（税込）\n金額 1,000円"},
		{Field: "締切", Old: "提出・応募 2026年12月11日（金） 17:15まで", New: "質問 2026年11月20日（金）まで\n提出・応募 2026年12月18日（金） 17:15まで"},
	}
	got := RevisionsOf(o)
	for i := range got {
		got[i].At = ""
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestStepsSortByTheirMoments(t *testing.T) {
	steps := []Step{{}, {Deadline: opportunity.Deadline{Start: "2026-12-11"}}, {Deadline: opportunity.Deadline{Start: "2026-11-01", End: "2026-11-27"}}, {Deadline: opportunity.Deadline{End: "2026-11-27", EndTime: "12:00"}}}
	want := []string{"2026-11-27T12:00", "2026-11-27T24:00", "2026-12-11T24:00", "9999T24:00"}
	var got []string
	for _, s := range steps {
		got = append(got, s.Moment())
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
