package discover

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/pager"
)

// open is how many calls stand on the lists that were found.
func (s *survey) open() (n int) {
	for _, l := range s.lists {
		n += l.Open
	}
	return n
}

// worth is what a step is worth now: any office is worth a request once others were found to have lists, and the folder of a call that stands
// on no list is one sooner.
func (s *survey) worth(x step) float64 {
	if x.score < scoreAbove && s.isAbove(x) {
		return scoreAbove
	}
	if s.listed > 0 && x.score < floorFound && vocabulary.IsOffice(x.text) {
		return floorFound + x.score/100
	}
	switch {
	case x.whole && s.listed > 0:
		return floorFound // behind other offices: their calls stand nowhere yet
	case s.isSibling(x):
		return scoreSibling
	}
	return x.score
}

// floorFound is the floor once all calls that are known were found.
const floorFound = 0.28

const (
	floorNone = 0.1  // while no call was found
	floorFew  = 0.13 // while calls may stand elsewhere: what stands below the sections of a body is looked into, whatever it is called
	floorVain = 0.5  // once all calls that are known were found, and many requests were in vain
	manyVain  = 7
)

// floor is the least promise that is worth a request: requests that are left over are spent as long as something promises calls that nothing
// found tells of.
func (s *survey) floor(requests int) float64 {
	switch {
	case s.open() == 0:
		return floorNone
	case !s.isCovered():
		return floorFew
	case requests-len(s.lists)-len(s.feeds) >= manyVain:
		return floorVain
	}
	return floorFound
}

// isFedAll reports whether a feed tells of calls, or by its name of all that is new: others of the site are of other matters, then.
func (s *survey) isFedAll() bool {
	return slices.ContainsFunc(s.feeds, func(f Candidate) bool { return f.Open > 0 || f.news })
}

// coverage is how many calls of a feed and of the home page, all found on lists, prove that no list is missing.
const coverage = 2

// isCovered reports whether all calls that are known stand on the lists that were found, where a feed tells what is new. Where every office has
// its own list, that of one whose calls are older than the feed may be missing.
func (s *survey) isCovered() bool {
	isTold := slices.ContainsFunc(s.feeds, func(f Candidate) bool { return f.Open > 0 }) // a feed without calls tells of other matters, perhaps
	if !isTold || s.areOffices() && !s.reachesBack() {
		return false
	}
	known, missing := s.known()
	return known >= coverage && len(missing) == 0
}

// isToldLong reports whether a feed tells of the calls that appear, wherever on the site, and of so long that those that are open are among them.
func (s *survey) isToldLong() bool {
	return slices.ContainsFunc(s.feeds, func(f Candidate) bool { return f.Open > 0 }) && s.reachesBack()
}

// areOffices reports whether lists were found, and all are those of offices.
func (s *survey) areOffices() bool {
	return len(s.lists) > 0 && !slices.ContainsFunc(s.lists, func(l Candidate) bool { return !l.office })
}

// longReach is over how long a feed's entries are spread whose calls are hardly all newer than those that are open.
const longReach = 90 * 24 * time.Hour

// reachesBack reports whether a feed tells of so long, or does not say of how long it tells.
func (s *survey) reachesBack() bool {
	return slices.ContainsFunc(s.feeds, func(f Candidate) bool {
		var days []time.Time
		for _, d := range f.Drafts {
			if day, err := time.Parse(time.DateOnly, d.Published[:min(len(d.Published), len(time.DateOnly))]); err == nil {
				days = append(days, day)
			}
		}
		return len(days) == 0 || slices.MaxFunc(days, time.Time.Compare).Sub(slices.MinFunc(days, time.Time.Compare)) >= longReach
	})
}

// known counts the calls of the site that its feeds and its home page tell of, and names those of them that stand on no list found.
func (s *survey) known() (n int, missing []opportunity.Draft) {
	counted := map[string]bool{}
	for _, d := range s.calls {
		key := keyOf(d.URL)
		if counted[key] || !s.isOwn(d.URL) {
			continue
		}
		counted[key] = true
		if !s.held[key] {
			missing = append(missing, d)
		}
	}
	return len(counted), missing
}

