package discover

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"koubo/crawler/discover/cms"
	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/parsers/pager"
)

// followCalls has a call that stands on no list yet asked for, whose breadcrumbs lead to its list.
func (s *survey) followCalls() {
	if slices.ContainsFunc(s.queue, func(x step) bool { return x.call || x.score == scoreCrumb || s.isAbove(x) }) {
		return
	}
	_, missing := s.known()
	for _, d := range missing {
		if !isFile(newLink(d.URL, "").path) && !s.seen[keyOf(d.URL)] && s.asked < mostCalls {
			s.push(step{url: d.URL, as: asPage, text: d.Title, score: scoreCall, call: true})
			return
		}
	}
}

// noteFolders notes the folders of the calls that stand on no list found.
func (s *survey) noteFolders() {
	s.folders = map[string]bool{}
	if s.astray >= mostCalls {
		return
	}
	_, missing := s.known()
	for _, d := range missing {
		s.folders[folderOf(d.URL)] = true
	}
}

// isAbove reports whether a step leads to the folder of such a call: the page of the office that announced it.
func (s *survey) isAbove(x step) bool {
	return x.as == asPage && !x.door && !x.call && x.named.Class != vocabulary.News && s.folders[x.key]
}

// folderOf is the key of the folder that a page stands in; "" for one at the top of its site.
func folderOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	folder := directory(strings.TrimSuffix(address, "/"))
	if folder == "/" {
		return ""
	}
	u.Path, u.RawPath, u.RawQuery = folder, "", ""
	return keyOf(u.String())
}

// guessFeeds queues the paths at which the site's CMS has its feed.
func (s *survey) guessFeeds() {
	s.guessed = true
	base, err := url.Parse(s.home)
	if err != nil || len(s.feeds) > 0 {
		return
	}
	score := scoreGuess
	if s.cms == "" {
		score = scoreWild
	}
	for _, form := range cms.FeedsOf(s.cms) {
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
		s.push(step{url: l.url, as: asFeed, text: l.text, named: vocabulary.Of(l.text), score: scoreNamed - 0.01*float64(n)})
	}
}

// queueLinks queues what a page links to, as far as it promises something. Of lists by years, months or numbers the newest is asked
// for, and the one before it where that holds nothing yet; a list's own before are pages of it.
//
// Of a list the announcements come, which are no pages to look at; nil for a page that is none.
func (s *survey) queueLinks(from step, a sheet, rows map[string]bool) {
	s.queueAlternates(a)
	isList, dated, listed := rows != nil, map[string]bool{}, map[string]bool{}
	for _, d := range a.listing.Drafts {
		listed[keyOf(d.URL)] = len(a.listing.Drafts) >= fewItems
		if page.ShowsDay(&d) {
			dated[keyOf(d.URL)] = true
		}
	}
	editions := editionsOf(a)
	for _, l := range a.links {
		key := keyOf(l.url)
		term, _ := pager.TermIn(l.text)
		bare := standsAlone(term)
		series, newer, by := editions.Of(term)
		own := s.isOwn(l.url)
		if !own && !s.mayAsk(l.url) || dated[key] || rows[key] || isFile(l.path) || turnsPage(l, a.url) || isList && (bare || newer > 0 || l.choice) || newer > 1 || s.holdsAny(by) {
			continue
		}
		if own && isFeedLink(l, from.named.Class == vocabulary.Feeds) {
			s.pushFeed(l)
		} else if x, ok := weigh(l, s.above(key, from)); ok && (own || promisesOwnHost(l, from)) {
			if x.alien = !own; x.alien {
				x.score *= alienShare
			}
			ofPlace := x.named.Class == vocabulary.News && !s.front[key] && !isSingle(x.named, l)
			isPart := from.named.Class == vocabulary.Target && vocabulary.IsKindOfContract(l.text)
			if from.named.Class.LeadsToCalls() && (bare && !s.archive[key] || ofPlace) || isPart {
				x.named, x.score = from.named, 0.9*from.named.Weight // 令和8年度, お知らせ, 工事: it stands under that name
			}
			if listed[key] && isTitle(l) {
				x.score *= 0.4
			}
			if isList && vocabulary.IsOffice(from.text) && s.showsWhole(l, key) {
				x.named, x.score, x.text, x.whole = from.named, scoreFrame, from.text, true
			}
			x.single = isTitled(l) && (listed[key] || isNumbered(l.path))
			x.from, x.box = keyOf(a.url), s.siblingsOf(l, from)
			if series.Unit != "" {
				x.series, x.stale = pageSeries{a.url, series}, newer > 0
				x.score /= float64(1 + newer)
			}
			s.push(x)
		}
	}
}

// wholeWords end what links to the whole of a list say, on a page that shows the latest of it: 契約課の一覧を見る.
var wholeWords = regexp.MustCompile(`(?:一覧|すべて|全て|全件|もっと|さらに)(?:を|は|へ|の)?(?:見る|みる|表示(?:する)?|読む|こちら|お知らせ|情報|記事|ページへ?)*$`)

