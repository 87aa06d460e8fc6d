package hostframe_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/parsers/detail"
	"koubo/parsers/page"
	"koubo/sources"
	"koubo/store"
)

// town is a site in markup without classes. Its pages may be changed between two visits.
type town struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
}

func newTown(t *testing.T, pages map[string]string) *town {
	t.Helper()
	c := &town{pages: pages}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		body, is := c.pages[r.URL.Path]
		if !is {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *town) set(path, body string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages[path] = body
}

// clock passes only when it is told to, and while somebody waits.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.pass(d)
	return ctx.Err()
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
}

// office is a crawler with a data file.
type office struct {
	*crawler.Crawler
	t     *testing.T
	store *store.Store
	clock *clock
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, clock: &clock{now: time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC)}}
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{Now: o.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	o.store = st
	o.Crawler = crawler.New(st, crawler.Options{
		UserAgent: "koubo/test (contact: test@example.jp)", Gap: time.Second, Timeout: 5 * time.Second, Clock: o.clock,
		Transport: transport.New(transport.Options{
			Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 5 * time.Second,
		}),
	})
	return o
}

func (c *town) source(id string) sources.Source {
	return sources.Source{ID: id, Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"}, Lists: []string{c.URL + "/list.html"}, Where: "test:1"}
}

// visit visits a source and returns the records there are, by the last part of their addresses.
func (o *office) visit(src sources.Source) (sources.Report, map[string]opportunity.Opportunity) {
	o.t.Helper()
	report, err := o.Visit(context.Background(), src)
	if err != nil {
		o.t.Fatal(err)
	}
	records := map[string]opportunity.Opportunity{}
	if err := o.store.Each(func(r opportunity.Opportunity) error {
		records[r.URL[strings.LastIndexByte(r.URL, '/'):]] = r
		return nil
	}); err != nil {
		o.t.Fatal(err)
	}
	return report, records
}

// days are the days that a record's steps end on, sorted.
func days(r opportunity.Opportunity) string {
	set := map[string]bool{}
	for _, d := range r.Deadlines {
		set[string(d.End)] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(set)), " ")
}

// call is one announcement of a test.
type call struct{ path, title, day string }

var calls = []call{
	{"/a.html", "駅前広場活用事業の公募型プロポーザル", "2026年12月1日"}, {"/b.html", "観光案内所運営業務の公募型プロポーザル", "2026年12月2日"},
	{"/c.html", "子育て支援アプリ開発業務の公募型プロポーザル", "2026年12月3日"}, {"/d.html", "公共施設予約システム構築業務の公募型プロポーザル", "2026年12月4日"},
	{"/e.html", "移住促進動画制作業務の公募型プロポーザル", "2026年12月7日"}, {"/f.html", "地域防災計画改定支援業務の公募型プロポーザル", "2026年12月8日"},
	{"/g.html", "図書館窓口業務の公募型プロポーザル", "2026年12月9日"}, {"/h.html", "ふるさと納税返礼品企画業務の公募型プロポーザル", "2026年12月10日"},
}

func isoDay(day string) string {
	var year, month, of int
	fmt.Sscanf(day, "%d年%d月%d日", &year, &month, &of)
	return fmt.Sprintf("%d-%02d-%02d", year, month, of)
}

// list is the page that lists calls.
func list(of []call) string {
	var rows strings.Builder
	for _, c := range of {
		fmt.Fprintf(&rows, "<li><a href=%q>%s</a></li>", c.path, c.title)
	}
	return "<html><head><title>募集情報 | 那覇市</title></head><body><div><h1>募集情報</h1><ul>" + rows.String() + "</ul></div></body></html>"
}

