package discover

import (
	"slices"
	"strings"

	"koubo/crawler/discover/vocabulary"
)

// take keeps a list, unless it shows only calls that other lists have, or is the page of news that the feed repeats. One that shows all
// that another has, and more, takes its place: that was an excerpt of it. It reports whether the list was kept.
func (s *survey) take(c Candidate, t tally, named vocabulary.Class) bool {
	fresh := len(t.open) == 0
	c.news, c.office = named == vocabulary.News, vocabulary.IsOffice(c.Title)
	c.place = named == vocabulary.Target && !c.office
	for _, d := range t.open {
		key := keyOf(d.URL)
		c.calls = append(c.calls, key)
		fresh = fresh || !s.holdsFor(c, key) && !(named == vocabulary.News && len(s.lists) > 0 && s.isFed(key))
	}
	if c.place {
		for _, d := range t.offers {
			key := keyOf(d.URL)
			fresh, c.calls = fresh || !s.holdsFor(c, key), append(c.calls, key)
		}
	}
	c.net = c.news && c.Open > 0 && !s.isToldLong()
	at := slices.IndexFunc(s.lists, func(l Candidate) bool { return l.isExcerptOf(c) })
	if !fresh && at < 0 && !c.net {
		c.Why = "its calls stand on the lists and feeds found before"
		s.no = append(s.no, c)
		return false
	}
	if at >= 0 && !s.lists[at].outlasts(c) {
		s.drop(at)
	}
	for _, key := range c.calls {
		s.held[key] = true
	}
	s.add(c)
	return true
}

// holdsFor reports whether a call stands on a list found before that makes up for another: the page of an office does not for the list of all.
func (s *survey) holdsFor(c Candidate, key string) bool {
	if !c.place {
		return s.held[key]
	}
	return slices.ContainsFunc(s.lists, func(l Candidate) bool { return !l.office && slices.Contains(l.calls, key) })
}

// mayReplace reports whether a list may take the place of another. What is new of all repeats other lists for a while, and takes the place
// of its like alone.
func (c Candidate) mayReplace(other Candidate) bool {
	return (!c.news || other.news) && (!c.spare || other.spare)
}

// outlasts reports whether a list stays although another shows all of its calls, and more: the page of an office will not have the next call
// of another office.
func (c Candidate) outlasts(other Candidate) bool { return c.place && other.office }

// isExcerptOf reports whether all calls of a list stand on another that shows more.
func (c Candidate) isExcerptOf(of Candidate) bool {
	return of.mayReplace(c) && len(c.calls) > 0 && of.showsMoreThan(c) && !slices.ContainsFunc(c.calls, func(key string) bool { return !slices.Contains(of.calls, key) })
}

// showsMoreThan reports whether a list names more than another, or is the whole that a query narrows to the other.
func (c Candidate) showsMoreThan(other Candidate) bool {
	whole, _, narrowed := strings.Cut(other.URL, "?")
	return c.Items > other.Items || narrowed && c.URL == whole
}

// drop takes a list off those that were found, as what it holds stands on another.
func (s *survey) drop(n int) {
	c := s.lists[n]
	c.Why = "its calls stand on other lists, which show more"
	s.no = append(s.no, c)
	s.lists = slices.Delete(s.lists, n, n+1)
}

// dropExcerpts leaves out pages all of whose calls stand on longer lists, or on those that they led to: the top of a section that shows the latest of each of its
// lists, and the page of all that is new.
func (s *survey) dropExcerpts() {
	for n := len(s.lists) - 1; n >= 0; n-- {
		if s.lists[n].net && !s.isToldLong() {
			continue
		}
		elsewhere := map[string]bool{}
		for m, other := range s.lists {
			if m != n && other.mayReplace(s.lists[n]) && !s.lists[n].outlasts(other) && (other.Items > s.lists[n].Items || other.from == keyOf(s.lists[n].URL)) {
				for _, key := range other.calls {
					elsewhere[key] = true
				}
			}
		}
		if calls := s.lists[n].calls; len(calls) > 0 && !slices.ContainsFunc(calls, func(key string) bool { return !elsewhere[key] }) {
			s.drop(n)
		}
	}
}

// yearsPage is a page of lists by years, months or the like. It stands for them among what was found: who reads it reads the latest of them,
// and the next as soon as it appears.
type yearsPage struct {
	url, title string
	from       string   // key of the page that led there
	lists      []string // keys of the latest
}

// noteYears remembers a page that holds no call itself and links lists by years, others than those of all that is new.
func (s *survey) noteYears(c Candidate, a sheet) {
	y := yearsPage{url: c.URL, title: c.Title, from: c.from}
	for _, address := range a.listing.Latest {
		if key := keyOf(address); !s.archive[key] {
			y.lists = append(y.lists, key)
		}
	}
	if len(y.lists) > 0 {
		s.years = append(s.years, y)
	}
}

// behindYears is a list as it is told of: by the page of years that it stands behind, the uppermost where years are parted by months.
func (s *survey) behindYears(c Candidate, x step, a sheet) Candidate {
	if x.series == (pageSeries{}) {
		return c
	}
	key := keyOf(a.url)
	for range s.years {
		n := slices.IndexFunc(s.years, func(y yearsPage) bool { return keyOf(y.url) != key && slices.Contains(y.lists, key) })
		if n < 0 {
			break
		}
		y := s.years[n]
		c.URL, c.Title, c.from, key = y.url, y.title, y.from, keyOf(y.url)
	}
	return c
}

// add keeps a list, together with what was found at its address before: lists of several matters behind one page of years.
func (s *survey) add(c Candidate) {
	if n := slices.IndexFunc(s.lists, func(l Candidate) bool { return l.URL == c.URL }); n >= 0 {
		before := &s.lists[n]
		before.Items, before.Open, before.score = before.Items+c.Items, before.Open+c.Open, max(before.score, c.score)
		before.calls, before.Drafts = append(before.calls, c.calls...), append(slices.Clip(before.Drafts), c.Drafts...)
		return
	}
	s.lists = append(s.lists, c)
}

// homeList is the home page as a list: on sites of small bodies all that is new stands there, and nowhere else.
type homeList struct {
	page  Candidate
	tally tally
}

// fewOnFront is how many calls of a home page that stand nowhere else make a list of it beside others.
const fewOnFront = 2

// takeFront takes the home page for a list where most of its calls stand neither on the lists nor in the feeds that were found.
func (s *survey) takeFront() {
	f := s.homeList
	if f.page.score == 0 || f.page.Open == 0 {
		return
	}
	alone := 0
	for _, d := range f.tally.open {
		if key := keyOf(d.URL); !s.held[key] && !s.isFed(key) {
			alone++
		}
	}
	if 2*alone <= f.page.Open || len(s.lists)+len(s.feeds) > 0 && alone < fewOnFront {
		return
	}
	s.take(f.page, f.tally, vocabulary.News)
}
