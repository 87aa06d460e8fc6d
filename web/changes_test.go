package web

import (
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// calledOff is an open call that was cancelled at an instant.
func calledOff(id string, at time.Time) opportunity.Opportunity {
	o := call(id, "中止になった公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-20", "17:00", "12月20日"))
	o.FirstSeen, o.Stage, o.IsOpportunity, o.Revision, o.Revised = at.AddDate(0, 0, -3), opportunity.Cancelled, false, 2, at
	o.History = []opportunity.Change{{At: at, Field: "stage", Old: "open_call", New: "cancelled"}, {At: at, Field: "is_opportunity", Old: "true"}}
	return o
}

// moved is an open call whose last day moved at an instant, after its documents had changed.
func moved(id string, at time.Time) opportunity.Opportunity {
	o := call(id, "延びた公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-01", "17:00", "12月1日"))
	o.Revision, o.Revised = 4, at
	o.History = []opportunity.Change{
		{At: at.Add(-48 * time.Hour), Field: "attachments", New: "仕様書 https://www.city.example/1.pdf"},
		{At: at.Add(-24 * time.Hour), Field: "contact", Old: "a", New: "b"},
		{At: at, Field: "deadlines", Old: "submission ~ 2026-11-25 17:00", New: "submission ~ 2026-12-01 17:00"}}
	return o
}

// entriesOf reads a feed as a reader's library does.
func (c *town) entriesOf(t *testing.T, address string) []*gofeed.Item {
	t.Helper()
	answer := c.get(address)
	feed, err := gofeed.NewParser().ParseString(answer.Body.String())
	if answer.Code != http.StatusOK || err != nil {
		t.Fatalf("%s: %d, %v", address, answer.Code, err)
	}
	return feed.Items
}

func titlesOf(items []*gofeed.Item) (titles []string) {
	for _, item := range items {
		titles = append(titles, item.Title)
	}
	return titles
}

func TestChangesAsEntries(t *testing.T) {
	c := newTown(t)
	c.records = []opportunity.Opportunity{moved("b2", frozen.AddDate(0, 0, -1)), calledOff("b1", frozen.Add(-time.Hour))}
	want := []string{"【中止】中止になった公募", "【締切延長 11/25→12/1】延びた公募", "【資料更新】延びた公募", "中止になった公募", "延びた公募"}
	for _, path := range []string{"/feed.atom", "/feed.rss", "/feed.json"} {
		items := c.entriesOf(t, path+"?changes=entries")
		if got := titlesOf(items); !slices.Equal(got, want) {
			t.Errorf("%s: %v", path, got)
		}
		ids := map[string]bool{}
		for i, item := range items {
			ids[item.GUID] = true
			if i > 0 && item.PublishedParsed.After(*items[i-1].PublishedParsed) {
				t.Errorf("%s: %s is newer than the one before it", path, item.Title)
			}
		}
		if len(ids) != len(want) {
			t.Errorf("%s: %d ids of %d entries", path, len(ids), len(want))
		}
		c.records[0].History = append(c.records[0].History, opportunity.Change{At: frozen, Field: "contact", Old: "b", New: "c"})
		for i, item := range c.entriesOf(t, path+"?changes=entries") {
			if item.GUID != items[i].GUID || !item.PublishedParsed.Equal(*items[i].PublishedParsed) {
				t.Errorf("%s: what is cosmetic moves %s", path, item.Title)
			}
		}
		c.records[0].History = c.records[0].History[:3]
	}
}

func TestChangesPageByPage(t *testing.T) {
	c := newTown(t)
	c.records = []opportunity.Opportunity{moved("b2", frozen.AddDate(0, 0, -1)), calledOff("b1", frozen.Add(-time.Hour))}
	var titles []string
	pages := 0
	for address := "/feed.atom?changes=entries&kind=pilot&limit=2"; address != ""; pages++ {
		titles = append(titles, titlesOf(c.entriesOf(t, address))...)
		next, _, found := strings.Cut(strings.TrimPrefix(c.get(address).Header().Get("Link"), "<"), ">")
		if address = ""; found {
			address = strings.TrimPrefix(next, "https://koubo.example")
			if !strings.Contains(c.get(address).Body.String(), "limit=2") {
				t.Errorf("%s forgets the limit", address)
			}
		}
	}
	if len(titles) != 5 || pages != 3 {
		t.Errorf("%d entries on %d pages: %v", len(titles), pages, titles)
	}
	for _, wrong := range []string{"/feed.atom?changes=all", "/feed.atom?changes=entries&cursor=r.0.x", "/export.csv?changes=entries", "/deadlines.ics?changes=entries", "/feed.atom?change=entries"} {
		if got := c.get(wrong); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), "c") {
			t.Errorf("%s: %d %s", wrong, got.Code, got.Body)
		}
	}
}

