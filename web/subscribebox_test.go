package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAddressesAreCopied by a button each, with and without the browser's clipboard, on every page that offers them.
func TestAddressesAreCopied(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	b := newBrowser(t, c)
	const stub = `(() => { window.got = ""; navigator.clipboard.writeText = async text => { window.got = text; };
		document.querySelector(".subscribe").open = true; return document.querySelectorAll(".copy").length; })()`
	for page, want := range map[string]string{"/?kind=pilot": "https://koubo.example/feed.rss?kind=pilot", "/issuer/131016": "https://koubo.example/feed.rss?issuer=131016&kind=all", "/calendar": "https://koubo.example/feed.rss"} {
		b.run(t, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.server.URL+page), chromedp.WaitVisible("h1"))
		if n := ask(t, b, chromedp.Evaluate[int](stub)); n != 7 { // three feeds, three of reminders, a calendar
			t.Errorf("%s: %d buttons", page, n)
		}
		b.run(t, chromedp.Click(`button[aria-label="RSSの番地をコピー"]`), chromedp.WaitVisible(`//button[contains(., "コピーしました")]`))
		if got := ask(t, b, chromedp.Evaluate[string](`window.got`)); got != want {
			t.Errorf("%s: copied %q, want %q", page, got, want)
		}
	}
	b.run(t, chromedp.Navigate(b.server.URL+"/"), chromedp.WaitVisible("h1"))
	ask(t, b, chromedp.Evaluate[int](stub))
	ask(t, b, chromedp.Evaluate[int](`Object.defineProperty(navigator, "clipboard", { value: undefined }), document.addEventListener("copy", () => { window.got = document.activeElement.value; }), 0`))
	b.run(t, chromedp.Click(`button[aria-label="JSON Feedの番地をコピー"]`), chromedp.WaitVisible(`//p[contains(@class, "copied") and contains(., "コピーしました")]`))
	if got := ask(t, b, chromedp.Evaluate[string](`window.got`)); got != "https://koubo.example/feed.json" {
		t.Errorf("without a clipboard %q was copied", got)
	}
	b.quiet(t)
}

// TestTheFirstViewTellsWhatItIs, and a search leads to its results at once.
func TestTheFirstViewTellsWhatItIs(t *testing.T) {
	c := newTown(t)
	const lede = `<p class="lede">`
	if page := c.get("/").Body.String(); !strings.Contains(page, lede) || !strings.Contains(page, "新着の公募 ") {
		t.Error("the first page does not say what it is")
	}
	if page := c.get("/?kind=pilot").Body.String(); strings.Contains(page, lede) || !strings.Contains(page, "検索結果 ") {
		t.Error("a search says again what the site is")
	}
	if page := c.get("/?sort=deadline").Body.String(); !strings.Contains(page, "募集中の公募 ") {
		t.Error("what closes first is called new")
	}
	if page := c.get("/?closing_after=2026-11-25&closing_before=2026-12-01").Body.String(); !strings.Contains(page, "締切が2026年11月25日（水）以降") || !strings.Contains(page, "締切が2026年12月1日（火）まで") {
		t.Error("the bounds of last days are not in Japanese")
	}
}
