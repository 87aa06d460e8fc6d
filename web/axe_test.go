package web

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"koubo/opportunity"
)

// axeScript returns axe-core, which finds what keeps people with disabilities from a page: the file axe.min.js of the npm package
// axe-core 4, named by KOUBO_AXE. It skips where that names none.
func axeScript(t *testing.T) string {
	t.Helper()
	path := os.Getenv("KOUBO_AXE")
	if path == "" {
		t.Skip("KOUBO_AXE names no axe.min.js (npm pack axe-core)")
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// examine runs all rules of WCAG 2.2 to level AA and those of good practice, with what is folded away opened.
const examine = `(async () => {
	document.querySelectorAll("details").forEach(d => d.open = true);
	const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
	return JSON.stringify({ passes: result.passes.length, violations: result.violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200) + " " + (n.any[0] || n.all[0] || n.none[0] || {}).message) })) });
})()`

// examined is what axe says of a page.
type examined struct {
	Passes     int `json:"passes"`
	Violations []struct {
		ID    string   `json:"id"`
		Help  string   `json:"help"`
		Nodes []string `json:"nodes"`
	} `json:"violations"`
}

// examinedPages names every page that people open, in each of the forms in which it looks different.
var examinedPages = []string{"/", "/?kind=pilot&q=実証&pref=13&issuer=131016", "/?status=all&kind=all", "/?q=ありえない言葉", "/o/a3", "/o/a4", "/o/a8", "/issuer/131016", "/issuer/472018", "/today", "/today/2026-11-23",
	"/today/2026-11-11?kind=pilot", "/calendar", "/calendar?month=2026-12&status=all", "/calendar?month=2031-12", "/map", "/map?kind=pilot", "/coverage", "/sources", "/sources/midori-list", "/o/nothing", "/notify/confirm?token=right", "/notify/confirm?token=wrong"}

// TestPagesKeepNobodyOut examines each page in two themes at two widths.
func TestPagesKeepNobodyOut(t *testing.T) {
	axe := axeScript(t)
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	var again []opportunity.Opportunity
	for _, o := range c.records {
		o.ID += "b"
		again = append(again, o)
	}
	c.records = append(c.records, again...)
	b := newBrowser(t, c)
	for _, page := range examinedPages {
		for _, width := range []int64{360, 1280} {
			b.run(t, chromedp.EmulateViewport(width, 800), chromedp.Navigate(b.server.URL+page), chromedp.WaitVisible("h1"))
			ask(t, b, chromedp.Evaluate[string](axe+`; axe.version`))
			for _, scheme := range []string{"light", "dark"} { // of the same page: axe-core is slow where it has just been loaded
				media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
				if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
					t.Fatal(err)
				}
				var found examined
				if err := json.Unmarshal([]byte(ask(t, b, chromedp.Evaluate[string](examine, chromedp.EvalAwaitPromise))), &found); err != nil {
					t.Fatal(err)
				}
				if found.Passes < 20 {
					t.Errorf("%s (%s, %d px): only %d rules apply", page, scheme, width, found.Passes)
				}
				for _, v := range found.Violations {
					t.Errorf("%s (%s, %d px): %s, %s\n  %s", page, scheme, width, v.ID, v.Help, strings.Join(v.Nodes[:min(len(v.Nodes), 3)], "\n  "))
				}
			}
		}
	}
}

// TestFirstViewsAreLight counts what a browser loads until a page stands: bytes as they are sent, and requests.
func TestFirstViewsAreLight(t *testing.T) {
	c := newTown(t)
	for i := range 300 {
		o := c.records[i%9]
		o.ID = fmt.Sprint("many", i)
		c.records = append(c.records, o)
	}
	const most, requests = 60 << 10, 4
	style, script, _, _ := c.assets()
	for _, page := range examinedPages {
		w := c.get(page, "Accept-Encoding", "br")
		bytes, n := w.Body.Len(), 1
		text := unpacked(t, w.Header().Get("Content-Encoding"), w)
		for _, part := range []string{style, script} {
			if strings.Contains(string(text), part) {
				bytes += c.get(part, "Accept-Encoding", "br").Body.Len()
				n++
			}
		}
		if bytes += c.get("/favicon.ico").Body.Len(); bytes > most || n+1 > requests {
			t.Errorf("%s: %d bytes in %d requests", page, bytes, n+1)
		}
		if len(text) > 2*most {
			t.Errorf("%s is %d bytes long, unpacked", page, len(text))
		}
	}
}
