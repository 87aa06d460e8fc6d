package crawler

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// finding is the state of an address with its reason, in words and as a code.
type finding struct {
	state sources.State
	words string
	cause sources.Cause
}

// causes returns the code as a list, empty where all is well.
func (f finding) causes(address string) []sources.Cause {
	if f.cause.Code == "" {
		return nil
	}
	f.cause.URL = address
	return []sources.Cause{f.cause}
}

// verdict is the state of an address as far as this visit alone tells, with its reason.
func (j judgement) verdict(e entry) finding {
	what := "list"
	if e.feed {
		what = "feed"
	}
	trouble := func(s sources.State, c sources.Cause, words string, args ...any) finding {
		return finding{s, fmt.Sprintf("%s %s: ", what, e.url) + fmt.Sprintf(words, args...), c}
	}
	switch {
	case fetch.ReasonOf(e.err) == fetch.ReasonRobots, errors.As(e.err, new(cause.Refused)):
		return trouble(sources.Blocked, cause.Of(e.err), "%s", e.err)
	case errors.As(e.err, new(cause.Notice)):
		return trouble(sources.Suspect, cause.Of(e.err), "%s", e.err)
	case e.err != nil:
		return trouble(sources.Failing, cause.Of(e.err), "%s", e.err)
	case !e.read && e.items > 0:
		return finding{state: sources.OK}
	case e.items == 0 && e.byScript && len(e.unlinked) > 0: // there are some, which nobody can open
		return trouble(sources.Failing, cause.New(sources.CauseByScript), "the links of its %d announcements are made by script, which is not run here; look for a feed or another list", len(e.unlinked))
	case j.src.MayBeEmpty && e.items == 0:
		return finding{sources.Empty, "nothing is announced at the moment, which may be", cause.New(sources.CauseMayBeEmpty)}
	case j.src.MayBeEmpty:
		return finding{state: sources.OK}
	case e.items == 0:
		return j.verdictOnNothing(e, trouble)
	case e.hasShrunk():
		return trouble(sources.Failing, cause.New(sources.CauseShrunk, "now", e.items, "before", e.before.Items), "only %d announcements are found where there were %d; its layout may have changed", e.items, e.before.Items)
	case e.items > 2 && e.untitled > e.items/2:
		return trouble(sources.Failing, cause.New(sources.CauseUntitled, "now", e.untitled, "of", e.items), "%d of %d announcements have no title; its layout may have changed", e.untitled, e.items)
	case e.hasLostDates():
		return trouble(sources.Degraded, cause.New(sources.CauseUndated, "of", e.items, "before", e.before.Dated), "none of %d announcements has a date where %d had one; its layout may have changed", e.items, e.before.Dated)
	}
	return finding{state: sources.OK}
}

// verdictOnNothing is the verdict on an address that was read and holds no announcement.
func (j judgement) verdictOnNothing(e entry, trouble func(sources.State, sources.Cause, string, ...any) finding) finding {
	switch {
	case e.before.Items > 0 && e.none:
		return trouble(sources.Failing, cause.New(sources.CauseNoneNow, "before", e.before.Items), "it says that nothing is announced at the moment, where there were %d (if it may be empty, say may_be_empty: true)", e.before.Items)
	case e.before.Items > 0:
		return trouble(sources.Failing, cause.New(sources.CauseVanished, "before", e.before.Items), "no announcement is found where there were %d; its layout may have changed (if it may be empty, say may_be_empty: true)", e.before.Items)
	case e.byScript:
		return trouble(sources.Failing, cause.New(sources.CauseByScript), "its links are made by script, which is not run here; look for a feed or another list")
	case e.instead != "":
		return trouble(sources.Failing, cause.New(sources.CauseNoList, "words", e.instead), "%s; look for the list itself", e.instead)
	case !e.feed && j.othersHold(e):
		return trouble(sources.Failing, cause.New(sources.CauseEmptyBeside), "it holds no announcement while the source's other pages do; its layout may be one that cannot be read")
	}
	return finding{sources.Empty, "the pages can be read but hold no announcement, and never did; check the address, or say may_be_empty: true", cause.New(sources.CauseNeverHeld)}
}

func (j judgement) othersHold(e entry) bool {
	return slices.ContainsFunc(j.entries, func(other entry) bool { return other.url != e.url && other.items > 0 })
}

