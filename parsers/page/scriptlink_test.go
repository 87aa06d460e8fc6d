package page_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// TestButtonsHeadWhatTheyOpen covers the ways in which a button stands before what it folds, and buttons that head nothing.
func TestButtonsHeadWhatTheyOpen(t *testing.T) {
	const opens = `<button type="button" aria-expanded="false" aria-controls="p1">質問の受付</button>`
	for _, c := range []struct {
		markup string
		heads  bool
	}{
		{`<div class="ac">` + opens + `<div id="p1"><p>11月27日</p></div></div>`, true},
		{`<div class="ac">` + opens + `<div id="p1" hidden><p>11月27日</p></div></div>`, true},
		{`<div><p>` + opens + `</p><div id="p1">11月27日</div></div>`, true},
		{`<div><button data-bs-toggle="collapse">質問の受付</button><p>11月27日</p></div>`, true},
		{`<div><h3>` + opens + `</h3><p>11月27日</p></div>`, true},
		{`<div><button class="accordion-button">質問の受付</button><p>11月27日</p></div>`, true},
		{`<nav>` + opens + `<ul><li>11月27日</li></ul></nav>`, false},
		{`<header><div>` + opens + `<div>11月27日</div></div></header>`, false},
		{`<div>` + opens + `<nav>11月27日</nav></div>`, false},
		{`<div>` + opens + `</div>`, false},
		{`<div><button type="button" onclick="window.print()">質問の受付</button></div><p>11月27日</p>`, false},
		{`<div><button type="submit">質問の受付</button><p>11月27日</p></div>`, false},
		{`<form>` + opens + `<p>11月27日</p></form>`, false},
	} {
		doc, err := page.Parse(page.Page{URL: "https://www.city.example/a.html", Body: []byte(`<html><head><meta charset="utf-8"></head><body>` + c.markup + `</body></html>`)}, "")
		if err != nil {
			t.Fatal(err)
		}
		page.LinkAnchors(doc.Root)
		if text := page.TextOf(page.BodyOf(doc.Root)); strings.Contains(text, "質問の受付") != c.heads {
			t.Errorf("%s: reads %q, the button should head what follows: %t", c.markup, text, c.heads)
		}
	}
}

// TestLinesOfPreformattedText are parted up to a bound, which a page that is read once more does not pass.
func TestLinesOfPreformattedText(t *testing.T) {
	for name, c := range map[string]struct {
		body       string
		least, max int
	}{
		"few":         {"<pre>a\nb <b>c\nd</b>\n</pre>", 3, 3},
		"with breaks": {"<pre>a<br>b\nc</pre>", 2, 2},
		"many":        {"<pre>" + strings.Repeat("a\n", 100_000) + "</pre>", 10_000, 50_000},
		"of many":     {strings.Repeat("<pre>a\n<br>a\n</pre>", 50_000), 50_000, 100_000},
	} {
		doc, err := page.Parse(page.Page{URL: "https://www.city.example/a.html", Body: []byte(c.body)}, "")
		if err != nil {
			t.Fatal(err)
		}
		var breaks [2]int
		for at := range breaks {
			page.LinkScripts(doc.Root)
			page.Walk(doc.Root, func(n *html.Node) bool {
				if n.DataAtom == atom.Br {
					breaks[at]++
				}
				return true
			})
		}
		if breaks[0] < c.least || breaks[0] > c.max || breaks[1] != breaks[0] {
			t.Errorf("%s: %d breaks", name, breaks)
		}
	}
}
