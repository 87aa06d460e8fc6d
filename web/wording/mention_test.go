package wording

import (
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestMentionsAreShown on the page of a record, and never among its steps.
func TestMentionsAreShown(t *testing.T) {
	o := opportunity.Opportunity{Mentions: []opportunity.Mention{{Date: "2026-12-04", Words: "12月4日（金）頃"}}}
	rows := MentionsOf(o, time.Date(2026, 11, 24, 10, 0, 0, 0, jdate.JST))
	if len(rows) != 1 || rows[0] != (Mention{When: "12月4日（金）", Words: "12月4日（金）頃"}) {
		t.Errorf("%+v", rows)
	}
}
