package discover

import (
	"cmp"
	"net/url"
	"slices"

	"koubo/crawler/discover/vocabulary"
	"koubo/crawler/fetch"
	"koubo/opportunity"
)

// reading is what an answer is read as.
type reading string

const (
	asPage reading = "page"
	asFeed reading = "feed"
	asMap  reading = "sitemap"
)

// step is an address that may be asked for.
type step struct {
	url     string
	key     string // tells steps apart, set by push
	as      reading
	text    string             // of the link that leads there
	named   vocabulary.Promise // what the text promises
	score   float64            // the higher, the sooner
	depth   int                // clicks from the home page
	door    bool               // it is, or leads to, the home page
	call    bool               // an announcement, asked for because its breadcrumbs lead to its list
	guess   bool               // nothing links there
	from    string             // key of the page that links it
	series  pageSeries         // the lists by years that it is one of
	stale   bool               // of which a newer one is linked
	alien   bool               // on another host, which may be the body's own
	ads     bool               // is called the place of space for advertisements, in a section for companies
	trade   bool               // stands below a section for companies
	above   bool               // the folder of a call that stands on no list found
	box     string             // of links, which it stands in; "" where that says nothing
	single  bool               // is called like one announcement
	sibling bool               // asked for because a list stands beside it
	whole   bool               // the whole of the list that the page of an office shows the latest of
	spare   bool               // looked into as requests were left
}

// keyFor is by what a step is told apart: /, /index.html and the page that one of them forwards to are one page, but not on
// the way in.
func (x step) keyFor() string {
	if x.door {
		return x.url
	}
	return keyOf(x.url)
}

// survey is what is known of a site, and what may be asked next. It holds no effects.
type survey struct {
	home     string // the page with most links of those on the way in
	width    int    // how many links it has
	origin   *url.URL
	hosts    []*url.URL      // pages whose hosts are the site's, too: hubs, and what the body runs elsewhere
	bodies   []string        // names of the body
	aliens   map[string]bool // other hosts that were asked, or are not to be
	cms      string
	queue    []step
	seen     map[string]bool // keys of what was asked for
	guessed  bool            // the usual paths of feeds are queued
	done     bool            // the address given was a feed's
	feeds    []Candidate
	lists    []Candidate
	no       []Candidate
	held     map[string]bool // keys of the calls on the lists that were found
	calls    []opportunity.Draft
	asked    int  // announcements asked for that led to no list
	offices  int  // pages of offices asked for
	listed   int  // lists on them
	tries    int  // feeds asked for that something links
	guesses  int  // feeds asked for that nothing links
	frames   int  // frames that were queued
	granted  int  // lists of grants asked for as such
	astray   int  // folders of calls asked for that are no list, or no other
	newsed   bool // a page of what is new was read
	homeList homeList
	folders  map[string]bool     // keys of those that calls stand in which are on no list found
	front    map[string]bool     // keys of what the home page links
	archive  map[string]bool     // keys of those that are months or years of all that is new
	yearly   map[pageSeries]bool // lists by years of which one was taken
	years    []yearsPage         // that were read
	trail    map[string]step     // what was asked for, by its key
	fruitful map[string]bool     // boxes of links that lists were found in, and keys of offices above lists
	singles  int                 // pages asked for that are called like one announcement, and are no list
	barren   int                 // pages asked for as siblings of lists that are none
}

func newSurvey(home string, known Leads) *survey {
	s := &survey{seen: map[string]bool{}, held: map[string]bool{}, front: map[string]bool{}, archive: map[string]bool{}, aliens: map[string]bool{}, yearly: map[pageSeries]bool{}, trail: map[string]step{}, fruitful: map[string]bool{}, calls: inviting(known.Calls)}
	s.origin, _ = url.Parse(home)
	s.push(step{url: home, as: asPage, score: scoreDoor, door: true})
	for n, hub := range known.Hubs {
		if u, err := url.Parse(hub); err == nil {
			s.hosts = append(s.hosts, u)
			s.push(step{url: hub, as: asPage, score: scoreHub - 0.01*float64(n), depth: 1})
		}
	}
	return s
}

// inviting are those of known announcements that invite: results may stand with those of years ago. All, where none does.
func inviting(known []opportunity.Draft) []opportunity.Draft {
	calls := slices.DeleteFunc(slices.Clone(known), func(d opportunity.Draft) bool { return !invites(d) })
	if len(calls) == 0 {
		return slices.Clone(known)
	}
	return calls
}

// The scores of what is no link to a list; vocabulary has those.
const (
	scoreDoor  = 3.0  // the home page, and what stands before it
	scoreHub   = 2.5  // a page that is known to stand above the lists
	scoreNamed = 2.0  // a feed that the head of a page names
	scoreCrumb = 1.2  // the page above a call
	scoreAbove = 1.15 // the folder of a call, which something links
	scoreLink  = 1.5  // a link to a feed
	scoreFrame = 1.1  // what a page shows in a frame
	scoreCall  = 0.37
	scoreGuess = 0.335 // a path at which the CMS usually has its feed: most lead nowhere, so the sections of a body come first
	scoreWild  = 0.25  // one of a CMS that is not known: the page of what is new comes first, which may link the feed
	scoreMap   = 0.2
)

// entered reports whether a home page was read.
func (s *survey) entered() bool { return s.home != "" }

