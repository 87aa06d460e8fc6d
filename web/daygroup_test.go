package web

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"koubo/opportunity"
)

// TestCardsStandBelowTheirDay: in the order of changes each day has one heading, and midnight makes today yesterday.
func TestCardsStandBelowTheirDay(t *testing.T) {
	c := newTown(t)
	c.records = nil
	for i, at := range []time.Time{frozen, frozen, frozen.AddDate(0, 0, -1), frozen.AddDate(0, 0, -2)} {
		o := call(string(rune('a'+i)), "公募", aoba, opportunity.Pilot)
		o.Summary, o.FirstSeen, o.Revised = strings.Repeat("要約 ", 40), at, frozen
		o.History = []opportunity.Change{{At: frozen, Field: "contact", Old: "a", New: "b"}} // is no news
		c.records = append(c.records, o)
	}
	page := c.get("/").Body.String()
	for part, want := range map[string]int{`<h3 class="dayhead">`: 3, "<span>今日</span>": 1, "<span>昨日</span>": 1, "<h4>": 4, `<p class="summary small">`: 4, "要約…": 0} {
		if got := strings.Count(page, part); got != want {
			t.Errorf("%q stands %d times, want %d", part, got, want)
		}
	}
	if page := c.get("/?sort=deadline").Body.String(); strings.Contains(page, "dayhead") || strings.Contains(page, "<h4>") {
		t.Error("an order that is not one of days has headings of days")
	}
	c.now = frozen.AddDate(0, 0, 1)
	if page := c.get("/").Body.String(); strings.Contains(page, "今日</span>") || strings.Count(page, "昨日</span>") != 1 {
		t.Error("midnight does not make today yesterday")
	}
}

// TestWhatChangesNothingIsNotNew: a card is marked by what followers are told of, not by another telephone number.
func TestWhatChangesNothingIsNotNew(t *testing.T) {
	c := newTown(t)
	began := frozen.AddDate(0, 0, -3)
	contact := opportunity.Change{At: frozen, Field: "contact", Old: "03-1234-5678", New: "03-1234-9999"}
	moved := opportunity.Change{At: frozen.AddDate(0, 0, -1), Field: "deadlines", Old: "submission ~ 2026-11-27 17:00", New: "submission ~ 2026-12-11 17:00"}
	for name, row := range map[string]struct {
		history []opportunity.Change
		want    time.Time
	}{"wording": {[]opportunity.Change{contact}, began}, "a deadline, then wording": {[]opportunity.Change{moved, contact}, moved.At}} {
		o := call("a", "公募", aoba, opportunity.Pilot)
		o.FirstSeen, o.Revised, o.Revision, o.History = began, frozen, 1+len(row.history), row.history
		c.records = []opportunity.Opportunity{o}
		if page, want := c.get("/").Body.String(), `data-at="`+strconv.FormatInt(row.want.Unix(), 10)+`"`; !strings.Contains(page, want) {
			_, after, _ := strings.Cut(page, "data-at=")
			t.Errorf("%s: the card is of %.12s, want %s", name, after, want)
		}
		c = newTown(t)
	}
}

// TestBadgesAreOfTheChangeThatTheyName: their day is that of what followers were told of last, not of another telephone number since.
func TestBadgesAreOfTheChangeThatTheyName(t *testing.T) {
	day := frozen.AddDate(0, 0, -7)
	contact := opportunity.Change{At: frozen, Field: "contact", Old: "03-1234-5678", New: "03-1234-9999"}
	for name, row := range map[string]struct {
		change     opportunity.Change
		word, when string
	}{
		"a deadline":  {opportunity.Change{Field: "deadlines", Old: "submission ~ 2026-11-27", New: "submission ~ 2026-12-11"}, `extended">締切延長`, "11月17日（火）変更"},
		"answers":     {opportunity.Change{Field: "attachments", New: "質問への回答 https://a.example/1.pdf"}, `revised">回答掲載`, "11月17日（火）変更"},
		"documents":   {opportunity.Change{Field: "attachments", New: "要領 https://a.example/1.pdf"}, `revised">資料更新`, "11月17日（火）変更"},
		"listed anew": {opportunity.Change{Field: "withdrawn", Old: "消えた"}, `revised">再掲載`, "11月17日（火）変更"},
		"a sum":       {opportunity.Change{Field: "amounts", New: "ceiling 5 incl total"}, "", ""},
	} {
		c := newTown(t)
		o := call("a", "公募", aoba, opportunity.Pilot)
		row.change.At = day
		o.Revised, o.Revision, o.History = frozen, 3, []opportunity.Change{row.change, contact}
		c.records = []opportunity.Opportunity{o}
		for _, path := range []string{"/", "/o/a"} {
			page := c.get(path).Body.String()
			_, badges, _ := strings.Cut(page, `<div class="badges">`)
			badges, _, _ = strings.Cut(badges, "</div>")
			if !strings.Contains(badges, row.word) || !strings.Contains(badges, row.when) || strings.Contains(badges, "変更") != (row.when != "") || strings.Contains(badges, "11月24日") {
				t.Errorf("%s at %s: %s", name, path, badges)
			}
		}
	}
}

// TestNewSinceTheLastVisit: nothing is new at first; what came since the last visit is, also after a reload, until the next one.
func TestNewSinceTheLastVisit(t *testing.T) {
	t.Parallel() // it mostly waits for the browser
	c := newTown(t)
	for i := range c.records {
		c.records[i].Revised = frozen.Add(-time.Hour)
	}
	b := newBrowser(t, c)
	fresh := func() int {
		b.run(t, chromedp.Navigate(b.server.URL+"/"), chromedp.WaitVisible(".card"))
		return ask(t, b, chromedp.Evaluate[int](`document.querySelectorAll(".card .fresh").length`))
	}
	// leave has the visitor go away for a day.
	leave := func(newest int64) {
		b.run(t, chromedp.Navigate(b.server.URL+"/sources"))
		ask(t, b, chromedp.Evaluate[string](`(() => { const k = "koubo-visit /", v = JSON.parse(localStorage.getItem(k)); v.at -= 864e5;
			if (`+strconv.FormatInt(newest, 10)+`) v.newest = `+strconv.FormatInt(newest, 10)+`; localStorage.setItem(k, JSON.stringify(v)); return k; })()`))
	}
	if n := fresh(); n != 0 {
		t.Errorf("%d calls are new on the first visit", n)
	}
	leave(frozen.Add(-2 * time.Hour).Unix()) // as if all had come after it
	first := fresh()
	if again := fresh(); first == 0 || again != first {
		t.Errorf("%d calls are new, and %d after a reload", first, again)
	}
	leave(0)
	if n := fresh(); n != 0 {
		t.Errorf("%d calls are still new on the next visit", n)
	}
	b.quiet(t)
}