// rememberListed returns what changes of Known by what is listed now: which entries carry which announcement, and that none
// carries it any more.
func (l *listing) rememberListed(known map[string]sources.Known, entries []entry) map[string]sources.Known {
	changed := map[string]sources.Known{}
	for key, k := range known {
		if k.Alias != "" {
			continue
		}
		fresh := k
		if now := carriers(k, l.on[key], entries); len(now) > 0 {
			fresh.On, fresh.Missed = now, 0
		} else if wasAsked(k, entries) {
			fresh.Missed++ // On stays, so that the next visit knows which entries to ask
		}
		if fresh.Missed != k.Missed || !slices.Equal(fresh.On, k.On) {
			changed[key] = fresh
		}
	}
	return changed
}

// carriers returns the entries that carry an announcement now: those that were read and list it, those that are unchanged
// and did, and those that could not be read and did when they last could.
func carriers(k sources.Known, listed []string, entries []entry) []string {
	now := slices.Clone(listed)
	for _, e := range entries {
		if !e.read && k.Missed == 0 && slices.Contains(k.On, e.key) {
			now = append(now, e.key)
		}
	}
	slices.Sort(now)
	return slices.Compact(now)
}

// hasTurnedOver tells of each entry that was read whether what left it is over: most of what it lists is known, and of the open
// calls that stood on it all but one do so yet. A page that is laid out anew loses open ones, too.
func (l listing) hasTurnedOver(known map[string]sources.Known, entries []entry, at time.Time) map[string]bool {
	turned := map[string]bool{}
	for _, e := range entries {
		if !e.read {
			continue
		}
		listed, missing := 0, 0
		for _, on := range l.on {
			if slices.Contains(on, e.key) {
				listed++
			}
		}
		for key, k := range known {
			if k.Alias == "" && !k.Gone && k.OpenAt(at) && slices.Contains(k.On, e.key) && !slices.Contains(l.on[key], e.key) {
				missing++
			}
		}
		turned[e.key] = listed > 0 && 2*(listed-l.fresh[e.key]) >= listed && missing <= 1
	}
	return turned
}

// wasAsked reports whether an entry that carried the announcement was read afresh in this visit.
func wasAsked(k sources.Known, entries []entry) bool {
	return slices.ContainsFunc(entries, func(e entry) bool { return e.read && slices.Contains(k.On, e.key) })
}

// withdrawVanished takes open announcements to be withdrawn that their lists dropped on two visits although they still show
// older ones. Those that merely fell off the end of a feed are no longer shown either, but are still open: their own
// pages are looked at instead.
func (rs *results) withdrawVanished(oldest jdate.Date) {
	for _, key := range slices.Sorted(maps.Keys(rs.memory.Known)) {
		k := rs.known(key)
		if k.ID == "" || !k.OpenAt(rs.at) || k.Gone || k.Missed < 2 || k.Missed == rs.memory.Known[key].Missed {
			continue
		}
		if day := listedDay(k.Date); day == "" || oldest == "" || day <= oldest {
			continue
		}
		rs.visit.Withdrawn[k.ID] = opportunity.Unlisted(k.Missed)
		k.Gone, k.Open = true, false
		rs.visit.Known[key] = k
	}
}

// mayBeBack reports whether a page that was gone is to be looked at again, since its list, which reads as before, names it still: some
// servers answer 404 for a moment to everything.
func (d *dueness) mayBeBack(k sources.Known) bool {
	over := !k.Deadline.IsZero() && d.at.After(k.Deadline) || d.at.Sub(k.FirstSeen) >= closedFor
	return k.Missed == 0 && len(k.On) > 0 && !over && (d.thorough || since(k.Checked, d.at) >= soonCheck)
}

// oldestListed returns the earliest day that the entries read in this visit give any announcement, "" where they give
// none. Dropped announcements count, too: they show how far back the lists reach.
func oldestListed(entries []entry) jdate.Date {
	oldest := jdate.Date("")
	for _, e := range entries {
		for _, d := range e.drafts {
			if day := listedDay(d.Published); day != "" && (oldest == "" || day < oldest) {
				oldest = day
			}
		}
	}
	return oldest
}

// listedDay reads the day that a feed or list gives an announcement, "" where it gives none that stands for itself.
func listedDay(words string) jdate.Date {
	if t, ok := jdate.Instant(words); ok {
		return jdate.DateOf(t)
	}
	return jdate.Day(words)
}
