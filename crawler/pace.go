package crawler

import (
	"fmt"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
)

// How a source's history changes the pace of its visits. Whatever it is, the pace stays within these bounds.
const (
	sleepyRest = 24 * time.Hour   // the longest rest between two visits
	leastStep  = 15 * time.Minute // the shortest
	quickest   = 2 * time.Hour    // a schedule with longer intervals is not sped up
	lively     = 4.0              // hours between two changes, below which a source is visited twice as often
	busy       = 2.0              // and four times
	mostly     = 0.5              // share of the changes that fell into office hours, from which on it is
)

// Rest is how long a source with this history is left alone at least: nothing for one that publishes daily, up to a day for
// a sleepy or failing one.
func Rest(h sources.Health) time.Duration {
	switch {
	case h.State == sources.Failing || h.State == sources.Blocked:
		return min(time.Hour<<min(max(h.Failures-1, 0), 6), sleepyRest) - time.Minute
	case h.Rhythm == 0:
		return 0
	}
	// An eighth of the rhythm finds a new announcement late by a sixteenth of the pause before it, on average.
	return min(time.Duration(h.Rhythm/8*float64(time.Hour)), sleepyRest) - time.Minute
}

// Faster is how many times as often as its schedule says a source with this history is visited in office hours: 1, 2 or 4.
func Faster(h sources.Health) int {
	switch {
	case h.State != sources.OK || h.Rhythm == 0 || h.Office < mostly || h.Rhythm >= lively:
		return 1
	case h.Rhythm >= busy:
		return 2
	}
	return 4
}

// inOffice says whether officials publish at the instant: Monday to Friday, 8:30 to 18:00 in Japan.
func inOffice(t time.Time) bool {
	t = t.In(jdate.JST)
	minute := t.Hour()*60 + t.Minute()
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && minute >= 8*60+30 && minute < 18*60
}

// Explain says in words why a source is visited as often as it is.
func Explain(h sources.Health) string {
	rest := Rest(h) + time.Minute
	switch {
	case h.LastRun.IsZero():
		return "not visited yet"
	case h.State == sources.Failing || h.State == sources.Blocked:
		return fmt.Sprintf("at most every %s, for it failed %d times in a row", hours(rest), h.Failures)
	case h.Rhythm == 0:
		return "at each tick of its schedule, until its rhythm is known"
	case Faster(h) > 1:
		return fmt.Sprintf("%d times as often as its schedule says in office hours, for something changes every %.1f hours, mostly then", Faster(h), h.Rhythm)
	case rest < time.Hour:
		return fmt.Sprintf("at each tick, for something changes every %.0f hours", h.Rhythm)
	}
	return fmt.Sprintf("at most every %s, for something changes only every %.0f hours", hours(rest), h.Rhythm)
}

func hours(d time.Duration) string {
	if n := int(d.Round(time.Hour).Hours()); n != 1 {
		return fmt.Sprintf("%d hours", n)
	}
	return "hour"
}
