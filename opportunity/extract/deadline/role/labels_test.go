package role

import (
	"strings"
	"testing"

	"koubo/opportunity"
)

// labelCases has a label for each row of the table that needs it, in the order of the rows.
var labelCases = []struct {
	label string
	role  opportunity.Role
	weak  bool
}{
	{"代金納入期限", opportunity.OtherRole, false}, {"材料納入期限", opportunity.Period, false}, {"参加辞退届の取下げ", opportunity.OtherRole, false}, {"納付期限", opportunity.OtherRole, false}, {"成果品の提出期限", opportunity.OtherRole, false}, {"供用開始", None, false}, {"貸付開始日", opportunity.Period, false}, {"対象期間", opportunity.Period, false},
	{"持参の事前予約期限", opportunity.OtherRole, false}, {"変更承認申請書の提出", opportunity.OtherRole, false}, {"同等品確認書の提出期限", opportunity.OtherRole, false}, {"落札者を決定する日", opportunity.Selection, false}, {"応募者説明会", opportunity.Briefing, false}, {"一次選考通過者の発表", opportunity.Selection, false},
	{"参加を希望する事業者の届出", opportunity.Registration, false}, {"本申請の受付", opportunity.Submission, false}, {"開封日時", opportunity.Opening, false}, {"覚書の締結", opportunity.Contract, false}, {"問い合わせの受付期間", opportunity.Questions, false},
	{"設備の設置を終える日", opportunity.Period, false}, {"工事の完了", opportunity.Period, false}, {"最終更新日", None, false}, {"引継ぎ期間", None, false}, {"Kick-off", opportunity.OtherRole, false}, {"成果発表会", opportunity.OtherRole, false}, {"資本金", None, false}, {"参加表明書、会社概要及び業務実績(様式3)を", opportunity.Registration, false}, {"業務実績", None, false}, {"別途公募", None, false},
	{"〆 切", opportunity.Submission, true}, {"しめきり", opportunity.Submission, true}, {"応募しめ切り", opportunity.Submission, false}, {"質問の〆きり", opportunity.Questions, false}, {"参加申込シメキリ", opportunity.Registration, false},
	{"参加申込書兼質問書の提出", opportunity.Registration, false}, {"参加表明書（兼誓約書）", opportunity.Registration, false}, {"参加申込書兼説明会参加申込書", opportunity.Registration, false}, {"質問書兼回答書の提出期限", opportunity.Questions, false}, {"誓約書兼参加申込書", opportunity.Registration, false},
	{"入札参加資格審査（定期）の受付期間", opportunity.Submission, false}, {"令和9・10年度入札参加資格審査申請", opportunity.Submission, false}, {"参加表明書の提出日において令和8・9年度の入札参加資格審査を受けている者", opportunity.Registration, false}, {"小規模修繕契約希望者登録の申請期間", opportunity.Submission, false}, {"入札参加資格審査申請書の提出期限", opportunity.Registration, false}, {"競争入札参加資格確認申請（物品）", opportunity.Registration, false},
	{"入札書提出後の辞退", opportunity.OtherRole, false}, {"特定事業の選定", opportunity.OtherRole, false}, {"説明会の申込期限", opportunity.OtherRole, false}, {"参加資格の審査結果", opportunity.OtherRole, false}, {"確認結果", opportunity.OtherRole, false}, {"提案依頼", opportunity.OtherRole, false}, {"募集要項の配布", opportunity.OtherRole, false},
	{"区域図を縦覧に供する日", opportunity.OtherRole, false}, {"縦覧期間", opportunity.OtherRole, false}, {"入札保証金", opportunity.OtherRole, false}, {"質問への回答", opportunity.Answers, false}, {"アンケートの回答期限", opportunity.Submission, false}, {"質問と回答", opportunity.Questions, false}, {"回答", opportunity.Answers, false}, {"質問書の受付", opportunity.Questions, false},
	{"照会期間", opportunity.Questions, false}, {"対話結果の公表", opportunity.Publication, false}, {"審査結果の通知", opportunity.Selection, false}, {"採否", opportunity.Selection, false}, {"面接審査", opportunity.Interview, false}, {"審査委員会", opportunity.Presentation, false}, {"契約の締結", opportunity.Contract, false},
	{"採択", opportunity.Selection, false}, {"事業者の決定", opportunity.Selection, false}, {"広告主の決定", opportunity.Selection, false}, {"抽選会", opportunity.Selection, false}, {"公開抽せんの日時", opportunity.Selection, false}, {"設備の設置と代金の支払いは に終え", opportunity.Period, false}, {"借受人の決定", opportunity.Selection, false}, {"質疑応答の公開", opportunity.Answers, false}, {"質問内容の公表", opportunity.Answers, false}, {"提案募集期間", opportunity.Submission, false}, {"指定管理者の指定", opportunity.Selection, false}, {"委託期間", opportunity.Period, false}, {"納期", opportunity.Period, false}, {"参加表明書の提出", opportunity.Registration, false}, {"応募資格の確認", opportunity.Registration, false},
	{"入札日時", opportunity.Opening, false}, {"入札の執行", opportunity.Opening, false}, {"開札", opportunity.Opening, false}, {"企画提案書の提出期限", opportunity.Submission, false}, {"サウンディングの実施", opportunity.Interview, false}, {"面談", opportunity.Interview, false}, {"対話", opportunity.Interview, false},
	{"プレゼンテーション", opportunity.Presentation, false}, {"現地見学", opportunity.SiteVisit, false}, {"事業者説明会", opportunity.Briefing, false}, {"公募開始", opportunity.Publication, false}, {"募集期間", opportunity.Submission, false}, {"契約", opportunity.Contract, false}, {"公告日", opportunity.Publication, false},
	{"サウンディングの申込", opportunity.Registration, false}, {"申込", opportunity.Submission, true}, {"提案", opportunity.Submission, true}, {"締切", opportunity.Submission, true}, {"審査", opportunity.Presentation, true}, {"期間", opportunity.Period, true},
}

