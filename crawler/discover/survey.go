package discover

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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
	url   string
	as    reading
	text  string  // of the link that leads there
	named promise // what the text promises
	score float64 // the higher, the sooner
	warm  float64 // what the page above promised
	depth int     // clicks from the home page
	door  bool    // it is, or leads to, the home page
	call  bool    // an announcement, asked for because its breadcrumbs lead to its list
	guess bool    // nothing links there
}

// key tells steps apart: /, /index.html and the page that one of them forwards to are one page, but on the way in.
func (x step) key() string {
	if x.door {
		return x.url
	}
	return keyOf(x.url)
}

// survey is what is known of a site, and what may be asked next. It holds no effects.
type survey struct {
	home    string // the first page that is more than a door
	origin  *url.URL
	cms     string
	queue   []step
	seen    map[string]bool // keys of what was asked for
	guessed bool
	feeds   []Candidate
	lists   []Candidate
	no      []Candidate
	held    map[string]bool // keys of the calls on the lists that were found
	calls   []opportunity.Draft
	asked   int // announcements asked for
	tries   int // feeds asked for
}

func newSurvey(home string) *survey {
	s := &survey{seen: map[string]bool{}, held: map[string]bool{}}
	s.origin, _ = url.Parse(home)
	s.queue = []step{{url: home, as: asPage, score: scoreDoor, door: true}}
	return s
}

// The scores of what is no link to a list; vocabulary has those.
const (
	scoreDoor  = 3.0 // the home page, and what stands before it
	scoreNamed = 2.0 // a feed that the head of a page names
	scoreCrumb = 1.2 // the page above a call
	scoreLink  = 1.5 // a link to a feed
	scoreCall  = 0.62
	scoreGuess = 0.4 // a path at which the CMS usually has its feed
	scoreMap   = 0.2
)

// entered reports whether a home page was read.
func (s *survey) entered() bool { return s.home != "" }

// next returns what to ask for, the most promising first; ok is false where nothing is worth a request.
func (s *survey) next(requests int) (best step, ok bool) {
	s.prune()
	s.followCalls()
	if s.entered() && !s.guessed && !s.expects(scoreGuess) {
		s.guessFeeds()
	}
	at := -1
	for i, candidate := range s.queue {
		if (candidate.guess && candidate.as == asFeed || candidate.score >= s.floor(requests)) && (at < 0 || candidate.score > s.queue[at].score) {
			at = i
		}
	}
	if at < 0 {
		return step{}, false
	}
	best = s.queue[at]
	s.queue = slices.Delete(s.queue, at, at+1)
	s.seen[best.key()] = true
	return best, true
}

// expects reports whether something waits that promises more than so much.
func (s *survey) expects(score float64) bool {
	return slices.ContainsFunc(s.queue, func(x step) bool { return x.score > score && s.wants(x) })
}

// prune drops what is not wanted any more.
func (s *survey) prune() {
	s.queue = slices.DeleteFunc(s.queue, func(x step) bool { return !s.wants(x) })
}

// The bounds of a search.
const (
	mostFeeds = 3
	mostTries = 5 // feeds asked for
	mostLists = 8
	mostCalls = 3 // announcements asked for
)

// wants reports whether a step can still tell something.
func (s *survey) wants(x step) bool {
	switch {
	case s.seen[x.key()]:
		return false
	case x.as == asFeed:
		return s.tries < mostTries && len(s.feeds) < mostFeeds && (len(s.feeds) == 0 || !x.guess && x.named.class == target)
	case x.named.class == rssPage:
		return len(s.feeds) == 0
	case x.call:
		return s.asked < mostCalls
	}
	return len(s.lists) < mostLists || x.door
}

// floor is the least promise that is worth a request: the more is found and the more was asked, the higher.
func (s *survey) floor(requests int) float64 {
	open := 0
	for _, l := range s.lists {
		open += l.Open
	}
	switch {
	case open == 0 && requests < 18:
		return 0.1
	case open == 0:
		return 0.2
	case s.isCovered():
		return 0.5
	case requests < 12:
		return 0.26
	case requests < 16:
		return 0.34
	}
	return 0.5
}

// coverage is how many calls of a feed, all found on lists, prove that no list is missing.
const coverage = 3

// isCovered reports whether all calls that feeds tell of stand on the lists that were found.
func (s *survey) isCovered() bool {
	return len(s.feeds) > 0 && len(s.calls) >= coverage && len(s.uncovered()) == 0
}

func (s *survey) uncovered() (rest []opportunity.Draft) {
	for _, d := range s.calls {
		if !s.held[keyOf(d.URL)] {
			rest = append(rest, d)
		}
	}
	return rest
}

