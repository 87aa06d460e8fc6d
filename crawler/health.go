package crawler

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"koubo/crawler/absence"
	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/schedule"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

const (
	fewShare   = 0.2                  // fewer announcements than this share of the usual number are a broken structure
	fewUsual   = 10                   // where at least so many are usual
	staleAfter = 120 * 24 * time.Hour // nothing new for this long is stale for an address without a known rhythm
	staleTimes = 10                   // rhythms without anything new are stale, too
	staleLeast = 30 * 24 * time.Hour
	smoothing  = 0.2 // weight of the latest value in the running means

	thinShare = 0.4                 // fewer announcements on the first page than this share of the usual number are a loss
	thinUsual = 15                  // where at least so many are usual
	thinFor   = 30 * 24 * time.Hour // after which they are usual

	fewSuspects = 3 // so many pages, and half of those read, that are not the announcements' are the source's trouble
)

// judgement is what a source's health is judged by after a visit.
type judgement struct {
	src     sources.Source
	at      time.Time
	entries []entry
	fresh   map[string]int  // entry key → new announcements on it
	outage  error           // our own network is down; nothing counts against anybody
	suspect finding         // why the announcements' own pages cannot be believed; no words where they can
	absent  int             // announcements' own pages that are not believed to be gone
	turned  map[string]bool // entry keys whose pages lost only what is over, see hasTurnedOver
}

// judge turns what a visit saw into the health of the source and of each of its addresses.
func (j judgement) judge(old sources.Health) sources.Health {
	h := old
	h.Addresses = map[string]sources.AddressHealth{}
	for _, e := range j.entries {
		h.Addresses[e.url] = j.judgeAddress(previous(old, e.url), e)
	}
	j.sumUp(&h, old)
	return h
}

// previous is what was known of an address; of a data file of an older program, what was known of the source.
func previous(h sources.Health, address string) sources.AddressHealth {
	if len(h.Addresses) > 0 || h.LastRun.IsZero() {
		return h.Addresses[address]
	}
	return sources.AddressHealth{State: h.State, Reason: h.Reason, Since: h.Since, LastRun: h.LastRun, LastGood: h.LastGood,
		Failures: h.Failures, LastNew: h.LastNew, Rhythm: h.Rhythm, Office: h.Office}
}

// judgeAddress judges one feed or list page. One that was not asked for, that its host asked to be left alone, or that our
// own network kept us from, stays what it was.
func (j judgement) judgeAddress(a sources.AddressHealth, e entry) sources.AddressHealth {
	before := a.State
	if before == "" {
		a.State = sources.Never
	}
	var later fetch.Later
	switch {
	case !e.asked:
		if e.before.Items > 0 && a.State == sources.Never { // its feed spoke for it
			a.State = sources.OK
		}
		return a
	case j.outage != nil && e.err != nil:
		a.Reason, a.Causes = j.outage.Error(), []sources.Cause{cause.New(sources.CauseOutage)}
		return a
	case errors.As(e.err, &later):
		a.LastRun, a.NotBefore, a.Reason = j.at, later.Until, e.err.Error()
		a.Causes = finding{cause: cause.Of(e.err)}.causes(e.url)
		if later.Until.IsZero() {
			a.NotBefore = nextDay(j.at)
		}
		return a
	}
	a.LastRun, a.NotBefore = j.at, time.Time{}
	if e.err == nil {
		a.Moved = e.moved
	}
	j.applyVerdict(&a, e)
	if isGood(a.State) || a.State == sources.Degraded {
		j.learnRhythm(&a, e)
	}
	if isGood(a.State) {
		j.learn(&a, e)
		if a.State == sources.OK && j.isStale(a) {
			a.State = sources.Stale
			since := a.LastNew.In(jdate.JST).Format(time.DateOnly)
			a.Reason = fmt.Sprintf("nothing new since %s, far longer than usual; the body may announce elsewhere by now", since)
			a.Causes = finding{cause: cause.New(sources.CauseStale, "since", since)}.causes(e.url)
		}
		a.LastGood, a.Failures = j.at, 0
	} else {
		a.Failures++
	}
	if a.State != before {
		a.Since = j.at
	}
	return a
}

// applyVerdict gives an address the state that the visit tells of. One that was degraded and reads as before stays so for a while.
func (j judgement) applyVerdict(a *sources.AddressHealth, e entry) {
	before, reason, causes := a.State, a.Reason, a.Causes
	found := j.verdict(e)
	a.State, a.Reason, a.Causes = found.state, found.words, found.causes(e.url)
	switch believed := before == sources.Degraded && j.at.Sub(a.Since) > thinFor; {
	case a.State != sources.OK || j.src.MayBeEmpty || believed:
	case before == sources.Degraded && !e.read: // it reads as before
		a.State, a.Reason, a.Causes = before, reason, causes
	case e.read && a.Page >= thinUsual && float64(e.page) < thinShare*a.Page && !j.turned[e.key] && !j.isOfTheSeason(*a, e.page):
		a.State = sources.Degraded
		a.Reason = fmt.Sprintf("%s: only %d announcements stand on its first page, where %.0f are usual; its layout may have changed", e.url, e.page, a.Page)
		a.Causes = finding{cause: cause.New(sources.CauseThin, "now", e.page, "usual", math.Round(a.Page))}.causes(e.url)
	}
}

// isOfTheSeason reports whether so few announcements stood on the first page about a year ago, too.
func (j judgement) isOfTheSeason(a sources.AddressHealth, page int) bool {
	least, known := a.AYearAgo(j.at)
	return known && float64(page) >= thinShare*float64(least) && float64(least) < thinShare*a.Page
}

// nextDay is the next midnight in Japan, when a day's budget begins.
func nextDay(at time.Time) time.Time {
	day := at.In(jdate.JST)
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, jdate.JST)
}