// boxed is a call's page with a box of other calls inside what holds the announcement.
func boxed(c call, others []call) string {
	var items strings.Builder
	for _, other := range others {
		if other != c {
			fmt.Fprintf(&items, "<li><a href=%q>%s</a> 提出期限：%s</li>", other.path, other.title, other.day)
		}
	}
	box := ""
	if items.Len() > 0 {
		box = "<div><h2>こんな仕事も</h2><ul>" + items.String() + "</ul></div>"
	}
	return fmt.Sprintf(`<html><head><title>%s | 那覇市</title></head><body><div><h1>%s</h1><p>本市では、%sを次のとおり実施します。参加を希望する事業者は、募集要項をご確認のうえ、期限までに提出してください。</p>
<p>提案上限額は500万円（消費税及び地方消費税を含む。）です。</p>%s<p>参加表明書の提出期限：%s</p><p>お問い合わせ　企画課　電話 098-111-2222</p></div></body></html>`,
		c.title, c.title, strings.TrimSuffix(c.title, "の公募型プロポーザル"), box, c.day)
}

func boxedTown(t *testing.T, listed []call) *town {
	pages := map[string]string{"/list.html": list(listed)}
	for _, c := range listed {
		pages[c.path] = boxed(c, listed)
	}
	return newTown(t, pages)
}

// TestABoxOfOtherCallsGivesNoDates: without a memory of the host a page gives the days of all the others, too; at the end of
// the first visit none does.
func TestABoxOfOtherCallsGivesNoDates(t *testing.T) {
	c, o := boxedTown(t, calls), newOffice(t)
	alone, err := detail.Read(page.Page{URL: c.URL + "/a.html", Body: []byte(c.pages["/a.html"])})
	if err != nil || !strings.Contains(alone.Text, "12月10日") {
		t.Fatalf("the page alone gives no foreign days, so this test tests nothing: %v\n%s", err, alone.Text)
	}
	report, records := o.visit(c.source("town"))
	if report.New != len(calls) {
		t.Fatalf("%+v", report)
	}
	for _, one := range calls {
		r := records[one.path]
		if days(r) != isoDay(one.day) || len(r.Mentions) > 0 || r.Contact.Phone != "098-111-2222" || r.Contact.Department != "企画課" || r.BudgetYen == nil {
			t.Errorf("%s: days %s, mentions %v, contact %+v", one.path, days(r), r.Mentions, r.Contact)
		}
	}
}

// TestWhatTheFrameAloneChangesIsNoNews: two pages are read before the frame is known and take foreign days. Read again, once it
// is, they lose them, and nobody is told; an extension that the body publishes is told with its own day alone.
func TestWhatTheFrameAloneChangesIsNoNews(t *testing.T) {
	c, o := boxedTown(t, calls), newOffice(t)
	c.set("/list.html", list(calls[:2]))
	_, records := o.visit(c.source("town"))
	if first := records["/a.html"]; !strings.Contains(days(first), "2026-12-10") {
		t.Fatalf("no foreign days were read, so this test tests nothing: %s", days(first))
	}
	revised := records["/a.html"].Revised

	c.set("/list.html", list(calls))
	c.set("/a.html", strings.Replace(boxed(calls[0], calls), "次のとおり", "下記のとおり", 1))
	o.clock.pass(24 * time.Hour)
	o.visit(c.source("town"))
	o.clock.pass(24 * time.Hour)
	c.set("/a.html", boxed(calls[0], calls))
	report, records := o.visit(c.source("town"))
	a := records["/a.html"]
	if days(a) != "2026-12-01" {
		t.Errorf("the foreign days stay: %s", days(a))
	}
	if a.Revision != 1 || len(a.History) > 0 || !a.Revised.Equal(revised) || report.Revised > 0 {
		t.Errorf("revision %d at %v, history %+v, report %+v", a.Revision, a.Revised, a.History, report)
	}

	extended := calls[0]
	extended.day = "2026年12月15日"
	c.set("/a.html", boxed(extended, calls[1:]))
	o.clock.pass(24 * time.Hour)
	report, records = o.visit(c.source("town"))
	a = records["/a.html"]
	if n := a.News(); report.Revised != 1 || days(a) != "2026-12-15" || n.Class != opportunity.ChangedDeadline || n.Old.Day != "2026-12-01" || n.New.Day != "2026-12-15" {
		t.Errorf("an extension: %+v, days %s, report %+v", n, days(a), report)
	}
}

