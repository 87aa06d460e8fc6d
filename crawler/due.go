package crawler

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"koubo/sources"
)

// When an announcement's own page is looked at again.
const (
	openCheck   = 20 * time.Hour      // an open call's page is looked at this often although no list says it changed
	soonCheck   = 3 * time.Hour       // in its last three days
	soon        = 3 * 24 * time.Hour  //
	closedFor   = 30 * 24 * time.Hour // after this, a closed call's page is left alone
	closedCheck = 24 * time.Hour
	wholeRest   = time.Hour // a closed call's page that comes whole is not asked for twice running so soon,
	fewWhole    = 3         // unless a visit looks at fewer such pages again
	firstRetry  = time.Hour // after a failed attempt, doubled by each further one
	lastRetry   = 7 * 24 * time.Hour
)

// due says whether an announcement's own page is to be looked at again. stirred: its source changed, so it may have, too.
func (v *visit) due(address string, k sources.Known, stirred bool) bool {
	since := v.since(k.Checked)
	ended := k.Deadline
	if ended.IsZero() {
		ended = k.FirstSeen
	}
	open, recent := k.OpenAt(v.at), v.at.Sub(ended) < closedFor
	rested := k.Tries == 0 || v.since(k.Tried) >= min(firstRetry<<min(k.Tries-1, 10), lastRetry)
	switch {
	case k.Pending:
		return rested || stirred && k.Tries < 3
	case k.Tries > 0 && (open || recent): // it was due, and could not be read
		return rested || (stirred || v.opt.Thorough) && k.Tries < 3
	case open && (stirred || v.opt.Thorough):
		return true
	case open && !k.Deadline.IsZero() && k.Deadline.Sub(v.at) < soon:
		return since >= soonCheck
	case open:
		return since >= openCheck
	}
	return recent && (stirred && (since >= closedCheck || v.opt.Thorough) || v.opt.Thorough && !k.Deadline.IsZero() && v.cheap(address, k))
}

// cheap says whether a closed call's page may be looked at because that costs little: a call is extended after its
// deadline, too. Of pages that come whole a visit looks at a few, and at those that the visit before left out.
func (v *visit) cheap(address string, k sources.Known) bool {
	leftOut := k.Checked.Before(v.memory.Health.LastRun) || v.since(k.Checked) >= wholeRest
	return !v.comesWhole(address) || leftOut || v.whole < fewWhole
}

// since is the time since an instant of an earlier visit. One that lies ahead was noted while the clock was wrong: it
// counts as long ago.
func (v *visit) since(then time.Time) time.Duration {
	if then.After(v.at) {
		return math.MaxInt64
	}
	return v.at.Sub(then)
}

// comesWhole says whether a page's server sends it whole each time it is asked for.
func (v *visit) comesWhole(address string) bool { return !v.validator(address).Sent() }

// mostUrgentFirst orders the remembered announcements: those whose page was never read, the open ones, those that closed
// last.
func (v *visit) mostUrgentFirst() []string {
	order := slices.Sorted(maps.Keys(v.memory.Known))
	slices.SortStableFunc(order, func(a, b string) int {
		one, other := v.memory.Known[a], v.memory.Known[b]
		return cmp.Or(boolOrder(one.Pending, other.Pending), boolOrder(one.OpenAt(v.at), other.OpenAt(v.at)), other.Deadline.Compare(one.Deadline))
	})
	return order
}

// boolOrder puts true before false.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// longVisit is the time after which a visit reads no more pages of calls that are over: a pass lasts as long as its longest
// visit, and the next one will do.
const longVisit = 12 * time.Second

// willBeLong says whether the pages of what is listed cannot be read in longVisit, by the gap that the hosts want.
func (v *visit) willBeLong() bool {
	return time.Duration(len(v.drafts))*v.session.longestGap() > longVisit
}
