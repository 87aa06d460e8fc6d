package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestWhatAListSaysIsOver, by the headings over its rows and its column of states.
func TestWhatAListSaysIsOver(t *testing.T) {
	link := func(to, title string) string { return `<a href=` + to + `>` + title + `</a>` }
	a, b, c := link("1", "港湾倉庫の跡地活用に関する提案の募集"), link("2", "図書館システム更新業務公募型プロポーザルの実施"), link("3", "旧東小学校跡地に関するサウンディング型市場調査")
	for name, tc := range map[string]struct{ body, want string }{
		"headings":              {`<h2>募集中</h2><ul><li>` + a + `</ul><h2>募集を終了したもの</h2><ul><li>` + b + `<li>` + c + `</ul>`, "1: 2:募集を終了したもの 3:募集を終了したもの"},
		"the other way round":   {`<h2>受付終了</h2><ul><li>` + a + `</ul><h2>受付中</h2><ul><li>` + b + `<li>` + c + `</ul>`, "1:受付終了 2: 3:"},
		"details":               {`<ul><li>` + a + `</ul><details><summary>過去の募集（受付終了）</summary><ul><li>` + b + `<li>` + c + `</ul></details>`, "1: 2:過去の募集（受付終了） 3:過去の募集（受付終了）"},
		"kinds below":           {`<h2>終了した案件</h2><h3>業務委託</h3><ul><li>` + a + `</ul><h3>市場調査</h3><ul><li>` + c + `</ul><h2>公募中の案件</h2><h3>業務委託</h3><ul><li>` + b + `</ul>`, "1:終了した案件 3:終了した案件 2:"},
		"kinds above":           {`<h2>業務委託</h2><h3>受付終了分</h3><ul><li>` + a + `</ul><h2>市場調査</h2><ul><li>` + c + `<li>` + b + `</ul>`, "1:受付終了分 3: 2:"},
		"bold lines":            {`<p><b>募集中</b></p><ul><li>` + a + `</ul><p><b>受付終了分</b></p><ul><li>` + b + `</ul><p>その他の案件</p><ul><li>` + c + `</ul>`, "1: 2:受付終了分 3:"},
		"lines of text":         {`<div>◆募集中<br>` + a + `<br><br>◆募集終了<br>` + b + `<br>` + c + `</div>`, "1: 2:◆募集終了 3:◆募集終了"},
		"a sentence between":    {`<p>` + a + `</p><p>募集は終了しました</p><p>` + b + `</p><p>` + c + `</p>`, "1: 2: 3:"},
		"what follows the end":  {`<h2>募集終了後の流れ</h2><ul><li>` + a + `</ul><h2>受付終了予定</h2><ul><li>` + b + `<li>` + c + `</ul>`, "1: 2: 3:"},
		"under two headings":    {`<h2>受付終了</h2><ul><li>` + a + `<li>` + b + `</ul><h2>募集中</h2><ul><li>` + a + `<li>` + c + `</ul>`, "1: 2:受付終了 3:"},
		"a table's lines":       {`<table><tr><th colspan=2>募集中<tr><td>11月<td>` + a + `<tr><th colspan=2>募集終了<tr><td>10月<td>` + b + `<tr><td>9月<td>` + c + `</table>`, "1: 2:募集終了 3:募集終了"},
		"a column":              {`<table><tr><th>状況<th>件名<tr><td>募集中<td>` + a + `<tr><td rowspan=2>受付終了<td>` + b + `<tr><td>` + c + `</table>`, "1: 2:状況: 受付終了 3:状況: 受付終了"},
		"a column under a head": {`<h2>受付終了</h2><table><tr><th>状況<th>件名<tr><td>募集中<td>` + a + `<tr><td>受付終了<td>` + b + `</table>`, "1: 2:状況: 受付終了"},
	} {
		body := `<title>公募情報｜若葉町</title><div id=main><h1>公募情報</h1>` + tc.body + `</div>`
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte(body)}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/k/")+":"+d.Ended)
		}
		if err != nil || strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, tc.want)
		}
	}
}
