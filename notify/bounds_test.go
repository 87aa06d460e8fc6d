package notify

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/outbox"
)

// TestLinksAreKeptUpToTheirBound: of a call, of the page and of a site; a longer one of a call leads to the page's own.
func TestLinksAreKeptUpToTheirBound(t *testing.T) {
	for length, kept := range map[int]bool{599: true, 600: true, 601: false} {
		const host = "https://www.city.example.jp/"
		link := host + strings.Repeat("a", length-len(host))
		from := item(1, "実証", opportunity.ChangedNew)
		from.Announcement.Record.URL, from.Announcement.Record.ID = link, "abc"
		for base, other := range map[string]string{"": "", "https://koubo.example.jp": "https://koubo.example.jp/o/abc"} {
			want := map[bool]string{true: link, false: other}[kept]
			if got, _ := itemOf(&from, base, now); got.Link != want {
				t.Errorf("%d bytes, below %q: %q", length, base, got.Link)
			}
		}
		for to, form := range map[string]func(Message, outbox.Letter) any{"slack": slackForm, "teams": teamsForm, "discord": discordForm} {
			body, err := json.Marshal(form(Message{Headline: "x", Home: link}, outbox.Letter{}))
			if err != nil || strings.Contains(string(body), link) != kept {
				t.Errorf("%s, %d bytes: %v, %s", to, length, err, body)
			}
		}
		if got := siteItem(outbox.SiteAlert{BaseURL: link}).Link == link; got != kept {
			t.Errorf("a site of %d bytes is linked: %v", length, got)
		}
	}
}

// TestWordsAreCutAtTheirBounds: titles at 150 characters, lines at 200.
func TestWordsAreCutAtTheirBounds(t *testing.T) {
	long := strings.Repeat("あ", 500)
	from := item(1, long, opportunity.ChangedNew)
	told, _ := itemOf(&from, "", now)
	site := siteItem(outbox.SiteAlert{Place: long, To: sources.Failing, Reason: long})
	source := alertItem(outbox.SourceAlert{Source: "naha", To: sources.Failing, Reason: long}, "")
	if units(told.Title) != 150 || units(site.Title) != 150 || units(site.Lines[1]) != 203 || units(source.Lines[1]) != 203 {
		t.Errorf("%d, %d, %d, %d", units(told.Title), units(site.Title), units(site.Lines[1]), units(source.Lines[1]))
	}
	from.Announcement.Reminder = &outbox.Reminder{Title: "t", Line: long}
	if told, word := itemOf(&from, "", now); units(told.Lines[0]) != 200 || told.Title != "t" || word != "締切間近" {
		t.Errorf("%+v, %s", told, word)
	}
	for _, a := range []outbox.SiteAlert{{}, {To: sources.OK, LastGood: time.Unix(0, 0)}} {
		if n := len(siteItem(a).Lines); n != 1 {
			t.Errorf("without a reason %d lines", n)
		}
	}
	if mostMissed != 7 {
		t.Errorf("reminders of %d missed days are made up", mostMissed)
	}
}
