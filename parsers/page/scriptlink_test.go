package page_test

import (
	"strings"
	"testing"

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
