package web

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/selection"
	"koubo/web/front"
	"koubo/web/page"
	"koubo/web/syndication"
)

func TestRoutes(t *testing.T) {
	for _, row := range []struct {
		address   string
		status    int
		mediaType string
		holds     string
	}{
		{"/", 200, "text/html", "河川監視カメラ"},
		{"/?kind=sounding", 200, "text/html", "旧第二小学校"},
		{"/?q=ありえない言葉", 200, "text/html", "見つかりませんでした"},
		{"/?status=withdrawn", 200, "text/html", "公式ページが削除されました（404）。"},
		{"/?q=&kind=&pref=&utm_source=mail", 200, "text/html", "新着の公募"},
		{"/?sort=best", 400, "text/html", "条件「sort」の値「best」"},
		{"/o/a3", 200, "text/html", "参加表明書 令和8年11月27日（金）17時15分まで"},
		{"/o/a3", 200, "text/html", `<dd class="prewrap"><del><bdi>提出・応募 2026年12月11日（金） 17:15まで</bdi></del></dd>`},
		{"/o/a3", 200, "text/html", `href="https://www.city.example/koubo/a3.html" rel="noopener nofollow"`},
		{"/o/a4", 200, "text/html", "日付と曜日が合っていません。日付のほうを載せています。"},
		{"/o/a7", 200, "text/html", "その他の日付"},
		{"/o/none", 404, "text/html", "お探しの公募は見つかりません"},
		{"/o/a3", 200, "text/html", `<link rel="canonical" href="https://koubo.example/o/a3">`},
		{"/o/a3", 200, "text/html", `<a href="/issuer/130001">`},
		{"/o/a3?x=1", 400, "text/html", "「x」を外してください"},
		{"/issuer/131016", 200, "text/html", "募集中 3件"},
		{"/issuer/131016", 200, "text/html", "正しく読み取れています。"},
		{"/issuer/131024", 200, "text/html", "前回は12件でした"},
		{"/issuer/131016", 200, "text/html", "webcal://koubo.example/deadlines.ics?issuer=131016"},
		{"/issuer/472018", 200, "text/html", "この団体のサイトは巡回していません"},
		{"/issuer/999999", 404, "text/html", "お探しの団体"},
		{"/issuer/131016?pref=13", 400, "text/html", "「pref」を外してください"},
		{"/today", 200, "text/html", "今日の動きはまだありません"},
		{"/today", 200, "text/html", "この日が締切の公募 1件"},
		{"/today", 200, "text/html", `rel="prev" href="/today/2026-11-23"`},
		{"/today/2026-11-23", 200, "text/html", "<del>12月11日（金） 17:15</del> → <ins>12月18日（金） 17:15</ins>"},
		{"/today/2026-11-23", 200, "text/html", "公募 1件</h2>\n<p class=\"small quiet\">公式サイトから見つからなくなったものです。"},
		{"/today/2026-11-11", 200, "text/html", "新しく見つかった公募 9件"},
		{"/today/2026-11-11?pref=47", 200, "text/html", "この日の動きはありません"},
		{"/today/2026-11-25", 404, "text/html", "まだ来ていない日"},
		{"/today/soon", 404, "text/html", "お探しの日"},
		{"/today?sicne=1", 400, "text/html", "「since」のことでしょうか"},
		{"/?pref=13&issuer=131016", 200, "text/html", `<a href="/issuer/131016">千代田区のページ</a>`},
		{"/?kind=pilot&pref=13", 200, "text/html", `<a href="/map?kind=pilot">地図から選ぶ</a>`},
		{"/calendar", 200, "text/html", "2026年11月の締切"},
		{"/calendar", 200, "text/html", `<link rel="canonical" href="https://koubo.example/calendar">`},
		{"/calendar?month=2026-12", 200, "text/html", `href="/?closing_after=2026-12-18&amp;closing_before=2026-12-18&amp;sort=deadline"`},
		{"/calendar?month=2026-12&kind=collaboration", 200, "text/html", "のべ1件"},
		{"/calendar?month=2026-12", 200, "text/html", `rel="next" href="/calendar?month=2027-01"`},
		{"/calendar?month=2026-13", 400, "text/html", "2026-12 のように"},
		{"/calendar?mnth=2026-12", 400, "text/html", "「month」のことでしょうか"},
		{"/map", 200, "text/html", `<li class="tile t13 lv4"><a href="/?pref=13">`},
		{"/map?kind=sounding", 200, "text/html", `<a href="/?kind=sounding&amp;pref=13">`},
		{"/map?pref=13", 400, "text/html", "「pref」"},
		{"/map?knd=pilot", 400, "text/html", "「kind」のことでしょうか"},
		{"/nowhere", 404, "text/html", "お探しのページ"},
		{"/sources", 200, "text/html", "前回は12件でした"},
		{"/sources?state=never", 200, "text/html", "しらなみ村"},
		{"/sources?state=sad", 400, "text/html", "条件「state」"},
		{"/sources?pref=99", 400, "text/html", "条件「pref」"},
		{"/sources/midori-list", 200, "text/html", "サーバーがエラー 500 を返しました。"},
		{"/sources/none", 404, "text/html", "お探しの巡回先"},
		{"/sources.json", 200, "application/json", `"state": "failing"`},
		{"/feed.atom", 200, "application/atom+xml", "駅前広場"},
		{"/feed.rss", 200, "application/rss+xml", "駅前広場"},
		{"/feed.json", 200, "application/feed+json", "駅前広場"},
		{"/deadlines.ics", 200, "text/calendar", "BEGIN:VEVENT"},
		{"/export.csv", 200, "text/csv", "駅前広場"},
		{"/export.jsonl", 200, "application/jsonl", "駅前広場"},
		{"/opml.xml", 200, "text/x-opml", "https://koubo.example/feed.atom?pref=20"},
		{"/feed.atom?kind=magic", 400, "text/plain", `The parameter "kind"`},
		{"/feed.json?since=yesterday", 400, "application/json", `条件「since」`},
		{"/feed.atom?limit=1001", 400, "text/plain", `limit`},
		{"/feed.atom?cursor=zz", 400, "text/plain", `cursor`},
		{"/feed.atom?q=%zz", 400, "text/plain", "query string"},
		{"/api/v1/opportunities?limit=2", 200, "application/json", `"next": "https://koubo.example/api/v1/opportunities?cursor=`},
		{"/api/v1/opportunities?pref=atlantis", 400, "application/json", `\"pref\"`},
		{"/api/v1/opportunities/a3", 200, "application/json", `"status": "closing_soon"`},
		{"/api/v1/opportunities/none", 404, "application/json", `"message_ja"`},
		{"/healthz", 200, "text/plain", "ok"},
		{"/readyz", 200, "text/plain", "ready"},
		{"/robots.txt", 200, "text/plain", "Disallow: /api/"},
		{"/favicon.ico", 200, "image/x-icon", "PNG"},
		{"/static/style.css", 200, "text/css", "prefers-color-scheme"},
		{"/metrics", 404, "text/html", "メトリクス"},
		{"/?q=" + strings.Repeat("a", 5000), 414, "text/html", "長すぎます"},
	} {
		t.Run(row.address[:min(len(row.address), 60)], func(t *testing.T) {
			w := newTown(t).get(row.address)
			if w.Code != row.status || !strings.HasPrefix(w.Header().Get("Content-Type"), row.mediaType) {
				t.Errorf("%d %s, want %d %s", w.Code, w.Header().Get("Content-Type"), row.status, row.mediaType)
			}
			if !strings.Contains(w.Body.String(), row.holds) {
				t.Errorf("%q is not in\n%s", row.holds, w.Body)
			}
			for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Set-Cookie": ""} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestOnlyReading(t *testing.T) {
	c := newTown(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "TRACE", "BREW"} {
		if w := c.ask(method, "/feed.atom"); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
	get, head := c.get("/feed.atom"), c.ask("HEAD", "/feed.atom")
	if head.Code != 200 || head.Body.Len() != 0 || head.Header().Get("ETag") != get.Header().Get("ETag") || head.Header().Get("Content-Length") != fmt.Sprint(get.Body.Len()) {
		t.Errorf("HEAD: %d, %d bytes, %v", head.Code, head.Body.Len(), head.Header())
	}
}

// TestValidators follows a subscriber through changes: of the store, of the search, and of nothing but the time.
func TestValidators(t *testing.T) {
	for _, f := range syndication.FeedForms {
		if f.Export {
			continue // streamed, so that nobody knows its bytes beforehand
		}
		t.Run(f.Path, func(t *testing.T) {
			c := newTown(t)
			first := c.get(f.Path)
			tag, at := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
			if !strings.HasPrefix(tag, `"`) || at == "" || first.Header().Get("Cache-Control") != "public, max-age=300" || first.Header().Get("Access-Control-Allow-Origin") != "*" {
				t.Fatalf("headers %v", first.Header())
			}
			again := func() int { return c.get(f.Path, "If-None-Match", tag).Code }
			if again() != 304 || c.get(f.Path, "If-Modified-Since", at).Code != 304 {
				t.Error("an unchanged feed is sent again")
			}
			if c.get(f.Path+"?kind=pilot", "If-None-Match", tag).Code != 200 {
				t.Error("another search has the same tag")
			}
			c.now = frozen.Add(7*time.Hour + time.Minute) // 17:01: a submission ended at 17:00
			if again() != 200 || c.get(f.Path, "If-Modified-Since", at).Code != 200 {
				t.Error("a passed deadline does not move the validators")
			}
			c.now = frozen
			c.records[1].Title = "訂正：" + c.records[1].Title
			c.changed = frozen
			if again() != 200 {
				t.Error("a changed title does not move the tag")
			}
		})
	}
}

// TestPagesLeadToTheEnd follows next through 95 records: none twice, none left out.
func TestPagesLeadToTheEnd(t *testing.T) {
	c := newTown(t)
	c.records = nil
	for i := range 95 {
		c.records = append(c.records, call(fmt.Sprintf("n%03d", i), "公募", aoba, opportunity.Pilot))
	}
	seen := map[string]bool{}
	for address := "/api/v1/opportunities?kind=pilot&limit=10"; address != ""; {
		var page apiPage
		if err := json.Unmarshal(c.get(address).Body.Bytes(), &page); err != nil || page.Total != 95 {
			t.Fatal(err, page.Total)
		}
		for _, o := range page.Items {
			if seen[o.ID] {
				t.Fatalf("%s stands on two pages", o.ID)
			}
			seen[o.ID] = true
		}
		address = strings.TrimPrefix(page.Next, "https://koubo.example")
	}
	if len(seen) != 95 {
		t.Errorf("%d records of 95", len(seen))
	}
	if body := c.get("/").Body.String(); strings.Count(body, "<article class=\"card") != 20 || !strings.Contains(body, `rel="next" href="/?cursor=`) {
		t.Error("the index does not lead to its second page")
	}
}

// TestExportsLeadOn follows the Link header: an export that cannot hold everything says where the rest is.
func TestExportsLeadOn(t *testing.T) {
	c := newTown(t)
	first := c.get("/export.jsonl?limit=4")
	next := strings.TrimSuffix(strings.TrimPrefix(first.Header().Get("Link"), "<https://koubo.example"), `>; rel="next"`)
	if got := c.get(next); strings.Count(first.Body.String(), "\n") != 4 || got.Code != 200 || strings.Contains(got.Body.String(), `"a1"`) {
		t.Errorf("next is %q: %d %s", next, got.Code, got.Body)
	}
	c.records = nil
	for i := range 1200 {
		c.records = append(c.records, call(fmt.Sprint(i), "公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-01", "17:00", "x")))
	}
	if n := strings.Count(c.get("/deadlines.ics").Body.String(), "BEGIN:VEVENT"); n != 1200 {
		t.Errorf("the calendar has %d of 1200 deadlines", n)
	}
	if n := strings.Count(c.get("/feed.atom").Body.String(), "<entry>"); n != 200 {
		t.Errorf("the feed has %d entries, want 200", n)
	}
}

func TestFailuresStayInside(t *testing.T) {
	c := newTown(t)
	c.err = errors.New("disk on fire at /secret/path")
	for _, address := range []string{"/", "/o/a1", "/feed.atom", "/api/v1/opportunities", "/sources", "/sources.json"} {
		if w := c.get(address); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
	if w := c.get("/readyz"); w.Code != 503 || !strings.Contains(c.log.String(), "disk on fire") {
		t.Errorf("readyz %d, log %s", w.Code, &c.log)
	}
	c.err, c.ready = nil, errors.New("最後の巡回から3日たっています。")
	if w := c.get("/readyz"); w.Code != 503 || !strings.Contains(w.Body.String(), "3日") {
		t.Errorf("readyz %d %s", w.Code, w.Body)
	}
	c.ready, c.remark = nil, "the site was published at 2026-11-25 10:10"
	if w := c.get("/readyz"); w.Code != 200 || w.Body.String() != "ready\nthe site was published at 2026-11-25 10:10\n" {
		t.Errorf("readyz %d %s", w.Code, w.Body)
	}
	s := &site{Pages: page.New(front.New(front.Config{Now: func() time.Time { return frozen }}, false).Keeping()), log: newSilent()}
	w := answerOf(s.guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("a bad record") })))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "内部エラー") {
		t.Errorf("a panic gives %d %s", w.Code, w.Body)
	}
}