// TestACallNewInTheBoxGivesNoDates: the box is known by its other links, although this one was never seen.
func TestACallNewInTheBoxGivesNoDates(t *testing.T) {
	c, o := boxedTown(t, calls[:7]), newOffice(t)
	o.visit(c.source("town"))
	for _, one := range calls[:7] {
		c.set(one.path, boxed(one, calls))
	}
	o.clock.pass(24 * time.Hour)
	report, records := o.visit(c.source("town"))
	for _, one := range calls[:7] {
		if r := records[one.path]; days(r) != isoDay(one.day) || r.Revision != 1 {
			t.Errorf("%s: days %s, revision %d: %+v", one.path, days(r), r.Revision, r.History)
		}
	}
	if report.Revised != 0 {
		t.Errorf("%+v", report)
	}
}

// shared is a call's page most of which is in the words of all its office's pages: conditions, steps on the same days, how to
// apply, a form, whom to ask.
func shared(c call) string {
	return fmt.Sprintf(`<html><head><title>%s | 那覇市</title></head><body><div><ul><li><a href="/">ホーム</a></li><li><a href="/list.html">募集情報</a></li></ul></div>
<div><h1>%s</h1><p>%sの受託者を公募型プロポーザル方式により選定します。</p>
<h2>参加資格</h2><ul><li>地方自治法施行令第167条の4の規定に該当しない者であること。</li><li>本市の競争入札参加資格者名簿に登録されている者であること。</li></ul>
<h2>スケジュール</h2><table><tr><th>質問受付期限</th><td>2026年11月20日 午後5時</td></tr><tr><th>参加表明書提出期限</th><td>2026年11月27日 午後5時</td></tr><tr><th>企画提案書提出期限</th><td>2026年12月11日 午後5時</td></tr></table>
<h2>提出方法</h2><p>応募方法は<a href="/youkou.html">募集要項のページ</a>をご覧ください。</p><p>提案上限額：9,000,000円（税込）</p>
<ul><li><a href="/youshiki.docx">参加表明書（様式第1号）</a></li></ul><p>PDFをご覧になるには<a href="https://get.adobe.com/jp/reader/">Adobe Readerのダウンロードページ</a>が必要です。</p>
<div><h2>お問い合わせ</h2><p>企画部 契約課</p><p>電話：098-111-2222</p><p>メール：keiyaku@city.naha.example.jp</p></div></div></body></html>`,
		c.title, c.title, strings.TrimSuffix(c.title, "の公募型プロポーザル"))
}

// TestWhatAnOfficesPagesShareIsNotLost, though ten pages of the host, its list among them, hold it.
func TestWhatAnOfficesPagesShareIsNotLost(t *testing.T) {
	listing := strings.Replace(list(calls), "</ul></div>", `</ul><div><h2>お問い合わせ</h2><p>企画部 契約課</p><p>電話：098-111-2222</p><p>メール：keiyaku@city.naha.example.jp</p></div></div>`, 1)
	pages := map[string]string{"/list.html": listing}
	for _, one := range calls {
		pages[one.path] = shared(one)
	}
	c, o := newTown(t, pages), newOffice(t)
	o.visit(c.source("town"))
	for _, one := range calls { // read once more, by all that is known of the host by now
		c.set(one.path, pages[one.path]+"<!-- -->")
	}
	o.clock.pass(24 * time.Hour)
	_, records := o.visit(c.source("town"))
	for _, one := range calls {
		r := records[one.path]
		draft, err := detail.Read(page.Page{URL: r.URL, Body: []byte(pages[one.path])})
		if err != nil {
			t.Fatal(err)
		}
		alone, _ := extract.Normalize(draft, "2026-11-10")
		for _, d := range opportunity.Diff(alone, r) {
			if !strings.HasPrefix(d.Field, "issuer.") && d.Field != "source" {
				t.Errorf("%s: %s was %q and is %q", one.path, d.Field, d.Old, d.New)
			}
		}
		if days(r) != "2026-11-20 2026-11-27 2026-12-11" || r.BudgetYen == nil || len(r.Attachments) != 1 {
			t.Errorf("%s: days %s, budget %v, attachments %v", one.path, days(r), r.BudgetYen, r.Attachments)
		}
		if r.Contact != (opportunity.Contact{Department: "企画部 契約課", Phone: "098-111-2222", Email: "keiyaku@city.naha.example.jp"}) {
			t.Errorf("%s: contact %+v", one.path, r.Contact)
		}
	}
}