// followCalls has a call that stands on no list yet asked for, whose breadcrumbs lead to its list.
func (s *survey) followCalls() {
	if slices.ContainsFunc(s.queue, func(x step) bool { return x.call || x.score == scoreCrumb }) {
		return
	}
	for _, d := range s.uncovered() {
		if x := (step{url: d.URL, as: asPage, text: d.Title, score: scoreCall, call: true}); s.isOwn(d.URL) && s.wants(x) {
			s.queue = append(s.queue, x)
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
		s.queue = append(s.queue, step{url: ref.String(), as: asFeed, score: score, guess: true})
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

// learn takes in what an answer says.
func (s *survey) learn(x step, a sheet) {
	x.url = a.url
	s.seen[x.key()] = true
	switch {
	case x.as == asFeed:
		s.tries++
		s.learnFeed(x, a)
	case a.err != nil:
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

// learnFeed takes a feed that holds entries.
func (s *survey) learnFeed(x step, a sheet) {
	if a.err != nil {
		if !x.guess {
			s.reject(x, a, a.err.Error())
		}
		return
	}
	c := Candidate{URL: a.url, Title: x.text, Why: "a feed", Items: len(a.listing.Drafts), Drafts: a.listing.Drafts}
	for _, d := range a.listing.Drafts {
		if d.Published != "" || d.Updated != "" {
			c.Dated++
		}
		if invites(d) {
			c.Open++
			s.calls = append(s.calls, d)
		}
	}
	c.score = 1 + share(c.Open, c.Items)
	s.feeds = append(s.feeds, c)
}

// learnDoor follows what stands before a home page, and takes the first page that is more.
func (s *survey) learnDoor(x step, a sheet) {
	const deepest = 4 // doors behind doors
	through := a.frames
	switch {
	case a.refresh != "":
		through = []string{a.refresh}
	case len(a.frames) == 0 && a.splash && !s.entered():
		for _, l := range a.links {
			through = append(through, l.url)
		}
	}
	queued := false
	if x.depth < deepest {
		for _, address := range through {
			if s.isOwn(address) {
				s.push(step{url: address, as: asPage, score: scoreDoor, depth: x.depth + 1, door: true})
				queued = true
			}
		}
	}
	if queued && len(a.links) <= doorLinks {
		s.queueAlternates(a)
		return
	}
	if !s.entered() {
		s.home, s.cms = a.url, a.cms
		s.origin, _ = url.Parse(a.url)
		if ref, err := s.origin.Parse("/sitemap.xml"); err == nil {
			s.push(step{url: ref.String(), as: asMap, score: scoreMap, guess: true})
		}
	}
	s.seen[keyOf(a.url)] = true
	s.noteCalls(a)
	s.queueLinks(step{depth: 0}, a)
}

// learnPage judges a page, and queues what it links to.
func (s *survey) learnPage(x step, a sheet) {
	s.cms = cmp.Or(s.cms, a.cms)
	named := x.named
	if title := promiseOf(a.title); named.class != target && title.weight > named.weight && x.named.class != decoy {
		named = title
	}
	t := tallyOf(a.listing)
	score, why := judgeList(named, t)
	c := Candidate{URL: a.url, Title: cmp.Or(x.text, a.title), Why: why, Items: t.items, Open: len(t.open), Dated: t.dated, Drafts: a.listing.Drafts, score: score}
	if score > 0 {
		s.take(c, t)
	} else {
		s.no = append(s.no, c)
	}
	x.named = named
	s.queueLinks(x, a)
}

// take keeps a list, unless it shows only calls that other lists have.
func (s *survey) take(c Candidate, t tally) {
	fresh := len(t.open) == 0
	for _, d := range t.open {
		fresh = fresh || !s.held[keyOf(d.URL)]
		s.held[keyOf(d.URL)] = true
	}
	if fresh {
		s.lists = append(s.lists, c)
		return
	}
	c.Why = "its calls stand on the lists found before"
	s.no = append(s.no, c)
}

// learnCrumbs queues the pages above an announcement.
func (s *survey) learnCrumbs(x step, a sheet) {
	s.noteFamily(a)
	var crumbs []link
	for _, l := range a.links {
		if l.crumb && keyOf(l.url) != keyOf(s.home) && s.isOwn(l.url) {
			crumbs = append(crumbs, l)
		}
	}
	if len(crumbs) == 0 {
		return
	}
	last := crumbs[len(crumbs)-1]
	named := promiseOf(last.text)
	s.push(step{url: last.url, as: asPage, text: last.text, named: named, score: scoreCrumb, depth: len(crumbs)})
	s.queueLinks(step{depth: len(crumbs)}, a)
}

func (s *survey) noteFamily(a sheet) { s.cms = cmp.Or(s.cms, a.cms) }

// noteCalls remembers the calls that a page which is no list shows.
func (s *survey) noteCalls(a sheet) {
	for _, d := range tallyOf(a.listing).open {
		s.calls = append(s.calls, d)
	}
}

// mapLinks is how many addresses of a sitemap are looked at for their words.
const mapLinks = 12

func (s *survey) learnMap(a sheet) {
	var steps []step
	for _, l := range a.links {
		if p := promiseOfPath(lastWord(l.path)); s.isOwn(l.url) && isIndex(l.path) && p.weight > 0.4 {
			steps = append(steps, step{url: l.url, as: asPage, named: promise{plain, 0}, score: 0.6 * p.weight, depth: 1})
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(b.score, a.score) })
	for _, x := range steps[:min(len(steps), mapLinks)] {
		s.push(x)
	}
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
	key := x.key()
	if s.seen[key] {
		return
	}
	for i := range s.queue {
		if s.queue[i].key() == key {
			if x.score > s.queue[i].score {
				s.queue[i] = x
			}
			return
		}
	}
	s.queue = append(s.queue, x)
}

func keyOf(address string) string {
	return opportunity.IdentityKey(opportunity.CanonicalURL(address))
}

// isOwn reports whether an address is of the site.
func (s *survey) isOwn(address string) bool {
	u, err := url.Parse(address)
	return err == nil && s.origin != nil && (u.Scheme == "http" || u.Scheme == "https") && fetch.SameSite(s.origin, u)
}

// longText is from how many characters on a link's text is an announcement's title.
const longText = 26

// sentence ends the titles of announcements.
var sentence = regexp.MustCompile(`(?:ます|ました|について|に係る.+|します|ください|下さい)[。!！]?$`)

// deepest is how many clicks from the home page a link is followed.
const deepest = 6

// weigh decides how much a link promises on a page that was reached by from.
func weigh(l link, from step) (step, bool) {
	if from.depth >= deepest {
		return step{}, false
	}
	named := promiseOf(l.text)
	if named.class == plain {
		if p := promiseOfPath(lastWord(l.path)); p.class != plain {
			named = promise{p.class, 0.8 * p.weight}
		}
	}
	x := step{url: l.url, as: asPage, text: l.text, named: named, score: named.weight, depth: from.depth + 1}
	warmth := 0.0
	if from.named.class == target || from.named.class == way {
		warmth = from.named.weight
	}
	switch named.class {
	case decoy:
		return step{}, false
	case plain:
		x.score = max(0.28*warmth, 0.05)
	case way:
		if from.depth > 0 {
			x.score *= 0.8
		}
	}
	switch n := utf8.RuneCountInString(l.text); {
	case n > longText && !isIndex(l.path), n > titleRunes && !isIndex(l.path) && invites(opportunity.Draft{Title: l.text}):
		return step{}, false
	case n > titleRunes && sentence.MatchString(l.text):
		x.score *= 0.4
	}
	return x, true
}

var (
	fileEnding = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|zip|pptx?|csv|jpe?g|png|gif|mp4|mp3|ics|txt|lzh|jtd)$`)
	feedPath   = regexp.MustCompile(`(?i)\.(?:rss|rdf|atom)$|(?:rss|atom|feed|rdf)[^/]*\.xml$|/(?:feed|rss|atom)/?$|feed\.php|/rss/.*\.xml$`)
	xmlPath    = regexp.MustCompile(`(?i)\.(?:xml|rss|rdf|atom|php)$|rss|feed|atom`)
	feedText   = regexp.MustCompile(`(?i)rss|atom|フィード`)
	pagePath   = regexp.MustCompile(`(?i)\.html?$`)
)

func isFile(p string) bool { return fileEnding.MatchString(p) }

// isFeedLink reports whether a link leads to a feed: by its address, on a page that explains feeds also by less.
func isFeedLink(l link, explained bool) bool {
	if pagePath.MatchString(l.path) || strings.Contains(l.path, "sitemap") {
		return false
	}
	u := l.url
	return feedPath.MatchString(u) || (explained || feedText.MatchString(l.text)) && xmlPath.MatchString(u)
}

// isIndex reports whether a path has the form of a directory's or a list's.
func isIndex(p string) bool {
	return strings.HasSuffix(p, "/") || strings.HasPrefix(path.Base(p), "index.") || strings.Contains(path.Base(p), "list") || strings.Contains(p, "/category/")
}

var numeric = regexp.MustCompile(`^[\d_-]*$`)

// lastWord is the last part of a path that is a word: nyusatsu of /shigoto/nyusatsu/0000123/index.html.
func lastWord(p string) string {
	parts := strings.Split(strings.ToLower(p), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		part := strings.TrimSuffix(strings.TrimSuffix(parts[i], ".html"), ".htm")
		if part != "" && part != "index" && !numeric.MatchString(part) {
			return part
		}
	}
	return ""
}

// result is what was found, the best first.
func (s *survey) result() Found {
	order := func(a, b Candidate) int { return cmp.Compare(b.score, a.score) }
	slices.SortStableFunc(s.feeds, order)
	slices.SortStableFunc(s.lists, order)
	return Found{Home: s.home, CMS: s.cms, Feeds: s.feeds, Lists: s.lists, Rejected: s.no}
}
