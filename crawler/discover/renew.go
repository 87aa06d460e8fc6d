package discover

import (
	"time"

	"koubo/sources"
)

const (
	// searchRest is how long a site is left alone after a search that found nothing, doubled by each further one up to
	// longestSearchRest: hundreds of small bodies have no list, and a search costs a dozen requests.
	searchRest        = 24 * time.Hour
	longestSearchRest = 30 * 24 * time.Hour
	// renewRest is how long what was found is kept although it cannot be read any more, and fewFailures after how many visits
	// in trouble, one after the other, it is looked for again.
	renewRest   = 7 * 24 * time.Hour
	fewFailures = 3
)

// Due reports whether the site of a source that finds its feeds and lists itself is to be searched now: at its first visit,
// a while after a search in vain, and where what was found has been in trouble for several visits.
func Due(src sources.Source, h sources.Health, now time.Time) bool {
	switch {
	case !src.Discover:
		return false
	case h.Found == nil || h.Found.At.After(now): // the clock was set back
		return true
	case len(h.Found.Feeds)+len(h.Found.Lists) == 0:
		return now.Sub(h.Found.At) >= RestOf(h.Found)
	}
	return h.Failures >= fewFailures && now.Sub(h.Found.At) >= renewRest
}

// RestOf is how long a site is left alone after its latest search, which was in vain.
func RestOf(f *sources.Finding) time.Duration {
	return min(searchRest<<min(max(f.Vain-1, 0), 5), longestSearchRest)
}

// Renewed is what to remember after a search: what it found or, where it was in vain, what was known before and why.
func Renewed(before *sources.Finding, found Found, err error, now time.Time) *sources.Finding {
	f := &sources.Finding{At: now}
	for _, c := range found.Feeds {
		f.Feeds = append(f.Feeds, c.URL)
	}
	for _, c := range found.Lists {
		f.Lists = append(f.Lists, c.URL)
	}
	if len(f.Feeds)+len(f.Lists) > 0 {
		return f
	}
	if before != nil {
		f.Feeds, f.Lists, f.Vain = before.Feeds, before.Lists, before.Vain
	}
	f.Why = "no feed and no list of announcements was found on the site; look for them in a browser, and name them with feed: and list:"
	if err != nil {
		f.At, f.Why = time.Time{}, err.Error() // the site was not searched: the next visit tries again
	} else {
		f.Vain++
	}
	return f
}
