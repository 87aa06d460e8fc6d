package operator

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestWhoRunsAPage goes by what stands at its end and behind the words that name an operator.
func TestWhoRunsAPage(t *testing.T) {
	text := strings.Repeat("浜辺町役場へ書類をお持ちください。ご応募をお待ちしています。", 30)
	for body, want := range map[string]bool{
		`<p>` + text + `</p><footer>浜辺町役場 〒999-0000</footer>`:                                true,
		`<p>` + text + `</p><p>Copyright © 2026 浜辺町. All Rights Reserved.</p>`:               true,
		`<p>運営：浜辺町産業振興部公民連携課</p><p>` + strings.Repeat("ご応募をお待ちしています。", 60) + `</p>`:          true,
		`<div id="footer">長野県浜辺町 企画課 電話 0000</div><p>` + strings.Repeat("案内。", 200) + `</p>`: true,
		`<p>` + text + `</p><footer>浜辺町商工会</footer>`:                                         false,
		`<p>` + text + `</p><footer>浜辺町観光協会 事務局</footer>`:                                    false,
		`<p>` + text + `</p><footer>© 株式会社まちづくり</footer>`:                                    false,
		`<p>` + text + `</p><footer>東浜辺町役場</footer>`:                                         false,
		`<p>` + text + `</p><footer>長野県電子入札共同利用センター</footer>`:                                false,
		`<p>` + text + `</p><footer>一般財団法人浜辺町土地開発公社</footer>`:                                false,
	} {
		doc, err := page.Parse(page.Page{URL: "https://a.example.jp/", Body: []byte("<body>" + body)}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := Of(doc.Root).IsOf("浜辺町"); got != want {
			t.Errorf("…%s: %v", body[len(body)-90:], got)
		}
	}
}

func TestNamesOfBodies(t *testing.T) {
	for title, want := range map[string]string{
		"浜辺町": "浜辺町", "浜辺町公式ホームページ": "浜辺町", "トップページ｜東村山市": "東村山市", "ようこそ四日市市へ": "四日市市", "市川市公式Webサイト": "市川市", "みなかみ町役場 ホーム": "みなかみ町",
		"トップページ": "", "市政情報": "", "入札・契約": "",
	} {
		if got := nameIn(title); got != want {
			t.Errorf("%s names %q", title, got)
		}
	}
}

func TestSharedHosts(t *testing.T) {
	for host, want := range map[string]bool{
		"www.mlit.go.jp": true, "www.facebook.com": true, "chiba-ep-bis.supercals.jp": true, "www.e-bid.pref.example.lg.jp": true, "ebid.example.jp": true, "x.com": true,
		"nyusatsu.city.example.lg.jp": false, "hamabe-keizai.example": false, "hamabe-ppp.example.jp": false, "box.com": false,
	} {
		if got := IsShared("https://" + host + "/"); got != want {
			t.Errorf("%s: %v", host, got)
		}
	}
}
