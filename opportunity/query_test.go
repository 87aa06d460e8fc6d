package opportunity

import (
	"reflect"
	"strings"
	"testing"
)

func TestQueryRoundTrip(t *testing.T) {
	for _, q := range []Query{
		{Sort: ByRevised},
		{Sort: ByDeadline, Kinds: []Kind{Pilot, Tender}, Stages: []Stage{Result}, Statuses: []Status{Closed}, Prefectures: []string{"13", "20"}, Issuers: []string{"472018"},
			Source: "naha-news", Themes: []string{"dx", "tourism"}, ClosingWithin: 14, Text: "防災 & AI", ClosingAfter: "2026-11-01", ClosingBefore: "2026-12-01", Limit: 5, Cursor: "abc"},
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
		"since": "yesterday", "closing_after": "11/1", "closing_before": "2026-02-30", "limit": "0", "sort": "x"} {
		if _, err := ParseQuery(map[string][]string{name: {value}}); err == nil || !strings.HasPrefix(err.Error(), name+" cannot be") {
			t.Errorf("%s=%s: %v", name, value, err)
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
