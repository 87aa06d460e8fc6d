package detail

import (
	"path"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestAttachmentLists are makes of lists of documents: each with the titles and the files that are read from it.
func TestAttachmentLists(t *testing.T) {
	const call = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。</p><p>申込みは令和8年12月4日（金）までに窓口へお願いします。</p>`
	for _, c := range []struct{ html, want string }{
		{`<ul><li><a href="y.pdf">募集要項（PDF：321KB）</a></li><li><a href="s.docx">様式一式 [Wordファイル／55KB]</a></li></ul>`, "募集要項 y.pdf|様式一式 s.docx"},
		{`<p>実施要領は<a href="y.pdf">こちら</a>、様式は<a href="s.xlsx">こちら</a>からダウンロードしてください。</p>`, "実施要領 y.pdf|様式 s.xlsx"},
		{`<p>仕様書（<a href="y.pdf">PDF</a>・<a href="s.docx">Word</a>）、質問書（<a href="q.xlsx">Excel</a>）</p>`, "仕様書 y.pdf|仕様書 s.docx|質問書 q.xlsx"},
		{`<table><tr><th>書類名</th><th>PDF</th><th>Word</th></tr><tr><td>募集要項</td><td><a href="y.pdf">PDF</a></td><td>－</td></tr><tr><td>企画提案書（様式3）</td><td><a href="a.pdf">PDF</a></td><td><a href="a.docx">Word</a></td></tr></table>`,
			"募集要項 y.pdf|企画提案書(様式3) a.pdf|企画提案書(様式3) a.docx"},
		{`<p><a href="y.pdf"><img src="pdf.gif" alt="PDF">募集要項</a>（321KB、別ウィンドウで開きます）<br><a href="q.xlsx">質問書（様式5）</a></p>`, "募集要項 y.pdf|質問書(様式5) q.xlsx"},
		{`<p><a href="/download/?id=55">01_実施要領.pdf</a>、<a href="/download/?id=56">02_仕様書.docx</a>（45KB）</p>`, "01_実施要領 ?id=55|02_仕様書 ?id=56"},
		{`<ul><li>実施要領 <a href="y.pdf">ダウンロード</a></li><li>様式1～5 <a href="s.zip">一括ダウンロード（ZIP）</a></li></ul>`, "実施要領 y.pdf|様式1~5 s.zip"},
		{`<dl><dt>実施要領</dt><dd><a href="y.pdf">PDFファイルを開く</a></dd><dt>様式集</dt><dd><a href="s.docx">Wordファイルを開く</a></dd></dl>`, "実施要領 y.pdf|様式集 s.docx"},
		{`<h3>様式集</h3><p><a href="s.docx">Word版（38KB）</a>／<a href="s.pdf">PDF版（120KB）</a></p>`, "様式集 s.docx|様式集 s.pdf"},
		{`<ol><li><a href="y.pdf">(1) 実施要領</a></li><li><a href="s.docx">(2) 参加申込書【様式第1号】</a></li></ol>`, "(1) 実施要領 y.pdf|(2) 参加申込書【様式第1号】 s.docx"},
		{`<p><a href="y.pdf">参加表明書（様式1）（Word：30KB）</a> <a href="s.zip">様式（Word、PDF）</a></p>`, "参加表明書(様式1) y.pdf|様式 s.zip"},
		{`<p><a href="y.pdf">実施要領（令和8年10月改訂版）</a> <a href="s.pdf">仕様書 Ver.2</a></p>`, "実施要領(令和8年10月改訂版) y.pdf|仕様書 Ver.2 s.pdf"},
		{`<p><a href="y.pdf" target="_blank">実施要領 [PDF/1.2MB/8ページ]</a></p>`, "実施要領 y.pdf"},
		{`<p><a href="y.PDF?ver=2">実施要領</a></p>`, "実施要領 y.PDF?ver=2"},
		{`<div class="file"><span class="icon">PDF</span><a href="y.pdf">実施要領</a><span class="size">1.2MB</span></div>`, "実施要領 y.pdf"},
		{`<ul><li><a href="/file_download.php?no=10">募集要項（320KB）</a></li><li><a href="/getfile?id=3">様式集</a>（Word）</li></ul>`, "募集要項 file_download.php?no=10|様式集 getfile?id=3"},
		{`<ul><li><a href="/Link.aspx?t=Kd8&amp;tabid=4">公募要領(PDFファイル／530KB)</a></li><li><a href="/Link.aspx?t=Qp3&amp;tabid=4">交付申請書(ワードファイル／41KB)</a></li><li><a href="/Link.aspx?t=Ws7&amp;tabid=4">収支予算書(エクセルファイル／18KB)</a></li></ul>`,
			"公募要領 Link.aspx?t=Kd8&tabid=4|交付申請書 Link.aspx?t=Qp3&tabid=4|収支予算書 Link.aspx?t=Ws7&tabid=4"},
		{`<footer><ul><li><a href="y.pdf">募集要項</a></li></ul></footer>`, "募集要項 y.pdf"},
		{`</main><aside><h2>ダウンロード</h2><ul><li><a href="y.pdf">募集要項</a></li></ul></aside><main>`, "募集要項 y.pdf"},
		{`</main><aside><h2>広報</h2><ul><li><a href="y.pdf">広報10月号</a></li></ul></aside><main>`, ""},
		{`</main><footer><a href="y.pdf">庁舎案内図（PDF）</a></footer><main>`, ""},
		{`<p><a href="https://get.adobe.example/reader/">Adobe Acrobat Reader</a>が必要です。<a href="/form">申込フォーム</a></p>`, ""},
	} {
		p := page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body><main><h1>事業者の募集</h1>` + call + `<h2>資料</h2>` + c.html + `</main></body></html>`)}
		d, err := Read(p)
		var got []string
		for _, a := range d.Attachments {
			got = append(got, a.Title+" "+path.Base(a.URL))
		}
		if err != nil || strings.Join(got, "|") != c.want {
			t.Errorf("%s\n got %s\nwant %s, %v", c.html, strings.Join(got, "|"), c.want, err)
		}
	}
}
