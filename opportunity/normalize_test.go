package opportunity

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
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
		"〇〇の募集｜あおば市公式ホームページ":           "〇〇の募集",
		"〇〇の募集 - あおば市":                 "〇〇の募集",
		"NEW 〇〇の　　募集（PDF：98KB）":        "〇〇の 募集",
		"〇〇の募集（令和8年7月31日更新）":           "〇〇の募集",
		"〇〇の募集（10月3日締切）":               "〇〇の募集（10月3日締切）",
		"〇〇募集（令和9年度～令和13年度の5年間）":       "〇〇募集（令和9年度～令和13年度の5年間）",
		"\u202e〇〇\u200bの募集\x07":        "〇〇の募集",
		"〇〇の募集【新着】":                    "〇〇の募集",
		"PFI｜事業者の募集":                   "PFI｜事業者の募集",
		"2026年7月31日　〇〇の募集":             "〇〇の募集",
		"公園管理に係る企業募\ufffd":             "公園管理に係る企業募",
		"窓口案内業務委託の\ufffd...":           "窓口案内業務委託の...",
		"\ufffd\ufffdの募集\xe5\x8b｜あおば市": "の募集",
		"公⺠連携、⽔⼾市、髙台の募集":               "公民連携、水戸市、髙台の募集",
		"葛\U000E0100城の募集":              "葛城の募集",
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
		{Draft{Published: "7月1日"}, "2026-07-01", "7月1日"},
		{Draft{Published: "12月28日（日）"}, "2025-12-28", "12月28日(日)"},
		{Draft{Published: "2026-11-26T00:00:00+09:00"}, "2026-11-26", "feed"},
		{Draft{Published: "0001-01-01T00:00:00Z", Fields: []Field{{"掲載日", "2062年11月16日"}, {"公告日", "令和8年11月2日"}}}, "2026-11-02", "公告日 令和8年11月2日"},
	} {
		o, _ := Normalize(c.draft, "2026-11-24")
		if o.Published != c.published || o.Evidence["published"] != c.evidence {
			t.Errorf("%+v: published %q by %q, want %q by %q", c.draft, o.Published, o.Evidence["published"], c.published, c.evidence)
		}
	}
}

// TestDaysThatCannotBeAreNone holds days of publication to what can be, and the deadline's year to the day of first sight.
func TestDaysThatCannotBeAreNone(t *testing.T) {
	for words, why := range map[string]string{
		"1970-01-01T09:00:00+09:00": beforeAny, "0001-01-01T00:00:00Z": beforeAny, "1899-12-30T00:00:00Z": beforeAny, "1980-01-01T00:00:00+09:00": beforeAny,
		"2000-01-01T00:00:00+09:00": beforeAny, "2001-01-01T00:00:00Z": beforeAny, "1994年12月31日": beforeAny, "昭和45年1月1日": beforeAny,
		"2062-11-16T09:00:00+09:00": afterRead, "9999-12-31T23:59:59Z": beforeAny, "2026-11-28T00:00:00+09:00": afterRead, "令和9年11月2日": afterRead,
		"令和8年2月30日": unrealDay, "11月31日": unrealDay, "2026/13/01": unrealDay, "令和8年度": noDay, "近日": noDay,
	} {
		o, problems := Normalize(Draft{URL: "https://a.jp/", Title: "〇〇の募集", Published: words, Text: "提出期限\t12月18日（金）"}, "2026-11-25")
		if day := (Context{Seen: "2026-11-25"}).ListedDay(words); day != "" {
			t.Errorf("%s: listed on %q", words, day)
		}
		if o.Published != "" || o.Evidence["published"] != "" {
			t.Errorf("%s: published %q", words, o.Published)
		}
		if len(problems) != 1 || problems[0].Field != "published" || problems[0].Why != why {
			t.Errorf("%s: problems %+v, want %q", words, problems, why)
		}
		if len(o.Deadlines) != 1 || o.Deadlines[0].End != "2026-12-18" {
			t.Errorf("%s: deadlines %+v", words, o.Deadlines)
		}
	}
	old, _ := Normalize(Draft{URL: "https://a.jp/", Published: "1995-01-01T00:00:00+09:00", Updated: "2062年1月1日"}, "2026-11-25")
	if old.Published != "1995-01-01" || old.Updated != "" || len(old.Problems) != 1 {
		t.Errorf("published %q, updated %q, %+v", old.Published, old.Updated, old.Problems)
	}
}

