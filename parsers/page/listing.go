package page

import (
	"errors"
	"fmt"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/weburl"
)

// MaxPerAddress bounds the announcements that a list may name at one address.
const MaxPerAddress = 200

// MaxHref is how much of a broken link is told, in characters.
const MaxHref = 300

// Why an announcement has no page that can be asked for.
const (
	WhyScript   = "its link is made by script"
	whyNoWeb    = "its link leads to no web page"
	WhyNoLink   = "it has no link"
	WhyUnusable = "its link cannot be read"
)

// UnlinkedWhy says why a link leads nowhere, "" for one that is not meant to lead to a page.
func UnlinkedWhy(href string, err error) string {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(href)), ":")
	switch {
	case scheme == "mailto" || scheme == "tel" || scheme == "sms":
		return ""
	case scheme == "javascript":
		return WhyScript
	case errors.Is(err, weburl.ErrNotWeb) && strings.TrimSpace(href) == "":
		return WhyNoLink
	case errors.Is(err, weburl.ErrNotWeb):
		return whyNoWeb
	}
	return fmt.Sprintf("%s: %v", WhyUnusable, err)
}

// Listing is what one page of a list, or one feed, holds.
type Listing struct {
	Drafts   []opportunity.Draft // in page order, one for each address and title; Title, URL with its fragment, Published where the row shows a date
	Unlinked []Unlinked          // what is announced but leads to no page that can be asked for, in page order
	Next     []string            // absolute addresses of the list's following pages, the nearest first; same host only
	Sub      []string            // absolute addresses of lists below this one; named, not followed
	Frames   []string            // absolute addresses of its frames, in page order, where the page itself holds no announcement: the list stands in one of them
	Latest   []string            // absolute addresses of the latest lists by years, months or the like, where the page holds no call itself or is an earlier such list; same host only
	ByScript bool                // the page holds no announcement and no frame, and a script would make its links in a browser
	Instead  string              // what the page is where it holds no announcement and is no list, in a phrase; Sub then holds the lists it links to, a few
	None     bool                // the page holds no announcement and says that there is none at the moment
	Platform string              // name of the CMS family that was recognised, "" for none
	Name     string              // what the page calls itself: its first heading, else its title; "" for feeds
}

// ShowsDay reports whether a draft of a listing shows a day: of publication, of its last change, or in a column of deadlines. Announcements
// do, and entries of menus do not.
func ShowsDay(d *opportunity.Draft) bool {
	return d.Published != "" || d.Updated != "" || len(d.Fields) > 0
}

// Unlinked is an announcement without a page of its own that can be asked for.
type Unlinked struct {
	Title string // its words, "" where it has none
	Href  string // the link as it stands, "" where there is none
	Why   string // a phrase: "its link is made by script"
}
