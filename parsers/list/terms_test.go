package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestPapersBehindTerms makes one announcement of what a term names and several papers behind it, however they stand there.
func TestPapersBehindTerms(t *testing.T) {
	const a, b = "薬草園の民間譲渡に係る公募", "給食センター調理業務のプロポーザル"
	for name, c := range map[string]struct{ body, want string }{
		"in a line":             {`<dt>A<dd>掲載日：令和8年11月24日<br><a href=1.pdf>募集要項（PDF）</a> <a href=1b.pdf>様式（PDF）</a><dt>B<dd>掲載日：令和8年11月2日<br><a href=2.pdf>要領（PDF）</a>`, "1.pdf A 令和8年11月24日; 2.pdf B 令和8年11月2日"},
		"in lines":              {`<dt>A<dd>11月24日公開<br><a href=1.pdf>実施要領</a><br><a href=1b.pdf>仕様書</a><br><a href=1c.doc>様式集</a><br><a href=1d.pdf>質問回答</a><dt>B<dd>11月2日公開<br><a href=2.pdf>実施要領</a><br><a href=2b.pdf>仕様書</a>`, "1.pdf A 令和8年11月24日; 2.pdf B 令和8年11月2日"},
		"in a list":             {`<dt>A<dd><ul><li><a href=1.pdf>募集要項</a><li><a href=1b.pdf>様式</a></ul><dt>B<dd><ul><li><a href=2.pdf>募集要項</a><li><a href=2b.pdf>様式</a></ul>`, "1.pdf A ; 2.pdf B "},
		"in paragraphs":         {`<dt>A<dd><p>令和8年11月24日</p><p><a href=1.pdf>公告</a></p><p><a href=1b.pdf>図面</a></p><dt>B<dd><p>令和8年11月2日</p><p><a href=2.pdf>公告</a></p><p><a href=2b.pdf>図面</a></p>`, "1.pdf A 令和8年11月24日; 2.pdf B 令和8年11月2日"},
		"a result among them":   {`<dt>A<dd>令和8年11月24日 <a href=1.pdf>要領（PDF）</a> <a href=1b.pdf>結果概要（PDF）</a><dt>B<dd>令和8年11月2日 <a href=2b.pdf>審査結果（PDF）</a> <a href=2.pdf>要領（PDF）</a>`, "1.pdf A 令和8年11月24日; 2.pdf B 令和8年11月2日"},
		"calls of their own":    {`<dt>市有財産の売却に関する公告<dd>令和8年11月24日<br><a href=1.pdf>旧北保育所（PDF）</a><br><a href=2.pdf>旧公用車庫（PDF）</a>`, "1.pdf 旧北保育所 令和8年11月24日; 2.pdf 旧公用車庫 "},
		"days for terms":        {`<dt>令和8年11月24日<dd><a href=1.html>` + a + `</a><br><a href=2.html>` + b + `</a>`, "1.html A 令和8年11月24日; 2.html B 令和8年11月24日"},
		"pages behind a term":   {`<dt>公募型プロポーザルの実施について<dd><a href=1.html>詳細はこちら</a><dt>B<dd><a href=2.html>詳細はこちら</a>`, "1.html 公募型プロポーザルの実施について ; 2.html B "},
		"a term that is a link": {`<dt><a href=1.html>A</a><dd>令和8年11月24日 <a href=1.pdf>要項</a> <a href=1b.pdf>様式</a><dt><a href=2.html>B</a><dd>令和8年11月2日 <a href=2.pdf>要項</a> <a href=2b.pdf>様式</a>`, "1.html A 令和8年11月24日; 2.html B 令和8年11月2日"},
	} {
		body := strings.NewReplacer("<dt>A", "<dt>"+a, "<dt>B", "<dt>"+b, ".html>A<", ".html>"+a+"<", ".html>B<", ".html>"+b+"<").Replace(c.body)
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>事業者の公募</h1><h3>令和8年度</h3><dl>" + body + "</dl></main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/k/")+" "+strings.NewReplacer(a, "A", b, "B").Replace(d.Title)+" "+d.Published)
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, strings.Join(got, "; "), err, c.want)
		}
	}
}