// TestDayOfReadingBoundsWhatIsStated follows an announcement that was published anew after it was first seen.
func TestDayOfReadingBoundsWhatIsStated(t *testing.T) {
	d := Draft{URL: "https://a.jp/", Published: "2026-03-02T09:00:00+09:00", Updated: "2026年3月3日"}
	if o, _ := NormalizeIn(d, Context{Seen: "2025-11-20", Read: "2026-03-05"}); o.Published != "2026-03-02" || o.Updated != "2026-03-03" || len(o.Problems) > 0 {
		t.Errorf("published %q, updated %q, %+v", o.Published, o.Updated, o.Problems)
	}
	if o, _ := NormalizeIn(d, Context{Seen: "2025-11-20", Read: "2026-02-27"}); o.Published != "" || o.Updated != "" {
		t.Errorf("published %q, updated %q before they came", o.Published, o.Updated)
	}
	if o, _ := NormalizeIn(d, Context{}); o.Published != "2026-03-02" {
		t.Errorf("nothing is known, and published is %q", o.Published)
	}
	d = Draft{URL: "https://a.jp/", Text: "提出期限\t11月20日（木）"} // in 2026 a Friday, in 2025 a Thursday
	for ctx, want := range map[Context]jdate.Date{{Published: "2026-11-02"}: "2026-11-20", {Seen: "2026-11-02"}: "2025-11-20"} {
		if o, _ := NormalizeIn(d, ctx); len(o.Deadlines) != 1 || o.Deadlines[0].End != want {
			t.Errorf("%+v: %+v, want %s", ctx, o.Deadlines, want)
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

// TestLostCharactersStandNowhere holds every text of a record to what a feed that cuts by bytes leaves of it.
func TestLostCharactersStandNowhere(t *testing.T) {
	lost := "窓口業務の募\ufffd...\xe9"
	o, _ := Normalize(Draft{URL: "https://a.jp/", Title: lost, Summary: lost, Department: lost, Text: "参加資格\t" + lost, Contact: Contact{Department: lost},
		Fields: []Field{{"参加資格", lost}}, Attachments: []Attachment{{Title: lost, URL: "https://a.jp/a.pdf"}}}, "2026-11-24")
	want := "窓口業務の募..."
	for name, got := range map[string]string{"title": o.Title, "summary": o.Summary, "department": o.Issuer.Department, "contact": o.Contact.Department,
		"eligibility": o.Eligibility, "attachment": o.Attachments[0].Title} {
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestSizesOfDocumentsAreBounded(t *testing.T) {
	for stated, want := range map[int64]int64{0: 0, 284160: 284160, maxBytes: maxBytes, maxBytes + 1: 0, -1: 0, math.MinInt64: 0, math.MaxInt64: 0} {
		o, _ := Normalize(Draft{URL: "https://a.jp/", Attachments: []Attachment{{URL: "https://a.jp/a.pdf", Bytes: stated}}}, "2026-11-24")
		if o.Attachments[0].Bytes != want {
			t.Errorf("%d bytes are %d, want %d", stated, o.Attachments[0].Bytes, want)
		}
	}
}

func TestRadicalsAndVariantsAreRead(t *testing.T) {
	o, _ := Normalize(Draft{URL: "https://a.jp/", Title: "公⺠連携プラットフォームの参加企業募集", Text: "提出期限\t令和⼋年⼗⼆⽉⼗⼋⽇\n提案上限額\t⾦5,000,000圓（稅込）"}, "2026-11-24")
	if o.Kind != Collaboration || len(o.Deadlines) != 1 || o.Deadlines[0].End != "2026-12-18" || o.BudgetYen == nil || *o.BudgetYen != 5_000_000 || o.Amounts[0].Tax != "incl" {
		t.Errorf("%s, %+v, %+v", o.Kind, o.Deadlines, o.Amounts)
	}
	if o, _ := Normalize(Draft{URL: "https://a.jp/", Title: "窓口業務公募型プロポーザル", Text: "都合により本公募を中⽌します。"}, "2026-11-24"); o.Stage != Cancelled {
		t.Errorf("中⽌ is %s", o.Stage)
	}
	if c := Classify(Draft{Title: "道の駅公募型プロポーザルの受付期間延⻑"}); c.Stage != Amendment {
		t.Errorf("延⻑ is %s", c.Stage)
	}
	if !(Query{Text: "高崎 葛城"}).matchText(Opportunity{Title: "髙﨑と葛\U000E0100城"}) {
		t.Error("a variant is not found by the common form")
	}
}

// TestRuleTermsFoldToThemselves finds a term that no folded text can hold.
func TestRuleTermsFoldToThemselves(t *testing.T) {
	var rows []rule
	for _, r := range kindRules {
		rows = append(rows, r.rule)
	}
	for _, r := range stageRules {
		rows = append(rows, r.rule)
	}
	for _, r := range rows {
		for _, term := range slices.Concat(r.any, r.with, r.not) {
			if key(term) != term {
				t.Errorf("the term %q is compared with %q", term, key(term))
			}
		}
	}
	for _, r := range roleRules {
		for _, cell := range append(slices.Clone(r.all), r.none) {
			if jtext.Narrow(cell) != cell {
				t.Errorf("the label %q is compared with %q", cell, jtext.Narrow(cell))
			}
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

// FuzzClassify feeds any words to the rules of titles and pages.
func FuzzClassify(f *testing.F) {
	f.Add("公⺠連携プラットフォームの参加企業募集（質問への回答を掲載しました）", "# 結果\n審査結果を公表しました", "https://a.jp/propo/1.html", "対象者")
	f.Add("【【((結果", "\ufffd\xff", "://", "参加資格")
	f.Fuzz(func(t *testing.T, title, text, address, label string) {
		d := Draft{Title: title, Text: text, URL: address, Categories: []string{label}, Fields: []Field{{label, text}}}
		c := Classify(d)
		if !slices.Contains(Kinds(), c.Kind) || !slices.Contains(Stages(), c.Stage) || c.Evidence == nil {
			t.Errorf("%q: %+v", title, c)
		}
		for _, theme := range c.Themes {
			if !slices.Contains(Themes(), theme) {
				t.Errorf("%q: no such theme %q", title, theme)
			}
		}
		if c.IsOpportunity && c.Evidence["is_opportunity"] == "" || c.IsOpportunity && (c.Stage == Result || c.Stage == Cancelled) {
			t.Errorf("%q: an opportunity at %s by %v", title, c.Stage, c.Evidence)
		}
		Over(title)
		if keep, why := Triage(title, address, d.Categories); keep != (why == "") {
			t.Errorf("Triage(%q): %v for %q", title, keep, why)
		}
	})
}

func FuzzNormalize(f *testing.F) {
	f.Add("公募型プロポーザル｜あおば市", "# 結果\n審査結果を公表しました", "2026-01-01", "https://a.jp/", int64(98<<10))
	f.Add(strings.Repeat("(", 3000), "\t\n", "令和", ":", int64(-1))
	f.Add("窓口業務の募\ufffd...", "提出期限 11月31日\n上限 33333333333333333333～3億円", "0001-01-01T00:00:00Z", "https://a.jp/", int64(math.MaxInt64))
	f.Add("⺠⻑髙葛\U000E0100", "提案上限額 １　事業 12.345.678円", "12月28日（日）", "https://a.jp/", int64(0))
	f.Add("a", "b", "9999-12-31T23:59:59-12:00", "https://a.jp/", int64(0))
	f.Fuzz(func(t *testing.T, title, text, published, address string, size int64) {
		d := Draft{Title: title, Summary: text, Text: text, Published: published, Updated: published, URL: address, Department: title,
			Fields: []Field{{"掲載日", published}, {"参加資格", text}}, Attachments: []Attachment{{Title: title, URL: "https://a.jp/a.pdf", Bytes: size}}}
		o, problems := NormalizeIn(d, Context{Seen: "2026-11-02", Read: "2026-11-24"})
		checkRecord(t, o)
		if len(problems) != len(o.Problems) {
			t.Errorf("%q: %d problems are told, %d kept", title, len(problems), len(o.Problems))
		}
		o.At(at("2026-11-24 09:00"))
	})
}

// checkRecord holds a record to its bounds, whatever it was read from.
func checkRecord(t *testing.T, o Opportunity) {
	t.Helper()
	for name, words := range map[string]string{"title": o.Title, "summary": o.Summary, "department": o.Issuer.Department, "eligibility": o.Eligibility, "attachment": o.Attachments[0].Title} {
		lost := func(r rune) bool {
			return r == utf8.RuneError || r < ' ' || r == 0x7f || r == '\u202e' || r >= 0x2e81 && r <= 0x2ef3 && r != 0x2e9a || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
		}
		if !utf8.ValidString(words) || utf8.RuneCountInString(words) > maxSummary || strings.ContainsFunc(words, lost) {
			t.Errorf("%s: %q", name, words)
		}
	}
	for _, day := range []jdate.Date{o.Published, o.Updated} {
		if day != "" && (day.Time("").IsZero() || day < firstSaid || day > "2026-11-26") {
			t.Errorf("a stated day is %q", day)
		}
	}
	for _, d := range o.Deadlines {
		checkDeadline(t, o.Title, d)
	}
	for _, a := range o.Amounts {
		checkAmount(t, o.Title, a)
	}
	if o.BudgetYen != nil && o.Evidence["budget_yen"] == "" || len(o.Deadlines) > 0 && o.Evidence["deadlines"] == "" && slices.ContainsFunc(o.Deadlines, func(d Deadline) bool { return d.Role != Period }) {
		t.Errorf("%q: a value without evidence: %v", o.Title, o.Evidence)
	}
	if n := o.Attachments[0].Bytes; n < 0 || n > maxBytes {
		t.Errorf("a document has %d bytes", n)
	}
}
