package discover

import (
	"net/url"
	"slices"
	"strings"
)

// followCalls has a call that stands on no list yet asked for, whose breadcrumbs lead to its list.
func (s *survey) followCalls() {
	if slices.ContainsFunc(s.queue, func(x step) bool { return x.call || x.score == scoreCrumb }) {
		return
	}
	for _, d := range s.uncovered() {
		if s.isOwn(d.URL) && !s.seen[keyOf(d.URL)] && s.asked < mostCalls {
			s.push(step{url: d.URL, as: asPage, text: d.Title, score: scoreCall, call: true})
			return
		}
	}
}

// guessFeeds queues the paths at which the site's CMS has its feed.
func (s *survey) guessFeeds() {
	s.guessed = true
	base, err := url.Parse(s.home)
	if err != nil || len(s.feeds) > 0 {
		return
	}
	score := scoreGuess
	for _, form := range feedsOf(s.cms) {
		dir := ""
		if strings.Contains(form, "{dir}") {
			if len(s.lists) == 0 {
				continue
			}
			dir = directory(s.lists[0].URL)
		}
		ref, err := base.Parse(strings.ReplaceAll(form, "{dir}", dir))
		if err != nil {
			continue
		}
		s.push(step{url: ref.String(), as: asFeed, score: score, guess: true})
		score -= 0.001
	}
}

func directory(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	return u.Path[:strings.LastIndex(u.Path, "/")+1]
}

// queueAlternates queues the feeds that a page's head names.
func (s *survey) queueAlternates(a sheet) {
	for n, l := range a.feeds {
		s.push(step{url: l.url, as: asFeed, text: l.text, named: promiseOf(l.text), score: scoreNamed - 0.01*float64(n)})
	}
}

// queueLinks queues what a page links to, as far as it promises something.
func (s *survey) queueLinks(from step, a sheet) {
	s.queueAlternates(a)
	dated := map[string]bool{}
	for _, d := range a.listing.Drafts {
		if d.Published != "" {
			dated[keyOf(d.URL)] = true
		}
	}
	for _, l := range a.links {
		if !s.isOwn(l.url) || dated[keyOf(l.url)] || isFile(l.path) {
			continue
		}
		if isFeedLink(l, from.named.class == rssPage) {
			s.push(step{url: l.url, as: asFeed, text: l.text, named: promiseOf(l.text), score: scoreLink - 0.001*float64(len(s.queue))})
			continue
		}
		if x, ok := weigh(l, from); ok {
			s.push(x)
		}
	}
}

// push queues a step, or raises the one for the same address.
func (s *survey) push(x step) {
	x.key = x.keyFor()
	if s.seen[x.key] {
		return
	}
	for i := range s.queue {
		if s.queue[i].key == x.key {
			if x.score > s.queue[i].score {
				s.queue[i] = x
			}
			return
		}
	}
	s.queue = append(s.queue, x)
}
