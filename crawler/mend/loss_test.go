package mend

import (
	"testing"
	"time"

	"koubo/crawler/decline"
	"koubo/opportunity"
	"koubo/sources"
)

// TestALossIsToldWithWhatIsKnown: since when, until when, how seldom, and the latest record that still has the field.
func TestALossIsToldWithWhatIsKnown(t *testing.T) {
	since := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	const list = "https://a.jp/koubo/"
	h := sources.Health{State: sources.Degraded,
		Causes: []sources.Cause{
			{Code: sources.CauseFieldLost, Args: map[string]string{"field": "budget", "now": "1", "of": "12", "usual": "88"}},
			{Code: sources.CauseFieldLost, Args: map[string]string{"field": "contact", "now": "0", "of": "6", "usual": "97"}},
			{Code: sources.CauseUndated, URL: list, Args: map[string]string{"of": "36", "before": "33"}},
			{Code: sources.CauseThin, URL: list},
		},
		Fields:    map[sources.Field]sources.FieldHistory{sources.FieldContact: {Lost: since}},
		Addresses: map[string]sources.AddressHealth{list: {State: sources.Degraded, Since: since.AddDate(0, 0, 1)}},
	}
	c := CaseOf(sources.Source{Lists: []string{list}}, h, nil)
	record := func(url, phone string) opportunity.Opportunity {
		return opportunity.Opportunity{URL: url, Detail: opportunity.DetailRead, Contact: opportunity.Contact{Department: "企画課", Phone: phone}}
	}
	without := opportunity.Opportunity{URL: "https://a.jp/9.html", Detail: opportunity.DetailRead}
	unread := record("https://a.jp/8.html", "0998-00-0008")
	unread.Detail = opportunity.DetailPending
	c.Know([]opportunity.Opportunity{without, unread, record("https://a.jp/7.html", "0998-00-0007"), record("https://a.jp/6.html", "")})
	want := []Loss{
		{Field: sources.FieldDate, List: list, Since: since.AddDate(0, 0, 1), Of: 36},
		{Field: sources.FieldPublished, Since: since.AddDate(0, 0, 1)}, // which the pages may have lost with the list
		{Field: sources.FieldContact, Since: since, Until: since.Add(decline.Believe), Of: 6, Usual: 97},
		{Field: sources.FieldBudget, Now: 1, Of: 12, Usual: 88},
	}
	if len(c.Lost) != len(want) {
		t.Fatalf("%+v", c.Lost)
	}
	if had := c.Lost[2].Had; had == nil || *had != (Example{"https://a.jp/7.html", "企画課 0998-00-0007"}) {
		t.Errorf("the latest that has a contact: %+v", had)
	}
	for i, got := range c.Lost {
		got.Had = nil
		if got.Field != want[i].Field || got.List != want[i].List || !got.Since.Equal(want[i].Since) || !got.Until.Equal(want[i].Until) || got.Now != want[i].Now || got.Of != want[i].Of || got.Usual != want[i].Usual {
			t.Errorf("%+v, want %+v", got, want[i])
		}
	}
	if !c.IsBroken() || len(c.Broken) != 1 || !c.loses(sources.FieldContact) || c.loses(sources.FieldDate) {
		t.Errorf("%+v", c)
	}
}
