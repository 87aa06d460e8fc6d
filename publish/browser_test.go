package publish_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	query "koubo/opportunity/search"
	"koubo/publish/target"
	"koubo/web/wording"
)

// browser is a headless Chromium whose clock stands still, before a server of plain files.
type browser struct {
	ctx  context.Context
	root string // address of the site
	mu   sync.Mutex
	said []string
}

func newBrowser(t *testing.T, c *town) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		t.Skip("no chromium, chromium-browser or google-chrome in PATH: the site cannot be looked at")
	}
	folder := t.TempDir()
	to, err := target.NewFolder(filepath.Join(folder, "calls"))
	if err != nil {
		t.Fatal(err)
	}
	c.mustPublish(t, to)
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(server.Close)
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, flags...)
	t.Cleanup(stop)
	b := &browser{root: server.URL + "/calls"}
	b.ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Listen(b.ctx, b.listen); err != nil {
		t.Skipf("%s does not start: %v", path, err)
	}
	if _, err := chromedp.Call(b.ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Skipf("%s does not tell its log: %v", path, err)
	}
	still := page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf("Date.now = () => %d", c.now.UnixMilli())}
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, still); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			b.said = append(b.said, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Text)
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

func (b *browser) run(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// shown is what the page of a search shows.
type shown struct {
	Words string   `json:"words"`
	IDs   []string `json:"ids"`
	Days  []string `json:"days"` // headings of the days that they stand below
	Marks []string `json:"marks"`
}

// results waits until a search is done.
const results = `(async () => {
	const said = document.getElementById("said");
	for (let i = 0; i < 400 && !/^検索結果|できません/.test(said.textContent); i++) await new Promise(r => setTimeout(r, 25));
	const ids = [...document.querySelectorAll("#found article :is(h3, h4) a")].map(a => a.pathname.split("/").pop().replace(".html", ""));
	const days = [...document.querySelectorAll("#found .dayhead")].map(h => h.textContent);
	const marks = [...document.querySelectorAll("#found :is(h3, h4) mark")].map(m => m.textContent);
	return JSON.stringify({ words: said.textContent, ids, days, marks });
})()`

func (b *browser) results(t *testing.T) (s shown) {
	t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](results, chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal([]byte(text), &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// searches are compared with what the store answers.
var searches = []string{
	"q=ドローン", "q=ﾄﾞﾛｰﾝ+プロポーザル", "q=観光+OR+防災+-補助金", `q="行政手続オンライン化業務"`, "q=「空き家」+募集", "q=-ドローン", "q=OR+-+AND", "q=観光+AND+プロモーション", "q=観光+OR+AND+ドローン", "q=実証+ー観光", "q=ありえない言葉",
	"kind=pilot", "kind=all", "kind=tender,subsidy&sort=deadline", "pref=20&kind=all", "pref=20,47&theme=mobility&kind=all", "theme=dx&theme=energy",
	"sort=deadline", "sort=budget", "sort=published&kind=all", "closing_within=14&kind=all", "closing_after=2026-12-01&closing_before=2026-12-20&kind=all",
	"budget_min=10000000&budget_max=20000000&kind=all", "status=upcoming&kind=all", "status=closing_soon&kind=all&sort=deadline",
	"stage=result&kind=all", "status=all&kind=all&stage=all&sort=deadline", "status=closed&kind=all&sort=published", "status=all&kind=all&stage=all&q=ドローン+実証",
	"source=s7&status=all&kind=all&stage=all", "since=2026-11-24&kind=all", "status=all&kind=all&stage=all", "q=令和8年度&page=2&kind=all",
}

func TestTheBrowserFindsWhatTheStoreFinds(t *testing.T) {
	t.Parallel() // with the other test that mostly waits for the browser
	c := newTown(t, 1300)
	c.now = c.now.Add(time.Hour)
	c.extend(t, 7, 400, 1201)
	c.telephone(t, 3, 8, 700, 1202) // moves nothing in the order of news
	b := newBrowser(t, c)
	found := 0
	for _, search := range searches {
		b.run(t, chromedp.Navigate(b.root+"/index.html?"+strings.ReplaceAll(search, `"`, "%22")), chromedp.WaitVisible("h1"))
		got := b.results(t)
		values, err := url.ParseQuery(search)
		if err != nil {
			t.Fatal(err)
		}
		second := values.Get("page") == "2"
		q, err := opportunity.ParseQuery(values)
		if err != nil {
			t.Fatal(err)
		}
		q.Limit = 20
		want, err := c.Query(q, c.now)
		if second && err == nil {
			q.Cursor = want.Next
			want, err = c.Query(q, c.now)
		}
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, o := range want.Items {
			ids = append(ids, o.ID)
		}
		if !slices.Equal(got.IDs, ids) {
			t.Errorf("%s: the browser shows %v, the store %v", search, got.IDs, ids)
		}
		if marks := titleMarks(want.Items, q.Text); !slices.Equal(got.Marks, marks) {
			t.Errorf("%s: the browser marks %q, the program %q", search, got.Marks, marks)
		}
		if days := dayHeadings(want.Items, q.Sort, c.now); !slices.Equal(got.Days, days) {
			t.Errorf("%s: the browser shows the days %q, the program %q", search, got.Days, days)
		}
		if words := "検索結果 " + thousands(want.Total) + "件"; got.Words != words && !strings.HasSuffix(got.Words, "件以上") {
			t.Errorf("%s: the browser says %q, the store %q", search, got.Words, words)
		}
		if len(ids) > 0 {
			found++
		}
	}
	if found < 22 {
		t.Errorf("only %d of the searches find anything", found)
	}
	b.quiet(t)
}

// titleMarks are what the program marks in the titles of the same records.
func titleMarks(records []opportunity.Opportunity, text string) (all []string) {
	all = []string{}
	for _, o := range records {
		for _, piece := range query.Mark(o.Title, query.Parse(text).Keys()) {
			if piece.Hit {
				all = append(all, piece.Text)
			}
		}
	}
	return all
}

// dayHeadings are those that the program's page has over the same records.
func dayHeadings(records []opportunity.Opportunity, order opportunity.Sort, now time.Time) (all []string) {
	all = []string{}
	for _, o := range records {
		day := o.Published
		switch order {
		case opportunity.ByDeadline, opportunity.ByBudget:
			return all
		case opportunity.ByRevised:
			day = jdate.DateOf(o.News().At)
		}
		words := cmp.Or(wording.DayWords(day, now), "日付の記載なし")
		switch today := jdate.DateOf(now); day {
		case today:
			words += " 今日"
		case today.AddDays(-1):
			words += " 昨日"
		}
		if len(all) == 0 || all[len(all)-1] != words {
			all = append(all, words)
		}
	}
	return all
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// TestASearchThatCannotBeMeantIsRefused as the program refuses it.
func TestASearchThatCannotBeMeantIsRefused(t *testing.T) {
	t.Parallel()
	b := newBrowser(t, newTown(t, 20))
	for search, want := range map[string]string{
		"kid=pilot": "「kid」という条件はありません。", "closing_after=2026-12-02&closing_before=2026-12-01": "締切の始まりが終わりより後の日です。",
		"budget_min=2&budget_max=1": "予算の下限が上限より大きくなっています。",
	} {
		b.run(t, chromedp.Navigate(b.root+"/index.html?"+search), chromedp.WaitVisible("//h2[contains(., '条件を読み取れません')]"))
		if got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.querySelector("#found p").textContent`)); err != nil || got != want {
			t.Errorf("%s: %q, %v", search, got, err)
		}
	}
	b.quiet(t)
}

func TestSearchingAsOneTypes(t *testing.T) {
	t.Parallel()
	c := newTown(t, 800)
	b := newBrowser(t, c)
	b.run(t, chromedp.Navigate(b.root+"/kind/proposal.html"), chromedp.WaitVisible("h1"), chromedp.SendKeys("#q", "ドローン"))
	got := b.results(t)
	want, err := c.Query(opportunity.Query{Kinds: []opportunity.Kind{opportunity.Proposal}, Text: "ドローン", Limit: 20}, c.now)
	if err != nil || len(want.Items) == 0 || len(got.IDs) != len(want.Items) || got.IDs[0] != want.Items[0].ID {
		t.Errorf("the browser shows %v of %d results: %v", got, len(want.Items), err)
	}
	address, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("location.href"))
	if err != nil || !strings.Contains(address, "/calls/index.html?") || !strings.Contains(address, "kind=proposal") {
		t.Errorf("the address is %s: %v", address, err)
	}
	// A prefecture that is chosen offers its bodies.
	b.run(t, chromedp.Navigate(b.root+"/index.html"), chromedp.WaitVisible("h1"))
	bodies, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`(async () => {
		document.querySelector('input[name="pref"][value="47"]').click();
		for (let i = 0; i < 200 && !document.querySelector('#bodies input'); i++) await new Promise(r => setTimeout(r, 25));
		return document.querySelectorAll('#bodies input').length;
	})()`, chromedp.EvalAwaitPromise))
	if err != nil || bodies < 40 {
		t.Errorf("%d bodies of 沖縄県 are offered: %v", bodies, err)
	}
	// Of two choices the later counts, though the answer to the earlier comes last.
	offered, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`(async () => {
		const real = window.fetch;
		let slow, late = new Promise(done => slow = done);
		window.fetch = address => String(address).includes("/pref/20.html") ? late.then(() => real(address)) : real(address);
		document.querySelector('input[name="pref"][value="47"]').click();
		document.querySelector('input[name="pref"][value="20"]').click();
		document.querySelector('input[name="pref"][value="20"]').click();
		document.querySelector('input[name="pref"][value="13"]').click();
		for (let i = 0; i < 200 && !document.querySelector('#bodies input[value^="13"]'); i++) await new Promise(r => setTimeout(r, 25));
		slow();
		for (let i = 0; i < 40 && !document.querySelector('#bodies input[value^="20"]'); i++) await new Promise(r => setTimeout(r, 25));
		window.fetch = real;
		return [...new Set([...document.querySelectorAll('#bodies input')].map(i => i.value.slice(0, 2)))].join();
	})()`, chromedp.EvalAwaitPromise))
	if err != nil || offered != "13" {
		t.Errorf("bodies of %s are offered: %v", offered, err)
	}
	b.quiet(t)
}

// examine runs all rules of WCAG 2.2 to level AA and those of good practice, with what is folded away opened, the ways to subscribe
// among it.
const examine = `(async () => {
	document.querySelectorAll("details").forEach(d => d.open = true);
	const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
	return JSON.stringify({ passes: result.passes.length, ways: document.querySelectorAll(".subscribe[open] a").length,
		violations: result.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")) });
})()`

// examined is what axe-core says of a page.
type examined struct {
	Passes     int      // rules that apply
	Ways       int      // to subscribe that were seen
	Violations []string // rules, with the first places
}

// examinedPages are those that people open, but for the record's, in each of the forms in which they look different.
var examinedPages = []string{"index.html", "index.html?q=ドローン&status=all&kind=all", "index.html?q=ありえない言葉", "index.html?pref=47&kind=proposal", "kind/proposal.html", "pref/47.html", "theme/dx.html", "issuer/472018.html",
	"today.html", "calendar.html", "map.html", "sources.html"}

// TestTheSiteKeepsNobodyOut examines each page of a published site in two themes at two widths.
func TestTheSiteKeepsNobodyOut(t *testing.T) {
	path := os.Getenv("KOUBO_AXE")
	if path == "" {
		t.Skip("KOUBO_AXE names no axe.min.js (npm pack axe-core)")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Parallel()
	c := newTown(t, 300)
	b := newBrowser(t, c)
	pages := examinedPages
	for _, o := range []opportunity.Opportunity{c.first(t, opportunity.Upcoming), c.first(t, opportunity.Closed), c.extend(t, 1)[0]} {
		pages = append(pages, "o/"+o.ID+".html")
	}
	for _, name := range pages {
		for _, width := range []int64{360, 1440} {
			b.run(t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(b.root+"/"+name), chromedp.WaitVisible("h1"))
			if strings.Contains(name, "?") {
				b.results(t)
			}
			if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](string(axe)+"; axe.version")); err != nil {
				t.Fatal(err)
			}
			for _, scheme := range []string{"light", "dark"} { // of the same page: axe-core is slow where it has just been loaded
				media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
				if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
					t.Fatal(err)
				}
				b.keepImage(t, fmt.Sprintf("%s-%s-%d.png", url.PathEscape(name), scheme, width))
				found := b.examine(t)
				if len(found.Violations) > 0 || found.Passes < 20 {
					t.Errorf("%s (%s, %d px): %d rules apply, and are broken: %s", name, scheme, width, found.Passes, strings.Join(found.Violations, "\n  "))
				}
				if strings.HasPrefix(name, "kind/") && found.Ways < 5 {
					t.Errorf("%s: only %d ways to subscribe are seen", name, found.Ways)
				}
			}
		}
	}
	b.quiet(t)
}

// first returns a record of a status.
func (c *town) first(t *testing.T, status opportunity.Status) opportunity.Opportunity {
	t.Helper()
	found, err := c.Query(opportunity.Query{AllKinds: true, AllStages: true, Statuses: []opportunity.Status{status}, Limit: 1}, c.now)
	if err != nil || len(found.Items) == 0 {
		t.Fatalf("there is no record that is %s: %v", status, err)
	}
	return found.Items[0]
}

// examine has axe-core, which is loaded, examine the page that is shown.
func (b *browser) examine(t *testing.T) (found examined) {
	t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](examine, chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal([]byte(text), &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// keepImage keeps an image of the page in the folder that KOUBO_SHOTS names, if it names one.
func (b *browser) keepImage(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("KOUBO_SHOTS")
	if folder == "" {
		return
	}
	image, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name), image, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