func isGood(s sources.State) bool {
	return s == sources.OK || s == sources.Empty || s == sources.Stale
}

// learn updates how much is usual for an address.
func (j judgement) learn(a *sources.AddressHealth, e entry) {
	a.Items = e.items
	if a.Usual == 0 {
		a.Usual = float64(a.Items)
	}
	a.Usual += smoothing * (float64(a.Items) - a.Usual)
	if e.page > 0 {
		a.NoteSeason(j.at, e.page)
	}
	switch {
	case e.page == 0: // it was not read
	case a.Page < thinUsual || float64(e.page) < thinShare*a.Page: // believed after a while
		a.Page = float64(e.page)
	default:
		a.Page += smoothing * (float64(e.page) - a.Page)
	}
}

// learnRhythm updates how often an address has new announcements; what else changes on it is no rhythm.
func (j judgement) learnRhythm(a *sources.AddressHealth, e entry) {
	if j.fresh[e.key] == 0 && !a.LastNew.IsZero() {
		return
	}
	office := 0.0
	if schedule.InOffice(j.at) {
		office = 1
	}
	if hours := j.at.Sub(a.LastNew).Hours(); !a.LastNew.IsZero() && hours > 0 { // not where the clock was set back
		if a.Rhythm == 0 {
			a.Rhythm, a.Office = hours, office
		}
		a.Rhythm += smoothing * (hours - a.Rhythm)
		a.Office += smoothing * (office - a.Office)
	}
	a.LastNew = j.at
}

func (j judgement) isStale(a sources.AddressHealth) bool {
	limit := staleAfter
	if a.Rhythm > 0 {
		limit = max(staleLeast, time.Duration(staleTimes*a.Rhythm*float64(time.Hour)))
	}
	return j.at.Sub(a.LastNew) > limit
}

// worst orders the states that are troubles, the worst first.
var worst = []sources.State{sources.Failing, sources.Blocked, sources.Suspect, sources.Degraded}

// sumUp fills the source's own fields from its addresses': the worst state with its reasons; where none is in trouble, the
// best, for a feed that is empty or silent beside a lively list is no news.
func (j judgement) sumUp(h *sources.Health, old sources.Health) {
	states := map[sources.State][]sources.AddressHealth{}
	*h = sources.Health{Since: old.Since, Watched: watchedSince(old), Fields: old.Fields, Addresses: h.Addresses, State: sources.Never, Reason: ""}
	for _, e := range j.entries {
		a := h.Addresses[e.url]
		states[a.State] = append(states[a.State], a)
		h.LastRun, h.LastGood, h.LastNew = later(h.LastRun, a.LastRun), later(h.LastGood, a.LastGood), later(h.LastNew, a.LastNew)
		h.Items += a.Items
		h.Usual += a.Usual
		if a.Rhythm > 0 && (h.Rhythm == 0 || a.Rhythm < h.Rhythm) {
			h.Rhythm, h.Office = a.Rhythm, a.Office
		}
	}
	for _, s := range append(slices.Clone(worst), sources.OK, sources.Stale, sources.Empty, sources.Never) {
		if len(states[s]) > 0 {
			h.State = s
			break
		}
	}
	if slices.Contains(worst, h.State) {
		h.Reason, h.Failures = j.troubles(h)
	} else {
		for _, a := range states[h.State] {
			if h.Reason == "" {
				h.Reason, h.Causes = a.Reason, a.Causes
			}
		}
		if h.State == sources.OK && j.suspect.words != "" {
			h.State, h.Reason, h.Causes = sources.Suspect, j.suspect.words, j.suspect.causes("")
		}
	}
	j.tellHeldBack(h)
	if h.State != old.State {
		h.Since = j.at
	}
	if h.Watched.IsZero() && h.State == sources.OK {
		h.Watched = j.at
	}
}

// tellHeldBack says what is held back of the source: beside its other troubles, or as one where it is much.
func (j judgement) tellHeldBack(h *sources.Health) {
	words, c, alone := absence.Held(j.absent)
	switch {
	case words == "":
	case slices.Contains(worst, h.State):
		h.Reason, h.Causes = h.Reason+"; "+words, append(slices.Clip(h.Causes), c)
	case alone:
		h.State, h.Reason, h.Causes = sources.Suspect, words, []sources.Cause{c}
	}
}

// watchedSince is when announcements of a source were read first, as a data file of an older program tells it, too: by when
// the state began in which it was read.
func watchedSince(h sources.Health) time.Time {
	if h.Watched.IsZero() && !h.LastGood.IsZero() && h.Items > 0 {
		return cmp.Or(h.Since, h.LastGood)
	}
	return h.Watched
}

// troubles joins the reasons of the addresses in trouble, and says where others were read.
func (j judgement) troubles(h *sources.Health) (reason string, failures int) {
	var words []string
	for _, e := range j.entries {
		if a := h.Addresses[e.url]; slices.Contains(worst, a.State) {
			words = append(words, a.Reason)
			h.Causes = append(h.Causes, a.Causes...)
			failures = max(failures, a.Failures)
		}
	}
	reason = strings.Join(words, "; ")
	if len(words) < len(j.entries) {
		reason += "; the source's other pages were read"
	}
	return reason, failures
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// suspectPages says why a source's pages cannot be believed where many of those asked for are not the announcements'.
func (rs *results) suspectPages() finding {
	n := len(rs.suspects)
	if n < fewSuspects || n < rs.read {
		return finding{}
	}
	return finding{words: fmt.Sprintf("%d of %d pages are not those of the announcements: %s", n, n+rs.read, rs.suspects[0]), cause: cause.New(sources.CauseSuspect, "now", n, "of", n+rs.read)}
}
