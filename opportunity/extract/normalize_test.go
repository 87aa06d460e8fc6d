package extract

import (
	"math"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
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
		if got := opportunity.CanonicalURL(raw); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestNewID(t *testing.T) {
	id := opportunity.NewID("472018", "https://a.jp/1")
	if len(id) != 20 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		t.Errorf("NewID = %q, want 20 characters of [a-z2-7]", id)
	}
	if id != opportunity.NewID("472018", "https://a.jp/1") || id == opportunity.NewID("472018", "https://a.jp/2") || id == opportunity.NewID("470007", "https://a.jp/1") {
		t.Error("an id must follow from body and address, and from both")
	}
}

func TestStageOfPage(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		stage             opportunity.Stage
		invites           bool
	}{
		{"schedule row", "窓口業務委託に係る公募型プロポーザルの実施", "# スケジュール\n結果通知\t令和8年9月18日\n質問及び回答\t掲載しました", opportunity.OpenCall, true},
		{"future result", "窓口業務委託に係る公募型プロポーザルの実施", "審査結果は、後日ホームページで公表します。", opportunity.OpenCall, true},
		{"result out", "窓口業務委託に係る公募型プロポーザルの実施", "この案件は募集を終了しています。\n\n# 結果公表\n審査結果について公表しました。", opportunity.Result, false},
		{"chosen", "窓口業務委託に係る公募型プロポーザルの実施", "審査の結果、次のとおり受託候補者を選定しました。", opportunity.Result, false},
		{"another round's result", "起業家支援プログラム 参加企業募集", "Q. 前回の採択企業は？\n4社を採択しました。\n昨年度の優先交渉権者は令和7年12月に決定しました。", opportunity.OpenCall, true},
		{"called off", "窓口業務委託に係る公募型プロポーザルの実施", "都合により本公募を中止します。", opportunity.Cancelled, false},
		{"called off in a long sentence", "窓口業務委託に係る公募型プロポーザルの実施", "6月15日付けで公告した標記の件については、対象とする業務の範囲に見直しが必要となったため、中止します。", opportunity.Cancelled, false},
		{"a part called off", "窓口業務委託に係る公募型プロポーザルの実施", "本公募に係る窓口での書類の配布は、8月13日から中止します。", opportunity.OpenCall, true},
		{"called off and called again", "窓口業務委託に係る公募型プロポーザルの実施", "本公募は6月に中止しましたが、仕様を見直して募集します。", opportunity.OpenCall, true},
		{"may be called off", "窓口業務委託に係る公募型プロポーザルの実施", "応募がない場合は公募を中止します。", opportunity.OpenCall, true},
		{"answers beside", "実証実験の参加企業を募集します（質問への回答を掲載しました）", "", opportunity.QA, true},
	} {
		got := classify.Classify(opportunity.Draft{Title: c.title, Text: c.text})
		if got.Stage != c.stage || got.IsOpportunity != c.invites {
			t.Errorf("%s: %s %v (%v), want %s %v", c.name, got.Stage, got.IsOpportunity, got.Evidence, c.stage, c.invites)
		}
	}
}

