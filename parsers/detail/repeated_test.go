package detail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
)

// marked returns the elements that carry the attribute.
func marked(doc *page.Document, attribute string) (nodes []*html.Node) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		for _, a := range n.Attr {
			if a.Key == attribute {
				nodes = append(nodes, n)
			}
		}
		return true
	})
	return nodes
}

func readMarked(t *testing.T, body string) Reading {
	t.Helper()
	doc, err := page.Parse(page.Page{URL: "https://a.jp/a.html", Body: []byte(body)}, "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	reading, err := ReadMarked(doc, nil, frame.Marks{Out: marked(doc, "out"), Open: marked(doc, "open")})
	if err != nil {
		t.Fatal(err)
	}
	return reading
}

const (
	ownHead = `<html><head><title>駅前広場活用事業の公募</title></head><body><div><h1>駅前広場活用事業の公募</h1><p>駅前広場を活用する事業者を次のとおり募集します。</p>`
	ownTail = `<p>提出期限：令和8年12月1日</p></div></body></html>`
)

// TestWhatIsLeftOut marks blocks as a host's frame; what of them is not read, and what stays.
func TestWhatIsLeftOut(t *testing.T) {
	for _, c := range []struct{ name, body, kept, out string }{
		{"a box of other calls", `<div out><h2>ほかの募集</h2><ul><li><a href="/b.html">図書館窓口業務の公募</a> 12月9日</li></ul></div>`, "12月1日", "12月9日"},
		{"its items alone, and the heading above them", `<h2>ほかの募集</h2><ul out><li out><a href="/b.html">図書館窓口業務の公募</a> 12月9日</li></ul>`, "12月1日", "ほかの募集"},
		{"a row of a table", `<table><tr><td>対象</td><td>市内の事業者</td></tr><tr out><td><a href="/b.html">図書館窓口業務の公募</a></td><td>12月9日</td></tr></table>`, "市内の事業者", "12月9日"},
		{"a list that names this announcement too", `<div out><p><a href="/b.html">図書館窓口業務の公募</a> 12月9日</p><p><a href="/a.html">駅前広場活用事業の公募</a> 12月24日</p></div>`, "12月24日", "12月9日"},
		{"words that name this announcement", `<p out>駅前広場活用事業の公募の説明会を12月24日に行います。</p>`, "12月24日", "12月9日"},
		{"a step of the call", `<p out>募集期間は11月1日から12月24日です</p>`, "12月24日", "12月9日"},
		{"a link to a step of the call", `<p out><a href="/entry/">エントリーする</a> 12月24日</p>`, "12月24日", "12月9日"},
		{"a banner", `<p out>市役所は12月9日に休みます</p>`, "12月1日", "12月9日"},
		{"one other call", `<p out><a href="/b.html">図書館窓口業務の公募型プロポーザル</a> 12月9日</p>`, "12月1日", "12月9日"},
		{"a date alone", `<p out>更新日：2026年11月20日</p><p>対象は市内の事業者</p>`, "市内の事業者", "12月9日"},
	} {
		if text := readMarked(t, ownHead+c.body+ownTail).Draft.Text; !strings.Contains(text, c.kept) || strings.Contains(text, c.out) {
			t.Errorf("%s:\n%s", c.name, text)
		}
	}
	if d := readMarked(t, `<html><head><title>駅前広場活用事業の公募</title></head><body out><div out><h1 out>駅前広場活用事業の公募</h1><p>提出期限：12月1日</p></div></body></html>`).Draft; d.Title == "" || !strings.Contains(d.Text, "12月1日") {
		t.Errorf("what holds the title is left out: %+v", d)
	}
}

// TestContactsAreNeverLeftOut, wherever the frame holds them; nor are breadcrumbs and the page's own date.
func TestContactsAreNeverLeftOut(t *testing.T) {
	want := opportunity.Contact{Department: "企画部 契約課", Phone: "098-111-2222"}
	const lines = `<h2>お問い合わせ</h2><p out>企画部 契約課</p><p out>電話：098-111-2222</p>`
	long := strings.Repeat("<p>市の情報を毎週お知らせします。窓口の予約もできます。</p>", 30)
	for name, body := range map[string]string{
		"a block of its own":      `<div out>` + lines + `</div>`,
		"its line alone":          `<p out>契約課 電話 098-111-2222</p>`,
		"a long block around it":  `<div out>` + long + `<div out>` + lines + `</div></div>`,
		"a list of links with it": `<div out><ul out><li><a href="/b.html">図書館窓口業務の公募型プロポーザルを実施します</a></li></ul><p out>契約課 電話 098-111-2222</p></div>`,
	} {
		got := readMarked(t, ownHead+body+ownTail).Draft.Contact
		if got.Phone != want.Phone || !strings.HasSuffix(got.Department, "契約課") {
			t.Errorf("%s: %+v", name, got)
		}
	}
	d := readMarked(t, strings.Replace(ownHead, "<h1>", `<p out>ホーム > しごと > 入札</p><p out>公開日：2026年11月1日</p><h1>`, 1)+ownTail).Draft
	if d.Published == "" || len(d.Categories) == 0 {
		t.Errorf("published %q, categories %v", d.Published, d.Categories)
	}
}

// TestTheFrameGivesNoDayOfPublication, which small boxes beside the announcement else do.
func TestTheFrameGivesNoDayOfPublication(t *testing.T) {
	if d := readMarked(t, ownHead+`<p out>図書館の蔵書点検のお知らせ 掲載日：2026年5月1日</p>`+ownTail).Draft; d.Published != "" {
		t.Errorf("published %q", d.Published)
	}
}

// TestUnsure counts links that may be a box of other calls only where they are read as the announcement's.
func TestUnsure(t *testing.T) {
	const item = `<li open><a href="/b.html">図書館窓口業務の公募</a> 12月9日</li>`
	for _, c := range []struct {
		name, body string
		want       bool
	}{
		{"two links", "<ul>" + item + item + "</ul>", true},
		{"one link", "<ul>" + item + "</ul>", false},
		{"in a side column", "<aside><ul>" + item + item + "</ul></aside>", false},
		{"left out", "<ul out>" + item + item + "</ul>", false},
	} {
		if got := readMarked(t, ownHead+c.body+ownTail).Unsure; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestLabelledPagesLoseNothing reads each set of labelled pages as the pages of one host, whose frame is known: of no record
// does a value change.
func TestLabelledPagesLoseNothing(t *testing.T) {
	folders, _ := filepath.Glob("../../testdata/labelled/pages*")
	folders = append(folders, "../../testdata/labelled/made1")
	out := 0
	for _, folder := range folders {
		files, _ := filepath.Glob(folder + "/*.html")
		if len(files) == 0 {
			t.Fatalf("no pages in %s", folder)
		}
		m := &frame.Memory{}
		for n := range 2 * len(files) { // the first half to learn from
			file := files[n%len(files)]
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := page.Page{URL: "https://www.city.example.jp/" + filepath.Base(file), Body: body}
			doc, err := page.ParseContent(p, "")
			if err != nil {
				t.Fatal(err)
			}
			sheet := frame.Take(doc)
			m.Note(p.URL, n%7 == 0, sheet)
			marks := m.Marks(sheet, frame.Now)
			if sheet.Release(); n < len(files) {
				continue
			}
			out += len(marks.Out)
			marked, _ := ReadMarked(doc, nil, marks)
			alone, _ := Read(p)
			before, _ := extract.Normalize(alone, "2026-11-01")
			after, _ := extract.Normalize(marked.Draft, "2026-11-01")
			for _, d := range opportunity.Diff(before, after) {
				t.Errorf("%s: %s was %q and is %q", file, d.Field, d.Old, d.New)
			}
		}
	}
	if out < 100 {
		t.Errorf("only %d blocks are left out: this tests nothing", out)
	}
}
