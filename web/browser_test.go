package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a headless Chromium that notes what its console says.
type browser struct {
	ctx    context.Context
	server *httptest.Server
	mu     sync.Mutex
	said   []string // console errors and violations of the policy
}

// newBrowser starts Chromium before c, or skips the test with the reason.
func newBrowser(t *testing.T, c *town) *browser {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("no chromium, chromium-browser or google-chrome in PATH: the pages cannot be looked at")
	}
	b := &browser{server: httptest.NewServer(c.handler)}
	t.Cleanup(b.server.Close)
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := context.WithTimeout(context.Background(), 8*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, flags...)
	t.Cleanup(stop)
	b.ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Listen(b.ctx, b.listen); err != nil {
		t.Skipf("%s does not start: %v", path, err)
	}
	if _, err := chromedp.Call(b.ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Skipf("%s does not tell its log: %v", path, err)
	}
	return b
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		// A wanted 404 page is reported as an error of the network, and is none of the page's.
		if e.Entry.Level == "error" && e.Entry.Source != "network" || e.Entry.Source == "security" {
			b.said = append(b.said, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Text)
	}
}

// run does what a reader does.
func (b *browser) run(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// ask reads one value from the page.
func ask[T any](t *testing.T, b *browser, question chromedp.Action[T]) T {
	t.Helper()
	answer, err := chromedp.Run(b.ctx, question)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// picture keeps a PNG of the page where KOUBO_SHOTS names a folder for it.
func picture(t *testing.T, b *browser, name string, take chromedp.Action[[]byte]) {
	t.Helper()
	if folder := os.Getenv("KOUBO_SHOTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name+".png"), ask(t, b, take), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (b *browser) quiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 {
		t.Errorf("the console says:\n%s", strings.Join(b.said, "\n"))
	}
}

const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// TestPagesFitEveryScreen looks at each page on a phone, on a desk, and in the dark: nothing is refused by the
// policy, nothing is wider than the screen, and every control is large enough for a thumb. KOUBO_SHOTS names a folder
// for the pictures.
func TestPagesFitEveryScreen(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	long := call("long", strings.Repeat("長い件名", 2500), aoba, "pilot", deadline("submission", "2026-11-26", "17:00", strings.Repeat("x", 10_000)))
	mono := call("mono", strings.Repeat("W", 10_000), aoba, "pilot")
	c.records = append(c.records, long, mono)
	b := newBrowser(t, c)
	loaded := "" // page and width of what is shown: another scheme needs no other load
	for _, page := range []struct{ name, address string }{
		{"index", "/"}, {"search", "/?kind=pilot&q=実証"}, {"town", "/?pref=13&issuer=131016&budget_min=1&q=実証+OR+募集"}, {"all", "/?status=all&kind=all"}, {"empty", "/?q=ありえない言葉"}, {"record", "/o/a3"}, {"doubt", "/o/a4"},
		{"withdrawn", "/o/a8"}, {"long", "/o/long"}, {"mono", "/o/mono"}, {"sources", "/sources"}, {"source", "/sources/midori-list"}, {"missing", "/o/nothing"},
		{"issuer", "/issuer/131016"}, {"nobody", "/issuer/472018"}, {"today", "/today"}, {"day", "/today/2026-11-23"}, {"month", "/calendar"}, {"december", "/calendar?month=2026-12&status=all"}, {"map", "/map"}, {"confirm", "/notify/confirm?token=right"}, {"coverage", "/coverage"},
	} {
		for _, screen := range []struct {
			name   string
			width  int64
			scheme string
		}{{"phone", 375, "light"}, {"phonedark", 375, "dark"}, {"tiny", 320, "light"}, {"desk", 1280, "light"}, {"dark", 1280, "dark"}} {
			t.Run(page.name+"/"+screen.name, func(t *testing.T) {
				media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: screen.scheme}}}
				if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
					t.Fatal(err)
				}
				if want := fmt.Sprint(page.address, " ", screen.width); loaded != want {
					b.run(t, chromedp.EmulateViewport(screen.width, 800), chromedp.Navigate(b.server.URL+page.address), chromedp.WaitVisible("h1"))
					loaded = want
				}
				wide, small := ask(t, b, chromedp.Evaluate[int](overflow)), ask(t, b, chromedp.Evaluate[int](tooSmall))
				if wide > 0 {
					t.Errorf("%d px wider than the screen of %d px", wide, screen.width)
				}
				if small > 0 {
					t.Errorf("%d controls are lower than 44 px", small)
				}
				picture(t, b, page.name+"-"+screen.name, chromedp.FullScreenshot(100))
				if page.name != "town" {
					return
				}
				ask(t, b, chromedp.Evaluate[int](`document.querySelectorAll("details").forEach(d => d.open = true), 0`))
				if wide, small := ask(t, b, chromedp.Evaluate[int](overflow)), ask(t, b, chromedp.Evaluate[int](tooSmall)); wide > 0 || small > 0 {
					t.Errorf("opened, it is %d px wider than the screen, and %d controls are lower than 44 px", wide, small)
				}
				picture(t, b, "opened-"+screen.name, chromedp.FullScreenshot(100))
			})
		}
	}
	b.quiet(t)
}