// TestLogKeepsNoReader makes sure that neither search words nor addresses of readers are written down.
func TestLogKeepsNoReader(t *testing.T) {
	c := newTown(t)
	c.get("/?q=himitsu", "User-Agent", "Reader/1.0")
	if log := c.log.String(); !strings.Contains(log, "path=/ ") || strings.Contains(log, "himitsu") || strings.Contains(log, "Reader") || strings.Contains(log, "192.0.2.1") {
		t.Error(log)
	}
}

// TestUnknownParametersAreRefused: a condition that is mistyped would otherwise be ignored, and show what nobody asked for.
func TestUnknownParametersAreRefused(t *testing.T) {
	c := newTown(t)
	for address, want := range map[string]string{
		"/?kindd=pilot": `「kindd」という条件はありません。「kind」のことでしょうか。`, "/feed.atom?prefs=13": `Did you mean "pref"?`, "/feed.atom?page=2": `Did you mean "cursor"?`, "/?keyword=x": "「q」のことでしょうか",
		"/api/v1/opportunities?closing_befor=2026-12-01": `Did you mean \"closing_before\"?`, "/deadlines.ics?role=submission": "roles",
		"/feed.rss?roles=submission": "roles", "/deadlines.ics?roles=submision": "roles", "/deadlines.ics?within=0": "within",
		"/deadlines.ics?within=soon": "within", "/deadlines.ics?roles=period": "使えるのは briefing, interview, opening, presentation, questions, registration, site_visit, submission と all です。",
		"/?kind=pilot&kind=piot": "「kind」の値「piot」は使えません。「pilot」のことでしょうか。", "/?status=open,clsed": "「status」の値「clsed」は使えません。「closed」のことでしょうか。", "/?pref=長野懸": "「長野県」のことでしょうか。",
		"/?theme=abcdefgh": "「theme」の値「abcdefgh」は使えません。書き方を直すか、この条件を外してください。", "/?issuer=472018,47201": "「issuer」の値「47201」は使えません。書き方を", "/?kind=zzz&sort=zzz": "「kind」の値",
		"/feed.atom?closing_after=2026-12-02&closing_before=2026-12-01": "「closing_after」が終わり「closing_before」より後の日になっています。二つを入れ替えてください。",
		"/?sort=deadline&sort=budget":                                   "「sort」に値が2個あります", "/?q=" + strings.Repeat("a", 1001): "1000文字、40語までに",
		"/?budget_min=5&budget_max=3": "二つを入れ替えてください",
	} {
		if got := c.get(address); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %d, want 400 with %s", address, got.Code, want)
		}
	}
	for _, address := range []string{"/?utm_source=mail&utm_campaign=x", "/feed.atom?fbclid=abc&kind=pilot", "/?kind="} {
		if got := c.get(address); got.Code != http.StatusOK {
			t.Errorf("%s: %d", address, got.Code)
		}
	}
}