// What stands beside a list in one box of links is likely a list, too, whatever it is called: 技術開発 beside 公募 on the page for companies.
// And where one department has a list, so have others.
const (
	scoreSibling = 0.336 // above a guess
	vainSiblings = 3     // of those asked for, that turned out to be no list
	officesAbove = 4     // clicks from an office to a list below it
)

// siblingsOf names the links that stand beside one on the page below the home page that from led to; "" where they promise nothing for
// it: the menu of the home page leads to everything, and titles of announcements are no lists.
func (s *survey) siblingsOf(l link, from step) string {
	if from.depth == 0 || l.box == 0 || s.front[keyOf(l.url)] || isTitle(l) || isNumbered(l.path) && hasSubject(l.text) {
		return ""
	}
	return fmt.Sprint(keyOf(from.url), "#", l.box)
}

// isSibling reports whether a list was found beside a step that promises little by itself.
func (s *survey) isSibling(x step) bool {
	return s.fruitful[x.box] && x.as == asPage && x.score < scoreSibling && s.barren < vainSiblings && (x.named.Class == vocabulary.Plain || x.named.Class == vocabulary.Way)
}

// learnPlace notes whether the place of a page among others is that of lists, as is known of it once it was read.
func (s *survey) learnPlace(x step, isList bool) {
	if !isList {
		s.barren, s.singles = s.barren+one(x.sibling), s.singles+one(x.single)
		return
	}
	if x.box != "" {
		s.fruitful[x.box] = true
	}
	for range officesAbove {
		if vocabulary.IsOffice(x.text) && !x.whole && !s.fruitful[x.key] {
			s.fruitful[x.key] = true
			s.listed++
		}
		above, ok := s.trail[x.from]
		if !ok {
			return
		}
		x = above
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Requests that are left once nothing promises a list are spent on the sections and offices that nobody looked into: officials file a call where
// its matter stands, a sounding about a park under くらし, space in a magazine under 広報.

// mostCovered is how many requests such sections are looked into with where all calls that are known stand on the lists that were found.
const mostCovered = 14

// spare returns the place in the queue of the section that calls stand in most often of those that were not looked into; ok is false where a
// feed tells of all calls anyway, or nothing is left.
func (s *survey) spare(requests int) (at int, ok bool) {
	bound := MostRequests
	if s.isCovered() {
		bound = mostCovered
	}
	if !s.entered() || requests >= bound || s.open() > 0 && s.isToldLong() {
		return 0, false
	}
	most := 0.0
	for n, x := range s.queue {
		if odds := s.oddsOf(x); odds > most {
			at, most = n, odds
		}
	}
	return at, most > 0
}

// asSpare is a step whose name is no reason for anything: 広報 is none for not holding calls.
func (x step) asSpare() step {
	x.spare, x.ads = true, x.ads || vocabulary.IsOfPublicity(x.text)
	if x.named.Class == vocabulary.Decoy {
		x.named = vocabulary.Promise{Class: vocabulary.Plain}
	}
	return x
}

// oddsOf is how often a section of the name of a step holds a call; 0 for what is no section.
func (s *survey) oddsOf(x step) float64 {
	if s.seen[x.key] || detailWords.MatchString(jtext.Key(x.text)) || x.as != asPage || x.call || x.door || x.guess || x.alien || x.stale || x.single || len(s.lists) >= mostLists {
		return 0
	}
	if !vocabulary.IsOfOffices(x.text) && isNamedAsOne(newLink(x.url, x.text)) {
		return 0
	}
	if term, _ := pager.TermIn(x.text); term.Year > 0 && standsAlone(term) {
		return 0
	}
	return vocabulary.Odds(x.text, x.named.Class == vocabulary.Decoy)
}

// sectionRunes is up to how many characters a page that is no folder's is called like a section.
const sectionRunes = 8

// isNamedAsOne reports whether a link is called like one announcement, or has the address of one.
func isNamedAsOne(l link) bool {
	n := utf8.RuneCountInString(l.text)
	return n > titleRunes || n > sectionRunes && !isIndex(l.path) || ownFolder.MatchString(l.path) || sentence.MatchString(l.text)
}