// TestPagesThatInviteNobodyHaveNoSteps: their days are other dates, but for the time of what they announce.
func TestPagesThatInviteNobodyHaveNoSteps(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{"自動運転バスの実証運行を行います", "運行期間　令和8年11月16日から11月29日まで\n住民説明会　11月10日 19時\nアンケートの回答期限は12月4日です。", "period 2026-11-16"},
		{"指定管理者制度について", "指定管理者の一覧：総合体育館（指定期間 令和6年4月1日から令和11年3月31日まで）、図書館（同）", ""},
		{"入札参加資格者名簿", "有効期間　令和8年12月1日から令和10年11月30日まで", ""},
		{"庁舎清掃業務の企画提案募集", "提出期限　11月20日（金）", "submission "},
		{"旧小学校の活用に関するサウンディング型市場調査の実施", "エントリーシートの提出期限　11月20日\n対話　12月1日から12月4日まで", "registration , interview 2026-12-01"},
		{"旧小学校の活用に関するサウンディング型市場調査の実施", "エントリーの締切　11月20日\n提案書の提出期限　11月27日", "registration , submission "},
		{"実証実験の参加企業を募集します", "エントリーシートの提出期限　11月20日", "submission "},
		{"入札参加資格審査申請の受付（期限を延長しました）", "入札参加資格審査の申請を次のとおり受け付けます。\n提出期限変更前：11月13日\n変更後：11月20日\n# 申請期間\n11月9日から11月20日まで", "submission 2026-11-09"},
	} {
		o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: c.title, Text: c.text, Published: "2026年11月2日", Detail: opportunity.DetailRead}, "2026-11-02")
		var got []string
		for _, d := range o.Deadlines {
			got = append(got, string(d.Role)+" "+string(d.Start))
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s: %s, want %s", c.title, g, c.want)
		}
	}
}

// TestCallsAreOpenOnTheDayTheyAreSeen holds that the day of first sight stands for that of publication where a title may tell of a
// plan or of a result.
func TestCallsAreOpenOnTheDayTheyAreSeen(t *testing.T) {
	d := opportunity.Draft{Title: "若葉広場運営事業者の選定について", Text: "広場を運営する事業者を公募型プロポーザルにより選定します。\n\n参加表明書\t令和8年7月17日まで\n企画提案書\t令和8年8月7日まで"}
	for seen, want := range map[jdate.Date]opportunity.Stage{"2026-07-01": opportunity.OpenCall, "2026-08-07": opportunity.OpenCall, "2026-08-08": opportunity.Result, "": opportunity.Result} {
		if o, _ := Normalize(d, seen); o.Stage != want || o.IsOpportunity != (want == opportunity.OpenCall) {
			t.Errorf("seen on %q: %s %v, want %s", seen, o.Stage, o.IsOpportunity, want)
		}
	}
}

// TestResultsOnPagesThatTakeEntries holds that a page which takes entries on the day it was written tells of the result of something else;
// the same words make it a result once they came after the last day.
func TestResultsOnPagesThatTakeEntries(t *testing.T) {
	for _, told := range []string{
		"春に行った第1回の公募では、12件の応募から3件を採択しました。",
		"駐車場の運営事業者は、令和8年10月9日に決定しました。",
		"2026.10.21　公園管理業務の指定管理者候補者を選定しました",
		"当課では今月、遊具点検業務の受託者を選定いたしました。",
	} {
		d := opportunity.Draft{URL: "https://a.jp/", Title: "広告付き案内板の設置事業者を募集します", Text: told + "\n\n申込期限\t令和8年12月4日", Published: "2026年11月2日", Detail: opportunity.DetailRead}
		for updated, want := range map[string]opportunity.Stage{"2026年11月20日": opportunity.OpenCall, "2026年12月18日": opportunity.Result} {
			d.Updated = updated
			if o, _ := Normalize(d, "2026-11-02"); o.Stage != want || o.IsOpportunity != (want == opportunity.OpenCall) {
				t.Errorf("%s, updated %s: %s %v, want %s", told, updated, o.Stage, o.IsOpportunity, want)
			}
		}
	}
}

// TestEndOfOtherRounds holds that entries are over only where a page says so of itself.
func TestEndOfOtherRounds(t *testing.T) {
	for text, want := range map[string]bool{
		"# 受付状況\n募集は終了しました。":     true,
		"# 令和6年度の募集\n募集は終了しました。": false,
		"# ほかの募集\n車両の公募は終了しました。": false,
		"■ 前回の募集\n応募は終了しました。":    false,
		"令和5年9月4日に募集を終了しました。":    false,
		"令和8年7月31日に募集を終了しました。":   true,
	} {
		o, _ := Normalize(opportunity.Draft{Title: "窓口業務委託に係る公募型プロポーザル", Text: text, Published: "2026-07-01"}, "")
		if got := o.Evidence["ended"] != ""; got != want {
			t.Errorf("%q: ended %v", text, got)
		}
	}
}

