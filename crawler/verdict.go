package crawler

import (
	"errors"
	"fmt"
	"slices"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
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