// TestCalendarHoldsWhatItSays looks at the steps and days of calendars, and at how long one may become.
func TestCalendarHoldsWhatItSays(t *testing.T) {
	c := newTown(t)
	events := func(address, word string) int {
		body := c.get(address).Body.String()
		return strings.Count(strings.ReplaceAll(body, "\r\n ", ""), word)
	}
	if n := events("/deadlines.ics", "SUMMARY:【質問期限"); n != 0 {
		t.Errorf("%d questions in a calendar that was not asked for them", n)
	}
	if n := events("/deadlines.ics?roles=questions,submission", "SUMMARY:【質問期限"); n == 0 {
		t.Error("no questions in a calendar that was asked for them")
	}
	if all, some := events("/deadlines.ics?roles=all", "BEGIN:VEVENT"), events("/deadlines.ics", "BEGIN:VEVENT"); all <= some || some == 0 {
		t.Errorf("%d events of all roles, %d of the usual", all, some)
	}
	if near, all := events("/deadlines.ics?within=1", "BEGIN:VEVENT"), events("/deadlines.ics", "BEGIN:VEVENT"); near >= all || near == 0 {
		t.Errorf("%d events within a day of %d", near, all)
	}
	c.records = nil
	for i := range 5000 {
		day := jdate.DateOf(frozen).AddDays(1 + i/200)
		c.records = append(c.records, call(fmt.Sprint(i), "公募型プロポーザル", aoba, opportunity.Pilot, deadline(opportunity.Submission, day, "17:00", "提出期限")))
	}
	body := c.get("/deadlines.ics").Body.String()
	n := strings.Count(body, "BEGIN:VEVENT")
	if len(body) > 1<<20 || len(body) < 1<<19 || n%200 != 0 || !strings.Contains(body, "までの日程を載せています") {
		t.Errorf("%d bytes, %d events, of which 200 are on each day", len(body), n)
	}
	if wide := c.get("/deadlines.ics?within=60").Body.String(); strings.Count(wide, "BEGIN:VEVENT") != 5000 {
		t.Errorf("%d of 5000 events within 60 days", strings.Count(wide, "BEGIN:VEVENT"))
	}
}

