package extract

import (
	"slices"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

func TestNormalizeDays(t *testing.T) {
	for _, c := range []struct {
		draft     opportunity.Draft
		published jdate.Date
		evidence  string
	}{
		{opportunity.Draft{Published: "2026-07-31T23:30:00Z"}, "2026-08-01", "feed"},
		{opportunity.Draft{Published: "令和8年7月31日"}, "2026-07-31", "令和8年7月31日"},
		{opportunity.Draft{Published: "2026-07-31T00:00:00+09:00", Fields: []opportunity.Field{{Label: "公告日", Value: "令和8年7月1日"}}}, "2026-07-01", "公告日 令和8年7月1日"},
		{opportunity.Draft{Fields: []opportunity.Field{{Label: "更新日", Value: "令和8年7月1日"}}}, "", ""},
		{opportunity.Draft{Published: "7月1日"}, "2026-07-01", "7月1日"},
		{opportunity.Draft{Published: "12月28日（日）"}, "2025-12-28", "12月28日(日)"},
		{opportunity.Draft{Published: "2026-11-26T00:00:00+09:00"}, "2026-11-26", "feed"},
		{opportunity.Draft{Published: "0001-01-01T00:00:00Z", Fields: []opportunity.Field{{Label: "掲載日", Value: "2062年11月16日"}, {Label: "公告日", Value: "令和8年11月2日"}}}, "2026-11-02", "公告日 令和8年11月2日"},
	} {
		o, _ := Normalize(c.draft, "2026-11-24")
		if o.Published != c.published || o.Evidence["published"] != c.evidence {
			t.Errorf("%+v: published %q by %q, want %q by %q", c.draft, o.Published, o.Evidence["published"], c.published, c.evidence)
		}
	}
}

// TestDaysThatCannotBeAreNone holds days of publication to what can be, and the deadline's year to the day of first sight.
func TestDaysThatCannotBeAreNone(t *testing.T) {
	for words, why := range map[string]opportunity.DoubtCode{
		"1970-01-01T09:00:00+09:00": opportunity.ClockUnset, "0001-01-01T00:00:00Z": opportunity.ClockUnset, "1899-12-30T00:00:00Z": opportunity.ClockUnset, "1980-01-01T00:00:00+09:00": opportunity.ClockUnset,
		"2000-01-01T00:00:00+09:00": opportunity.ClockUnset, "2001-01-01T00:00:00Z": opportunity.ClockUnset, "1994年12月31日": opportunity.ClockUnset, "昭和45年1月1日": opportunity.ClockUnset,
		"2062-11-16T09:00:00+09:00": opportunity.StillToCome, "9999-12-31T23:59:59Z": opportunity.ClockUnset, "2026-11-28T00:00:00+09:00": opportunity.StillToCome, "令和9年11月2日": opportunity.StillToCome,
		"令和8年2月30日": opportunity.NoSuchDay, "11月31日": opportunity.NoSuchDay, "2026/13/01": opportunity.NoSuchDay, "令和8年度": opportunity.NoDayRead, "近日": opportunity.NoDayRead,
	} {
		o, problems := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: "〇〇の募集", Published: words, Text: "提出期限\t12月18日（金）"}, "2026-11-25")
		if o.Published != "" || o.Evidence["published"] != "" {
			t.Errorf("%s: published %q", words, o.Published)
		}
		if len(problems) != 1 || problems[0].Field != "published" || problems[0].Code != why {
			t.Errorf("%s: problems %+v, want %q", words, problems, why)
		}
		if len(o.Deadlines) != 1 || o.Deadlines[0].End != "2026-12-18" {
			t.Errorf("%s: deadlines %+v", words, o.Deadlines)
		}
	}
	old, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Published: "1995-01-01T00:00:00+09:00", Updated: "2062年1月1日"}, "2026-11-25")
	if old.Published != "1995-01-01" || old.Updated != "" || len(old.Doubts) != 1 {
		t.Errorf("published %q, updated %q, %+v", old.Published, old.Updated, old.Doubts)
	}
}

// TestDayOfReadingBoundsWhatIsStated follows an announcement that was published anew after it was first seen.
func TestDayOfReadingBoundsWhatIsStated(t *testing.T) {
	d := opportunity.Draft{URL: "https://a.jp/", Published: "2026-03-02T09:00:00+09:00", Updated: "2026年3月3日"}
	if o, _ := NormalizeIn(d, Context{Seen: "2025-11-20", Read: "2026-03-05"}); o.Published != "2026-03-02" || o.Updated != "2026-03-03" || len(o.Doubts) > 0 {
		t.Errorf("published %q, updated %q, %+v", o.Published, o.Updated, o.Doubts)
	}
	if o, _ := NormalizeIn(d, Context{Seen: "2025-11-20", Read: "2026-02-27"}); o.Published != "" || o.Updated != "" {
		t.Errorf("published %q, updated %q before they came", o.Published, o.Updated)
	}
	if o, _ := NormalizeIn(d, Context{}); o.Published != "2026-03-02" {
		t.Errorf("nothing is known, and published is %q", o.Published)
	}
	d = opportunity.Draft{URL: "https://a.jp/", Text: "提出期限\t11月20日（木）"} // in 2026 a Friday, in 2025 a Thursday
	for ctx, want := range map[Context]jdate.Date{{Published: "2026-11-02"}: "2026-11-20", {Seen: "2026-11-02"}: "2025-11-20"} {
		if o, _ := NormalizeIn(d, ctx); len(o.Deadlines) != 1 || o.Deadlines[0].End != want {
			t.Errorf("%+v: %+v, want %s", ctx, o.Deadlines, want)
		}
	}
}

