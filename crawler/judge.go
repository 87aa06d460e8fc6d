package crawler

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"koubo/sources"
)

const (
	fewShare   = 0.2                  // fewer announcements than this share of the usual number are a broken structure
	fewUsual   = 10                   // where at least so many are usual
	staleAfter = 120 * 24 * time.Hour // nothing new for this long is stale for a source without a known rhythm
	staleTimes = 10                   // rhythms without anything new are stale, too
	staleLeast = 30 * 24 * time.Hour
	smoothing  = 0.2 // weight of the latest value in the running means
)

// judge turns what the visit saw into the source's state, with a reason in words.
func (v *visit) judge() {
	h := &v.result.Health
	old := *h
	h.LastRun = v.at
	h.State, h.Reason = v.verdict()
	if h.State == sources.OK || h.State == sources.Empty {
		v.learn(h)
		if h.State == sources.OK && v.isStale(h) {
			h.State = sources.Stale
			h.Reason = fmt.Sprintf("nothing new since %s, far longer than usual; the body may announce elsewhere by now", h.LastNew.Format(time.DateOnly))
		}
		h.LastGood, h.Failures = v.at, 0
	} else {
		h.Failures++
	}
	if h.State != old.State {
		h.Since = v.at
	}
}

// verdict is the state as far as this visit alone tells.
func (v *visit) verdict() (sources.State, string) {
	var broken, blocked []string
	items := 0
	for _, e := range v.entries {
		items += e.items
		switch why := v.entryTrouble(e); {
		case why == "":
		case isBlocking(e.err):
			blocked = append(blocked, why)
		default:
			broken = append(broken, why)
		}
	}
	switch {
	case len(blocked) == len(v.entries):
		return sources.Blocked, strings.Join(blocked, "; ")
	case len(broken)+len(blocked) > 0:
		return sources.Failing, v.withRest(append(broken, blocked...))
	case items == 0 && v.src.MayBeEmpty:
		return sources.Empty, "nothing is announced at the moment, which may be"
	case items == 0:
		return sources.Empty, "the pages can be read but hold no announcement, and never did; check the address, or say may_be_empty: true"
	}
	return sources.OK, ""
}

func isBlocking(err error) bool {
	var forbidden Forbidden
	var refused Refused
	return errors.As(err, &forbidden) || errors.As(err, &refused)
}

// withRest names what is broken, and says that the rest of the source was read.
func (v *visit) withRest(troubles []string) string {
	words := strings.Join(troubles, "; ")
	if len(troubles) < len(v.entries) {
		words += "; the source's other pages were read"
	}
	return words
}

// entryTrouble says what is wrong with one feed or list page, "" for nothing.
func (v *visit) entryTrouble(e entry) string {
	what := "list"
	if e.feed {
		what = "feed"
	}
	name := fmt.Sprintf("%s %s: ", what, e.url)
	switch {
	case e.err != nil:
		return name + e.err.Error()
	case e.unchanged || v.src.MayBeEmpty:
		return ""
	case e.items == 0 && e.before.Items > 0:
		return name + fmt.Sprintf("no announcement is found where there were %d; its layout may have changed (if it may be empty, say may_be_empty: true)", e.before.Items)
	case e.items == 0 && !e.feed && v.othersHold(e):
		return name + "it holds no announcement while the source's other pages do; its layout may be one that cannot be read"
	case hasShrunk(e):
		return name + fmt.Sprintf("only %d announcements are found where there were %d; its layout may have changed", e.items, e.before.Items)
	case e.items > 2 && e.untitled > e.items/2:
		return name + fmt.Sprintf("%d of %d announcements have no title; its layout may have changed", e.untitled, e.items)
	case hasLostDates(e):
		return name + fmt.Sprintf("none of %d announcements has a date where %d had one; its layout may have changed", e.items, e.before.Dated)
	}
	return ""
}

func (v *visit) othersHold(e entry) bool {
	for _, other := range v.entries {
		if other.url != e.url && other.items > 0 {
			return true
		}
	}
	return false
}

// learn updates what is usual for the source.
func (v *visit) learn(h *sources.Health) {
	h.Items = 0
	stirred := false
	for _, e := range v.entries {
		h.Items += e.items
		stirred = stirred || !e.unchanged
	}
	if h.Usual == 0 {
		h.Usual = float64(h.Items)
	}
	h.Usual += smoothing * (float64(h.Items) - h.Usual)
	if !stirred && !h.LastNew.IsZero() {
		return
	}
	office := 0.0
	if inOffice(v.at) {
		office = 1
	}
	if hours := v.at.Sub(h.LastNew).Hours(); !h.LastNew.IsZero() && hours > 0 { // not where the clock was set back
		if h.Rhythm == 0 {
			h.Rhythm, h.Office = hours, office
		}
		h.Rhythm += smoothing * (hours - h.Rhythm)
		h.Office += smoothing * (office - h.Office)
	}
	h.LastNew = v.at
}

func (v *visit) isStale(h *sources.Health) bool {
	limit := staleAfter
	if h.Rhythm > 0 {
		limit = max(staleLeast, time.Duration(staleTimes*h.Rhythm*float64(time.Hour)))
	}
	return v.at.Sub(h.LastNew) > limit
}