// TestKindByTheCallsPage holds that a title which names a project of long years, or only who is sought, takes its kind from the page.
func TestKindByTheCallsPage(t *testing.T) {
	for _, c := range []struct {
		title, text string
		want        opportunity.Kind
	}{
		{"新給食センター整備運営事業に係る入札公告", "PFI法に基づき特定事業として選定した事業です。", opportunity.PFI},
		{"新給食センター整備運営事業に係る入札公告", "総合評価一般競争入札により落札者を決定します。", opportunity.Tender},
		{"給食センター厨房機器整備に係る入札公告", "PFI事業で建てたセンターの機器を更新します。", opportunity.Tender},
		{"新給食センター整備運営計画策定業務委託に係る公募型プロポーザル", "PFIの可能性を調べます。", opportunity.Proposal},
		{"広場を運営する事業者の募集", "運営者を公募型プロポーザルにより選定します。\n参加表明書\t7月17日まで\n質問\t7月10日まで", opportunity.Proposal},
		{"広場を運営する事業者の募集", "運営を担う事業者を募ります。自動販売機は置けません。\n申込\t7月17日まで\n質問\t7月10日まで", opportunity.Other},
		{"広場を運営する事業者の募集", "公募型プロポーザルで募集します。\nサウンディングも行います。\n申込\t7月17日まで\n質問\t7月10日まで\n見積書", opportunity.Other},
	} {
		if o, _ := Normalize(opportunity.Draft{Title: c.title, Text: c.text, Published: "2026-07-01"}, ""); o.Kind != c.want {
			t.Errorf("%s, %s: %s (%v), want %s", c.title, c.text, o.Kind, o.Evidence, c.want)
		}
	}
}

func TestClassifyPlainPurchase(t *testing.T) {
	d := opportunity.Draft{Title: "令和8年度簡易診断技術者派遣等事業委託業務", URL: "https://a.jp/nyusatsukeiyaku/1.html", Text: "次のとおり企画提案を募集します。"}
	if c := classify.Classify(d); c.Kind != opportunity.Proposal || !c.IsOpportunity {
		t.Errorf("the page says 企画提案, got %s %v", c.Kind, c.IsOpportunity)
	}
}

