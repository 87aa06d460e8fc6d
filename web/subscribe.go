package web

import (
	"html/template"
	"net/url"
	"strings"

	"koubo/opportunity"
)

// subscription is what the page offers to whoever wants to hear of a selection without coming back.
type subscription struct {
	Of        string // what the selection is called
	Calendar  []outLink
	Readers   []outLink
	Feed      string // address to paste into a reader
	Reminders []outLink
	Documents []outLink
}

// outLink is a link to a program or service that takes the selection's address. The address is made here, of the front's own
// address and of parameters that were read and written anew.
type outLink struct {
	Label     string
	URL       template.URL // also webcal:, which the template would not let pass by itself
	MediaType string
}

// subscriptionOf offers a selection to calendars, feed readers and programs. base is the front's address as readers see it.
func subscriptionOf(q opportunity.Query, base string) subscription {
	s := subscription{Of: "この条件"}
	calendar, atom := base+feedAddress("/deadlines.ics", q), base+feedAddress("/feed.atom", q)
	webcal := "webcal://" + strings.TrimPrefix(strings.TrimPrefix(calendar, "https://"), "http://")
	s.Calendar = []outLink{
		{Label: "カレンダーアプリで開く", URL: template.URL(webcal)},
		{Label: "Google カレンダー", URL: template.URL("https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal))},
		{Label: "Outlook", URL: template.URL("https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(calendar) + "&name=" + url.QueryEscape("公募の締切"))},
	}
	s.Feed = atom
	s.Readers = []outLink{
		{Label: "Feedly", URL: template.URL("https://feedly.com/i/subscription/feed/" + url.QueryEscape(atom))},
		{Label: "Inoreader", URL: template.URL("https://www.inoreader.com/?add_feed=" + url.QueryEscape(atom))},
	}
	for _, f := range reminderForms {
		s.Reminders = append(s.Reminders, outLink{f.label, template.URL(feedAddress(f.path, q)), f.mediaType()})
	}
	for _, link := range feedLinks(q) {
		one := outLink{link.Label, template.URL(link.URL), link.MediaType}
		switch {
		case link.calendar:
			one.Label = "ファイル（.ics）"
			s.Calendar = append(s.Calendar, one)
		case link.export:
			s.Documents = append(s.Documents, one)
		default:
			s.Readers = append(s.Readers, one)
		}
	}
	return s
}
