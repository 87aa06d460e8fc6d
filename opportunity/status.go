package opportunity

import (
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// soonDays is the number of days before a deadline within which a call is closing soon.
const soonDays = 7

// At returns the record with Status filled for the instant now: what a company that has done nothing yet can still do.
//
// The gate is the latest end of the submission windows; where the page gives no end of one, of the registrations. A
// registration that has closed closes the call, because a newcomer must pass it before submitting; where registration
// comes last, submission decides. Questions, briefings and what follows never close a call. A day without a time lasts
// until 24:00 in Japan.
// Without a gate a call is rolling where it says so, and unknown otherwise, unless the page states that it is over or
// was published more than a year before now: then it is closed.
func (o Opportunity) At(now time.Time) Opportunity {
	o.Status = o.statusAt(now)
	return o
}

func (o Opportunity) statusAt(now time.Time) Status {
	switch {
	case o.CutShort():
		return WithdrawnNow
	case o.isEnded():
		return Closed
	}
	gate := o.gate(now)
	switch {
	case gate.closed:
		return Closed
	case gate.starts.After(now):
		return Upcoming
	case !gate.ends.IsZero() && gate.ends.Sub(now) <= soonDays*24*time.Hour:
		return ClosingSoon
	case !gate.ends.IsZero() && o.Rolling:
		return RollingStatus
	case !gate.ends.IsZero():
		return Open
	case o.Rolling:
		return RollingStatus
	case gate.started:
		return Open
	case o.Published != "" && o.Published < jdate.DateOf(now.AddDate(-1, 0, 0)):
		return Closed
	}
	return UnknownStatus
}

// isEnded reports whether its stage or the page itself says that it is over, whatever its days are.
func (o Opportunity) isEnded() bool {
	return o.Stage == Result || o.Stage == Cancelled || o.Evidence["ended"] != ""
}

// CutShort says whether the announcement vanished while it was still open. One that had closed by then stays closed.
func (o Opportunity) CutShort() bool {
	vanished := o.Withdrawn
	if vanished == nil {
		return false
	}
	o.Withdrawn = nil
	return o.statusAt(vanished.At) != Closed
}

// gate is the window in which a newcomer can enter. Zero instants are unknown.
type gate struct {
	starts, ends    time.Time
	closed, started bool
}

// gate joins the two roles by which one enters: submission, and registration before it.
func (o Opportunity) gate(now time.Time) gate {
	submission, registration := o.window(Submission, now), o.window(Registration, now)
	g := submission
	first := !registration.ends.IsZero() && (submission.ends.IsZero() || registration.ends.Before(submission.ends))
	if first {
		g.ends, g.closed = registration.ends, registration.closed || submission.closed
	}
	// A submission that begins when registration ends is no start of the call: until then one registers.
	after := first && !submission.starts.Before(registration.ends.AddDate(0, 0, -1))
	if first && !registration.starts.IsZero() || g.starts.IsZero() || after {
		g.starts, g.started = registration.starts, registration.started || submission.started
	}
	return g
}

// window sums up the deadlines of one role: of parallel rounds the one that is open or, if none is, the next.
func (o Opportunity) window(role Role, now time.Time) (w gate) {
	for _, d := range o.Deadlines {
		if d.Role != role {
			continue
		}
		starts, ends := d.Start.Time(d.StartTime), d.ends()
		w.started = w.started || !starts.IsZero() && !starts.After(now)
		current := w.ends.IsZero() || w.ends.Before(now)
		switch {
		case ends.IsZero():
			if w.starts.IsZero() {
				w.starts = starts
			}
		case w.ends.IsZero(), current && ends.After(w.ends), !current && ends.After(w.ends) && !starts.After(now):
			w.starts, w.ends = starts, ends
		}
	}
	w.closed = !w.ends.IsZero() && !now.Before(w.ends)
	return w
}

// LacksDeadline reports whether it is a call, taking entries not as they come, that names no day to submit or register by.
func (o Opportunity) LacksDeadline() bool {
	return o.IsOpportunity && !o.Rolling && !slices.ContainsFunc(o.Deadlines, func(d Deadline) bool {
		return d.Role == Submission || d.Role == Registration
	})
}

// AwaitsEntrants reports whether a call that is closed since its registration is over has a submission on or after a day, for those who
// registered in time.
func (o Opportunity) AwaitsEntrants(day jdate.Date) bool {
	if o.Status != Closed || o.Withdrawn != nil || o.isEnded() {
		return false
	}
	last := map[Role]jdate.Date{}
	for _, d := range o.Deadlines {
		ends, _ := d.LastDay()
		last[d.Role] = max(last[d.Role], ends)
	}
	return last[Submission] >= day && last[Registration] != "" && last[Registration] < last[Submission]
}

// Closes returns the instant from which nobody can enter any more: the latest end of the submission windows or, where the
// page gives none, of the registrations. It is zero where the page names neither.
func (o Opportunity) Closes() (last time.Time) {
	for _, role := range []Role{Submission, Registration} {
		for _, d := range o.Deadlines {
			if ends := d.ends(); d.Role == role && ends.After(last) {
				last = ends
			}
		}
		if !last.IsZero() {
			break
		}
	}
	return last
}

// ends returns the first instant at which the deadline is over; a day without a time lasts until 24:00 in Japan.
func (d Deadline) ends() time.Time {
	if d.EndTime == "" {
		return d.End.AddDays(1).Time("")
	}
	return d.End.Time(d.EndTime)
}

// ActsOn are the roles at which a company must do something or be somewhere.
var ActsOn = map[Role]bool{
	Submission: true, Registration: true, Questions: true, Briefing: true, SiteVisit: true, Interview: true, Presentation: true, Opening: true,
}

// HasLastDay reports whether what the role names ends on a last day that a company must not miss.
func (r Role) HasLastDay() bool { return r == Submission || r == Registration || r == Questions }

// Next returns the next deadline that a company must act on: the earliest end of a submission, a registration or the
// questions, or day of a briefing, a visit, an interview, a presentation or the opening, that is not over at now; false
// where none is ahead.
func (o Opportunity) Next(now time.Time) (next Deadline, ok bool) {
	var at time.Time
	for _, d := range o.Deadlines {
		due := d.due()
		if !ActsOn[d.Role] || due.IsZero() || !now.Before(due) {
			continue
		}
		if !ok || due.Before(at) {
			next, at, ok = d, due, true
		}
	}
	return next, ok
}

// Over returns the instant from which on o is closed or withdrawn, as far as time decides: the zero time where it never
// will be, the first second of 1970 where it is so for another reason. At says closed or withdrawn at that instant and ever
// after, and nothing of it before. The store indexes records by it: whoever changes the rules of closing must have the
// index made anew.
func (o Opportunity) Over() (from time.Time) {
	moments := []time.Time{time.Unix(0, 0).UTC()}
	for _, d := range o.Deadlines {
		moments = append(moments, d.Start.Time(d.StartTime), d.ends(), d.due())
	}
	if o.Published != "" {
		moments = append(moments, o.Published.AddDays(1).Time("").AddDate(1, 0, 0), o.Published.AddDays(2).Time("").AddDate(1, 0, 0)) // 29 February
	}
	slices.SortFunc(moments, time.Time.Compare)
	for _, at := range slices.Backward(moments) {
		if at.IsZero() {
			continue
		}
		if !o.isOver(at) || !o.isOver(at.Add(time.Second)) { // of two rounds the later one counts from the second on
			break
		}
		from = at
	}
	return from
}

func (o Opportunity) isOver(at time.Time) bool {
	status := o.statusAt(at)
	return status == Closed || status == WithdrawnNow
}

// NextMoment returns the first instant after now at which time alone may change what At, Next and the words for days
// left say of o: a step that begins, is over or comes near, or midnight in Japan.
func (o Opportunity) NextMoment(now time.Time) time.Time {
	next := jdate.DateOf(now).AddDays(1).Time("")
	for _, d := range o.Deadlines {
		for _, at := range [...]time.Time{d.Start.Time(d.StartTime), d.End.Time(d.EndTime), d.ends(), d.due(), d.ends().AddDate(0, 0, -soonDays)} {
			if at.After(now) && at.Before(next) {
				next = at
			}
		}
	}
	return next
}

// NextEntry returns the next last day by which a newcomer must act: of the registrations and submissions that are not over at
// now the one that ends first; false where none is ahead.
func (o Opportunity) NextEntry(now time.Time) (next Deadline, ok bool) {
	for _, d := range o.Deadlines {
		if d.End == "" || d.Role != Submission && d.Role != Registration || !now.Before(d.ends()) {
			continue
		}
		if !ok || d.ends().Before(next.ends()) {
			next, ok = d, true
		}
	}
	return next, ok
}

// due is when the deadline is over; an event of one day has only a start. An opening of a window alone is never due.
func (d Deadline) due() time.Time {
	switch {
	case d.End != "":
		return d.ends()
	case d.Role.HasLastDay():
		return time.Time{}
	case d.StartTime != "":
		return d.Start.Time(d.StartTime)
	}
	return d.Start.AddDays(1).Time("")
}