// next returns what to ask for, the most promising first; ok is false where nothing is worth a request.
func (s *survey) next(requests int) (best step, ok bool) {
	if s.done {
		return step{}, false
	}
	s.noteFolders()
	s.prune()
	s.followCalls()
	if s.entered() && !s.guessed && !s.expects(scoreGuess) {
		s.guessFeeds()
	}
	at, most, floor := -1, 0.0, s.floor(requests)
	for i, candidate := range s.queue {
		worth := s.worth(candidate)
		if at >= 0 && worth <= most || !s.wants(candidate) {
			continue
		}
		if worth >= floor || s.mayHaveFeed(candidate, requests) {
			at, most = i, worth
		}
	}
	if at < 0 {
		if at, ok = s.spare(requests); !ok {
			return step{}, false
		}
		best = s.queue[at].asSpare()
	} else {
		best = s.queue[at]
	}
	best.above, best.sibling = s.isAbove(best), s.isSibling(best)
	s.queue = slices.Delete(s.queue, at, at+1)
	s.seen[best.key] = true
	return best, true
}

// enoughForWild is from how many requests on no feed is guessed where nothing says what CMS it would be of: hardly a site has one that it does
// not link.
const enoughForWild = 13

// mayHaveFeed reports whether a step is worth a request for a feed, whatever lists it promises: the usual places, and the page of
// what is new, which some sites alone link it from.
func (s *survey) mayHaveFeed(x step, requests int) bool {
	return x.guess && x.as == asFeed && (s.cms != "" || !s.newsed || requests < enoughForWild) || x.named.Class == vocabulary.News && !s.isToldLong() && !s.newsed
}

// expects reports whether something waits that promises more than so much.
func (s *survey) expects(score float64) bool {
	return slices.ContainsFunc(s.queue, func(x step) bool { return s.worth(x) > score && s.wants(x) })
}

// prune drops what was asked for, and what is not wanted whatever else is found: a year that a newer one was taken for, another host, a call that
// stands on a list.
func (s *survey) prune() {
	s.queue = slices.DeleteFunc(s.queue, func(x step) bool {
		isOld := x.stale && s.yearly[x.series]
		s.seen[x.key] = s.seen[x.key] || isOld
		return s.seen[x.key] || x.alien && !s.mayAsk(x.url) || x.call && !s.wants(x)
	})
}

// The bounds of a search.
const (
	mostFeeds   = 3
	mostTries   = 5 // feeds asked for; behind guesses in vain, so many that are linked
	mostGuesses = 3 // feeds asked for that nothing links
	mostSingles = 1 // pages called like one announcement that are no list, once calls were found
	mostLists   = 8
	mostCalls   = 3 // announcements asked for that lead to no list
	mostOffices = 1 // pages of offices asked for, the most promising first: a body has dozens
	mostGrants  = 3 // lists of grants asked for as such: some sections part them by matters
	allOffices  = 8 // where nothing was found yet, or calls stood on those before
)

// wants reports whether a step can still tell something.
func (s *survey) wants(x step) bool {
	switch {
	case s.seen[x.key]:
		return false
	case x.as == asFeed && x.guess:
		return s.guesses < mostGuesses && s.guesses+s.tries < mostTries && len(s.feeds) == 0
	case x.as == asFeed:
		return s.tries < mostTries && len(s.feeds) < mostFeeds && (!s.isFedAll() || x.named.Class == vocabulary.Target)
	case x.named.Class == vocabulary.Feeds:
		return len(s.feeds) == 0
	case x.single && !x.call && x.score < scoreFrame && s.singles >= singlesAllowed(x.named) && s.open() > 0:
		return false
	case x.as == asMap:
		return s.open() == 0
	case x.call:
		return s.asked < mostCalls && !s.held[x.key]
	case x.named.Class == vocabulary.News && s.knowsNews():
		return false
	case x.score == scoreGrants && s.granted >= mostGrants:
		return false
	case x.score < scoreFrame && !s.isAbove(x) && vocabulary.IsOfOffices(x.text) && (s.offices >= s.officesAllowed() || s.isCovered() && !vocabulary.IsWard(x.text)): // by its words first, as every step of the queue is asked
		return false
	}
	return len(s.lists) < mostLists || x.door
}

// singlesAllowed is how many pages that are called like one announcement may be asked for in vain: some lists have long names.
func singlesAllowed(named vocabulary.Promise) int {
	if named.Class == vocabulary.Target {
		return 3 * mostSingles
	}
	return mostSingles
}

// officesAllowed is how many pages of offices may be asked for: some bodies have a list at each.
func (s *survey) officesAllowed() int {
	if s.open() == 0 {
		return allOffices
	}
	return min(mostOffices+3*s.listed, allOffices)
}

// knowsNews reports whether the page of all that is new can tell nothing more: a feed is found, which tells the same, and lists that hold
// all of its calls.
func (s *survey) knowsNews() bool {
	if !s.isToldLong() || s.open() == 0 {
		return false
	}
	_, missing := s.known()
	return len(missing) == 0
}

// keyOf is the key of the page at an address, whichever part of it is named.
func keyOf(address string) string { return opportunity.PartKey(address, "") }

// isOwn reports whether an address is of the site.
func (s *survey) isOwn(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	return s.origin != nil && fetch.SameSite(s.origin, u) || slices.ContainsFunc(s.hosts, func(ours *url.URL) bool { return fetch.SameSite(ours, u) })
}

// result is what was found, the best first.
func (s *survey) result() Found {
	s.dropBygone()
	s.dropExcerpts()
	s.takeFront()
	s.dropSilent()
	order := func(a, b Candidate) int { return cmp.Compare(b.score, a.score) }
	slices.SortStableFunc(s.feeds, order)
	slices.SortStableFunc(s.lists, order)
	return Found{Home: s.home, CMS: s.cms, Feeds: s.feeds, Lists: s.lists, Rejected: s.no}
}