// TestWhoRegisteredKeepsTheSubmission: a call that is closed since its registration is over stays in the calendar until those who
// registered must hand in, and is none of the open calls of pages and feeds.
func TestWhoRegisteredKeepsTheSubmission(t *testing.T) {
	c := newTown(t)
	days := []opportunity.Deadline{deadline(opportunity.Registration, "2026-11-01", "17:00", "参加表明 11月1日"), deadline(opportunity.Submission, "2026-12-20", "17:00", "提案書 12月20日")}
	registered, ended, result := call("b1", "参加表明の済んだ公募", aoba, opportunity.Pilot, days...), call("b2", "打ち切られた公募", aoba, opportunity.Pilot, days...), call("b3", "決まった公募", aoba, opportunity.Pilot, days...)
	ended.Evidence = map[string]string{"ended": "募集は終了しました"}
	result.Stage, result.IsOpportunity = opportunity.Result, false
	c.records = append(c.records, registered, ended, result)
	calendar := strings.ReplaceAll(c.get("/deadlines.ics").Body.String(), "\r\n ", "")
	if _, event, found := strings.Cut(calendar, "UID:b1-submission"); !found || !strings.Contains(event[:strings.Index(event, "END:VEVENT")], "参加の申込みを済ませた方") {
		t.Error("the calendar lacks the submission of those who registered")
	}
	for _, over := range []string{"打ち切られた公募", "決まった公募"} {
		if strings.Contains(calendar, over) {
			t.Errorf("the calendar holds %s", over)
		}
	}
	for _, other := range []string{"/", "/feed.atom", "/api/v1/opportunities", "/deadlines.ics?status=open"} {
		if strings.Contains(c.get(other).Body.String(), "参加表明の済んだ公募") {
			t.Errorf("%s shows it", other)
		}
	}
	c.now = time.Date(2026, 12, 21, 0, 0, 1, 0, jdate.JST)
	if strings.Contains(c.get("/deadlines.ics").Body.String(), "参加表明の済んだ公募") {
		t.Error("the calendar keeps it after the submission")
	}
}

// TestACallOffReachesWhoFollowsOpenCalls: feeds and calendars of what is open show a call that was called off for some weeks,
// pages and the API do not.
func TestACallOffReachesWhoFollowsOpenCalls(t *testing.T) {
	c := newTown(t)
	c.records = append(c.records, calledOff("b1", frozen.Add(-time.Hour)))
	for _, follows := range []string{"/feed.atom", "/feed.rss?status=open", "/feed.json?status=open,closing_soon", "/feed.atom?kind=pilot&closing_after=2026-12-01"} {
		for _, item := range c.entriesOf(t, follows) {
			if item.Title == "【中止】中止になった公募" && slices.Contains(item.Categories, "中止") {
				follows = ""
			}
		}
		if follows != "" {
			t.Errorf("%s does not tell of it", follows)
		}
	}
	for _, title := range []string{"【取下げ】観光案内アプリの共同開発事業者の募集"} { // a8 vanished while it was open
		if !slices.Contains(titlesOf(c.entriesOf(t, "/feed.atom")), title) {
			t.Errorf("%s is missing", title)
		}
	}
	calendar := strings.ReplaceAll(c.get("/deadlines.ics").Body.String(), "\r\n ", "")
	_, event, found := strings.Cut(calendar, "UID:b1-submission")
	if event, _, _ = strings.Cut(event, "END:VEVENT"); !found || !strings.Contains(event, "STATUS:CANCELLED") || !strings.Contains(event, "SUMMARY:【中止】") || !strings.Contains(event, "SEQUENCE:1") {
		t.Errorf("the calendar has %q", event)
	}
	for _, other := range []string{"/", "/api/v1/opportunities", "/export.csv", "/feed.atom?status=rolling", "/feed.atom?kind=subsidy", "/reminders.atom?days=60"} {
		if strings.Contains(c.get(other).Body.String(), "中止になった公募") {
			t.Errorf("%s shows it", other)
		}
	}
	c.now = frozen.AddDate(0, 0, opportunity.EndedDays-1)
	if !strings.Contains(c.get("/feed.atom").Body.String(), "中止になった公募") {
		t.Error("it is gone too early")
	}
	c.now = frozen.AddDate(0, 0, opportunity.EndedDays+1)
	if strings.Contains(c.get("/feed.atom").Body.String(), "中止になった公募") {
		t.Error("it stays too long")
	}
}

