package opportunity

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"koubo/opportunity/jdate"
)

func TestQueryRoundTrip(t *testing.T) {
	for _, q := range []Query{
		{Sort: ByRevised},
		{Sort: ByDeadline, Kinds: []Kind{Pilot, Tender}, Stages: []Stage{Result}, Statuses: []Status{Closed}, Prefectures: []string{"13", "20"}, Issuers: []string{"472018"},
			Source: "naha-news", Themes: []string{"dx", "tourism"}, ClosingWithin: 14, Text: "防災 & AI", ClosingAfter: "2026-11-01", ClosingBefore: "2026-12-01", BudgetMin: 1_000_000, BudgetMax: 5_000_000, BudgetUnknown: true, Limit: 5, Cursor: "abc"},
		{Sort: ByBudget, BudgetMin: 1, Text: `観光 OR "a b" -入札`},
		{Sort: ByPublished, AllKinds: true, AllStages: true, AllStatuses: true},
	} {
		got, err := ParseQuery(q.Values())
		if err != nil || !reflect.DeepEqual(got, q) {
			t.Errorf("%v became %+v, %v", q.Values(), got, err)
		}
	}
}

func TestQueryErrors(t *testing.T) {
	for name, value := range map[string]string{"kind": "x", "stage": "x", "status": "x", "pref": "48", "issuer": "那覇市", "theme": "x",
		"since": "yesterday", "closing_after": "11/1", "closing_before": "2026-02-30", "limit": "0", "sort": "x",
		"budget_min": "百万", "budget_max": "-1", "budget_unknown": "yes", "q": strings.Repeat("長", 1001)} {
		if _, err := ParseQuery(map[string][]string{name: {value}}); err == nil || !strings.HasPrefix(err.Error(), name+" cannot be") {
			t.Errorf("%s=%s: %v", name, value, err)
		}
	}
	words := map[string][]string{"q": {"語"}}
	for i := range 40 {
		words["q"][0] += " 語" + strconv.Itoa(i)
	}
	if _, err := ParseQuery(words); err == nil || !strings.Contains(err.Error(), "40 words, it has 41") {
		t.Errorf("41 words: %v", err)
	}
	if _, err := ParseQuery(map[string][]string{"budget_min": {"10"}, "budget_max": {"9"}}); err == nil || !strings.Contains(err.Error(), "exchange the two") {
		t.Errorf("a range from 10 to 9: %v", err)
	}
	for before, refused := range map[string]bool{"2026-11-30": true, "2026-12-01": false, "2026-12-02": false} {
		bounds := (*BoundsError)(nil)
		if _, err := ParseQuery(map[string][]string{"closing_after": {"2026-12-01"}, "closing_before": {before}}); errors.As(err, &bounds) != refused {
			t.Errorf("days from 1 December to %s: %v", before, err)
		}
	}
	if q, err := ParseQuery(map[string][]string{"pref": {"長野"}}); err != nil || strings.Join(q.Prefectures, ",") != "20" {
		t.Errorf("pref=長野 is %q, %v", strings.Join(q.Prefectures, ","), err)
	}
}

