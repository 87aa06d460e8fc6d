package detail

import (
	"strings"
	"testing"
)

func TestReadText(t *testing.T) {
	for _, c := range []struct{ name, text, title, published, department, phone string }{
		{"a cover", "\f1\n\n# 令和8年度\n\n# 雪見沢市民ホール指定管理者募集要項\n\n# 雪見沢市\n\f2\n\n# 1 日程\n\n1\t募集要項の公表・配布\t令和8年8月20日（木）～10月1日（木）\n2\t質問の受付\t令和8年9月4日（金）\n\n# 問合せ先\n\n教育委員会事務局 文化振興課\n電話 0991-41-2258",
			"令和8年度雪見沢市民ホール指定管理者募集要項", "令和8年8月20日", "教育委員会事務局 文化振興課", "0991-41-2258"},
		{"a notice", "冠村公告第26号\n条件付一般競争入札の公告\n次のとおり入札に付する。\n令和8年7月27日\n冠村長 久木守\n1 業務名 バス運行業務", "条件付一般競争入札の公告", "令和8年7月27日", "", ""},
		{"a title set apart", "# 入 札 説 明 書\n\n1 公告日\t令和8年10月5日\n", "入札説明書", "令和8年10月5日", "", ""},
		{"a title of two lines", "沢渡村公告第21号\n村史デジタルアーカイブ構築業務に係る公募型プ\nロポーザルの実施について（公告）\n次のとおり行う。\n令和8年8月24日\n沢渡村長 久我正行\n\n# 1 業務の概要\n本文である。",
			"村史デジタルアーカイブ構築業務に係る公募型プロポーザルの実施について（公告）", "令和8年8月24日", "", ""},
		{"a fiscal year of another paper", "令和8年度\n雪見沢市\n# 雪見沢市民ホール指定管理者募集要項\n\n本文である。", "雪見沢市民ホール指定管理者募集要項", "", "", ""},
		{"a fiscal year and a title of two lines", "\f1\n# 令和9・10年度\n\n# 雪見沢市公園清掃業務\n\n# 公募型プロポーザル実施要領\n\n# 令和8年9月\n\f2\n本文である。", "令和9・10年度雪見沢市公園清掃業務公募型プロポーザル実施要領", "", "", ""},
		{"a fiscal year in plain type", "令和８年度\nものづくり補助金公募要領\n\n本文である。", "令和８年度ものづくり補助金公募要領", "", "", ""},
		{"guidelines", "# 雪見沢市中央公園にぎわい施設整備事業\n\n# 公募設置等指針（Park-PFI）\n\n# 令和８年８月\n\n# １ はじめに\n\n本文である。", "雪見沢市中央公園にぎわい施設整備事業公募設置等指針（Park-PFI）", "", "", ""},
		{"guidelines in one line", "雪見沢市中央公園公募設置等指針\n\n令和８年８月\n\n# １ はじめに\n\n本文である。", "雪見沢市中央公園公募設置等指針", "", "", ""},
		{"no word of a title", "# 移動販売をいっしょに\n\n募集します。", "移動販売をいっしょに", "", "", ""},
		{"a contact on the cover", "# 募集要項\n\n担 当 課\t小比良町役場 福祉こども課\n電 話\t0995-47-3360\n\n# 1 目的\n\n本文である。", "募集要項", "", "福祉こども課", "0995-47-3360"},
		{"a day on the cover", "雪見沢市立体育施設\n# 雪見沢市総合体育館等指定管理者募集要項\n\n令和8年8月3日\n雪見沢市教育委員会\n\n# 1 施設の概要\n本文である。", "雪見沢市総合体育館等指定管理者募集要項", "令和8年8月3日", "", ""},
		{"below the window", "雪見沢町告示第52号関係\n# 温泉施設指定管理者募集要項\n申請受付期間 令和8年10月1日（木）～10月20日（火）\n令和８年８月１７日（月）\n雪見沢町\n# １．募集の趣旨\n本文である。", "温泉施設指定管理者募集要項", "令和８年８月１７日", "", ""},
		{"an edition", "# 雪見沢町 共創パートナー 募集要項\n初版 2026年4月15日\n企画課\n# １ 募集の趣旨\n本文である。", "雪見沢町 共創パートナー 募集要項", "2026年4月15日", "", ""},
		{"a change", "令和８年６月１日 公告\n令和８年６月２２日 一部変更\n\n# 清掃業務に係るプロポーザル実施要領\n\n# １ 目的\n本文である。", "清掃業務に係るプロポーザル実施要領", "令和８年６月１日", "", ""},
		{"a change alone", "令和８年６月２２日 一部改訂\n\n# 清掃業務に係るプロポーザル実施要領\n\n# １ 目的\n本文である。", "清掃業務に係るプロポーザル実施要領", "", "", ""},
		{"the notice's day", "# 自動販売機設置事業者募集要項\n# 令和９年１月\n# １ 公告\n令和９年１月１２日付け雪見沢市公告第３号のとおり、設置する者を入札により募集する。", "自動販売機設置事業者募集要項", "令和９年１月１２日", "", ""},
		{"a day of a chapter", "# 温泉施設指定管理者募集要項\n\n# １ 施設\n平成１５年７月１９日\n本文である。", "温泉施設指定管理者募集要項", "", "", ""},
		{"a law's day", "# 温泉施設指定管理者募集要項\n# １ 根拠\n令和２年３月１日付け総務省告示第５号に定める施設とする。", "温泉施設指定管理者募集要項", "", "", ""},
		{"a letter", "令和８年６月２６日\n公募型プロポーザルに参加を予定される皆様\n雪見沢市長 佐々倉 健一\n# システム更新業務に係る公募型プロポーザルの実施要領の変更について\n次のとおり変更します。", "システム更新業務に係る公募型プロポーザルの実施要領の変更について", "令和８年６月２６日", "", ""},
		{"a letter in plain type", "プロポーザル参加事業者　各位\n雪見沢市総務課\n庁舎清掃業務公募型プロポーザルに関する質問への回答について\n次のとおり回答します。", "庁舎清掃業務公募型プロポーザルに関する質問への回答について", "", "", ""},
		{"nothing", "", "", "", "", ""},
		{"rows alone", "質問\t9月4日\n", "", "", "", ""},
	} {
		d := ReadText("https://www.city.example.jp/a.pdf", c.text)
		if d.Title != c.title || d.Published != c.published || d.Contact.Department != c.department || d.Contact.Phone != c.phone {
			t.Errorf("%s: title %q, published %q, contact %+v", c.name, d.Title, d.Published, d.Contact)
		}
		if c.title != "" && strings.Contains(d.Text, "# "+c.title+"\n") {
			t.Errorf("%s: the title is in the text:\n%s", c.name, d.Text)
		}
	}
}

