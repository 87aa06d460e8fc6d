package discover

import "slices"

// yearsPage is a page of lists by years, months or the like. It stands for them among what was found: who reads it reads the latest of them,
// and the next as soon as it appears.
type yearsPage struct {
	url, title string
	from       string   // key of the page that led there
	lists      []string // keys of the latest
}

// noteYears remembers a page that holds no call itself and links lists by years.
func (s *survey) noteYears(c Candidate, a sheet) {
	if len(a.listing.Latest) == 0 {
		return
	}
	y := yearsPage{url: c.URL, title: c.Title, from: c.from}
	for _, address := range a.listing.Latest {
		y.lists = append(y.lists, keyOf(address))
	}
	s.years = append(s.years, y)
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
