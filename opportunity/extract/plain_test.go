package extract

import (
	"koubo/opportunity"
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/extract/classify"
)

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
		if got := classify.CleanTitle(raw, "あおば市"); got != want {
			t.Errorf("classify.CleanTitle(%q) = %q, want %q", raw, got, want)
		}
	}
	if long := classify.CleanTitle(strings.Repeat("長", 10000), ""); utf8.RuneCountInString(long) != 500 {
		t.Errorf("a long title has %d characters", utf8.RuneCountInString(long))
	}
}

// TestLostCharactersStandNowhere holds every text of a record to what a feed that cuts by bytes leaves of it.
func TestLostCharactersStandNowhere(t *testing.T) {
	lost := "窓口業務の募\ufffd...\xe9"
	o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: lost, Summary: lost, Department: lost, Text: "参加資格\t" + lost, Contact: opportunity.Contact{Department: lost},
		Fields: []opportunity.Field{{Label: "参加資格", Value: lost}}, Attachments: []opportunity.Attachment{{Title: lost, URL: "https://a.jp/a.pdf"}}}, "2026-11-24")
	want := "窓口業務の募..."
	for name, got := range map[string]string{"title": o.Title, "summary": o.Summary, "department": o.Issuer.Department, "contact": o.Contact.Department,
		"eligibility": o.Eligibility, "attachment": o.Attachments[0].Title} {
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestRadicalsAndVariantsAreRead(t *testing.T) {
	o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: "公⺠連携プラットフォームの参加企業募集", Text: "提出期限\t令和⼋年⼗⼆⽉⼗⼋⽇\n提案上限額\t⾦5,000,000圓（稅込）"}, "2026-11-24")
	if o.Kind != opportunity.Collaboration || len(o.Deadlines) != 1 || o.Deadlines[0].End != "2026-12-18" || o.BudgetYen == nil || *o.BudgetYen != 5_000_000 || o.Amounts[0].Tax != "incl" {
		t.Errorf("%s, %+v, %+v", o.Kind, o.Deadlines, o.Amounts)
	}
	if o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: "窓口業務公募型プロポーザル", Text: "都合により本公募を中⽌します。"}, "2026-11-24"); o.Stage != opportunity.Cancelled {
		t.Errorf("中⽌ is %s", o.Stage)
	}
	if c := classify.Classify(opportunity.Draft{Title: "企業版ふるさと納稅の寄附企業を募集"}); c.Kind != opportunity.Collaboration {
		t.Errorf("納稅 is %s", c.Kind)
	}
	if c := classify.Classify(opportunity.Draft{Title: "道の駅公募型プロポーザルの受付期間延⻑"}); c.Stage != opportunity.Amendment {
		t.Errorf("延⻑ is %s", c.Stage)
	}
	if !(opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true, Text: "高崎 葛城"}).Match(opportunity.Opportunity{Title: "髙﨑と葛\U000E0100城"}) {
		t.Error("a variant is not found by the common form")
	}
}
