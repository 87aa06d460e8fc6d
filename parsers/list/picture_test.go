package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestPicturesAreCalledByTheirWords: the alternative text of a picture that is a link names a call where nothing beside it does, and makes no
// row of decoration.
func TestPicturesAreCalledByTheirWords(t *testing.T) {
	const a, b = "港湾倉庫の跡地活用に関する提案の募集", "図書館システム更新業務公募型プロポーザルの実施"
	for name, c := range map[string]struct{ body, want string }{
		"banners": {`<ul><li><a href=1><img src=x alt="` + a + `"></a><br><span>2026年11月16日</span></li><li><a href=2><img src=x alt="` + b + `"></a><br><span>2026年11月12日</span></li></ul>`,
			"1 " + a + " 2026年11月16日|2 " + b + " 2026年11月12日"},
		"one of two": {`<ul><li>2026年11月16日<a href=1><img src=x alt="` + a + `"></a></li><li>2026年11月12日<a href=2>` + b + `</a></li></ul>`, "1 " + a + " 2026年11月16日|2 " + b + " 2026年11月12日"},
		"cards that invite": {`<div class=card><p>2026年11月16日</p><a href=1><img src=x alt="` + a + `"><span>くわしく見る</span></a></div><div class=card><p>2026年11月12日</p><a href=2><img src=x alt="` + b + `">詳細はこちら</a></div>`,
			"1 " + a + " 2026年11月16日|2 " + b + " 2026年11月12日"},
		"called banners": {`<ul><li><a href=1><img src=x alt="` + a + `のバナー"></a></li><li><a href=2 aria-label="` + b + `"><img src=x alt=""></a></li></ul>`, "1 " + a + " |2 " + b + " "},
		"the title beside": {`<ul><li><a href=1><img src=x alt="` + a + `のチラシ"></a><a href=1>` + a + `</a> 2026年11月16日</li><li><a href=2><img src=x alt="` + b + `"></a><a href=2>` + b + `</a> 2026年11月12日</li></ul>`,
			"1 " + a + " 2026年11月16日|2 " + b + " 2026年11月12日"},
		"no links": {`<ul><li><a href=1>` + a + `</a> 2026年11月16日</li><li><a href=2>` + b + `</a> 2026年11月12日</li></ul><p><a href="https://www.pref.example.jp/"><img src=x alt="` + "県の公共施設等の活用に関する提案の募集" + `"></a><a href=/><img src=x alt="若葉市シティプロモーションのロゴマーク"></a><a href=/kanko/><img src=x alt="若葉山の頂上から眺める市街地と湖の写真"></a><a href=/shisei/><img src=x alt="ネーミングライツパートナー募集のロゴ"></a></p>`,
			"1 " + a + " 2026年11月16日|2 " + b + " 2026年11月12日"},
	} {
		body := `<title>公募情報｜若葉町</title><div id=hd><a href="/"><img src=x alt="若葉町の公式ホームページ 事業者を募集する町"></a></div><div id=main><h1>公募情報</h1>` + c.body + `</div>`
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte(body)}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/k/")+" "+d.Title+" "+d.Published)
		}
		if err != nil || strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}