// showsWhole reports whether a link on the page of an office leads to the whole of its list, and not to that of all.
func (s *survey) showsWhole(l link, key string) bool {
	return wholeWords.MatchString(jtext.Key(jtext.ClipBytes(l.text, 60))) && !s.front[key] && !slices.ContainsFunc(s.queue, func(x step) bool { return x.key == key })
}

// Frames that are looked into: of one page, and of all of a site's.
const (
	mostFrames    = 3
	mostAllFrames = 6
)

// queueFrames queues what a page shows in frames where it holds no call itself: list and menu stand in them, under the page's name.
func (s *survey) queueFrames(from step, a sheet) {
	for n, address := range a.listing.Frames[:min(len(a.listing.Frames), mostFrames)] {
		if s.isOwn(address) && s.frames < mostAllFrames {
			s.frames++
			s.push(step{url: address, as: asPage, text: cmp.Or(from.text, a.title), named: from.named, score: scoreFrame - 0.01*float64(n), depth: from.depth, from: from.from})
		}
	}
}

// holdsAny reports whether one of the keys is a list's that was found.
func (s *survey) holdsAny(keys []string) bool {
	return len(keys) > 0 && slices.ContainsFunc(s.lists, func(l Candidate) bool { return slices.Contains(keys, keyOf(l.URL)) })
}

// above is the step that led to the page above the link of a key: from, unless the link was seen before. Then it stands in a menu that
// many pages have, and what page it is on says nothing of it.
func (s *survey) above(key string, from step) step {
	if slices.ContainsFunc(s.queue, func(x step) bool { return x.key == key }) {
		from.named, from.trade = vocabulary.Promise{}, false
	}
	return from
}

// pageQuery is the part of an address's query that names a page of a list.
var pageQuery = regexp.MustCompile(`(?i)(?:^|&)(?:page|paged|pageno|page_no|p|pg|pn|offset|start|from)=\d+(?:&|$)`)

// orderQuery is what the query of an address begins with that shows a list in another order, as the heads of its columns do.
var orderQuery = regexp.MustCompile(`(?i)^(?:tablesort_?)?(?:order(?:_?by)?|sort(?:_?(?:by|key|order|dir))?|asc|desc|dir)=`)

// turnsPage reports whether a link leads to another page of the list at an address, or shows it in another order.
func turnsPage(l link, from string) bool {
	to, query, _ := strings.Cut(l.url, "?")
	here, _, _ := strings.Cut(from, "?")
	isHere := query != "" && strings.TrimSuffix(to, "/") == strings.TrimSuffix(here, "/")
	switch {
	case isHere && orderQuery.MatchString(query):
		return true
	case !pager.IsTurn(l.text):
		return isHere && pageQuery.MatchString(query) && vocabulary.Of(l.text).Class != vocabulary.Target
	case pager.IsMore(l.text):
		return isHere
	}
	return true
}

// feedOrder is how much sooner a feed is asked for, by what its name promises: that of all that is new tells of the calls, too.
var feedOrder = map[vocabulary.Class]float64{vocabulary.News: 0.3, vocabulary.Target: 0.25, vocabulary.Way: 0.2, vocabulary.Plain: 0.1}

// pushFeed queues a feed that a page links, named by the words beside it where its link is a sign.
func (s *survey) pushFeed(l link) {
	named := vocabulary.Of(l.text)
	if l.near != "" {
		named = vocabulary.Of(l.near)
	}
	s.push(step{url: l.url, as: asFeed, text: l.text, named: named, score: scoreLink + feedOrder[named.Class] - 0.001*float64(len(s.queue))})
}

// push queues a step, or raises the one for the same address.
func (s *survey) push(x step) {
	x.key = x.keyFor()
	if s.seen[x.key] {
		return
	}
	for i := range s.queue {
		if old := &s.queue[i]; old.key == x.key {
			if old.series != (pageSeries{}) {
				x.series, x.stale = old.series, old.stale
			}
			if x.score > old.score || x.series != old.series {
				x.score = max(x.score, old.score)
				*old = x
			}
			return
		}
	}
	s.queue = append(s.queue, x)
}

// pageSeries is a series of lists that one page links; the zero value is none.
type pageSeries struct {
	page string // its address
	of   pager.Series
}

// editionsOf are the lists of series that a page links, or is one of.
func editionsOf(a sheet) pager.Editions {
	named := []pager.Edition{{Name: a.title, Key: keyOf(a.url)}}
	for _, l := range a.links {
		named = append(named, pager.Edition{Name: l.text, Key: keyOf(l.url)})
	}
	return pager.EditionsOf(named)
}

// standsAlone reports whether the name of a list is a year, a month or the like, and nothing else.
func standsAlone(term pager.Term) bool {
	return term.IsBare() && vocabulary.Of(term.Beside).Class != vocabulary.Decoy
}