// TestVisitsOfOneHostAtTheSameTimeShareItsMemory; the race detector watches.
func TestVisitsOfOneHostAtTheSameTimeShareItsMemory(t *testing.T) {
	c, o := boxedTown(t, calls), newOffice(t)
	c.set("/list.html", list(calls[:4]))
	c.set("/other.html", list(calls[4:]))
	one, other := c.source("one"), c.source("other")
	other.Lists = []string{c.URL + "/other.html"}
	o.Run(context.Background(), []sources.Source{one, other}, func(src sources.Source, _ sources.Report, err error) {
		if err != nil {
			t.Errorf("%s: %v", src.ID, err)
		}
	})
	if value, err := o.store.Frame(strings.TrimPrefix(c.URL, "http://")); err != nil || len(value) == 0 {
		t.Errorf("nothing is remembered of the host: %v", err)
	}
	if again := newOffice(t); again.store != nil { // a lone visit of one source, whose memory begins anew
		if _, records := again.visit(one); days(records["/a.html"]) != "2026-12-01" {
			t.Errorf("days %s", days(records["/a.html"]))
		}
	}
}

// TestAnotherSourceOfAPageTellsNoNews: the second source reads the page when more is known of the host than the first knew.
func TestAnotherSourceOfAPageTellsNoNews(t *testing.T) {
	c, o := boxedTown(t, calls), newOffice(t)
	c.set("/list.html", list(calls[:2]))
	o.visit(c.source("first"))
	other := c.source("other")
	other.Lists = []string{c.URL + "/other.html"}
	c.set("/other.html", list(calls))
	_, records := o.visit(other)
	for _, one := range calls {
		if r := records[one.path]; days(r) != isoDay(one.day) || r.Revision != 1 {
			t.Errorf("%s: days %s, revision %d: %+v", one.path, days(r), r.Revision, r.History)
		}
	}
}

// TestABannerGivesNoDates: a notice under the header of every page, the list's too, is known by the list.
func TestABannerGivesNoDates(t *testing.T) {
	const banner = `<body><div><p>那覇市公式ホームページ</p><ul><li><a href="/">くらしの情報</a></li><li><a href="/s/">しごとの情報</a></li></ul><p>電子申請サービスは2026年12月28日から2027年1月4日まで休止します</p>`
	pages := map[string]string{"/list.html": list(calls)}
	for _, one := range calls {
		pages[one.path] = boxed(one, nil)
	}
	for path, body := range pages {
		pages[path] = strings.Replace(body, "<body><div>", banner, 1)
	}
	c, o := newTown(t, pages), newOffice(t)
	_, records := o.visit(c.source("town"))
	memory, err := o.store.Memory("town")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range calls[4:] { // those before were read when the banner stood on too few pages
		r := records[one.path]
		if days(r) != isoDay(one.day) || len(r.Mentions) > 0 {
			t.Errorf("%s: days %s, mentions %v", one.path, days(r), r.Mentions)
		}
		if k := memory.Known[r.Key()]; k.Frame == 0 {
			t.Errorf("%s: it is not remembered when it was read: %+v", one.path, k)
		}
	}
	if days(records[calls[0].path]) == isoDay(calls[0].day) && len(records[calls[0].path].Mentions) == 0 {
		t.Error("the banner gives no days in any case, so this test tests nothing")
	}
}
