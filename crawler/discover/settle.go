package discover

import (
	"cmp"
	"slices"
	"time"

	"koubo/crawler/discover/vocabulary"
	"koubo/crawler/reach"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/parsers/pager"
)

// What was found is looked at once more at the end, beside all else that was: a feed that tells of none of the calls that appeared while it
// told of other things, and a list of an earlier year.

const (
	longFeed    = 30 // days over which a feed is spread whose entries would hold calls of lists without days
	fewSilent   = 3  // calls that stand on lists and not in a feed
	bygoneMonth = time.July
)

// newest is the latest day of announcements, "" where none has one.
func newest(drafts []opportunity.Draft) (latest jdate.Date) {
	for _, d := range drafts {
		latest = max(latest, reach.Day(d.Published))
	}
	return latest
}

// dropSilent drops feeds that tell of no call although calls appeared on the lists since their oldest entry: they are of other matters.
func (s *survey) dropSilent() {
	s.feeds = slices.DeleteFunc(s.feeds, func(f Candidate) bool {
		silent := f.Open == 0 && s.untold(f) >= fewSilent
		if silent {
			f.Why = "it tells of none of the calls that stand on the lists since its oldest entry"
			s.no = append(s.no, f)
		}
		return silent
	})
}

// untold counts the calls on lists that a feed had to tell of, as they appeared after its oldest entry. Where a list gives no days, all its calls
// are taken to have, if the feed tells of a month or more.
func (s *survey) untold(f Candidate) int {
	from := reach.Oldest(f.Drafts)
	if from == "" {
		return 0
	}
	isLong := from.DaysTo(newest(f.Drafts)) >= longFeed
	told := map[string]bool{}
	for _, l := range s.lists {
		for _, d := range l.Drafts {
			day := reach.Day(d.Published)
			if key := keyOf(d.URL); slices.Contains(l.calls, key) && (day >= from || day == "" && isLong) {
				told[key] = true
			}
		}
	}
	return len(told)
}

// dropBygone drops lists that name an earlier year than the one that what is new is of, where other lists or feeds were found: what they
// invite to has ended. A year's calls may be open for some months of the next.
func (s *survey) dropBygone() {
	today := newest(s.calls)
	for _, c := range slices.Concat(s.feeds, s.lists) {
		today = max(today, newest(c.Drafts))
	}
	for n := len(s.lists) - 1; n >= 0 && len(s.lists)+len(s.feeds) > 1; n-- {
		l := s.lists[n]
		end := endOfYear(l.Title, l.heading)
		if end != "" && today >= end && newest(l.Drafts) < end {
			l.Why = "it is a list of an earlier year"
			s.no = append(s.no, l)
			s.lists = slices.Delete(s.lists, n, n+1)
		}
	}
}

// endOfYear is the day from which nothing is open that a list of the year holds that its names name; "" where they name none.
func endOfYear(names ...string) jdate.Date {
	for _, name := range names {
		if t, ok := pager.TermIn(name); ok && t.Year > 0 {
			return jdate.NewDate(t.Year+1, int(bygoneMonth), 1)
		}
	}
	return ""
}

// mostLeft is how many pages are told that were not looked at.
const mostLeft = 5

// left are the pages that promise most of those that nobody asked for, on the site, with what leads there.
func (s *survey) left() (pages []Candidate) {
	s.prune()
	for _, x := range s.queue {
		if worth := s.worth(x); worth >= floorFound && s.wants(x) && x.as == asPage && !x.guess && !x.call && !x.alien && x.named.Class != vocabulary.News {
			pages = append(pages, Candidate{URL: x.url, Title: x.text, Why: "it was not looked at, for the requests were spent", score: worth})
		}
	}
	slices.SortStableFunc(pages, func(a, b Candidate) int { return cmp.Compare(b.score, a.score) })
	return pages[:min(len(pages), mostLeft)]
}
