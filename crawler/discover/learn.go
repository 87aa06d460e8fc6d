package discover

import (
	"cmp"
	"net/url"
	"slices"

	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity"
	"koubo/parsers/pager"
)

// learn takes in what an answer says.
func (s *survey) learn(x step, a sheet) {
	x.url = a.url
	s.seen[x.keyFor()], s.trail[keyOf(x.url)] = true, x
	switch {
	case a.isFeed && x.door:
		s.home, s.done = a.url, true
		s.learnFeed(x, a)
	case a.isFeed && !x.alien || x.as == asFeed && a.err != nil:
		s.countFeed(x)
		s.learnFeed(x, a)
	case x.as == asFeed:
		s.countFeed(x)
		x.as, x.named = asPage, vocabulary.Promise{Class: vocabulary.Feeds, Weight: 0.9}
		s.learnPage(x, a)
	case x.alien && !s.adopts(x, a):
		why := "it is on another host, and does not name the body as who runs it"
		if a.err != nil {
			why = a.err.Error()
		}
		s.reject(x, a, why)
	case a.err != nil:
		if x.call {
			s.asked = max(s.asked+1, mostCalls-1) // a site that was made anew has none of them: one more is asked for
		}
		if !x.guess {
			s.reject(x, a, a.err.Error())
		}
	case x.as == asMap:
		s.learnMap(a)
	case x.call:
		s.asked++
		s.learnCrumbs(x, a)
	case x.door:
		s.learnDoor(x, a)
	default:
		s.learnPage(x, a)
	}
}

func (s *survey) reject(x step, a sheet, why string) {
	s.no = append(s.no, Candidate{URL: a.url, Title: cmp.Or(x.text, a.title), Why: why})
}

func (s *survey) countFeed(x step) {
	if x.guess {
		s.guesses++
	} else {
		s.tries++
	}
}

// learnFeed takes a feed that holds entries.
func (s *survey) learnFeed(x step, a sheet) {
	if a.err != nil {
		if !x.guess {
			s.reject(x, a, a.err.Error())
		}
		return
	}
	c := Candidate{URL: a.url, Title: x.text, Why: "a feed", Items: len(a.listing.Drafts), Drafts: a.listing.Drafts, news: x.named.Class == vocabulary.News}
	for _, d := range a.listing.Drafts {
		if invites(d) {
			c.Open++
			s.calls = append(s.calls, d)
		}
	}
	c.score = 1 + share(c.Open, c.Items)
	s.feeds = append(s.feeds, c)
}

// mostDoors is how many doors behind doors are gone through.
const mostDoors = 4

// learnDoor goes through what may stand before a home page. Of the pages on the way the one with most links is the home page.
func (s *survey) learnDoor(x step, a sheet) {
	if x.depth < mostDoors {
		for _, address := range s.waysThrough(a) {
			s.push(step{url: address, as: asPage, score: scoreDoor, depth: x.depth + 1, door: true})
		}
	}
	t := tallyOf(a.listing)
	c := candidate(step{named: vocabulary.Of(a.title)}, a, t)
	if !s.entered() || len(a.links) > s.width {
		s.homeList = homeList{c, t}
		s.home, s.cms, s.width = a.url, cmp.Or(a.cms, s.cms), len(a.links)
		s.origin, _ = url.Parse(a.url)
	}
	if ref, err := s.origin.Parse("/sitemap.xml"); err == nil {
		s.push(step{url: ref.String(), as: asMap, score: scoreMap, guess: true})
	}
	s.learnBodies(a)
	s.seen[keyOf(a.url)] = true
	for _, l := range a.links {
		s.front[keyOf(l.url)] = true
		if term, _ := pager.TermIn(l.text); term.Year > 0 && !term.Fiscal && standsAlone(term) {
			s.archive[keyOf(l.url)] = true
		}
	}
	var rows map[string]bool
	if isInside(a.url) && c.Open > 0 && c.score > 0 {
		rows = t.rows
		s.take(c, t, vocabulary.Plain)
	} else {
		s.calls = append(s.calls, t.open...)
		if a.why != "" && isInside(a.url) {
			s.no = append(s.no, c)
		}
	}
	s.queueLinks(step{}, a, rows)
	if len(a.frames) == 0 { // a frameset's were gone through
		s.queueFrames(step{named: vocabulary.Promise{Class: vocabulary.News, Weight: 0.3}}, a)
	}
}

// isInside reports whether an address is of a page further inside than a home page's.
func isInside(address string) bool {
	u, err := url.Parse(address)
	return err == nil && lastWord(u.Path) != "" && lastWord(u.Path) != "top"
}

