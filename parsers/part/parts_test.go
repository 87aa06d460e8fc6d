package part

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"koubo/opportunity/extract"
	"koubo/parsers/detail"
	"koubo/parsers/page"
)

const (
	dx   = "庁内DX推進パートナー企業の募集"
	park = "公園売店運営事業者公募型プロポーザル"
	bus  = "自動運転バス実証実験の協力企業募集"
)

// partCases are pages that hold several announcements. want has, for each wanted part, what its page must say, in the form
// "title|what its text holds|…"; a part that begins with ! must not stand there, "-" is a part that is not on the page. No
// want at all is a page that cannot be told apart.
var partCases = []struct {
	name, body string
	wanted     []Part
	want       []string
}{
	{"headings that name the rounds alone", `<main><h1>小口修繕事業者の公募</h1><p>企画課へ持参してください。</p><h2>第１回</h2><p>提出期限：令和8年12月8日</p><h2>第２回</h2><p>提出期限：令和9年2月10日</p></main>`,
		[]Part{{"", "小口修繕事業者の公募（第1回）"}, {"", "小口修繕事業者の公募（第2回）"}}, []string{"小口修繕事業者の公募（第1回）|12月8日|持参|!2月10日", "小口修繕事業者の公募（第2回）|2月10日|持参|!12月8日"}},
	{"a round within the title, a little more in the heading", `<h1>小口修繕事業者の公募</h1><dl><dt>第1次募集について</dt><dd>提出期限：令和8年12月8日</dd><dt>第2次募集について</dt><dd>提出期限：令和9年2月10日</dd></dl>`,
		[]Part{{"", "令和8年度第2次小口修繕事業者の公募"}, {"", "令和8年度第1次小口修繕事業者の公募"}}, []string{"令和8年度第2次小口修繕事業者の公募|2月10日|!12月8日", "令和8年度第1次小口修繕事業者の公募|12月8日|!2月10日"}},
	{"lots in bold lines", `<h1>保守点検業務公募型プロポーザル</h1><p><strong>東部地区</strong></p><p>提出期限：令和8年12月8日</p><p><strong>西部地区</strong></p><p>提出期限：令和9年2月10日</p>`,
		[]Part{{"", "保守点検業務公募型プロポーザル【東部地区】"}, {"", "保守点検業務公募型プロポーザル【西部地区】"}}, []string{"保守点検業務公募型プロポーザル【東部地区】|12月8日|!2月10日", "保守点検業務公募型プロポーザル【西部地区】|2月10日|!12月8日"}},
	{"rounds in rows", `<h1>小口修繕事業者の公募</h1><table><tr><th>区分</th><th>提出期限</th></tr><tr><th>前期</th><td>令和8年12月8日</td></tr><tr><th>後期</th><td>令和9年2月10日</td></tr></table>`,
		[]Part{{"", "小口修繕事業者の公募（前期）"}, {"", "小口修繕事業者の公募（後期）"}}, []string{"小口修繕事業者の公募（前期）|12月8日|!2月10日", "小口修繕事業者の公募（後期）|2月10日|!12月8日"}},
	{"lots of two characters in rows", `<h1>街路樹管理業務公募型プロポーザル</h1><table><tr><th>区</th><th>提出期限</th></tr><tr><td>A区</td><td>令和8年12月8日</td></tr><tr><td>B区</td><td>令和9年2月10日</td></tr></table>`,
		[]Part{{"", "街路樹管理業務公募型プロポーザル（Ａ区）"}, {"", "街路樹管理業務公募型プロポーザル（Ｂ区）"}}, []string{"街路樹管理業務公募型プロポーザル（Ａ区）|12月8日|!2月10日", "街路樹管理業務公募型プロポーザル（Ｂ区）|2月10日|!12月8日"}},
	{"one round alone has a heading", `<h1>小口修繕事業者の公募</h1><p>提出期限：令和8年12月8日</p><h2>第2回</h2><p>提出期限：令和9年2月10日</p>`,
		[]Part{{"", "小口修繕事業者の公募（第1回）"}, {"", "小口修繕事業者の公募（第2回）"}}, nil},
	{"one heading for both rounds", `<h1>小口修繕事業者の公募</h1><h2>第1回・第2回</h2><p>提出期限：令和8年12月8日</p>`,
		[]Part{{"", "小口修繕事業者の公募（第1回）"}, {"", "小口修繕事業者の公募（第2回）"}}, nil},
	{"headings with ids", `<main><h1>募集中の案件</h1><h2 id="dx">` + dx + `</h2><p>提出期限：令和8年12月18日（金）</p><h2 id="park">` + park + `</h2><p>提出期限：令和8年12月4日（金）</p><h2 id="bus">` + bus + `</h2><p>提出期限：令和9年1月15日（金）</p><h2>お問い合わせ</h2><p>企画課 電話 0000-00-0000</p></main>`,
		[]Part{{"dx", dx}, {"#park", park}, {"bus", bus}},
		[]string{dx + "|12月18日|企画課|!12月4日", park + "|12月4日|企画課|!12月18日|!1月15日", bus + "|1月15日|企画課|!12月4日"}},
	{"only titles", `<h1>募集中の案件</h1><p>掲載日：2026年11月16日</p><h3>` + dx + `</h3><p>提出期限：令和8年12月18日</p><h4>質問</h4><p>12月1日まで</p><h3>` + park + `</h3><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|12月1日|!12月4日", park + "|12月4日|!12月18日|!12月1日"}},
	{"anchors before headings", `<h1>募集</h1><p><a name="a1"></a></p><h2>` + dx + `</h2><p>提出期限：令和8年12月18日</p><a id="a2"></a><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"a1", dx}, {"a2", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"anchors around headings, titles that say nothing", `<h1>募集</h1><h2><a name="a1">` + dx + `</a></h2><p>提出期限：令和8年12月18日</p><h2><a name="a2">` + park + `</a></h2><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"a1", "詳細はこちら"}, {"a2", "詳細はこちら"}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"boxes", `<main><h1>募集</h1><section id="dx"><p class="date">2026年11月16日</p><h2>` + dx + `</h2><div><h3>期限</h3><p>提出期限：令和8年12月18日</p></div></section><section id="park"><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p></section><div class="contact"><p>企画課 電話 0000-00-0000</p></div></main>`,
		[]Part{{"dx", dx}, {"park", park}}, []string{dx + "|12月18日|企画課|!12月4日", park + "|12月4日|企画課|!12月18日"}},
	{"box around the heading alone", `<main><h1>募集</h1><div id="dx"><h2>` + dx + `</h2></div><div><p>提出期限：令和8年12月18日</p></div><div id="park"><h2>` + park + `</h2></div><div><p>提出期限：令和8年12月4日</p></div></main>`,
		[]Part{{"dx", dx}, {"park", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"terms", `<h1>募集</h1><dl><dt id="dx">` + dx + `</dt><dd>提出期限：令和8年12月18日</dd><dd>企画課</dd><dt id="park">` + park + `</dt><dd>提出期限：令和8年12月4日</dd></dl>`,
		[]Part{{"dx", dx}, {"park", park}}, []string{dx + "|12月18日|企画課|!12月4日", park + "|12月4日|!12月18日"}},
	{"rows", `<h1>募集</h1><table><tr><th>件名</th><th>提出期限</th><th>担当課</th></tr><tr id="r1"><td>` + dx + `</td><td>令和8年12月18日</td><td rowspan="2">企画課</td></tr><tr id="r2"><td>` + park + `</td><td>令和8年12月4日</td></tr></table>`,
		[]Part{{"r1", dx}, {"r2", park}}, []string{dx + "|提出期限\t令和8年12月18日|企画課|!12月4日", park + "|提出期限\t令和8年12月4日|企画課|!12月18日"}},
	{"rows by title", `<h1>募集</h1><table><tr><th>件名</th><th>提出期限</th></tr><tr><td>` + dx + `</td><td>令和8年12月18日</td></tr><tr><td>` + park + `</td><td>令和8年12月4日</td></tr></table>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"a table each", `<h1>募集</h1><table id="t1"><caption>` + dx + `</caption><tr><th>提出期限</th><td>令和8年12月18日</td></tr></table><table id="t2"><caption>` + park + `</caption><tr><th>提出期限</th><td>令和8年12月4日</td></tr></table>`,
		[]Part{{"t1", dx}, {"t2", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"accordions", `<h1>募集</h1><details><summary>` + dx + `</summary><p>提出期限：令和8年12月18日</p></details><details><summary>` + park + `</summary><p>提出期限：令和8年12月4日</p></details>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"panels", `<h1>募集</h1><h3 class="t"><a href="#c1">` + dx + `</a></h3><div id="c1" class="collapse"><p>提出期限：令和8年12月18日</p></div><h3 class="t"><a href="#c2">` + park + `</a></h3><div id="c2" class="collapse"><p>提出期限：令和8年12月4日</p></div>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"buttons by class", `<h1>募集</h1><div><div class="accordion-title">` + dx + `</div><div class="accordion-body">提出期限：令和8年12月18日</div><div class="accordion-title">` + park + `</div><div class="accordion-body">提出期限：令和8年12月4日</div></div>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"bold lines, with one that is not wanted", `<h1>募集</h1><p><strong>` + dx + `</strong></p><p>提出期限：令和8年12月18日</p><p><strong>終わった募集</strong></p><p>提出期限：令和8年10月1日</p><p><strong>` + park + `</strong></p><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"", dx}, {"", park}}, []string{dx + "|12月18日|!12月4日|!10月1日", park + "|12月4日|!12月18日|!10月1日"}},
	{"contents, numbers, a heading that is not wanted", `<h1>募集中の案件</h1><p>いずれも企画課へ持参してください。</p><ul><li><a href="#a">` + dx + `</a></li><li><a href="#b">` + park + `</a></li></ul><h2 id="a">１　` + dx + `</h2><p>提出期限：令和8年12月18日</p><h2>２　終わった募集</h2><p>提出期限：令和8年10月1日</p><h2 id="b">３　` + park + `</h2><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"a", dx}, {"b", park}}, []string{dx + "|12月18日|持参|!10月1日|!12月4日", park + "|12月4日|持参|!10月1日|!12月18日"}},
	{"contents that lead by title", `<h1>募集</h1><ul><li><a href="#a">` + dx + `</a></li><li><a href="#b">` + park + `</a></li></ul><div id="a"><p>DXを進める企業を募ります。</p><p>提出期限：令和8年12月18日</p></div><div id="b"><p>売店を営む企業を募ります。</p><p>提出期限：令和8年12月4日</p></div>`,
		[]Part{{"", dx}, {"", park}}, []string{"|12月18日|!12月4日", "|12月4日|!12月18日"}},
	{"a fragment in Japanese, a cut title", `<h1>募集</h1><h2 id="企業">` + dx + `</h2><p>提出期限：令和8年12月18日</p><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"%E4%BC%81%E6%A5%AD", dx}, {"", "公園売店運営事業者公募…"}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"one that is not there", `<h1>募集</h1><h2>` + dx + `</h2><p>提出期限：令和8年12月18日</p><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p>`,
		[]Part{{"", dx}, {"", bus}, {"", park}}, []string{dx + "|12月18日", "-", park + "|12月4日"}},
	{"a call, its answers, and another call", `<h1>募集</h1><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p><h2>` + park + `の質問回答</h2><p>回答を掲載しました</p><h2>` + dx + `</h2><p>提出期限：令和8年12月18日</p>`,
		[]Part{{"", park}, {"", park + "の質問回答"}, {"", dx}}, []string{park + "|12月4日|回答を掲載|!12月18日", park + "|12月4日|回答を掲載|!12月18日", dx + "|12月18日|!12月4日"}},
	{"fragments within one announcement", `<main id="main"><h1>` + park + `</h1><h2 id="gaiyo">概要</h2><p>売店を運営します。</p><h2 id="kigen">提出期限</h2><p>令和8年12月4日</p><h2 id="qa">質問回答</h2><p>回答</p></main>`,
		[]Part{{"gaiyo", park}, {"qa", park + "の質問回答"}}, nil},
	{"a part under the announcement's heading", `<h1>` + park + `</h1><p>提出期限：令和8年12月4日</p><h2 id="kengaku">現地見学会の申込受付のご案内</h2><p>12月1日まで</p>`,
		[]Part{{"", park}, {"kengaku", "公園売店の現地見学会の申込受付"}}, nil},
	{"headings of parts before deadlines", `<h1>募集</h1><h2 id="a">参加できる企業の条件</h2><p>期限：12月4日</p><h2 id="b">提出していただく書類</h2><p>期限：12月4日</p>`,
		[]Part{{"a", park}, {"b", dx}}, nil},
	{"fragments of the page's frame", `<body id="top"><div id="content"><h1>` + park + `</h1><p>提出期限：令和8年12月4日</p><p><a href="#pagetop">上へ</a></p></div></body>`,
		[]Part{{"top", park}, {"content", park + "の実施について"}, {"pagetop", park}}, nil},
	{"two titles of one announcement", `<h1>` + park + `</h1><p>提出期限：令和8年12月4日</p><h2>質問への回答</h2><p>回答</p>`,
		[]Part{{"", park}, {"", park + "の質問回答"}}, nil},
	{"titles that the page does not say", `<h1>募集</h1><h2>その一</h2><p>提出期限：令和8年12月4日</p>`, []Part{{"", dx}, {"", park}}, nil},
	{"the frame's fragment beside titles", `<main id="main"><h1>募集中の案件</h1><h2>` + dx + `</h2><p>提出期限：令和8年12月18日</p><h2>` + park + `</h2><p>提出期限：令和8年12月4日</p></main>`,
		[]Part{{"main", dx}, {"main", park}}, []string{dx + "|12月18日|!12月4日", park + "|12月4日|!12月18日"}},
	{"one wanted", `<h2>` + dx + `</h2><p>本文</p>`, []Part{{"", dx}}, nil},
}

