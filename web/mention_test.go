package web

import (
	"testing"

	"koubo/opportunity"
)

// TestMentionsAreShown on the page of a record, and never among its steps.
func TestMentionsAreShown(t *testing.T) {
	o := opportunity.Opportunity{Mentions: []opportunity.Mention{{Date: "2026-12-04", Words: "12月4日（金）頃"}}}
	rows := mentionsOf(o, frozen)
	if len(rows) != 1 || rows[0] != (mention{"12月4日（金）", "12月4日（金）頃"}) {
		t.Errorf("%+v", rows)
	}
}
