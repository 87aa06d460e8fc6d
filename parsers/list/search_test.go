package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// Rows of the lists below, none of which stands under a heading of its own.
var unheaded = map[string]string{
	"cards":      `<div class=g><a class=c href=/k/1.html><span class=t>庁舎屋上の活用事業者の公募</span><span class=d>2026.11.20 公開</span></a><a class=c href=/k/2.html><span class=t>道の駅の出店者の公募</span><span class=d>2026.11.2 公開</span></a></div>`,
	"items":      `<ul><li>2026年11月20日 <a href=/k/1.html>庁舎屋上の活用事業者の公募</a></li><li>2026年11月2日 <a href=/k/2.html>道の駅の出店者の公募</a></li></ul>`,
	"a table":    `<table><tr><th>公開日</th><th>件名</th></tr><tr><td>R8.11.20</td><td><a href=/k/1.html>庁舎屋上の活用</a></td></tr><tr><td>R8.11.2</td><td><a href=/k/2.html>道の駅の出店</a></td></tr></table>`,
	"paragraphs": `<p>R8.11.20 <a href=/k/1.html>庁舎屋上の活用事業者の公募</a></p><p>R8.11.2 <a href=/k/2.html>道の駅の出店者の公募</a></p>`,
}

// TestSearchesAboveLists reads lists below what they are searched or narrowed by: its headings head no more than that.
func TestSearchesAboveLists(t *testing.T) {
	for name, search := range map[string]string{
		"legend":              `<form action=/k/><fieldset><legend>絞り込み</legend><label><input type=radio name=s value=1>公募中</label><label><input type=radio name=s value=2>終了</label></fieldset><button>表示する</button></form>`,
		"heading in the form": `<form action=/k/><h2>検索</h2><input name=q><input type=submit value=検索></form>`,
		"heading above it":    `<h3>分野から探す</h3><form action=/k/><select name=c><option value="">すべて<option value=1>土木</select><input type=submit value=表示></form>`,
		"box without a form":  `<div class=f><p>絞込み</p><select id=c><option>すべて<option>土木</select></div>`,
		"line above a box":    `<p><b>条件で絞り込む</b></p><div class=f><label>年度<select id=y><option>令和8年度</select></label></div>`,
		"folded":              `<details><summary>絞り込み</summary><form action=/k/><p>状態</p><label><input type=checkbox name=o>公募中</label><button>適用</button></form></details>`,
		"parts of a search":   `<form action=/k/><h2>サイト内検索</h2><h3>分類</h3><select name=c><option>工事</select><h3>公開日</h3><input type=date name=d><button>検索</button></form>`,
		"words of a button":   `<div class=s><form action=/k/><input name=q aria-label=言葉><button>検索</button></form></div>`,
		"two of them":         `<form action=/k/><fieldset><legend>課から探す</legend><select name=c><option>企画課</select></fieldset><fieldset><legend>絞り込み</legend><input name=q></fieldset></form>`,
	} {
		for kind, rows := range unheaded {
			body := `<title>企業への公募｜若葉市</title><header><a href=/>若葉市</a></header><div class=w><h1>企業への公募</h1>` + search + `<p>2件</p>` + rows + `</div>`
			listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte(body)}, Options{})
			var got []string
			for _, d := range listing.Drafts {
				got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp"))
			}
			if err != nil || strings.Join(got, " ") != "/k/1.html /k/2.html" {
				t.Errorf("%s above %s: %q, %v", name, kind, got, err)
			}
		}
	}
}

// TestHeadingsBesideForms holds that a form ends no other heading than that of a search.
func TestHeadingsBesideForms(t *testing.T) {
	const listed = `<ul><li>2026年11月20日 <a href=/k/1.html>庁舎屋上の活用事業者の公募</a></li><li>2026年11月2日 <a href=/k/2.html>道の駅の出店者の公募</a></li></ul>`
	for name, behind := range map[string]string{
		"related":     `<h2>関連リンク</h2><p><select><option>文字の大きさ</select></p><ul><li>2026年11月1日 <a href=/r/1.html>提案を募集している団体の紹介</a></li></ul>`,
		"a ranking":   `<h2>アクセスランキング</h2><form><button>更新</button></form><ul><li>2026年11月1日 <a href=/r/1.html>市営住宅の入居者を募集します</a></li></ul>`,
		"search tags": `<h2>タグから探す</h2><p><a href=/t/1.html>駅前の活用に関する公募の記事</a></p><p><a href=/t/2.html>公園の活用に関する公募の記事</a></p><form><input name=q></form>`,
	} {
		body := `<title>企業への公募｜若葉市</title><div class=w><h1>企業への公募</h1>` + listed + behind + `</div>`
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte(body)}, Options{})
		if err != nil || len(listing.Drafts) != 2 {
			t.Errorf("%s: %+v, %v", name, listing.Drafts, err)
		}
	}
}