// decided is a call that came to its result at an instant; its page names no days any more.
func decided(id string, at time.Time) opportunity.Opportunity {
	o := call(id, "決まった公募", aoba, opportunity.Pilot)
	o.FirstSeen, o.Stage, o.IsOpportunity, o.Revision, o.Revised = at.AddDate(0, 0, -3), opportunity.Result, false, 2, at
	o.History = []opportunity.Change{{At: at, Field: "stage", Old: "open_call", New: "result"}, {At: at, Field: "deadlines", Old: "submission ~ 2026-12-20 17:00"}, {At: at, Field: "is_opportunity", Old: "true"}}
	return o
}

// TestAResultReachesWhoFollowsOpenCalls: feeds and calendars of what is open show it for some weeks, and its own calendar for ever.
// A result of what was never seen open stands in none.
func TestAResultReachesWhoFollowsOpenCalls(t *testing.T) {
	c := newTown(t)
	past, found := decided("b2", frozen.Add(-time.Hour)), call("b3", "見つけたときは結果", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-20", "", "x"))
	past.Title, past.History[1].Old = "締め切って決まった公募", "submission ~ 2026-11-22 17:00"
	found.Stage, found.IsOpportunity = opportunity.Result, false
	c.records = append(c.records, decided("b1", frozen.Add(-time.Hour)), past, found)
	for _, follows := range []string{"/feed.atom", "/feed.rss", "/feed.json?kind=pilot", "/feed.atom?changes=entries"} {
		titles := titlesOf(c.entriesOf(t, follows))
		for _, title := range []string{"決まった公募", "締め切って決まった公募"} {
			if !slices.Contains(titles, "【結果】"+title) {
				t.Errorf("%s lacks the result of %s: %v", follows, title, titles)
			}
		}
		if slices.Contains(titles, "見つけたときは結果") {
			t.Errorf("%s is flooded", follows)
		}
	}
	for address, want := range map[string]string{"/deadlines.ics b1": "STATUS:CANCELLED", "/o/b1.ics b1": "STATUS:CANCELLED", "/deadlines.ics b2": "STATUS:CONFIRMED", "/o/b2.ics b2": "STATUS:CONFIRMED"} {
		path, id, _ := strings.Cut(address, " ")
		_, event, found := strings.Cut(strings.ReplaceAll(c.get(path).Body.String(), "\r\n ", ""), "UID:"+id+"-submission-1")
		if event, _, _ = strings.Cut(event, "END:VEVENT"); !found || !strings.Contains(event, want) || !strings.Contains(event, "SUMMARY:【結果】【提出期限】") || strings.Contains(event, "VALARM") {
			t.Errorf("%s: %q", address, event)
		}
	}
	for _, other := range []string{"/", "/api/v1/opportunities", "/export.csv", "/reminders.atom?days=60"} {
		if strings.Contains(c.get(other).Body.String(), "決まった公募") {
			t.Errorf("%s shows it", other)
		}
	}
	c.now = frozen.AddDate(0, 0, opportunity.EndedDays+1)
	if strings.Contains(c.get("/feed.atom").Body.String()+c.get("/deadlines.ics").Body.String(), "決まった公募") {
		t.Error("it stays too long")
	}
	if !strings.Contains(c.get("/o/b1.ics").Body.String(), "BEGIN:VEVENT") {
		t.Error("its own calendar is empty")
	}
}

// TestADecidedCallWithoutDaysIsNotSaidToBeUnread: there is nothing to look up in the original.
func TestADecidedCallWithoutDaysIsNotSaidToBeUnread(t *testing.T) {
	c := newTown(t)
	over := decided("b1", frozen.Add(-time.Hour))
	over.Deadlines = nil
	c.records = append(c.records, over, call("b2", "締切のない公募", aoba, opportunity.Pilot))
	const unread = "締切の記載を読み取れませんでした"
	if page := c.get("/o/b1").Body.String(); strings.Contains(page, unread) || !strings.Contains(page, "受付は終わっています") {
		t.Errorf("%s", page)
	}
	if page := c.get("/o/b2").Body.String(); !strings.Contains(page, unread) {
		t.Errorf("%s", page)
	}
}

func TestTheFeedOfOneCall(t *testing.T) {
	c := newTown(t)
	c.records = append(c.records, moved("b2", frozen.AddDate(0, 0, -1)))
	want := []string{"延びた公募", "【締切延長 11/25→12/1】延びた公募", "【資料更新】延びた公募", "延びた公募"}
	for _, extension := range []string{".atom", ".rss", ".json"} {
		if got := titlesOf(c.entriesOf(t, "/o/b2"+extension)); !slices.Equal(got, want) {
			t.Errorf("%s: %v", extension, got)
		}
		if got := c.get("/o/b9" + extension); got.Code != http.StatusNotFound {
			t.Errorf("%s of no record: %d", extension, got.Code)
		}
	}
	page := html.UnescapeString(c.get("/o/b2").Body.String())
	for _, link := range []string{`<link rel="alternate" type="application/atom+xml" title="この案件の変更" href="/o/b2.atom">`, `href="/o/b2.atom" type="application/atom+xml">この案件の変更を購読</a>`, `href="/o/b2.ics"`} {
		if !strings.Contains(page, link) {
			t.Errorf("the page lacks %s", link)
		}
	}
	if !strings.Contains(c.get("/o/b2.ics").Body.String(), "BEGIN:VEVENT") {
		t.Error("its calendar has no event")
	}
	first := c.get("/o/b2.atom")
	if same := c.get("/o/b2.atom", "If-None-Match", first.Header().Get("ETag")); same.Code != http.StatusNotModified {
		t.Errorf("asked again: %d", same.Code)
	}
}

// TestAFeedLeadsToThePageOfItsSelection reads the address that each format gives for it.
func TestAFeedLeadsToThePageOfItsSelection(t *testing.T) {
	c := newTown(t)
	for path, want := range map[string]string{
		"/feed.atom?kind=pilot&limit=3": `<link rel="alternate" href="https://koubo.example/?kind=pilot">`, "/feed.rss?kind=pilot": "<link>https://koubo.example/?kind=pilot</link>",
		"/feed.json?kind=pilot": `"home_page_url":"https://koubo.example/?kind=pilot"`, "/deadlines.ics?kind=pilot": "\r\nURL:https://koubo.example/?kind=pilot",
		"/o/a3.atom": `<link rel="alternate" href="https://koubo.example/o/a3">`, "/reminders.rss?kind=pilot&days=3": "<link>https://koubo.example/?kind=pilot</link>",
	} {
		if body := c.get(path).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s lacks %s: %s", path, want, body[:min(len(body), 900)])
		}
	}
}

// TestTheNextPageKeepsWhatWasAsked: the usual number of records stands in no address, another one in each.
func TestTheNextPageKeepsWhatWasAsked(t *testing.T) {
	c := newTown(t)
	c.records = nil
	for i := range 250 {
		c.records = append(c.records, call(fmt.Sprint("m", i), "題", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-20", "", "")))
	}
	for path, want := range map[string]bool{"/feed.atom": false, "/feed.atom?limit=200": false, "/feed.atom?limit=20": true, "/deadlines.ics?limit=20": true, "/export.csv?limit=20": true} {
		if link := c.get(path).Header().Get("Link"); link == "" || strings.Contains(link, "limit=") != want {
			t.Errorf("%s: %q", path, link)
		}
	}
}
