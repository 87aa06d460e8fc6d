package syndication

import (
	"html/template"
	"net/url"
	"strings"

	"koubo/notify/signup"
	"koubo/opportunity"
	"koubo/web/choice"
	"koubo/web/fileaddress"
	"koubo/web/front"
)

// Subscription is what the page offers to whoever wants to hear of a selection without coming back.
type Subscription struct {
	Of        string // what the selection is called
	Calendar  []outLink
	Readers   []outLink
	Feed      string // address to paste into a reader
	Reminders []outLink
	Fixed     bool // no parameter of their addresses counts: they are files
	Documents []outLink
	SignUp    string // where the forms below are posted to; "" where no subscriptions are taken
	Selection string // as they hold it
	Email     bool   // a form for e-mail is shown
	Hooks     string // the services for whose webhooks a form is shown, as Slack・Teams; "" for none
}

// outLink is a link to a program or service that takes the selection's address. The address is made here, of the front's own
// address and of parameters that were read and written anew.
type outLink struct {
	Label     string
	URL       template.URL // also webcal:, which the template would not let pass by itself
	MediaType string
	Called    string // what Copied is the address of: 締切のお知らせ（Atom）
	Copied    string // its absolute address, for whoever pastes it elsewhere; "" where nobody would
}

// SubscriptionOf offers a selection to calendars, feed readers and programs. base is the front's address as readers see it. In a
// site of files a selection without feeds of its own is offered to nobody.
func (s *Feeds) SubscriptionOf(q opportunity.Query, base string) Subscription {
	if _, ok := fileaddress.Of(feedAddress("/feed.atom", q)); s.Files && !ok {
		return Subscription{}
	}
	offer := Subscription{Of: "この条件", Fixed: s.Files}
	if s.SignUp != nil && !s.Files {
		offer.SignUp, offer.Selection = front.SignUpPath, choice.Whole(q).Values().Encode()
		offer.Email, offer.Hooks = signup.Words(s.SignUp.Channels())
	}
	calendar, atom := base+s.File(feedAddress("/deadlines.ics", q)), base+s.File(feedAddress("/feed.atom", q))
	webcal := "webcal://" + strings.TrimPrefix(strings.TrimPrefix(calendar, "https://"), "http://")
	offer.Calendar = []outLink{
		{Label: "カレンダーアプリで開く", URL: template.URL(webcal)},
		{Label: "Google カレンダー", URL: template.URL("https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal))},
		{Label: "Outlook", URL: template.URL("https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(calendar) + "&name=" + url.QueryEscape("公募の締切"))},
	}
	offer.Feed = atom
	offer.Readers = []outLink{
		{Label: "Feedly", URL: template.URL("https://feedly.com/i/subscription/feed/" + url.QueryEscape(atom))},
		{Label: "Inoreader", URL: template.URL("https://www.inoreader.com/?add_feed=" + url.QueryEscape(atom))},
	}
	for _, f := range ReminderForms {
		address := feedAddress(f.Path, q)
		if _, ok := fileaddress.Of(address); ok || !s.Files {
			offer.Reminders = append(offer.Reminders, outLink{f.label, template.URL(address), f.MediaType(), "締切のお知らせ（" + f.label + "）", base + s.File(address)})
		}
	}
	for _, link := range feedLinks(q) {
		one := outLink{link.Label, template.URL(link.URL), link.MediaType, link.Label, base + s.File(link.URL)}
		_, isFile := fileaddress.Of(link.URL)
		switch {
		case s.Files && !isFile:
		case link.calendar:
			one.Label = "ファイル（.ics）"
			offer.Calendar = append(offer.Calendar, one)
		case link.export:
			one.Copied = ""
			offer.Documents = append(offer.Documents, one)
		default:
			offer.Readers = append(offer.Readers, one)
		}
	}
	return offer
}
