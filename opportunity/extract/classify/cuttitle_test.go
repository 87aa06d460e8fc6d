package classify

import (
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

var cutTitles = []string{
	"令和8年度若葉市中心市街地活性化拠点施設整備に…", "若葉市公共施設包括管理業務に係る公募型プロポーザルの実…", "若葉市中心市街地活性化拠点...", "若葉市中心市街地活性化拠点 ...", "若葉市中心市街地活性化拠点・・・",
	"若葉市中心市街地活性化拠点･･･", "若葉市中心市街地活性化拠点‥", "若葉市中心市街地活性化拠点⋯", "若葉市中心市街地活性化拠点。。。", "若葉市中心市街地活性化拠点[…]", "若葉市中心市街地活性化拠点（...）",
	"若葉市中心市街地活性化拠点 続きを読む", "若葉市中心市街地活性化拠点…[続きを読む]", "若葉市中心市街地活性化拠点 もっと見る »", "若葉市中心市街地活性化拠点 Read more",
	"若葉市中心市街地活性化拠点\ufffd", "若葉市中心市街地活性化拠点\ufffd...", "若葉市中心市街地活性化拠点…（2026年11月16日更新）", "若葉市中心市街地活性化拠点… 2026年11月16日", "若葉市中心市街地活性化拠点…【新着】",
	"若葉市中心市街地活性化拠点（仮称", "若葉市「未来を拓く", "若葉市中心市街地活性化拠点施設整備に係る", "若葉市中心市街地活性化拠点施設整備に", "若葉市中心市街地活性化拠点施設の", "若葉市中心市街地活性化拠点、",
	"若葉駅前広場活用サウンディ", "若葉駅前広場活用プロポー", "若葉駅前広場活用につい", "若葉市中心市街地活性化拠点施設整備及び", "参加企業を募集しまし",
}

var wholeTitles = []string{
	"公園管理DX実証実験に係る企業募集", "若葉駅前広場活用サウンディング型市場調査の実施について", "事業者の皆さまへ", "入札参加資格（物品）", "若葉市ふるさと応援寄附金", "サウンディング", "プロポーザル",
	"みんなのひろば", "市民ホール・図書館", "第1回 （仮称）若葉市交流センター整備事業", "スポーツセンター", "公募（その2）", "若葉市のしごと", "R8.11.6", "きもの", "お知らせ", "", "…", "募集します", "ネーミングライツ・パートナー",
	"ネーミング", "ホームページリニューアル業務", "ルーム", "スタート", "拾いもの", "若葉市公民連携プラットフォーム 設立しました",
}

func TestIsCutTitle(t *testing.T) {
	for _, title := range cutTitles {
		if !IsCutTitle(title) {
			t.Errorf("%q is taken for whole", title)
		}
	}
	for _, title := range wholeTitles {
		if IsCutTitle(title) {
			stem, _ := CutStem(title)
			t.Errorf("%q is taken for cut behind %q", title, stem)
		}
	}
}

func TestIsBareTitle(t *testing.T) {
	for _, title := range []string{"お知らせ", "募集について", "公募", "詳細はこちら", "詳しくはこちらをご覧ください", "公告第12号", "令和8年11月16日", "2026.11.16", "第3回", "PDF（120KB）", "【重要】お知らせ", "質問回答書類一覧", "ＮＥＷ", "No.123", "→", "", "続きを読む", "募集要項"} {
		if !IsBareTitle(title) {
			t.Errorf("%q is taken to say something (%q)", title, bareWords.Replace(jtext.Key(title)))
		}
	}
	for _, title := range []string{"公園管理", "市民プールの冬季休業のお知らせ", "企画課", "若葉市について", "広報11月号", "入札", "イベント情報", "DX", "水道だより", strings.Repeat("お知らせ", 20)} {
		if IsBareTitle(title) {
			t.Errorf("%q is taken to say nothing", title)
		}
	}
}

// TestTriageOfCutAndBareTitles holds that a title which proves nothing drops nothing, and that one which says enough is not
// asked for more.
func TestTriageOfCutAndBareTitles(t *testing.T) {
	for title, want := range map[string]Verdict{
		"令和8年度若葉市中心市街地活性化拠点施設整備に…":     {Keep: true, Undecided: true, Why: cutShort},
		"令和8年度若葉市中心市街地活性化拠点施設整備":       {Why: NoTerm},
		"市民プールの冬季休業に伴う施設改修工事に係る公…":     {Keep: true, Undecided: true, Why: cutShort},
		"会計年度任用職員募集システム構築業務に係る公…":      {Keep: true, Undecided: true, Why: cutShort},
		"市民講座の参加者を募集するためのシステムを構…":      {Keep: true, Undecided: true, Why: cutShort},
		"市民講座の参加者を募集します":               {Why: "住民向け"},
		"若葉市公共施設包括管理業務に係る公募型プロポーザルの実…": {Keep: true},
		"自動運転実証実験に係る企業募\ufffd":         {Keep: true},
		"令和8年度若葉駅前のにぎわいを考えるサウ\ufffd":   {Keep: true, Undecided: true, Why: cutShort},
		"お知らせ":   {Keep: true, Undecided: true, Why: saysLess},
		"・":      {Keep: true, Undecided: true, Why: cutShort},
		"･":      {Keep: true, Undecided: true, Why: saysLess},
		"募集について": {Keep: true, Undecided: true, Why: saysLess},
		"公告第12号": {Keep: true, Undecided: true, Why: saysLess},
		"":       {Keep: true, Undecided: true, Why: saysLess},
		"わかば11月": {Why: NoTerm},
		"若葉団地集会所解体工事【8月18日】":     {Keep: true, Undecided: true, Why: saysLess},
		"若葉公園トイレ改修工事（工事番号27）":    {Keep: true, Undecided: true, Why: saysLess},
		"食品産業物価高騰対応支援事業費補助金の募集":  {Keep: true},
		"再生可能エネルギー導入支援事業費補助金":    {Keep: true, Undecided: true, Why: saysLess},
		"若者世代職場定着促進助成金":          {Keep: true, Undecided: true, Why: saysLess},
		"高規格救急車 2台の買入れ":          {Keep: true, Undecided: true, Why: saysLess},
		"公用車の買い入れ":               {Keep: true, Undecided: true, Why: saysLess},
		"児童用机の借入れ":               {Keep: true, Undecided: true, Why: saysLess},
		"旧若葉中学校教室棟解体工事":          {Keep: true, Undecided: true, Why: saysLess},
		"若葉ビル緑化事業（オフィスビルへの緑化助成）": {Keep: true, Undecided: true, Why: saysLess},
		"若葉創業支援オフィス入居者募集":        {Keep: true, Undecided: true, Why: saysLess},
		"市営住宅の入居者募集":             {Why: forResidents},
		"旧若葉小学校利活用":              {Keep: true, Undecided: true, Why: saysLess},
		"省エネ設備更新補助":              {Keep: true, Undecided: true, Why: saysLess},
		"住宅用太陽光発電設備設置費補助金（個人向け）": {Why: forResidents},
		"道路工事に伴う通行止めのお知らせ":       {Why: "お知らせ"},
		"災害対策本部会議室映像設備改修工事":      {Keep: true, Undecided: true, Why: saysLess},
		"議会中継システム更新業務":           {Keep: true, Undecided: true, Why: saysLess},
		"橋梁点検診断業務":               {Keep: true, Undecided: true, Why: saysLess},
		"小型除雪機（自走式）2台":           {Keep: true, Undecided: true, Why: saysLess},
		"旧若葉保育所を借りませんか":          {Keep: true, Undecided: true, Why: saysLess},
		"庁舎の空きスペースに出店しませんか":      {Keep: true, Undecided: true, Why: saysLess},
		"若葉サンドボックス":              {Keep: true, Undecided: true, Why: named},
		"WAKABA BOOST 2026":      {Keep: true, Undecided: true, Why: named},
		"若葉コラボ給食の日":              {Why: NoTerm},
	} {
		if got := Triage(title, "https://www.city.example.lg.jp/soshiki/1.html", nil); got != want {
			t.Errorf("Triage(%q) = %+v, want %+v", title, got, want)
		}
	}
}

func FuzzIsCutTitle(f *testing.F) {
	for _, title := range append(cutTitles, wholeTitles...) {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		stem, cut := CutStem(title)
		if utf8.ValidString(title) && (strings.ContainsRune(stem, utf8.RuneError) && strings.HasSuffix(stem, "\ufffd") || len(stem) > len(title)) {
			t.Errorf("%q is %q (%v)", title, stem, cut)
		}
		if IsBareTitle(title) && !Triage(title, "", nil).Keep {
			t.Errorf("%q says nothing and is dropped", title)
		}
	})
}
