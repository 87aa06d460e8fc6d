package extract

import (
	"os"
	"strings"
	"testing"

	"koubo/opportunity"
)

// TestAnnouncementsByTheirPages holds that a phrase of a title decides nothing against what the page says: testdata/announcements.txt
// has calls under titles of events and questions, and pages for residents, applicants and readers of results beside them.
func TestAnnouncementsByTheirPages(t *testing.T) {
	text, err := os.ReadFile("testdata/announcements.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split("\n"+string(text), "\n== ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		want := strings.Split(head, "\t")
		if len(want) != 5 {
			t.Fatalf("title, kind, stage, yes or no, and day of publication are wanted in %q", head)
		}
		d := opportunity.Draft{Title: want[0], Text: body, Published: want[4], Detail: opportunity.DetailRead}
		for line := range strings.Lines(body) {
			if label, value, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				d.Fields = append(d.Fields, opportunity.Field{Label: label, Value: value})
			}
		}
		o, _ := NormalizeIn(d, Context{})
		invites := want[3] == "yes"
		if o.IsOpportunity != invites || invites && (string(o.Kind) != want[1] || string(o.Stage) != want[2]) {
			t.Errorf("%s: %s %s %v (%v), want %v", want[0], o.Kind, o.Stage, o.IsOpportunity, o.Evidence, want[1:4])
		}
	}
}
