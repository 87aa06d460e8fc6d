// Package discover finds a municipality's feeds and lists of announcements from its home page alone: it follows the links
// that promise most, by what they say, and takes what the readers of feeds and lists find to be one. Run tells the story:
// survey.go decides what is asked for next and what an answer means, over values; Run asks.
package discover

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"koubo/crawler/fetch"
	"koubo/opportunity"
)

// MostRequests is how many requests one site is asked at most: robots.txt, and 15 more, redirects among them.
const MostRequests = 16

// Found is what a site turned out to have, the best first.
type Found struct {
	Home     string      // address of the home page, after redirects, frames and splash pages
	CMS      string      // name of the family that was recognised, "" for none
	Feeds    []Candidate // that hold entries
	Lists    []Candidate // that hold announcements to companies, or are named as their place
	Rejected []Candidate // what was looked at and is neither, with the reason
	Left     []Candidate // promising, and not looked at for the requests were spent: the best first, a few
	Requests int         // sent to the site, robots.txt among them
}

// Leads are what is known of a site before it is searched.
type Leads struct {
	Hubs  []string            // pages above its lists: looked at right after the home page
	Calls []opportunity.Draft // announcements on its lists: their breadcrumbs lead there
}

// Candidate is one feed or page that was looked at.
type Candidate struct {
	URL     string
	Title   string // of the link that led there, else of the page
	Why     string // what speaks for it, or against: a phrase
	Items   int    // announcements on it
	Open    int    // those of them whose titles invite
	score   float64
	calls   []string            // keys of those that invite
	from    string              // key of the page that led there
	news    bool                // it shows what is new of all
	net     bool                // and nothing else would tell of the calls that appear where nobody looked
	office  bool                // it is the page of an office
	spare   bool                // by its name it promised nothing
	heading string              // of the page
	place   bool                // by its name it is the place of calls, and no office's
	Drafts  []opportunity.Draft // what it holds, in its order
}

// Run looks for the feeds and lists of the site whose home page is given, through a client that keeps the site's rules. A
// page further inside will do as well, and counts as a list where it is one; of a feed's address the feed is all that is
// found. An error says that the page itself cannot be read; a site without any list is no error.
//
// What is known of the site beside its home page leads on from there, and in its place where it cannot be read.
func Run(ctx context.Context, client *fetch.Client, home string, known Leads) (Found, error) {
	begun := client.Requests
	client.Most = begun + MostRequests
	defer func() { client.Most = 0 }()
	s := newSurvey(home, known)
	var locked error // why nobody gets in by the home page
	for client.Requests-begun < MostRequests {
		next, ok := s.next(client.Requests - begun)
		if !ok {
			break
		}
		resp, err := client.Get(ctx, fetch.Request{URL: next.url})
		if ctx.Err() != nil {
			return Found{}, fmt.Errorf("the search of %s was broken off: %w", home, ctx.Err())
		}
		if errors.Is(err, fetch.ErrSpent) {
			break
		}
		answer := read(next, *resp, err)
		if why := closedDoor(next, answer); why != nil && !s.entered() {
			locked = cmp.Or(locked, why)
			continue
		}
		s.learn(next, answer)
		if fetch.ReasonOf(err) == fetch.ReasonLater && !next.alien {
			break
		}
	}
	found := s.result()
	if locked != nil && !s.entered() && len(found.Feeds)+len(found.Lists) == 0 {
		return Found{}, locked
	}
	if found.Requests = client.Requests - begun; found.Requests >= MostRequests {
		found.Left = s.left()
	}
	return found, nil
}

// closedDoor says why the answer to a step on the way in is not the site; nil where it is, and for all other steps.
func closedDoor(x step, a sheet) error {
	switch {
	case !x.door:
		return nil
	case a.err != nil:
		return fmt.Errorf("the home page %s cannot be read: %w", x.url, a.err)
	case a.notice != "":
		return fmt.Errorf("what answers at %s is not the site but a notice of its server: %s; try again later, or name the home page's own address", a.url, a.notice)
	}
	return nil
}
