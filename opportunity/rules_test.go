package opportunity

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"koubo/opportunity/jdate"
)

func TestCanonicalURL(t *testing.T) {
	for raw, want := range map[string]string{
		"HTTPS://WWW.City.Aoba.LG.jp:443/A/b.html#top": "https://www.city.aoba.lg.jp/A/b.html",
		"http://a.jp:8080":                               "http://a.jp:8080/",
		"http://a.jp/x/./y/../z/":                        "http://a.jp/x/z/",
		"http://a.jp/../../x/..":                         "http://a.jp/",
		"https://a.jp/p?b=2&utm_source=rss&a=1&fbclid=x": "https://a.jp/p?b=2&a=1",
		"https://a.jp/p;jsessionid=0A1B?x=1":             "https://a.jp/p?x=1",
		"https://a.jp/p?PHPSESSID=1":                     "https://a.jp/p",
		"https://a.jp/%E5%85%A5%2F%E6%9C%AD?q=%20":       "https://a.jp/%E5%85%A5%2F%E6%9C%AD?q=%20",
		"https://a.jp/cgi?utmost=1":                      "https://a.jp/cgi?utmost=1",
		"http://[::1]:80/":                               "http://[::1]/",
		"mailto:a@b.jp":                                  "mailto:a@b.jp",
		"  http://a.jp/x ":                               "http://a.jp/x",
	} {
		if got := CanonicalURL(raw); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestNewID(t *testing.T) {
	id := NewID("472018", "https://a.jp/1")
	if len(id) != 20 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		t.Errorf("NewID = %q, want 20 characters of [a-z2-7]", id)
	}
	if id != NewID("472018", "https://a.jp/1") || id == NewID("472018", "https://a.jp/2") || id == NewID("470007", "https://a.jp/1") {
		t.Error("an id must follow from body and address, and from both")
	}
}

func TestStageOfPage(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		stage             Stage
		invites           bool
	}{
		{"schedule row", "窓口業務委託に係る公募型プロポーザルの実施", "# スケジュール\n結果通知\t令和8年9月18日\n質問及び回答\t掲載しました", OpenCall, true},
		{"future result", "窓口業務委託に係る公募型プロポーザルの実施", "審査結果は、後日ホームページで公表します。", OpenCall, true},
		{"result out", "窓口業務委託に係る公募型プロポーザルの実施", "この案件は募集を終了しています。\n\n# 結果公表\n審査結果について公表しました。", Result, false},
		{"chosen", "窓口業務委託に係る公募型プロポーザルの実施", "審査の結果、次のとおり受託候補者を選定しました。", Result, false},
		{"called off", "窓口業務委託に係る公募型プロポーザルの実施", "都合により本公募を中止します。", Cancelled, false},
		{"may be called off", "窓口業務委託に係る公募型プロポーザルの実施", "応募がない場合は公募を中止します。", OpenCall, true},
		{"answers beside", "実証実験の参加企業を募集します（質問への回答を掲載しました）", "", QA, true},
	} {
		got := Classify(Draft{Title: c.title, Text: c.text})
		if got.Stage != c.stage || got.IsOpportunity != c.invites {
			t.Errorf("%s: %s %v (%v), want %s %v", c.name, got.Stage, got.IsOpportunity, got.Evidence, c.stage, c.invites)
		}
	}
}

func TestClassifyPlainPurchase(t *testing.T) {
	d := Draft{Title: "令和8年度簡易診断技術者派遣等事業委託業務", URL: "https://a.jp/nyusatsukeiyaku/1.html", Text: "次のとおり企画提案を募集します。"}
	if c := Classify(d); c.Kind != Proposal || !c.IsOpportunity {
		t.Errorf("the page says 企画提案, got %s %v", c.Kind, c.IsOpportunity)
	}
}

