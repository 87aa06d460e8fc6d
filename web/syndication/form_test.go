package syndication

import (
	"koubo/opportunity"
	"strings"
	"testing"
)

func TestTheUsualNumberIsNotNamed(t *testing.T) {
	usual := FeedForm{Path: "/deadlines.ics", Usual: 20}
	if got := usual.pageAfter(opportunity.Query{Limit: 20, Sort: opportunity.ByDeadline}, "x"); strings.Contains(got, "limit=") {
		t.Errorf("the calendar's next page is %s", got)
	}
}
