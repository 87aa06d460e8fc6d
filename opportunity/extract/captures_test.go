package extract

import (
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
)

const captures = "../../../shared/data/captures/"

var (
	feedItem  = regexp.MustCompile(`(?s)<item[ >].*?</item>`)
	itemTitle = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	itemLink  = regexp.MustCompile(`(?s)<link>(.*?)</link>`)
)

// listed returns the titles of a captured feed by their links.
func listed(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	items := map[string]string{}
	for _, item := range feedItem.FindAllString(string(text), -1) {
		items[strings.TrimSpace(itemLink.FindStringSubmatch(item)[1])] = html.UnescapeString(itemTitle.FindStringSubmatch(item)[1])
	}
	return items
}

func TestCapturedFeeds(t *testing.T) {
	table, err := os.ReadFile(captures + "want.tsv")
	if err != nil {
		t.Skip("the captures are not here")
	}
	want := map[string][]string{}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(line, "\t")
		want[cells[0]] = cells
	}
	for _, name := range []string{"feed_okinawa_pref.xml", "feed_naha.xml", "feed_ginowan.rdf"} {
		for link, title := range listed(t, captures+name) {
			checkListed(t, link, title, want[link])
		}
	}
}

func checkListed(t *testing.T, link, title string, want []string) {
	verdict := classify.Triage(title, link, nil)
	keep, why := verdict.Keep, verdict.Why
	if want == nil {
		if keep {
			t.Errorf("Triage keeps %q", title)
		}
		return
	}
	if want[1] != "1" {
		return
	}
	if !keep {
		t.Errorf("Triage drops %q: %s", title, why)
	}
	c := classify.Classify(opportunity.Draft{Title: title, URL: link})
	if want[2] != "?" && string(c.Kind) != want[2] {
		t.Errorf("%q is %s (%v), want %s", title, c.Kind, c.Evidence, want[2])
	}
	// The title of an ended call says nothing of its result; its page does.
	if pageTells := strings.HasPrefix(want[4], "its page"); !pageTells && string(c.Stage) != want[3] {
		t.Errorf("%q is at stage %s (%v), want %s", title, c.Stage, c.Evidence, want[3])
	}
}

func TestTitlesOfPages(t *testing.T) {
	names, _ := filepath.Glob("../../testdata/labelled/pages1/*.want.json")
	if len(names) == 0 {
		t.Fatal("the labelled pages are not here")
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			URL, Title    string
			Kind          opportunity.Kind
			Stage         opportunity.Stage
			IsOpportunity bool `json:"is_opportunity"`
		}
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		c := classify.Classify(opportunity.Draft{Title: want.Title, URL: want.URL})
		if c.Kind != want.Kind || c.Stage != want.Stage || c.IsOpportunity != want.IsOpportunity {
			t.Errorf("%s: %s is %s %s %v (%v), want %s %s %v", name, want.Title, c.Kind, c.Stage, c.IsOpportunity, c.Evidence, want.Kind, want.Stage, want.IsOpportunity)
		}
		if verdict := classify.Triage(want.Title, want.URL, nil); want.IsOpportunity && !verdict.Keep {
			t.Errorf("classify.Triage(%s) drops it: %s", want.Title, verdict.Why)
		}
	}
}