// waysThrough are the addresses that a page on the way in leads to: of its refresh, its frames, or the links of a splash page.
func (s *survey) waysThrough(a sheet) (through []string) {
	switch {
	case a.refresh != "":
		through = []string{a.refresh}
	case len(a.frames) > 0:
		through = a.frames
	case a.splash:
		for _, l := range a.links {
			through = append(through, l.url)
		}
	}
	return slices.DeleteFunc(through, func(address string) bool { return !s.isOwn(address) })
}

// learnPage judges a page, and queues what it links to.
func (s *survey) learnPage(x step, a sheet) {
	s.cms = cmp.Or(s.cms, a.cms)
	named := x.named
	if title := vocabulary.Of(a.title); named.Class != vocabulary.Target && !x.whole && title.Weight > named.Weight && x.named.Class != vocabulary.Decoy {
		named = title
	}
	if x.score == scoreGrants {
		s.granted++
	}
	isOffice := vocabulary.IsOffice(x.text) && !x.whole
	if isOffice {
		s.offices++
	}
	s.newsed = s.newsed || named.Class == vocabulary.News
	x.named, x.trade = named, x.trade || vocabulary.IsSectionForCompanies(x.text) || vocabulary.IsSectionForCompanies(a.title)
	t := tallyOf(a.listing)
	if x.ads {
		t.open, t.offers, t.besides = append(t.open, t.offers...), nil, t.besides-len(t.offers)
	}
	t.alone = t.items == 1 && len(t.open) == 1 && t.short == 0 && !x.single && !isFile(newLink(t.open[0].URL, "").path) && !isTitle(link{text: x.text})
	c := candidate(x, a, t)
	c.spare = x.spare
	if c.score > 0 && isItsOnly(a) {
		c.score, c.Why = 0, "it is the page of one announcement"
	}
	var rows map[string]bool
	if c.score > 0 {
		rows = t.rows
		s.yearly[x.series] = true
		if x.score == scoreCrumb {
			s.asked-- // a call that led to its list was not asked for in vain
		}
		if !s.take(s.behindYears(c, x, a), t, named.Class) && x.above {
			s.astray++
		}
	} else {
		if x.above {
			s.astray++
		}
		s.no = append(s.no, c)
		s.noteYears(c, a)
		s.queueFrames(x, a)
	}
	s.learnPlace(x, rows != nil)
	s.queueLinks(x, a, rows)
}

// isFed reports whether a feed has the announcement.
func (s *survey) isFed(key string) bool {
	for _, f := range s.feeds {
		if slices.ContainsFunc(f.Drafts, func(d opportunity.Draft) bool { return keyOf(d.URL) == key }) {
			return true
		}
	}
	return false
}

// learnCrumbs queues the pages above an announcement.
func (s *survey) learnCrumbs(x step, a sheet) {
	s.cms = cmp.Or(s.cms, a.cms)
	var crumbs []link
	for _, l := range a.links {
		if l.crumb && keyOf(l.url) != keyOf(s.home) && s.isOwn(l.url) {
			crumbs = append(crumbs, l)
		}
	}
	if len(crumbs) == 0 && s.followFolder(x, a) {
		return
	}
	if len(crumbs) == 0 {
		s.asked = max(s.asked, mostCalls-1) // the site's pages have none: one more is asked for
		return
	}
	last := crumbs[len(crumbs)-1]
	if slices.ContainsFunc(crumbs[:len(crumbs)-1], func(l link) bool { return vocabulary.IsOffice(l.text) }) {
		s.offices++ // its list stands below it
	}
	named := vocabulary.Of(last.text)
	s.push(step{url: last.url, as: asPage, text: last.text, named: named, score: scoreCrumb, depth: len(crumbs)})
	s.queueLinks(step{depth: len(crumbs)}, a, nil)
}

// mapLinks is how many addresses of a sitemap are looked at for their words.
const mapLinks = 12

// learnMap queues the pages of a sitemap whose addresses promise most.
func (s *survey) learnMap(a sheet) {
	var steps []step
	for _, l := range a.links {
		if p := vocabulary.OfPath(lastWord(l.path)); s.isOwn(l.url) && isIndex(l.path) && p.Weight > 0.4 {
			steps = append(steps, step{url: l.url, as: asPage, named: vocabulary.Promise{Class: vocabulary.Plain, Weight: 0}, score: 0.6 * p.Weight, depth: 1})
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(b.score, a.score) })
	for _, x := range steps[:min(len(steps), mapLinks)] {
		s.push(x)
	}
}