// tooSmall counts the visible buttons, fields and links with the looks of a button that a thumb would miss.
const tooSmall = `[...document.querySelectorAll("button, select, input[type=search], .button, .checks label, nav a, .active a, .tally a, .tile a")]
	.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).length`

// TestSearchesWhileOneTypes types and chooses with the keyboard alone, and presses no button.
func TestSearchesWhileOneTypes(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	b := newBrowser(t, c)
	b.run(t, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.server.URL+"/"), chromedp.WaitVisible("h1"))
	b.run(t, chromedp.SendKeys("#q", "自動運転"), chromedp.WaitVisible(".card mark"))
	const state = `document.querySelector("#results").textContent + "|" + document.querySelector("#said").textContent + "|" + document.activeElement.id +
		"|" + decodeURIComponent(location.search) + "|" + document.querySelector("[data-n=kind-pilot]").textContent + "|" + document.title`
	want := "検索結果 1件|検索結果 1件|q|?q=自動運転&sort=revised|1件|「自動運転」の公募 | koubo"
	if got := ask(t, b, chromedp.Evaluate[string](state)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	ask(t, b, chromedp.Evaluate[string](`document.querySelector("#q").value = ""`))
	b.run(t, chromedp.Focus("input[name=kind][value=sounding]"), chromedp.SendKeys("input[name=kind][value=sounding]", " "), chromedp.WaitVisible(`//li[contains(., "サウンディング")]`))
	want = "検索結果 1件|検索結果 1件||?kind=sounding&sort=revised|+3件|サウンディングの公募 | koubo"
	if got := ask(t, b, chromedp.Evaluate[string](state)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	feed := ask(t, b, chromedp.Evaluate[string](`document.querySelector("link[rel=alternate]").getAttribute("href") + "|" + document.querySelector("#feed").value`))
	if feed != "/feed.atom?kind=sounding|https://koubo.example/feed.atom?kind=sounding" {
		t.Errorf("the page offers %s", feed)
	}
	b.run(t, chromedp.Focus("input[name=kind][value=sounding]"), chromedp.SendKeys("input[name=kind][value=sounding]", " "), chromedp.Click(`//summary[contains(., "関東")]`), chromedp.Click("input[name=pref][value='13']"),
		chromedp.Click(`//summary[contains(., "東京都から選ぶ")]`), chromedp.Click("input[name=issuer][value='131016']"), chromedp.WaitVisible(`//li[contains(., "千代田区")]`))
	if got := ask(t, b, chromedp.Location()); !strings.HasSuffix(got, "/?pref=13&issuer=131016&sort=revised") {
		t.Errorf("a town is chosen at %s", got)
	}
	picture(t, b, "typed", chromedp.FullScreenshot(100))
	b.quiet(t)
}

// TestSearchesBelowAPath: the script asks below the path that the form leads to.
func TestSearchesBelowAPath(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	b := newBrowser(t, c)
	server := belowPath(t, c, false)
	b.run(t, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(server.URL+"/koubo/"), chromedp.WaitVisible("h1"), chromedp.SendKeys("#q", "自動運転"), chromedp.WaitVisible(".card mark"))
	if got := ask(t, b, chromedp.Location()); !strings.HasPrefix(got, server.URL+"/koubo/?q=") {
		t.Errorf("the search is at %s", got)
	}
	b.quiet(t)
}

// TestFilterFormWorks searches as a reader does, without any script of the page.
func TestFilterFormWorks(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	b := newBrowser(t, c)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.run(t, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.server.URL+"/"), chromedp.WaitVisible("h1"))
	picture(t, b, "first", chromedp.CaptureScreenshot())
	b.run(t, chromedp.SetValue("#q", "自動運転"), chromedp.Click("input[value=pilot]"), chromedp.Click(".search button"), chromedp.WaitVisible(".active"))
	heading, address := ask(t, b, chromedp.Text("#results")), ask(t, b, chromedp.Location())
	if !strings.Contains(heading, "1件") {
		t.Errorf("heading %q at %s, want 1件", heading, address)
	}
	b.run(t, chromedp.Click(".card h4 a"), chromedp.WaitVisible(".origin"))
	if n := ask(t, b, chromedp.Evaluate[int](`document.querySelectorAll(".steps > li").length`)); n == 0 {
		t.Error("the record's page lists no deadline")
	}
	b.quiet(t)
}
