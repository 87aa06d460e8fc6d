package frame

import (
	"fmt"
	"testing"

	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

func take(t testing.TB, body string) *Sheet {
	t.Helper()
	doc, err := page.Parse(page.Page{URL: "https://a.jp/x.html", Body: []byte("<html><body>" + body)}, "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	return Take(doc)
}

// first returns the first block of a kind.
func (s *Sheet) first(kind atom.Atom) *block {
	for i := range s.blocks {
		if s.blocks[i].node.DataAtom == kind {
			return &s.blocks[i]
		}
	}
	return &block{}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		body string
		kind atom.Atom
		want class
	}{
		{`<ul><li><a href="/a.html">くらしの情報</a></li><li><a href="/b.html">しごとの情報</a></li></ul>`, atom.Ul, links},
		{`<ul><li><a href="/a.html">観光案内所運営業務の公募</a> 提出期限：12月2日</li></ul>`, atom.Li, datedLinks},
		{`<div><a href="/a.html"><p>観光案内所運営業務の公募</p><p>提出期限：12月2日</p></a></div>`, atom.Div, datedLinks},
		{`<table><tr><td>12月2日まで</td><td><a href="/a.html">観光案内所運営業務の公募</a></td></tr></table>`, atom.Tr, datedLinks},
		{`<table><tr><td><a href="/a.html">観光案内所</a><br><a href="/b.html">図書館のご案内</a></td></tr></table>`, atom.Td, links},
		{`<ul><li><a href="/a.html">くらしの情報と手続き</a></li></ul>`, atom.Li, noBlock},
		// The steps of the announcement's own call, and its conditions.
		{`<p>応募方法は<a href="/youkou.html">募集要項</a>をご覧ください。</p>`, atom.P, words},
		{`<p>詳しくは<a href="/k.html">観光案内所運営業務の公募のページ</a>をご覧ください</p>`, atom.P, words},
		{`<div><ul><li><a href="/a.html">観光案内所運営業務の公募型プロポーザルの実施について</a></li></ul><p>説明会は行いません。</p></div>`, atom.Div, words},
		{`<p><a href="/k.html">観光案内所運営業務の公募のページ</a>（<a href="/k.pdf">要項</a>）</p>`, atom.P, words},
		{`<p><a href="/f.html">こちら</a>から12月2日まで</p>`, atom.P, words},
		{`<p><a href="/f.html">エントリー</a> 12月2日</p>`, atom.P, words},
		{`<ul><li><a href="/youkou.pdf">観光案内所運営業務の公募要項</a> 12月2日</li></ul>`, atom.Li, words},
		{`<div><ul><li><a href="/a.html">観光案内所運営業務の公募</a></li></ul><p>応募できる者は、本市に本店を有し、過去五年間に同種の業務を行った者とする</p></div>`, atom.Div, words},
		{`<table><tr><th>提出期限</th><td>令和8年12月2日（水曜日）午後5時</td></tr></table>`, atom.Td, noBlock},
		{`<table><tr><th>提出期限</th><td>令和8年12月2日（水曜日）午後5時</td></tr></table>`, atom.Tr, words},
		{`<table><tr><th>提出期限</th><td><a href="/s.html">令和8年12月2日（水曜日）午後5時まで（必着）</a></td></tr></table>`, atom.Tr, words},
		{`<dl><dt>提出期限</dt><dd><a href="/s.html">令和8年12月2日（水曜日）午後5時まで（必着）</a></dd></dl>`, atom.Dd, noBlock},
		{`<dl><dt>12月2日</dt><dd><a href="/a.html">観光案内所運営業務の公募</a></dd></dl>`, atom.Dl, datedLinks},
		{`<table><tr><th><a href="/a.html">観光案内所運営業務の公募</a></th><td>12月2日</td></tr></table>`, atom.Tr, datedLinks},
		{`<p>短い</p>`, atom.P, noBlock},
		{`<p><a href="#top">ページの先頭へ戻る</a></p>`, atom.P, words},
	} {
		if got := take(t, c.body).first(c.kind); got.class != c.want {
			t.Errorf("%s: class %d, want %d: %+v", c.body, got.class, c.want, got)
		}
	}
}

// TestHashes compares the first list item of two pages.
func TestHashes(t *testing.T) {
	const item = `<li><a href="/nyusatsu/a.html">観光案内所運営業務の公募</a> 提出期限：12月2日</li>`
	for _, c := range []struct {
		name, body string
		same       bool
	}{
		{"another folder", `<li><a href="../nyusatsu/a.html">観光案内所運営業務の公募</a> 提出期限：12月2日</li>`, true},
		{"another host and a fragment", `<li><a href="https://a.jp/nyusatsu/a.html#1">観光案内所運営業務の公募</a> 提出期限：12月2日</li>`, true},
		{"white space, classes, scripts", "<li class=x>\n <a  href=\"a.html\">\n観光案内所運営業務の公募</a>\n<script>var x = 1</script> 提出期限：12月2日 </li>", true},
		{"another file", `<li><a href="/nyusatsu/b.html">観光案内所運営業務の公募</a> 提出期限：12月2日</li>`, false},
		{"another query", `<li><a href="/nyusatsu/a.html?id=2">観光案内所運営業務の公募</a> 提出期限：12月2日</li>`, false},
		{"another day", `<li><a href="/nyusatsu/a.html">観光案内所運営業務の公募</a> 提出期限：12月3日</li>`, false},
		{"another order", `<li>提出期限：12月2日 <a href="/nyusatsu/a.html">観光案内所運営業務の公募</a></li>`, false},
	} {
		a, b := take(t, "<ul>"+item+"</ul>").first(atom.Li), take(t, "<ol>"+c.body+"</ol>").first(atom.Li)
		if a.class != datedLinks || (a.key() == b.key()) != c.same {
			t.Errorf("%s: the same is %v", c.name, !c.same)
		}
	}
	before := func(text string) key {
		return take(t, "<p>"+text+"</p><p>入札システムは年末に休みます</p>").blocks[2].key()
	}
	if before("那覇市公式サイト") != before("那覇市公式サイト ") || before("那覇市公式サイト") == before("駅前広場活用事業") {
		t.Error("words are not told by those before them")
	}
}

// TestHashOf tells white space and digits.
func TestHashOf(t *testing.T) {
	hash := func(s string) uint64 { h, _ := hashOf(s); return h }
	if hash("提出期限 12月2日") != hash("提出期限\n\t 12月2日") || hash("提出期限 12月2日") == hash("提出期限12月2日") || hash("ab") == hash("ba") || hash("abcdefgh1") == hash("abcdefgh2") {
		t.Error("hashes are not told apart, or are")
	}
	for s, digits := range map[string]bool{"": false, "提出期限": false, "（案）・ー：／": false, "12月2日": true, "令和８年１２月２日": true, "電話 098-111": true, "a:/b": false} {
		if _, n := hashOf(s); (n > 1) != digits {
			t.Errorf("%s: %d digits", s, n)
		}
	}
}

// TestASheetIsBounded by how many blocks it hands on.
func TestASheetIsBounded(t *testing.T) {
	body := ""
	for n := range 3 * mostKeys {
		body += fmt.Sprintf("<p>段落の番号は%d番です", n)
	}
	if got := len(take(t, body).keys); got != mostKeys {
		t.Errorf("%d keys", got)
	}
	if got := len(take(t, "").keys); got != 0 {
		t.Errorf("%d keys of nothing", got)
	}
}
