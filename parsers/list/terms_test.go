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

// TestLinksAroundTerms reads links that hold the labels and the values of their announcement.
func TestLinksAroundTerms(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"a list of terms":     {`<ul><li><a href=1><dl><dt>公開日</dt><dd>2026/11/24</dd><dt>件名</dt><dd>区民センターの改修設計</dd><dt>締切</dt><dd>2026/12/15</dd></dl></a></li><li><a href=2><dl><dt>公開日</dt><dd>2026/11/16</dd><dt>件名</dt><dd>清掃車両の購入</dd><dt>締切</dt><dd>2026/12/4</dd></dl></a></li></ul>`, "区民センターの改修設計 2026/11/24 締切=2026/12/15; 清掃車両の購入 2026/11/16 締切=2026/12/4"},
		"boxes":               {`<div class=c><a href=1><div><span>案件名</span><span>区民センターの改修設計</span></div><div><span>応募期限</span><span>2026年12月15日</span></div></a></div><div class=c><a href=2><div><span>案件名</span><span>清掃車両の購入</span></div><div><span>応募期限</span><span>2026年12月4日</span></div></a></div>`, "区民センターの改修設計  応募期限=2026年12月15日; 清掃車両の購入  応募期限=2026年12月4日"},
		"the label last":      {`<ul><li><a href=1><dl><dt>所管</dt><dd>施設課</dd><dt>業務名</dt><dd>区民センターの改修設計</dd></dl></a></li><li><a href=2><dl><dt>所管</dt><dd>清掃課</dd><dt>業務名</dt><dd>清掃車両の購入</dd></dl></a></li></ul>`, "区民センターの改修設計 ; 清掃車両の購入 "},
		"no label of a title": {`<ul><li><a href=1><dl><dt>区民センターの改修設計</dt><dd>受付を始めました</dd></dl></a></li><li><a href=2><dl><dt>清掃車両の購入の入札</dt><dd>受付を始めました</dd></dl></a></li></ul>`, "区民センターの改修設計 ; 清掃車両の購入の入札 "},
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>公募の案件</h1>" + c.body + "</main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			row := d.Title + " " + d.Published
			for _, f := range d.Fields {
				row += " " + f.Label + "=" + f.Value
			}
			got = append(got, row)
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, strings.Join(got, "; "), err, c.want)
		}
	}
}

// TestLinesBelowAHeadingInText reads announcements in lines of a page that a table lays out, below a line that names the page.
func TestLinesBelowAHeadingInText(t *testing.T) {
	const menu = `<td><a href=/><img src=0.gif alt=表紙></a><br><a href=/k.htm><img src=1.gif alt=暮らし></a></td>`
	for name, c := range map[string]string{
		"bold":     `<b>■事業をされている方へ</b><br><br><b>●渓谷の湯 指定管理者募集要項</b>（令和8年11月16日掲載）<br>　受付は12月21日までです。<br>　<a href=1.pdf>ＰＤＦを開く</a><br><br><b>●防災無線更新業務プロポーザル実施要領</b>（令和8年10月5日掲載）<br>　受付は11月13日までです。<br>　<a href=2.pdf>ＰＤＦを開く</a>`,
		"plain":    `村から会社や団体のみなさんへのお知らせです<br>・渓谷の湯 指定管理者募集要項（令和8年11月16日）<br><a href=1.pdf>詳細</a><br>・防災無線更新業務プロポーザル実施要領（令和8年10月5日）<br><a href=2.pdf>詳細</a>`,
		"coloured": `<font color=green>◇◇ 産業振興係よりご案内 ◇◇</font><br>渓谷の湯 指定管理者募集要項<br><a href=1.pdf>こちら</a><br><br>防災無線更新業務プロポーザル実施要領<br><a href=2.pdf>こちら</a>`,
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/s.htm", Body: []byte("<title>事業をされている方</title><center><table><tr><td colspan=2><img alt=渓谷村></td></tr><tr>" + menu + "<td>" + c + "</td></tr></table></center>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/")+" "+d.Title)
		}
		if err != nil || len(got) != 2 || !strings.HasPrefix(got[0], "1.pdf 渓谷の湯 指定管理者募集要項") || !strings.HasPrefix(got[1], "2.pdf 防災無線更新業務プロポーザル実施要領") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
