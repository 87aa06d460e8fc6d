package discover

import "koubo/crawler/discover/vocabulary"

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
