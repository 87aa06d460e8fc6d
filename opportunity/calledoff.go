package opportunity

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// CalledOffDays is for how many days selections of open calls that are subscribed to still hold a call that was cancelled or
// vanished while it was open, so that whoever follows them hears of it.
const CalledOffDays = 30

// CalledOffSince returns the start of the day, in Japan, from which on what was called off counts at now. It moves at
// midnight, as all that is said of days left does.
func CalledOffSince(now time.Time) time.Time {
	return jdate.DateOf(now).AddDays(-CalledOffDays).Time("")
}

// CalledOff returns the record as it stood before it was cancelled or vanished, with the status it had, and the instant of
// that; false where it was not, or where nobody could enter any more by then.
func (o Opportunity) CalledOff() (was Opportunity, at time.Time, ok bool) {
	was = o
	switch {
	case o.CutShort():
		at, was.Withdrawn = o.Withdrawn.At, nil
	case o.Stage == Cancelled:
		last := o.lastChange("stage", string(Cancelled))
		if last < 0 {
			return o, at, false // it was never seen open
		}
		at, was.Stage, was.Withdrawn = o.History[last].At, Stage(o.History[last].Old), nil
		was.IsOpportunity = o.IsOpportunity || slices.ContainsFunc(o.History, func(c Change) bool {
			return c.Field == "is_opportunity" && c.Old != "" && c.At.Equal(at)
		})
		for _, c := range o.History {
			if c.Field == "deadlines" && c.At.Equal(at) {
				was.Deadlines = StepsIn(c.Old) // such a page often names its days no more
			}
		}
		was.Evidence = maps.Clone(o.Evidence)
		delete(was.Evidence, "ended") // a page that says it was called off says so, too, that it is over
	default:
		return o, at, false
	}
	was.Status = was.statusAt(at)
	return was, at, was.Status != Closed
}

// KnownDeadlines are the deadlines of a record; of one that was called off and names none any more, those that it had before.
func (o Opportunity) KnownDeadlines() []Deadline {
	if len(o.Deadlines) == 0 {
		if was, _, ok := o.CalledOff(); ok {
			return was.Deadlines
		}
	}
	return o.Deadlines
}

// lastChange returns where in the history a field last came to a value, -1 for nowhere.
func (o Opportunity) lastChange(field, to string) int {
	for i, c := range slices.Backward(o.History) {
		if c.Field == field && c.New == to {
			return i
		}
	}
	return -1
}

// KnownSince returns the instant from which on the record named the last day of a deadline: of the change that brought it,
// else of the record's beginning.
func (o Opportunity) KnownSince(d Deadline) time.Time {
	names := func(schedule string) bool {
		return slices.ContainsFunc(StepsIn(schedule), func(s Deadline) bool { return s.Role == d.Role && s.End == d.End && s.Start == d.Start })
	}
	for _, c := range slices.Backward(o.History) {
		if c.Field == "deadlines" && names(c.New) && !names(c.Old) {
			return c.At
		}
	}
	return o.begun().At
}

// The reasons of withdrawals, as they are stored and told by the API.
const (
	pageGoneReason = "the page %s is gone (it answers %d)"
	unlistedReason = "its list carried it no longer on %d visits, though it still shows older announcements"
)

// PageGone is the reason of a withdrawal whose page answered with a status that says it is gone.
func PageGone(page string, status int) string { return fmt.Sprintf(pageGoneReason, page, status) }

// Unlisted is the reason of a withdrawal that its list carried no longer on so many visits.
func Unlisted(visits int) string { return fmt.Sprintf(unlistedReason, visits) }

// WithdrawalLabel words the reason of a withdrawal in Japanese. One in other words stays as it is.
func WithdrawalLabel(reason string) string {
	var page string
	var n int
	if _, err := fmt.Sscanf(reason, pageGoneReason, &page, &n); err == nil {
		return fmt.Sprintf("公式サイトのページがなくなっています（%d）", n)
	}
	if _, err := fmt.Sscanf(reason, unlistedReason, &n); err == nil {
		return fmt.Sprintf("公式サイトの一覧に、%d回続けて載っていませんでした", n)
	}
	return reason
}
