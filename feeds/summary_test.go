package feeds

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// The summary of any record names first what opportunity.Next returns.
func TestSummaryBeginsWithNext(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	roles := []opportunity.Role{opportunity.Submission, opportunity.Registration, opportunity.Questions, opportunity.Briefing,
		opportunity.SiteVisit, opportunity.Interview, opportunity.Presentation, opportunity.Opening, opportunity.Answers,
		opportunity.Selection, opportunity.Contract, opportunity.Publication, opportunity.Period, opportunity.OtherRole}
	now := time.Date(2026, 11, 10, 3, 0, 0, 0, time.UTC)
	clocks := []jdate.Clock{"", "", "09:00", "12:00", "17:00", "24:00"}
	named := 0
	for range 2000 {
		var o opportunity.Opportunity
		for range random.IntN(6) {
			d := opportunity.Deadline{Role: roles[random.IntN(len(roles))]}
			day := jdate.DateOf(now).AddDays(random.IntN(20) - 10)
			if random.IntN(3) > 0 {
				d.Start, d.StartTime = day, clocks[random.IntN(len(clocks))]
			}
			if random.IntN(3) > 0 {
				d.End, d.EndTime = day.AddDays(random.IntN(5)), clocks[random.IntN(len(clocks))]
			}
			o.Deadlines = append(o.Deadlines, d)
		}
		steps := wording.Ahead(wording.Steps(o.Deadlines), now)
		next, ok := o.Next(now)
		if !ok {
			if len(steps) > 0 && !strings.Contains(steps[0].Name(), "受付開始") {
				t.Fatalf("%+v: nothing is next, the summary begins with %q", o.Deadlines, factsOf(o, now))
			}
			continue
		}
		named++
		if len(steps) == 0 || steps[0].Deadline != next || !strings.HasPrefix(factsOf(o, now), steps[0].Word) {
			t.Fatalf("%+v: next is %+v, the summary begins with %q", o.Deadlines, next, factsOf(o, now))
		}
	}
	if named < 500 {
		t.Fatalf("only %d records had a next step", named)
	}
}

func TestSummary(t *testing.T) {
	now := time.Date(2026, 11, 10, 3, 0, 0, 0, time.UTC)
	day := func(role opportunity.Role, start, end jdate.Date, c jdate.Clock) opportunity.Deadline {
		return opportunity.Deadline{Role: role, Start: start, End: end, EndTime: c}
	}
	for want, o := range map[string]opportunity.Opportunity{
		"期限不明": {},
		"発注者：長野県松本市／種別：実証実験\n提出期限 2026-11-20（金）": {Issuer: opportunity.Issuer{Name: "松本市", Prefecture: "長野県"}, Kind: opportunity.Pilot,
			Deadlines: []opportunity.Deadline{day(opportunity.Submission, "", "2026-11-20", "")}},
		"締切要確認": {Doubts: []opportunity.Doubt{{Field: "deadlines", Code: opportunity.NoSuchDay, Words: "12月32日"}}},
		"受付前／提出期限 2026-12-25（金）・2026-12-01（火）から受付／提出期限 2027-01-29 12:00（金）・2027-01-12（火）から受付": {Status: opportunity.Upcoming, Deadlines: []opportunity.Deadline{
			day(opportunity.Submission, "2026-12-01", "2026-12-25", ""), day(opportunity.Submission, "2027-01-12", "2027-01-29", "12:00")}},
		"提出期限 2026-11-20（金）": {Deadlines: []opportunity.Deadline{day(opportunity.Submission, "2026-11-20", "2026-11-20", "")}},
		"受付終了／提出期限 2026-11-20（金）・参加の申込みを済ませた方の期限です": {Status: opportunity.Closed, Stage: opportunity.OpenCall, Deadlines: []opportunity.Deadline{
			day(opportunity.Registration, "", "2026-11-09", ""), day(opportunity.Submission, "", "2026-11-20", "")}},
		"随時受付": {Rolling: true, Status: opportunity.RollingStatus},
		"質問期限 2026-11-12 12:00（木）／提出期限 2026-11-20（金）": {Deadlines: []opportunity.Deadline{
			day(opportunity.Submission, "2026-11-01", "2026-11-20", ""), day(opportunity.Questions, "", "2026-11-12", "12:00"), day(opportunity.Questions, "", "2026-11-09", "")}},
		"対話・面談 2026-11-09（月）～2026-11-13（金）／提出受付開始 2026-11-11（水）／期限不明": {Deadlines: []opportunity.Deadline{
			day(opportunity.Submission, "2026-11-11", "", ""), day(opportunity.Interview, "2026-11-09", "2026-11-13", "")}},
		"開札 2026-11-25（水）／期限不明／上限額 -1,000円（税抜）／件": {Deadlines: []opportunity.Deadline{day(opportunity.Opening, "2026-11-25", "", "")},
			Amounts: []opportunity.Amount{{Role: "ceiling", Yen: -1000, Tax: "excl", Per: "item"}, {Role: "deposit", Yen: 5}}},
		"募集終了\n要約": {Status: opportunity.Closed, Summary: " 要約\r\n", Deadlines: []opportunity.Deadline{day(opportunity.Submission, "", "2026-11-09", "")}},
		"取下げ":      {Status: opportunity.WithdrawnNow, Deadlines: []opportunity.Deadline{day(opportunity.Submission, "", "2026-11-20", "")}},
	} {
		want = strings.Replace(strings.Replace(want, "募集終了", opportunity.Closed.Label(), 1), "取下げ", opportunity.WithdrawnNow.Label(), 1)
		if got := summaryOf(State(o), now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
