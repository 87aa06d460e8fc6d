package web

import (
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// TestLastDaysStandWhereReadersLook: a month and a day list the registration without which nobody may submit, and what ends at midnight by
// the day that it ends; a doubted day is said to be so wherever it stands.
func TestLastDaysStandWhereReadersLook(t *testing.T) {
	c := newTown(t)
	c.now = time.Date(2026, 11, 26, 9, 0, 0, 0, frozen.Location())
	doubted := call("b", "深夜までの募集", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-11-27", "00:00", "26日24時"))
	doubted.Doubts = []opportunity.Doubt{{Field: "deadlines", Code: opportunity.WeekdayDiffers}}
	c.records = []opportunity.Opportunity{doubted, call("a", "参加申込のある募集", aoba, opportunity.Proposal,
		deadline(opportunity.Registration, "2026-11-26", "17:00", "x"), deadline(opportunity.Submission, "2026-12-18", "17:00", "x"))}
	for address, words := range map[string][]string{
		"/calendar":               {"のべ2件", "参加申込のある募集</bdi></a> <span class=\"small quiet\">参加申込</span>", "深夜までの募集</bdi></a> <span class=\"small quiet\">締切要確認", "参加申込のある募集"},
		"/calendar?month=2026-12": {"のべ1件", "参加申込のある募集</bdi></a></li>"},
		"/today/2026-11-26":       {"この日が締切の公募 2件", "深夜までの募集", "締切要確認", "参加申込のある募集"},
	} {
		body := c.get(address).Body.String()
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s", address, w)
			}
		}
	}
	if cell, _, _ := strings.Cut(sectionOf(c.get("/calendar").Body.String()+"</section>", `datetime="2026-11-26"`), "</td>"); strings.Count(cell, `href="/o/`) != 2 {
		t.Error(cell)
	}
}

// TestAMovedDayIsMarked: one that came nearer loses more calls than one that was put off.
func TestAMovedDayIsMarked(t *testing.T) {
	c := newTown(t)
	for title, days := range map[string][2]string{"締切延長": {"2026-12-11", "2026-12-18"}, "締切変更": {"2026-12-18", "2026-12-11"}} {
		o := call("a", "募集", aoba, opportunity.Pilot)
		o.History = []opportunity.Change{{At: frozen, Field: "deadlines", Old: "submission ~ " + days[0], New: "submission ~ " + days[1]}}
		c.records = []opportunity.Opportunity{o}
		if body := c.get("/").Body.String(); !strings.Contains(body, `<span class="badge extended">`+title+"</span>") {
			t.Errorf("%s is not marked", title)
		}
		c.now = c.now.Add(time.Hour) // answers are kept
	}
}
