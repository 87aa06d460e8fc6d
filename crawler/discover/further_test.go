package discover

import (
	"fmt"
	"testing"
)

// dated is a list of announcements under the name of the page.
func dated(name, dir string, titles ...string) string {
	out := "<h1>" + name + "</h1><ul>"
	for n, title := range titles {
		out += fmt.Sprintf(`<li>2026年10月%d日 <a href="%s%d.html">%s</a></li>`, n+1, dir, n+1, title)
	}
	return out + "</ul>"
}

// TestFurtherLists takes, beside the list of proposals, what else stands below the same section.
func TestFurtherLists(t *testing.T) {
	for name, c := range map[string]struct {
		link   string
		titles []string
		taken  bool
	}{
		"named as its titles begin":             {"入札", []string{"入札公告：町道改良工事（第2工区）", "入札結果（令和8年10月執行分）", "入札公告：漁港機能診断業務"}, true},
		"proposals whose titles begin so":       {"プロポーザル", []string{"プロポーザル：総合計画策定支援業務の事業者募集", "プロポーザル：給食配送業務の事業者募集"}, true},
		"subsidies to companies by its name":    {"事業者向け補助金", []string{"脱炭素経営支援補助金（第2回公募）", "空き店舗活用支援補助金の公募"}, true},
		"subsidies to enterprises":              {"企業向け補助制度", []string{"再エネ導入支援事業費補助金の二次公募", "デジタル化推進補助金の公募（先着順）"}, true},
		"subsidies to traders":                  {"商工業者への助成", []string{"販路開拓支援助成金の公募について", "省エネ設備導入助成金の公募について"}, true},
		"subsidies whose titles name companies": {"募集中の補助金", []string{"中小企業賃上げ環境整備補助金の公募", "宿泊事業者向け高付加価値化補助金の公募"}, true},
		"subsidies to nobody":                   {"補助金・助成金", []string{"創業支援補助金の募集について", "地域活動応援補助金の募集について"}, false},
		"subsidies to residents":                {"住まいの補助金", []string{"住宅リフォーム補助金の申請受付について", "木造住宅耐震改修補助金の申請受付について"}, false},
		"how the proposals stand":               {"公募型プロポーザルの実施状況", []string{"避難所管理システム導入業務", "客船受入態勢調査業務", "図書館システム更新業務"}, true},
		"how soundings stand":                   {"サウンディング型市場調査の実施状況", []string{"旧水産試験場跡地の利活用に関するサウンディング", "公共施設包括管理に関するサウンディング"}, true},
		"how proposals stand that have ended":   {"公募型プロポーザルの実施状況", []string{"避難所管理業務プロポーザルの審査結果", "客船調査業務プロポーザルの審査結果", "図書館業務プロポーザルの審査結果"}, false},
		"how contracts were carried out":        {"入札執行状況", []string{"町道改良工事", "漁港機能診断業務", "庁舎清掃業務"}, false},
		"how a scheme is used":                  {"指定管理者制度の導入状況", []string{"町民体育館の指定管理", "文化会館の指定管理", "キャンプ場の指定管理"}, false},
	} {
		s := &site{pages: map[string]string{
			"/":       home(a("/biz/", "事業者の方へ")),
			"/biz/":   "<h1>事業者の方へ</h1>" + a("/biz/p/", "企画提案の募集") + a("/biz/x/", c.link),
			"/biz/p/": rows("/k/", calls...), "/biz/x/": dated(c.link, "/x/", c.titles...),
		}}
		found, err := explore(t, s, "/")
		taken := false
		for _, l := range found.Lists {
			taken = taken || l.URL == "/biz/x/"
		}
		if err != nil || taken != c.taken {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", name, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}

// TestTablesOfOutcomes takes a page of how proposals stand for a place of calls, unless its table tells what came of each.
func TestTablesOfOutcomes(t *testing.T) {
	for name, c := range map[string]struct {
		heading string
		cells   []string
		taken   bool
	}{
		"chosen companies":  {"選定事業者", []string{"株式会社ひので", "株式会社みなと", "山川商事"}, false},
		"parties":           {"契約の相手方", []string{"株式会社ひので", "株式会社みなと", "山川商事"}, false},
		"sums of contracts": {"契約金額（税込）", []string{"1,100,000円", "2,200,000円", "3,300,000円"}, false},
		"results":           {"審査結果", []string{"公表", "公表", "公表"}, false},
		"one still open":    {"選定事業者", []string{"", "株式会社みなと", "山川商事"}, true},
		"one being judged":  {"受託候補者", []string{"審査中", "株式会社みなと", "山川商事"}, true},
		"dashes":            {"選定結果", []string{"－", "公表", "公表"}, true},
		"offices":           {"担当課", []string{"総務課", "企画課", "観光課"}, true},
	} {
		table := "<h1>公募型プロポーザルの実施状況</h1><table><tr><th>業務名</th><th>公告日</th><th>" + c.heading + "</th></tr>"
		for n, title := range []string{"避難所管理システム導入業務", "客船受入態勢調査業務", "図書館システム更新業務"} {
			table += fmt.Sprintf(`<tr><td><a href="/x/%d.html">%s</a></td><td>令和8年10月%d日</td><td>%s</td></tr>`, n, title, n+1, c.cells[n])
		}
		s := &site{pages: map[string]string{"/": home(a("/p/", "公募型プロポーザルの実施状況")), "/p/": table + "</table>"}}
		if found, err := explore(t, s, "/"); err != nil || len(found.Lists) > 0 != c.taken {
			t.Errorf("%s: lists %q, rejected %+v, %v", name, paths(found.Lists), found.Rejected, err)
		}
	}
}
