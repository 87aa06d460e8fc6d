package deadline

import (
	"slices"
	"strings"
	"testing"

	"koubo/opportunity/jdate"
)

// stampCases are texts with the steps they state; stamps of parts of the page are none (LABELS 12).
var stampCases = []struct{ text, want string }{
	{"# 結果公表\n\n（令和8年7月31日更新）\n\n審査結果について公表しました。", ""},
	{"# 質問と回答\n\n（令和8年6月17日掲載）\n\n本件に関する質問について、次のとおり回答いたします。", ""},
	{"# 結果公表（令和8年7月31日更新）\n審査日\t令和8年7月28日", "presentation 2026-07-28~"},
	{"# 質問受付（7月1日公開）\n期限\t7月8日（水）17時", "questions ~2026-07-08"},
	{"質問回答書【6月17日 掲載】", ""},
	{"質問回答書[2026/06/17更新]", ""},
	{"質問への回答（6月17日掲載、6月20日更新しました）", ""},
	{"質問への回答（令和8年6月17日（水）17時時点）", ""},
	{"参加表明書の提出状況（令和8年6月24日現在）", ""},
	{"審査結果\n2026年7月31日公開", ""},
	{"提出書類の様式（6月20日に差し替えました）\n提出期限　7月16日", "submission ~2026-07-16"},
	{"※6月17日更新\n質問の期限　6月24日", "questions ~2026-06-24"},
	{"企画提案書の提出期限　令和8年7月16日（6月17日更新）", "submission ~2026-07-16"},
	{"提出期限\n（6月17日更新）\n7月16日（木）", "submission ~2026-07-16"},
	{"仕様書（R8.6.17修正）\n様式（6/17追加）\n提出期限　7月16日", "submission ~2026-07-16"},
	{"質問への回答\t6月17日掲載", "answers 2026-06-17~"},
	{"質問への回答（6月17日掲載予定）", "answers 2026-06-17~"},
	{"質問は6月9日まで。回答は6月17日にホームページに掲載", "answers 2026-06-17~ questions ~2026-06-09"},
	{"8月24日追記：参加申込書及び企画提案書の提出期限を延長しました。", ""},
	{"※令和8年6月24日更新：質問書の提出期限を修正しました。\n質問の提出期限　6月29日", "questions ~2026-06-29"},
	{"・6/24訂正：企画提案書の提出期限は7月16日（木）です。", "submission ~2026-07-16"},
	{"6月17日公開：質問への回答を掲載しました。", "answers 2026-06-17~"},
	{"6月24日（水）：企画提案書の提出期限", "submission ~2026-06-24"},
	{"募集要項の公表（6月1日公表）", "publication 2026-06-01~"},
}

// TestSignedDays holds that the day above whoever signs a notice is that of publication where a body's head does, and none where a firm signs
// a form.
func TestSignedDays(t *testing.T) {
	const head, last = "下記のとおり物品を購入します。\n\n", "\n\n記\n\n提出期限\t令和8年9月30日"
	for _, day := range []string{"令和8年9月10日", "令和８年９月１０日", "　　2026年9月10日（木）", "R8.9.10"} {
		for signed, want := range map[string]string{
			"湊浜県知事　　大　磯　　清　春": "publication 2026-09-10~ ", "小夜戸町長　星　架空": "publication 2026-09-10~ ", "○○市教育委員会教育長 戸倉直子": "publication 2026-09-10~ ",
			"阿曽水道企業団企業長　白瀬": "publication 2026-09-10~ ", "株式会社ミナト　代表取締役　湊太郎": "", "小夜戸町長　様": "", "湊浜市長　大磯 清春　宛": "",
		} {
			for _, gap := range []string{"\n", "\n\n"} {
				text := head + day + gap + signed + last
				if got := daysOf(text, "2026-09-12"); got != want+"submission ~2026-09-30" {
					t.Errorf("%q: %q", text, got)
				}
			}
		}
	}
}

func TestStampsAreNoSteps(t *testing.T) {
	for _, c := range stampCases {
		if got := daysOf(c.text, "2026-05-25"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// daysOf writes the steps of a text in the order of their roles.
func daysOf(text string, ref jdate.Date) string {
	var got []string
	for _, d := range Read(text, jdate.Calendar{Ref: ref}).Deadlines {
		got = append(got, string(d.Role)+" "+string(d.Start)+"~"+string(d.End))
	}
	slices.Sort(got)
	return strings.Join(got, " ")
}
