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
	"koubo/web/syndication"
)

// TestADeadlineComesNear goes through the days before one: the reminder is there from midnight a week before it until the
// hour has passed, always the same.
func TestADeadlineComesNear(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, jdate.JST) }
	c := newTown(t)
	o := call("b3", "近づく公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-11-20", "17:00", ""), deadline(opportunity.Questions, "2026-11-16", "", ""))
	o.FirstSeen = at(2, 9, 0)
	c.records = []opportunity.Opportunity{o}
	const id = "tag:koubo.example,2026:opportunity/b3/reminder/submission/2026-11-20"
	for _, moment := range []struct {
		now  time.Time
		want bool
	}{{at(12, 23, 59), false}, {at(13, 0, 0), true}, {at(19, 12, 0), true}, {at(20, 16, 59), true}, {at(20, 17, 0), false}} {
		c.now = moment.now
		items := c.entriesOf(t, "/reminders.atom")
		if (len(items) == 1) != moment.want {
			t.Fatalf("%s: %v", moment.now, titlesOf(items))
		}
		if moment.want && (items[0].GUID != id || items[0].Title != "【提出期限 11/20】近づく公募" || !items[0].UpdatedParsed.Equal(at(13, 0, 0)) || !items[0].PublishedParsed.Equal(at(13, 0, 0))) {
			t.Errorf("%s: %+v", moment.now, items[0])
		}
	}
}

// TestADeadlineThatMovesIsRemindedOfAnew: under another id, dated to when the day became known.
func TestADeadlineThatMovesIsRemindedOfAnew(t *testing.T) {
	c := newTown(t)
	c.records = []opportunity.Opportunity{call("b3", "延びた公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-11-25", "17:00", ""))}
	before := c.entriesOf(t, "/reminders.rss")
	fresh := c.records[0]
	fresh.Deadlines = []opportunity.Deadline{deadline(opportunity.Submission, "2026-11-30", "17:00", "")}
	c.records[0], _ = opportunity.Revise(c.records[0], fresh, frozen)
	c.now = frozen.Add(time.Minute)
	after := c.entriesOf(t, "/reminders.rss")
	if len(before) != 1 || len(after) != 1 || before[0].GUID == after[0].GUID || !after[0].PublishedParsed.Equal(frozen) {
		t.Errorf("%+v, then %+v", before, after)
	}
}

// TestALateReminderSaysHowLate: a day that is known for three days only was never a week ahead.
func TestALateReminderSaysHowLate(t *testing.T) {
	c := newTown(t)
	c.now = frozen.Add(time.Minute)
	late := call("b4", "急ぎの公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, jdate.DateOf(frozen.AddDate(0, 0, 3)), "", ""), deadline(opportunity.Registration, jdate.DateOf(frozen), "", ""))
	late.FirstSeen = frozen
	c.records = []opportunity.Opportunity{late}
	body := c.get("/reminders.atom?days=30").Body.String()
	for _, want := range []string{"提出期限の3日前：", "参加申込期限の当日："} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

func TestRemindersTakeSelectionRolesAndDays(t *testing.T) {
	c := newTown(t)
	count := func(address string) int { return len(c.entriesOf(t, address)) }
	for address, want := range map[string]int{
		"/reminders.atom": 4, "/reminders.json?days=1": 2, "/reminders.rss?days=60&roles=all": 6, "/reminders.atom?roles=registration": 1,
		"/reminders.atom?kind=proposal": 1, "/reminders.atom?limit=2": 2, "/reminders.atom?q=存在しない": 0, "/reminders.atom?roles=submission,registration": 4,
	} {
		if got := count(address); got != want {
			t.Errorf("%s: %d, want %d: %v", address, got, want, titlesOf(c.entriesOf(t, address)))
		}
	}
	if nearest := titlesOf(c.entriesOf(t, "/reminders.atom?limit=1&days=60")); len(nearest) != 1 || !strings.HasPrefix(nearest[0], "【提出期限 11/24】") {
		t.Errorf("of many %v is kept", nearest)
	}
	for address, word := range map[string]string{"/reminders.atom?days=0": "days", "/reminders.atom?days=400": "days", "/reminders.atom?roles=period": "roles",
		"/reminders.atom?cursor=r.0.1": "cursor", "/reminders.atom?limit=1001": "limit", "/reminders.atom?day=3": "days", "/reminders.atom?within=3": "within"} {
		if got := c.get(address); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), word) {
			t.Errorf("%s: %d %s", address, got.Code, got.Body)
		}
	}
	page := html.UnescapeString(c.get("/?kind=pilot").Body.String())
	for _, f := range syndication.ReminderForms {
		if link := fmt.Sprintf(`href="%s?kind=pilot" type="%s"`, f.Path, f.MediaType()); !strings.Contains(page, link) {
			t.Errorf("the page lacks %s", link)
		}
	}
}

// TestRemindersBeginLastInFront: readers show what began last first.
func TestRemindersBeginLastInFront(t *testing.T) {
	c := newTown(t)
	items := c.entriesOf(t, "/reminders.json?days=30&roles=all")
	if !slices.IsSortedFunc(items, func(a, b *gofeed.Item) int { return b.PublishedParsed.Compare(*a.PublishedParsed) }) || len(items) < 4 {
		t.Errorf("%v", titlesOf(items))
	}
}