// TestExportsHoldEverything streams more records than are read at once, in every encoding.
func TestExportsHoldEverything(t *testing.T) {
	c := newTown(t)
	c.records = nil
	const many = 3*syndication.ReadAtOnce + 7
	for i := range many {
		c.records = append(c.records, call(fmt.Sprint("r", i), "公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-01", "17:00", "x")))
	}
	for _, encoding := range []string{"", "gzip", "br", "zstd"} {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(unpacked(t, encoding, c.get("/export.csv", "Accept-Encoding", encoding)), []byte("\uFEFF")))).ReadAll()
		if err != nil || len(rows) != many+1 || rows[0][0] != "id" || rows[1][0] != "r0" || rows[many][0] != fmt.Sprint("r", many-1) {
			t.Errorf("%q: %d rows, %v", encoding, len(rows), err)
		}
		if lines := bytes.Count(unpacked(t, encoding, c.get("/export.jsonl", "Accept-Encoding", encoding)), []byte("\n")); lines != many {
			t.Errorf("%q: %d lines", encoding, lines)
		}
	}
	if head := c.ask(http.MethodHead, "/export.csv"); head.Code != 200 || head.Body.Len() != 0 {
		t.Errorf("HEAD: %d, %d bytes", head.Code, head.Body.Len())
	}
}

// failing is a store whose later pages cannot be read.
type failing struct{ *town }

func (f failing) Query(q opportunity.Query, now time.Time) (selection.Result, error) {
	if q.Cursor != "" {
		return selection.Result{}, errors.New("a damaged page")
	}
	return f.town.Query(q, now)
}

// TestABrokenExportIsNotTakenForTheWhole: what cannot be completed ends as a broken connection, and not as a file.
func TestABrokenExportIsNotTakenForTheWhole(t *testing.T) {
	c := newTown(t)
	for i := range 2 * syndication.ReadAtOnce {
		c.records = append(c.records, call(fmt.Sprint("r", i), "公募", aoba, opportunity.Pilot))
	}
	server := httptest.NewServer(New(front.Config{Records: failing{c}, Visits: c, Now: func() time.Time { return frozen }}))
	defer server.Close()
	for _, path := range []string{"/export.csv", "/export.jsonl"} {
		resp, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err == nil {
			t.Errorf("%s ends well after %d bytes", path, len(body))
		}
	}
}