func TestNormalizeValues(t *testing.T) {
	o, _ := Normalize(opportunity.Draft{
		Title: "窓口業務委託に係る公募型プロポーザル", Published: "2026-07-31", Detail: opportunity.DetailRead,
		Text:   "提案上限額\t24,200千円（税込）\n企画提案書の提出期限\t9月4日（金曜日）午後5時\n参加資格\t法人であること",
		Fields: []opportunity.Field{{Label: "参加資格確認申請書の提出期限", Value: "8月1日"}, {Label: "参加資格", Value: "法人であること"}},
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

func TestSizesOfDocumentsAreBounded(t *testing.T) {
	for stated, want := range map[int64]int64{0: 0, 284160: 284160, maxBytes: maxBytes, maxBytes + 1: 0, -1: 0, math.MinInt64: 0, math.MaxInt64: 0} {
		o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Attachments: []opportunity.Attachment{{URL: "https://a.jp/a.pdf", Bytes: stated}}}, "2026-11-24")
		if o.Attachments[0].Bytes != want {
			t.Errorf("%d bytes are %d, want %d", stated, o.Attachments[0].Bytes, want)
		}
	}
}

func TestPartsOfOnePageAreRecordsOfTheirOwn(t *testing.T) {
	issuer := opportunity.Issuer{Code: "202100"}
	whole, _ := Normalize(opportunity.Draft{Issuer: issuer, URL: "https://a.jp/b.html#koubo-2"}, "2026-11-24")
	if whole.URL != "https://a.jp/b.html" || whole.ID != opportunity.NewID("202100", whole.URL) || whole.Key() != "a.jp/b.html" {
		t.Errorf("alone on its page: %+v, key %q", whole, whole.Key())
	}
	ids := map[string]bool{whole.ID: true}
	for _, c := range []struct{ url, part, address, key, id string }{
		{"https://a.jp/b.html?utm_source=x", "#koubo-2", "https://a.jp/b.html#koubo-2", "a.jp/b.html#koubo-2", "https://a.jp/b.html#koubo-2"},
		{"https://a.jp/b.html#koubo-3", "koubo-3", "https://a.jp/b.html#koubo-3", "a.jp/b.html#koubo-3", "https://a.jp/b.html#koubo-3"},
		{"https://a.jp/b.html", "庁内 ＤＸの募集", "https://a.jp/b.html", "a.jp/b.html#庁内DXの募集", "https://a.jp/b.html#庁内 ＤＸの募集"},
	} {
		o, _ := Normalize(opportunity.Draft{Issuer: issuer, URL: c.url, Part: c.part}, "2026-11-24")
		if o.URL != c.address || o.Key() != c.key || o.ID != opportunity.NewID("202100", c.id) || ids[o.ID] {
			t.Errorf("part %q of %s: %s, key %q, id %s", c.part, c.url, o.URL, o.Key(), o.ID)
		}
		ids[o.ID] = true
	}
}

// TestACallWithoutADeadlineIsDoubted where it mentions a day still to come that may be it.
func TestACallWithoutADeadlineIsDoubted(t *testing.T) {
	for _, c := range []struct {
		title, text string
		doubted     bool
	}{
		{"自動運転バス実証実験の参加事業者を募集します", "令和8年12月4日（金）\n\n詳しくは要項をご覧ください。", true},
		{"自動運転バス実証実験の参加事業者を募集します", "令和8年10月1日（木）\n\n詳しくは要項をご覧ください。", false},
		{"自動運転バス実証実験の参加事業者を募集します", "令和8年12月4日（金）\n\n応募期限：令和8年12月18日（金）", false},
		{"自動運転バス実証実験の参加事業者を随時募集します", "令和8年12月4日（金）\n\n応募は随時受け付けます。", false},
		{"自動運転バス実証実験の参加事業者を募集します", "詳しくは要項をご覧ください。", false},
	} {
		o, doubts := Normalize(opportunity.Draft{URL: "https://a.jp/1.html", Title: c.title, Published: "2026-11-02", Text: c.text}, "")
		doubted := slices.ContainsFunc(doubts, func(d opportunity.Doubt) bool { return d.Code == opportunity.DeadlineUnread })
		if !o.IsOpportunity || doubted != c.doubted {
			t.Errorf("%s: %v %+v, want a doubt %v", c.text, o.IsOpportunity, doubts, c.doubted)
		}
	}
}

// TestPapersOnFormerCallsAreNotAttached: how last year's call ended is no paper of this one, and of its own result page it is.
func TestPapersOnFormerCallsAreNotAttached(t *testing.T) {
	papers := []opportunity.Attachment{
		{URL: "https://a.jp/1.pdf", Title: "募集要項"}, {URL: "https://a.jp/2.pdf", Title: "令和7年度の審査結果"},
		{URL: "https://a.jp/3.pdf", Title: "報告書（R6年度）"}, {URL: "https://a.jp/4.pdf", Title: "令和7年度契約書（案）"},
		{URL: "https://a.jp/5.pdf", Title: "令和8年度実績報告書様式"},
	}
	for title, want := range map[string]int{"観光案内業務 公募型プロポーザルの実施": 3, "観光案内業務 公募型プロポーザルの審査結果": 5} {
		o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: title, Published: "2026-11-02", Text: "企画提案書の提出期限　令和8年11月20日", Attachments: papers}, "")
		if len(o.Attachments) != want {
			t.Errorf("%s: %d papers, want %d: %v", title, len(o.Attachments), want, o.Attachments)
		}
	}
}
