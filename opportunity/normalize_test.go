package opportunity

import (
	"strings"
	"testing"
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

func TestNormalizeValues(t *testing.T) {
	o, _ := Normalize(Draft{
		Title: "窓口業務委託に係る公募型プロポーザル", Published: "2026-07-31", Detail: DetailRead,
		Text:   "提案上限額\t24,200千円（税込）\n企画提案書の提出期限\t9月4日（金曜日）午後5時\n参加資格\t法人であること",
		Fields: []Field{{"参加資格確認申請書の提出期限", "8月1日"}, {"参加資格", "法人であること"}},
	}, "2030-01-01")
	if len(o.Deadlines) != 1 || o.Deadlines[0].End != "2026-09-04" || o.Deadlines[0].EndTime != "17:00" || o.Evidence["deadlines"] == "" {
		t.Errorf("deadlines %+v, evidence %q; the year is the published day's", o.Deadlines, o.Evidence["deadlines"])
	}
	if o.BudgetYen == nil || *o.BudgetYen != 24_200_000 || o.Evidence["budget_yen"] == "" {
		t.Errorf("budget %v of %+v", o.BudgetYen, o.Amounts)
	}
	if o.Eligibility != "法人であること" {
		t.Errorf("eligibility %q", o.Eligibility)
	}
}

func FuzzCanonicalURL(f *testing.F) {
	f.Add("https://a.jp:443/x/../y?utm_source=1#f")
	f.Add("http://a.jp/%zz;jsessionid=1")
	f.Add("http:0..#0")
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
