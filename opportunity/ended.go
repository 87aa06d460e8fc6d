package opportunity

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// EndedDays is for how many days selections of open calls that are subscribed to still hold a call that ended otherwise than by its last
// day (see Ended), so that whoever follows them hears of it.
const EndedDays = 30

// EndedSince returns the start of the day, in Japan, from which on what ended counts at now. It moves at midnight, as all that
// is said of days left does.
func EndedSince(now time.Time) time.Time {
	return jdate.DateOf(now).AddDays(-EndedDays).Time("")
}

// Ended returns the record as it stood before it was cancelled, vanished, or came to its result, with the status that it had when it
// could be entered last, and the instant of the end. It is false where nobody who follows what is open knew of it: where it did not
// end so, was found when it had, or was called off when nobody could enter any more. Of a call whose result is out it is true after
// the last day, too.
func (o Opportunity) Ended() (was Opportunity, at time.Time, ok bool) {
	if o.Stage != Result {
		was, at, ok = o.CalledOff()
	} else if was, at, ok = o.before(Result); ok {
		was.Status = was.lastOpen(o.begun().At, at)
		ok = was.Status != Closed
	}
	if !ok && was.Stage != o.Stage && (was.Stage == Result || was.Stage == Cancelled) { // called off after its result, or decided after all
		return was.Ended()
	}
	return was, at, ok
}

// CalledOff returns the record as it stood before it was cancelled or vanished, with the status it had, and the instant of
// that; false where it was not, or where nobody could enter any more by then.
func (o Opportunity) CalledOff() (was Opportunity, at time.Time, ok bool) {
	switch {
	case o.CutShort():
		was, at = o, o.Withdrawn.At
		was.Withdrawn = nil
	case o.Stage == Cancelled:
		if was, at, ok = o.before(Cancelled); !ok {
			return o, at, false // it was never seen open
		}
	default:
		return o, at, false
	}
	was.Status = was.statusAt(at)
	return was, at, was.Status != Closed
}

// before returns the record as it stood before it came to its stage, and the instant of that; false where it was found at it.
func (o Opportunity) before(stage Stage) (was Opportunity, at time.Time, ok bool) {
	last := o.lastChange("stage", string(stage))
	if last < 0 {
		return o, at, false
	}
	was, at = o, o.History[last].At
	was.Stage, was.Withdrawn, was.Deadlines = Stage(o.History[last].Old), nil, o.KnownDeadlines()
	was.IsOpportunity = o.IsOpportunity || slices.ContainsFunc(o.History, func(c Change) bool {
		return c.Field == "is_opportunity" && c.Old != "" && c.At.Equal(at)
	})
	for i, c := range o.History {
		if c.Field == "deadlines" && c.At.Equal(at) {
			was.Deadlines = StepsIn(c.Old) // such a page often names its days no more
		}
		if c.At.Equal(at) {
			last = min(last, i)
		}
	}
	was.History = o.History[:last]
	was.Evidence = maps.Clone(o.Evidence)
	delete(was.Evidence, "ended") // a page that tells of its end says so, too, that it is over
	return was, at, true
}

// lastOpen is the latest status but Closed that the record had between two instants, Closed where it had none.
func (o Opportunity) lastOpen(from, until time.Time) Status {
	course, last := o.Course(), Closed
	for i, turn := range course {
		passed := i+1 < len(course) && !course[i+1].From.After(from)
		if !passed && !turn.From.After(until) && turn.Status != Closed {
			last = turn.Status
		}
	}
	return last
}

// KnownDeadlines are the deadlines of a record and, of the roles that its page names no more, those that it named last: the page of a
// call that ended mostly drops its days, and whoever holds them in a calendar must be told. Of a call that did not end, only what was
// still to come when it left the page counts.
func (o Opportunity) KnownDeadlines() []Deadline {
	known, done := slices.Clip(o.Deadlines), o.Stage == Cancelled || o.Stage == Result
	met := map[Role]bool{}
	for _, d := range o.Deadlines {
		met[d.Role] = true
	}
	for _, c := range slices.Backward(o.History) {
		if c.Field != "deadlines" {
			continue
		}
		lost := slices.DeleteFunc(StepsIn(c.Old), func(d Deadline) bool { return met[d.Role] })
		for _, d := range lost {
			met[d.Role] = true
			if done || d.due().After(c.At) {
				known = append(known, d)
			}
		}
	}
	return known
}

// EndedAt returns the instant from which on nobody is to act by the record's days, false where they count: since it was cancelled, decided
// or vanished, or was found so.
func (o Opportunity) EndedAt() (at time.Time, ended bool) {
	switch {
	case o.CutShort():
		return o.Withdrawn.At, true
	case o.Stage == Cancelled || o.Stage == Result:
		if _, at, ok := o.before(o.Stage); ok {
			return at, true
		}
		return o.begun().At, true
	}
	return at, false
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
