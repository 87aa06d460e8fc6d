package detail

import (
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/detail/filename"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
	"koubo/sources"
)

func TestApplyFields(t *testing.T) {
	p := page.Page{URL: "https://a.example.jp/1.html", Body: []byte(`<main><h1>公募型プロポーザルの実施について</h1><p class=sec>広報課</p><p class=d>8月7日 正午</p><table><tr><th>しめきり</th><td>令和8年8月7日</td></tr><tr><th>公表した日</th><td>令和8年7月1日</td></tr></table></main>`)}
	doc, err := page.Parse(p, "")
	if err != nil {
		t.Fatal(err)
	}
	reading, err := ReadMarked(doc, nil, frame.Marks{})
	d := reading.Draft
	if err != nil {
		t.Fatal(err)
	}
	own := len(d.Fields)
	ApplyFields(&d, &sources.Selectors{Fields: map[string]string{
		"department": "p.sec", "published": "label:公表した日", "deadline": "label:しめきり", "questions": "p.d", "updated": "p.none", "説明": "label:ない",
	}}, doc)
	if d.Department != "広報課" || d.Published != "令和8年7月1日" || d.Updated != "" {
		t.Errorf("department %q, published %q, updated %q", d.Department, d.Published, d.Updated)
	}
	if len(d.Fields) != own+2 || d.Fields[0].Label != "提出期限" || d.Fields[0].Value != "令和8年8月7日" || d.Fields[1].Label != "質問受付期限" || d.Fields[1].Value != "8月7日 正午" {
		t.Errorf("fields %+v", d.Fields)
	}
	if !strings.HasPrefix(d.Text, "提出期限\t令和8年8月7日\n質問受付期限\t8月7日 正午\n\n") {
		t.Errorf("the rules read the text, which begins %q", d.Text[:min(len(d.Text), 100)])
	}
}

// TestADocumentIsNamedInWhatAProgramIsAsked: the address of a program has no ending, what it is asked may.
func TestADocumentIsNamedInWhatAProgramIsAsked(t *testing.T) {
	for href, want := range map[string]string{
		"/Keiyaku/File.ashx?f=R08-0731_koukoku.pdf": "pdf", "send.php?id=3&name=youshiki.XLSX#top": "xlsx", "/a.pdf?v=2": "pdf",
		"list.php?sort=date.asc": "", "/search?q=a.b": "", "/index.html?ref=rss": "", "/a?f=.pdf.html": "",
	} {
		if got := filename.Ending(href); got != want {
			t.Errorf("%s ends in %q, want %q", href, got, want)
		}
	}
}

// TestAContactBehindALabelOfTheSource is read as one.
func TestAContactBehindALabelOfTheSource(t *testing.T) {
	for value, want := range map[string]opportunity.Contact{
		"財政課<br>電話 0998-00-1234":                      {Department: "財政課", Phone: "0998-00-1234"},
		"企画課政策係（電話：0998-00-1234、kikaku@a.example.jp）": {Department: "企画課政策係", Phone: "0998-00-1234", Email: "kikaku@a.example.jp"},
		"詳しくは窓口まで":                                    {},
	} {
		p := page.Page{URL: "https://a.example.jp/1.html", Body: []byte(`<main><h1>公募型プロポーザルの実施について</h1><table><tr><th>しめきり</th><td>令和8年8月7日</td></tr><tr><th>ご質問はこちらへ</th><td>` + value + `</td></tr></table></main>`)}
		for _, field := range []string{"label:ご質問はこちらへ", "tr:nth-child(2) td"} {
			d, err := ReadWith(p, "", &sources.Selectors{Fields: map[string]string{"contact": field}})
			if err != nil || d.Contact != want || d.Department != want.Department {
				t.Errorf("%s by %s: %+v, %v", value, field, d.Contact, err)
			}
		}
	}
}
