package schedule

import (
	"fmt"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
)

// How an address's history changes the pace of its visits. Whatever it is, the pace stays within these bounds.
const (
	longestRest = 24 * time.Hour   // between two visits
	leastStep   = 15 * time.Minute // the shortest
	quickest    = 2 * time.Hour    // a schedule with longer intervals is not sped up
	lively      = 4.0              // hours between two new announcements, below which an address is visited twice as often
	busy        = 2.0              // and four times
	mostly      = 0.5              // share of the new ones that fell into office hours, from which on it is
)

// Rest is how long an address with this history is left alone at least: nothing for one that publishes daily, up to a day
// for a sleepy or failing one. While no rhythm is known, it is at least as slow as nothing new has come since the first visit:
// most of a catalogue's addresses publish a few times a year.
func Rest(a sources.AddressHealth) time.Duration {
	switch {
	case a.State.InTrouble():
		return min(time.Hour<<min(max(a.Failures-1, 0), 6), longestRest) - time.Minute
	case a.Rhythm == 0:
		return restOf(silence(a).Hours())
	}
	return restOf(a.Rhythm)
}

// restOf is the rest for a rhythm in hours. An eighth of it finds a new announcement late by a sixteenth of the pause before it,
// on average.
func restOf(rhythm float64) time.Duration {
	return max(min(time.Duration(rhythm/8*float64(time.Hour)), longestRest)-time.Minute, 0)
}

// silence is how long an address had given nothing new when it was visited last.
func silence(a sources.AddressHealth) time.Duration {
	if a.LastNew.IsZero() {
		return 0
	}
	return max(a.LastRun.Sub(a.LastNew), 0)
}

// Speedup is how many times as often as its schedule says an address with this history is visited in office hours: 1, 2 or 4.
func Speedup(a sources.AddressHealth) int {
	switch {
	case a.State != sources.OK || a.Rhythm == 0 || a.Office < mostly || a.Rhythm >= lively:
		return 1
	case a.Rhythm >= busy:
		return 2
	}
	return 4
}

// InOffice reports whether officials publish at the instant: Monday to Friday, 8:30 to 18:00 in Japan.
func InOffice(t time.Time) bool {
	t = t.In(jdate.JST)
	minute := t.Hour()*60 + t.Minute()
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && minute >= 8*60+30 && minute < 18*60
}

// Explain says in words why a source is visited as often as it is: by its address that is visited most often.
func Explain(h sources.Health) string {
	if h.LastRun.IsZero() {
		return "not visited yet"
	}
	all := addressesOf(h)
	quick := all[0]
	for _, a := range all[1:] {
		if Rest(a) < Rest(quick) || Rest(a) == Rest(quick) && Speedup(a) > Speedup(quick) {
			quick = a
		}
	}
	return explainAddress(quick)
}

func explainAddress(a sources.AddressHealth) string {
	rest := Rest(a) + time.Minute
	switch {
	case a.State.InTrouble():
		return fmt.Sprintf("at most every %s, for it failed %d times in a row", hours(rest), a.Failures)
	case a.Rhythm == 0 && rest < time.Hour:
		return "at each tick of its schedule, until its rhythm is known"
	case a.Rhythm == 0:
		return fmt.Sprintf("at most every %s, for nothing new has come for %.0f hours", hours(rest), silence(a).Hours())
	case Speedup(a) > 1:
		return fmt.Sprintf("%d times as often as its schedule says in office hours, for something new comes %s, mostly then", Speedup(a), every("%.1f", a.Rhythm))
	case rest < time.Hour:
		return fmt.Sprintf("at each tick, for something new comes %s", every("%.0f", a.Rhythm))
	}
	return fmt.Sprintf("at most every %s, for something new comes only every %.0f hours", hours(rest), a.Rhythm)
}

// every says how often something comes, in hours as form writes them, of what comes more often than that no more.
func every(form string, rhythm float64) string {
	if rhythm < 1 {
		return "more than once an hour"
	}
	return fmt.Sprintf("every "+form+" hours", rhythm)
}

func hours(d time.Duration) string {
	if n := int(d.Round(time.Hour).Hours()); n != 1 {
		return fmt.Sprintf("%d hours", n)
	}
	return "hour"
}
