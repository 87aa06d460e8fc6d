package detail

import (
	"testing"

	"koubo/parsers/page"
)

// TestThePageSaysWhenItWasPublished are places and forms in which pages state their own day.
func TestThePageSaysWhenItWasPublished(t *testing.T) {
	const body = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。申込みは令和8年12月4日（金）までに窓口へお願いします。</p>`
	for _, c := range []struct{ html, published, updated string }{
		{`<article><h1>事業者の募集</h1>` + body + `<footer>公開日 2026年11月2日</footer></article>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>令和8年（2026年）11月2日　公開</p>` + body + `</main>`, "令和8年（2026年）11月2日", ""},
		{`<main><h1>事業者の募集</h1><table><tr><td>更新日：2026年11月9日</td><td>掲載日：2026年11月2日</td></tr></table>` + body + `</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>` + body + `<table><tr><td>公告</td><td>令和8年11月2日（月）</td></tr><tr><td>質問の締切</td><td>11月9日（月）</td></tr></table></main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1>` + body + `<p>令和八年十一月二日</p><p>青葉市長　青葉 太郎</p></main>`, "令和八年十一月二日", ""},
		{`<main><h1>事業者の募集</h1>` + body + `</main><footer><a href="/">青葉市</a> 公開日 2026年11月2日</footer>`, "", ""}, // the site's own
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集</title><body>` + c.html + `</body></html>`)})
		if err != nil || d.Published != c.published || d.Updated != c.updated {
			t.Errorf("%s\n got %q, %q, %v\nwant %q, %q", c.html, d.Published, d.Updated, err, c.published, c.updated)
		}
	}
}