func TestReadTextKeepsTheFormOfText(t *testing.T) {
	const rest = "\f2\n# 1 日程\n\n# 順\t内容\t期日\n1\t質問の受付\t9月4日から\v9月10日まで\n\n以上"
	if d := ReadText("https://www.city.example.jp/a.pdf", "\f1\n# 募集要項\n"+rest); d.Text != rest {
		t.Errorf("got %q, want %q", d.Text, rest)
	}
}

func FuzzReadText(f *testing.F) {
	f.Add("\f1\n# 募集要項\n\n質問\t9月4日\v正午\n\f2\n問合せ先\n総務課 電話0991-41-2258")
	f.Add("\f\n\f99999999999999999999\n# \t\n#\n")
	f.Fuzz(func(t *testing.T, text string) { ReadText("https://www.city.example.jp/a.pdf", text) })
}

// TestTheDayOfACoverIsNoStep: the day that a paper was made on is none of its call, but that of a signed notice is.
func TestTheDayOfACoverIsNoStep(t *testing.T) {
	for day, isStep := range map[string]bool{"令和8年8月3日": false, "初版 2026年4月15日": false, "令和8年6月1日\n雪見沢市長 久木守": true} {
		d := ReadText("https://www.city.example.jp/a.pdf", "雪見沢市立体育施設\n# 雪見沢市総合体育館指定管理者募集要項\n申請受付 10月1日から\n"+day+"\n# 1 施設の概要\n本文である。")
		if d.Published == "" || strings.Contains(d.Text, day) != isStep {
			t.Errorf("%s: published %q, text %q", day, d.Published, d.Text)
		}
	}
}