func TestMatch(t *testing.T) {
	call := Opportunity{Title: "ドローンの実証", Kind: Pilot, Stage: OpenCall, IsOpportunity: true, Status: UnknownStatus, Issuer: Issuer{Code: "472018", Name: "那覇市"}}
	tender, result, closed := call, call, call
	tender.Kind = Tender
	result.Stage, result.IsOpportunity, result.Status = Result, false, Closed
	closed.Status = Closed
	call.BudgetYen, tender.BudgetYen, result.BudgetYen = yenOf(1_000_000), yenOf(0), yenOf(-1)
	for _, c := range []struct {
		query string
		want  [4]bool // call tender result closed
	}{
		{"", [4]bool{true, false, false, false}},
		{"kind=all", [4]bool{true, true, false, false}},
		{"kind=tender", [4]bool{false, true, false, false}},
		{"status=all", [4]bool{true, false, false, true}},
		{"stage=result", [4]bool{false, false, true, false}},
		{"stage=all;status=all;kind=all", [4]bool{true, true, true, true}},
		{"pref=沖縄県;q=ﾄﾞﾛｰﾝ 那覇", [4]bool{true, false, false, false}},
		{"pref=20", [4]bool{}},
		{"closing_before=2027-01-01", [4]bool{}},
		{"kind=all;status=all;stage=all;q=ドローン -実証", [4]bool{}},
		{"kind=all;status=all;stage=all;q=農業 OR ドローン \"の 実\" OR ﾄﾞﾛｰﾝの", [4]bool{true, true, true, true}},
		{"kind=all;status=all;stage=all;budget_min=1000000", [4]bool{true, false, false, false}},
		{"kind=all;status=all;stage=all;budget_min=1000000;budget_unknown=1", [4]bool{true, false, true, true}},
		{"kind=all;status=all;stage=all;budget_max=999999", [4]bool{false, true, false, false}},
		{"kind=all;status=all;stage=all;budget_unknown=1", [4]bool{true, true, true, true}},
	} {
		values := map[string][]string{}
		for _, pair := range strings.Split(c.query, ";") {
			name, value, _ := strings.Cut(pair, "=")
			values[name] = []string{value}
		}
		q, err := ParseQuery(values)
		if err != nil {
			t.Fatal(err)
		}
		if got := [4]bool{q.Match(call), q.Match(tender), q.Match(result), q.Match(closed)}; got != c.want {
			t.Errorf("%s selects %v, want %v", c.query, got, c.want)
		}
	}
}

func yenOf(n int64) *int64 { return &n }

// TestTheTextIsCanonical: what is asked for in two ways is one selection.
func TestTheTextIsCanonical(t *testing.T) {
	for typed, want := range map[string]string{"  ドローン　 or  OR ＡＩ ": "ドローン or OR AI", `「実証 実験」 "観光"`: `"実証 実験" 観光`, `- OR`: ""} {
		q, err := ParseQuery(map[string][]string{"q": {typed}})
		if again, _ := ParseQuery(q.Values()); err != nil || q.Text != want || again.Text != want {
			t.Errorf("%q is %q, then %q: %v", typed, q.Text, again.Text, err)
		}
	}
}

// Whoever asks what closes soon must be told of the registration without which nobody may submit later.
func TestARegistrationIsALastDayToo(t *testing.T) {
	o := Opportunity{IsOpportunity: true, Kind: Proposal, Stage: OpenCall, Deadlines: []Deadline{
		{Role: Questions, End: "2026-11-26"}, {Role: Registration, End: "2026-12-01", EndTime: "17:00"}, {Role: Submission, End: "2026-12-18"}}}.At(at("2026-11-24 09:00"))
	for _, c := range []struct {
		first, last jdate.Date
		want        bool
	}{{"2026-11-24", "2026-11-30", false}, {"2026-12-01", "2026-12-01", true}, {"2026-12-02", "2026-12-17", false}, {"2026-12-18", "", true}, {"2026-12-19", "", false}} {
		if got := (Query{ClosingAfter: c.first, ClosingBefore: c.last}).Match(o); got != c.want {
			t.Errorf("from %s to %s: %v", c.first, c.last, got)
		}
	}
	if !(Query{ClosingWithin: 7}).On("2026-11-24").Match(o) {
		t.Error("it does not close within a week")
	}
}

// TestNumbersAndCodesHaveOneSpelling: what is written otherwise is a mistake, or another's code.
func TestNumbersAndCodesHaveOneSpelling(t *testing.T) {
	for name, list := range map[string][]string{
		"limit": {"+5", "05", " 5", "5.0", "５"}, "closing_within": {"+7", "007"}, "budget_min": {"+1000", "01000", "-0"}, "budget_max": {"+1", "1e6"},
		"issuer": {"999999", "000000", "482011", "+72018"},
	} {
		for _, value := range list {
			if q, err := ParseQuery(map[string][]string{name: {value}}); err == nil {
				t.Errorf("%s=%s is read as %+v", name, value, q)
			}
		}
	}
	for name, value := range map[string]string{"limit": "5", "closing_within": "7", "budget_min": "0", "budget_max": "1000", "issuer": "472018"} {
		if _, err := ParseQuery(map[string][]string{name: {value}}); err != nil {
			t.Error(err)
		}
	}
}