// TestLabelsOfSteps: what each row of the table is for.
func TestLabelsOfSteps(t *testing.T) {
	reached := map[int]bool{}
	for _, c := range labelCases {
		got := Of(c.label)
		if got.Role != c.role || got.Weak != c.weak {
			t.Errorf("%s: %q, weak %v; by %s", c.label, got.Role, got.Weak, got.Rule())
		}
		if got.Role != "" {
			reached[got.row] = true
		}
	}
	for row, r := range rules {
		if !reached[row] {
			t.Errorf("no case for row %d: %s", row, strings.Join(r.all, " + "))
		}
	}
}

// TestLateIsRefused tells sentences that refuse what comes too late from those that only name a day.
func TestLateIsRefused(t *testing.T) {
	for sentence, want := range map[string]bool{
		"※8月10日16時を過ぎて到着したものは、受理しません": true, "期限を過ぎた場合は受け付けません": true, "12月1日以降に届いたものは無効とします": true, "締切を超えて提出された書類は失格": true,
		"17時に遅れて持参されたものは受け取りません": true, "8月10日を過ぎてから審査します": false, "8月10日までに提出してください": false, "提出後の変更は認めません": false,
	} {
		if RefusesLate(sentence) != want {
			t.Errorf("%s: %t", sentence, !want)
		}
	}
}

// TestHowToTakePart: how one takes part in a step, in a bracket behind it, is no other step.
func TestHowToTakePart(t *testing.T) {
	steps := map[string]opportunity.Role{"オンライン説明会": opportunity.Briefing, "現地見学会": opportunity.SiteVisit, "個別対話": opportunity.Interview, "プレゼンテーション": opportunity.Presentation}
	for step, role := range steps {
		for _, how := range []string{"申込制", "事前申込制", "要予約", "要事前申し込み", "参加申込必要", "申込不要", "参加申込が必要", "事前登録制", "参加は任意", "申込先着順", "要申込書提出", "参加無料"} {
			if got := Of(step + "(" + how + ")"); got.Role != role {
				t.Errorf("%s(%s): %q by %s", step, how, got.Role, got.Rule())
			}
		}
		for _, what := range []string{"申込期限", "参加申込受付", "申込締切"} {
			if got := Of(step + "(" + what + ")"); got.Role == role {
				t.Errorf("%s(%s): %q by %s", step, what, got.Role, got.Rule())
			}
		}
	}
}