func TestCleanTitle(t *testing.T) {
	for raw, want := range map[string]string{
		"〇〇の募集｜あおば市公式ホームページ":     "〇〇の募集",
		"〇〇の募集 - あおば市":           "〇〇の募集",
		"NEW 〇〇の　　募集（PDF：98KB）":  "〇〇の 募集",
		"〇〇の募集（令和8年7月31日更新）":     "〇〇の募集",
		"〇〇の募集（10月3日締切）":         "〇〇の募集（10月3日締切）",
		"〇〇募集（令和9年度～令和13年度の5年間）": "〇〇募集（令和9年度～令和13年度の5年間）",
		"\u202e〇〇\u200bの募集\x07":  "〇〇の募集",
		"〇〇の募集【新着】":              "〇〇の募集",
		"PFI｜事業者の募集":             "PFI｜事業者の募集",
		"2026年7月31日　〇〇の募集":       "〇〇の募集",
	} {
		if got := cleanTitle(raw, "あおば市"); got != want {
			t.Errorf("cleanTitle(%q) = %q, want %q", raw, got, want)
		}
	}
	if long := cleanTitle(strings.Repeat("長", 10000), ""); utf8.RuneCountInString(long) != 500 {
		t.Errorf("a long title has %d characters", utf8.RuneCountInString(long))
	}
}

func TestNormalizeDays(t *testing.T) {
	for _, c := range []struct {
		draft     Draft
		published jdate.Date
		evidence  string
	}{
		{Draft{Published: "2026-07-31T23:30:00Z"}, "2026-08-01", "feed"},
		{Draft{Published: "令和8年7月31日"}, "2026-07-31", "令和8年7月31日"},
		{Draft{Published: "2026-07-31T00:00:00+09:00", Fields: []Field{{"公告日", "令和8年7月1日"}}}, "2026-07-01", "公告日 令和8年7月1日"},
		{Draft{Fields: []Field{{"更新日", "令和8年7月1日"}}}, "", ""},
		{Draft{Published: "7月1日"}, "", ""},
	} {
		o, _ := Normalize(c.draft, "2026-11-24")
		if o.Published != c.published || o.Evidence["published"] != c.evidence {
			t.Errorf("%+v: published %q by %q, want %q by %q", c.draft, o.Published, o.Evidence["published"], c.published, c.evidence)
		}
	}
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, jdate.JST)
	if err != nil {
		panic(err)
	}
	return t
}

func TestStatus(t *testing.T) {
	sub := func(start, end jdate.Date, clock jdate.Clock) Deadline {
		return Deadline{Role: Submission, Start: start, End: end, EndTime: clock}
	}
	reg := Deadline{Role: Registration, End: "2026-11-10"}
	for _, c := range []struct {
		name   string
		o      Opportunity
		now    string
		status Status
	}{
		{"open", Opportunity{Deadlines: []Deadline{sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Open},
		{"seven days", Opportunity{Deadlines: []Deadline{sub("", "2026-12-01", "09:00")}}, "2026-11-24 09:00", ClosingSoon},
		{"a day lasts until midnight", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "")}}, "2026-11-24 23:59", ClosingSoon},
		{"midnight", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "")}}, "2026-11-25 00:00", Closed},
		{"at the minute", Opportunity{Deadlines: []Deadline{sub("", "2026-11-24", "17:00")}}, "2026-11-24 17:00", Closed},
		{"upcoming", Opportunity{Deadlines: []Deadline{sub("2026-12-01", "2026-12-20", "")}}, "2026-11-24 09:00", Upcoming},
		{"registration is the gate", Opportunity{Deadlines: []Deadline{reg, sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Closed},
		{"registration alone", Opportunity{Deadlines: []Deadline{reg}}, "2026-11-01 09:00", Open},
		{"second round", Opportunity{Deadlines: []Deadline{sub("", "2026-10-01", ""), sub("", "2026-12-20", "")}}, "2026-11-24 09:00", Open},
		{"questions close nothing", Opportunity{Deadlines: []Deadline{{Role: Questions, End: "2026-11-01"}}}, "2026-11-24 09:00", UnknownStatus},
		{"rolling", Opportunity{Rolling: true}, "2026-11-24 09:00", RollingStatus},
		{"rolling that ended", Opportunity{Rolling: true, Deadlines: []Deadline{sub("", "2026-11-01", "")}}, "2026-11-24 09:00", Closed},
		{"result", Opportunity{Stage: Result}, "2026-11-24 09:00", Closed},
		{"withdrawn", Opportunity{Withdrawn: &Withdrawal{}}, "2026-11-24 09:00", WithdrawnNow},
		{"old and silent", Opportunity{Published: "2025-11-01"}, "2026-11-24 09:00", Closed},
		{"silent", Opportunity{Published: "2026-01-01"}, "2026-11-24 09:00", UnknownStatus},
	} {
		if got := c.o.At(at(c.now)).Status; got != c.status {
			t.Errorf("%s: %s, want %s", c.name, got, c.status)
		}
	}
}