func TestParts(t *testing.T) {
	for _, c := range partCases {
		t.Run(c.name, func(t *testing.T) {
			page := page.Page{URL: "https://www.city.wakaba.example.jp/boshu.html", Body: []byte(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>募集中の案件｜若葉市</title></head><body>` + c.body + `</body></html>`)}
			pages, ok := Read(page, "", c.wanted)
			if ok != (c.want != nil) {
				t.Fatalf("told apart: %v, %d pages", ok, len(pages))
			}
			for i, want := range c.want {
				checkPart(t, pages[i], want)
			}
		})
	}
}

// checkPart reads a part's page as an announcement's page is read.
func checkPart(t *testing.T, page page.Page, want string) {
	t.Helper()
	if want == "-" {
		if page.Body != nil {
			t.Errorf("a part that is not there is %s", page.Body)
		}
		return
	}
	d, err := detail.Read(page)
	if err != nil {
		t.Fatal(err)
	}
	says := strings.Split(want, "|")
	if says[0] != "" && d.Title != says[0] {
		t.Errorf("its title is %q, want %q", d.Title, says[0])
	}
	all := d.Text + "\n" + d.Contact.Department + d.Contact.Phone
	for _, word := range says[1:] {
		plain, not := strings.CutPrefix(word, "!")
		if strings.Contains(all, plain) == not {
			t.Errorf("%q: %v in\n%s\nof %s", plain, !not, all, page.Body)
		}
	}
	if r, _ := extract.Normalize(d, "2026-11-25"); strings.Contains(want, "12月18日|") && len(r.Deadlines) == 0 {
		t.Errorf("no deadline in\n%s", d.Text)
	}
}

// TestPartsKeepBaseAndCharset reads a page in Shift_JIS whose links stand on a base.
func TestPartsKeepBaseAndCharset(t *testing.T) {
	text := `<html><head><meta charset="shift_jis"><base href="/files/"><title>募集</title></head><body><h2 id=a>` + dx + `</h2><p><a href="a.pdf">要項（PDF：10KB）</a></p><h2 id=b>` + park + `</h2><p><a href="b.pdf">要項（PDF：10KB）</a></p></body></html>`
	body, err := japanese.ShiftJIS.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	pages, ok := Read(page.Page{URL: "https://h.example.jp/x.html#b", ContentType: "text/html; charset=Shift_JIS", Body: []byte(body)}, "", []Part{{"a", dx}, {"b", park}})
	if !ok || len(pages) != 2 || pages[1].URL != "https://h.example.jp/x.html#b" || pages[0].URL != "https://h.example.jp/x.html#a" {
		t.Fatal(ok, pages)
	}
	d, err := detail.Read(pages[1])
	if err != nil || d.Title != park || len(d.Attachments) != 1 || d.Attachments[0].URL != "https://h.example.jp/files/b.pdf" {
		t.Errorf("%+v, %v", d, err)
	}
}

func FuzzParts(f *testing.F) {
	for _, c := range partCases {
		f.Add([]byte(c.body), c.wanted[0].Fragment, c.wanted[0].Title, dx)
	}
	pages, _ := filepath.Glob("../*/testdata/*/page.html")
	for _, path := range pages {
		if body, err := os.ReadFile(path); err == nil {
			f.Add(body, "main", "募集", dx)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte, fragment, title, other string) {
		wanted := []Part{{fragment, title}, {"", other}, {"", title}}
		pages, ok := Read(page.Page{URL: "https://a.example.jp/", Body: body}, "", wanted)
		if ok != (len(pages) == len(wanted)) {
			t.Errorf("%v with %d pages", ok, len(pages))
		}
		for _, p := range pages {
			if p.Body != nil {
				detail.Read(p)
			}
		}
	})
}