// TestThePagesOwnDayWinsOverTheNotices covers results, which repeat the day of the notice that led to them.
func TestThePagesOwnDayWinsOverTheNotices(t *testing.T) {
	d := opportunity.Draft{URL: "https://a.jp/", Title: "庁舎清掃業務の審査結果", Published: "2026年10月19日", Detail: opportunity.DetailRead,
		Fields: []opportunity.Field{{Label: "公告日", Value: "令和8年8月3日"}}}
	if o, _ := Normalize(d, "2026-10-20"); o.Published != "2026-10-19" {
		t.Errorf("the page: published %q", o.Published)
	}
	d.Published = "2026-10-19T09:00:00+09:00"
	if o, _ := Normalize(d, "2026-10-20"); o.Published != "2026-08-03" {
		t.Errorf("a feed: published %q", o.Published)
	}
}

// TestPublishedByTheNoticeItself covers pages that state no day of their own: the notice's line of 公告, or its signature.
func TestPublishedByTheNoticeItself(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"次のとおり一般競争入札に付するので公告する。\n令和8年9月1日\n緑川町長　山田太郎\n入札書の提出期限　令和8年9月25日", "2026-09-01"},
		{"緑川町公告第12号\n令和８年９月１日　　緑川町長　山田太郎\n次のとおり公告する。\n入札書の提出期限　令和8年9月25日", "2026-09-01"},
		{"公告日\t令和8年9月1日\n入札書の提出期限\t令和8年9月25日", "2026-09-01"},
		{"結果の公表　令和8年10月20日\n入札書の提出期限　令和8年9月25日", ""},
	} {
		d := opportunity.Draft{URL: "https://www.town.midorikawa.example/a", Title: "庁舎清掃業務の一般競争入札を行います", Text: c.text, Detail: opportunity.DetailRead}
		if o, _ := Normalize(d, "2026-09-02"); o.Published != jdate.Date(c.want) {
			t.Errorf("%s: published %q, want %q", c.text, o.Published, c.want)
		}
	}
}

// TestPublishedByTheScheduleOfAPaper covers papers without a day of their own, whose schedule begins with their publication. A page
// that tells only when the call begins may have been published before.
func TestPublishedByTheScheduleOfAPaper(t *testing.T) {
	for _, c := range []struct {
		text    string
		isPaper bool
		want    string
	}{
		{"公募開始\t令和8年9月1日（火）\n企画提案書の提出期限\t令和8年9月25日", true, "2026-09-01"},
		{"公募開始\t令和8年9月1日（火）\n企画提案書の提出期限\t令和8年9月25日", false, ""},
		{"令和8年9月1日（火）\t募集要項の公表\n令和8年9月25日（金）まで\t企画提案書の提出", true, "2026-09-01"},
		{"募集要項の公表・配布\t令和8年9月1日（火）から9月25日（金）まで\n企画提案書の提出期限\t令和8年9月25日", true, "2026-09-01"},
		{"年\t月日\t内容\n令和8年\t9月1日（火）\t募集開始\n令和8年\t9月25日（金）まで\t企画提案書の提出", true, "2026-09-01"},
		{"実施方針の公表\t令和7年3月3日\n企画提案書の提出期限\t令和8年9月25日", true, ""},
		{"企画提案書の提出期限\t令和8年9月25日\n質問回答の公表\t令和8年9月10日", true, ""},
		{"企画提案書の提出期限\t令和8年9月25日\n第2期の公募開始\t令和8年10月1日", true, ""},
	} {
		d := opportunity.Draft{URL: "https://www.town.midorikawa.example/a.pdf", Title: "観光案内業務公募型プロポーザル実施要領", Text: c.text, Detail: opportunity.DetailRead, Paper: c.isPaper}
		if o, _ := Normalize(d, ""); o.Published != jdate.Date(c.want) {
			t.Errorf("%s: published %q, want %q", c.text, o.Published, c.want)
		}
	}
}

// TestDaysOfAPaperAreCountedFromItsPublication covers days without a year below the last step of the schedule.
func TestDaysOfAPaperAreCountedFromItsPublication(t *testing.T) {
	d := opportunity.Draft{URL: "https://www.town.midorikawa.example/a.pdf", Title: "観光案内業務公募型プロポーザル実施要領", Detail: opportunity.DetailRead, Paper: true,
		Text: "実施要領の公表　令和8年11月4日\n企画提案書の提出　12月15日\n結果通知　令和9年1月4日\n\n# 5 参加表明書の提出\n(1) 提出期限　11月16日午後4時"}
	o, _ := Normalize(d, "")
	if !slices.ContainsFunc(o.Deadlines, func(s opportunity.Deadline) bool {
		return s.Role == opportunity.Registration && s.End == "2026-11-16"
	}) {
		t.Errorf("no registration until 2026-11-16: %+v", o.Deadlines)
	}
	for _, e := range Explain(d, Context{}) {
		if !slices.ContainsFunc(o.Deadlines, func(s opportunity.Deadline) bool { return s.Start == e.Day || s.End == e.Day }) {
			t.Errorf("%s is explained as %s, which is no day of the record", e.Words, e.Day)
		}
	}
}