func TestNext(t *testing.T) {
	o := Opportunity{Deadlines: []Deadline{
		{Role: Submission, End: "2026-12-20"}, {Role: Questions, End: "2026-11-10"}, {Role: Answers, Start: "2026-11-25"},
		{Role: Briefing, Start: "2026-11-24", StartTime: "10:00"}, {Role: Period, End: "2026-11-30"},
	}}
	if d, ok := o.Next(at("2026-11-24 09:00")); !ok || d.Role != Briefing {
		t.Errorf("Next = %v %v, want the briefing", d, ok)
	}
	if d, ok := o.Next(at("2026-11-24 11:00")); !ok || d.Role != Submission {
		t.Errorf("Next = %v %v, want the submission", d, ok)
	}
	if _, ok := o.Next(at("2026-12-21 00:00")); ok {
		t.Error("nothing is ahead")
	}
}

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
		{"pending with a title", Opportunity{ID: "x", Title: "結果", Kind: Proposal, Stage: Result, Detail: DetailPending}, []string{"title", "stage"}, true},
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

func TestQueryRoundTrip(t *testing.T) {
	for _, q := range []Query{
		{Sort: ByRevised},
		{Sort: ByDeadline, Kinds: []Kind{Pilot, Tender}, Stages: []Stage{Result}, Statuses: []Status{Closed}, Prefecture: "20", Issuer: "472018",
			Source: "naha-news", Theme: "dx", Text: "防災 & AI", ClosingAfter: "2026-11-01", ClosingBefore: "2026-12-01", Limit: 5, Cursor: "abc"},
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
	if q, err := ParseQuery(map[string][]string{"pref": {"長野"}}); err != nil || q.Prefecture != "20" {
		t.Errorf("pref=長野 is %q, %v", q.Prefecture, err)
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

func FuzzCanonicalURL(f *testing.F) {
	f.Add("https://a.jp:443/x/../y?utm_source=1#f")
	f.Add("http://a.jp/%zz;jsessionid=1")
	f.Fuzz(func(t *testing.T, raw string) {
		if once := CanonicalURL(raw); CanonicalURL(once) != once {
			t.Errorf("%q is not stable: %q", raw, once)
		}
	})
}

func FuzzNormalize(f *testing.F) {
	f.Add("公募型プロポーザル｜あおば市", "# 結果\n審査結果を公表しました", "2026-01-01", "https://a.jp/")
	f.Add(strings.Repeat("(", 3000), "\t\n", "令和", ":")
	f.Fuzz(func(t *testing.T, title, text, published, address string) {
		keep, why := Triage(title, address, []string{text})
		if keep != (why == "") {
			t.Errorf("Triage(%q): %v for %q", title, keep, why)
		}
		o, _ := Normalize(Draft{Title: title, Text: text, Published: published, URL: address}, "2026-11-24")
		if !utf8.ValidString(o.Title) || utf8.RuneCountInString(o.Title) > maxTitle || strings.ContainsAny(o.Title, "\x00\n\u202e") {
			t.Errorf("the title of %q is %q", title, o.Title)
		}
		o.At(at("2026-11-24 09:00"))
	})
}
