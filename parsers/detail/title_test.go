package detail

import (
	"testing"

	"koubo/parsers/page"
)

// TestTheNameOfABodyIsNoTitle: a site set its own name in bold, as <title> has it first; a call that names a body is one.
func TestTheNameOfABodyIsNoTitle(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{`<title>白浜広域行政組合｜ごみ処理施設運転業務 公募型プロポーザル</title><strong>白浜広域行政組合</strong><h1>ごみ処理施設運転業務に係る公募型プロポーザルについて</h1>`, "ごみ処理施設運転業務に係る公募型プロポーザルについて"},
		{`<title>公益財団法人青葉産業振興財団 | 助成金の公募</title><b>公益財団法人青葉産業振興財団</b><h1>助成金の公募について</h1>`, "助成金の公募について"},
		{`<title>青葉市企業局 - 検針業務の委託先を募集</title><strong>青葉市企業局</strong><h2>検針業務の委託先を募集します</h2>`, "検針業務の委託先を募集します"},
		{`<title>指定管理者の募集 青葉市観光協会</title><h1>指定管理者の募集 青葉市観光協会</h1>`, "指定管理者の募集 青葉市観光協会"},
	} {
		d, err := Read(page.Page{URL: "https://www.aoba.example.jp/a/1.html", Body: []byte(`<html>` + c.html + `<p>申込みは令和8年12月4日（金）までに窓口へお願いします。</p></html>`)})
		if err != nil || d.Title != c.want {
			t.Errorf("%s\n got %q, %v\nwant %q", c.html, d.Title, err, c.want)
		}
	}
}
