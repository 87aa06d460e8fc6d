package opportunity

import (
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// Turn is an instant from which a record has another status.
type Turn struct {
	From   time.Time
	Status Status
}

// Course returns the statuses that At gives a record one after the other, in whole seconds: the first from 1970 on, each
// until the next. The store indexes records by it, as it does by Over.
func (o Opportunity) Course() (course []Turn) {
	for _, at := range o.moments() {
		if status := o.statusAt(at); len(course) == 0 || course[len(course)-1].Status != status {
			course = append(course, Turn{at, status})
		}
	}
	return course
}

// moments lists the instants at which the status may change, in order and once each, from 1970 on.
func (o Opportunity) moments() []time.Time {
	all := []time.Time{time.Unix(0, 0)}
	note := func(at time.Time) {
		if at.Unix() > 0 {
			all = append(all, at)
		}
	}
	for _, d := range o.Deadlines {
		ends := d.ends()
		note(d.Start.Time(d.StartTime))
		note(ends)
		note(ends.Add(time.Second)) // of two rounds the later one counts from then on
		note(ends.AddDate(0, 0, -soonDays))
	}
	if o.Published != "" {
		note(o.Published.AddDays(1).Time("").AddDate(1, 0, 0))
		note(o.Published.AddDays(2).Time("").AddDate(1, 0, 0)) // 29 February
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

// EntryDays are the last days by which one must submit or register, each of which loses the call for whoever misses it: what
// ClosingAfter and ClosingBefore bound.
func (o Opportunity) EntryDays() (days []string) {
	for _, d := range o.Deadlines {
		if day, _ := d.LastDay(); (d.Role == Submission || d.Role == Registration) && day != "" {
			days = append(days, string(day))
		}
	}
	return days
}

// LastDay returns the last day of a deadline and its hour as whoever must be done by then reads them: midnight, which a record holds
// as the first minute of the next day, is 24:00 of the day before. All that says on which day something ends goes by it; "" where no
// end is known.
func (d Deadline) LastDay() (jdate.Date, jdate.Clock) {
	if d.EndTime == "00:00" && !d.End.Time("").IsZero() {
		return d.End.AddDays(-1), jdate.DayEnd
	}
	return d.End, d.EndTime
}

// Moment is a day with or without a time.
type Moment struct {
	Day   jdate.Date
	Clock jdate.Clock
}

// LastDay is a last day as Deadline.LastDay has it: midnight ends the day before.
func (m Moment) LastDay() Moment {
	day, clock := Deadline{End: m.Day, EndTime: m.Clock}.LastDay()
	return Moment{day, clock}
}

// ends is the instant at which a last day is over.
func (m Moment) ends() time.Time { return Deadline{End: m.Day, EndTime: m.Clock}.ends() }

// Act returns the day and the time at which a company must act on a deadline, or be somewhere: the end of what has a last day, the
// beginning of what is attended. The time may be jdate.DayEnd. opens says that of what has a last day only the beginning is known.
func (d Deadline) Act() (day jdate.Date, clock jdate.Clock, opens bool) {
	ends := !d.End.Time("").IsZero()
	switch {
	case d.Role.HasLastDay() && ends:
		day, clock = d.LastDay()
		return day, clock, false
	case d.Role.HasLastDay():
		return d.Start, d.StartTime, true
	case !d.Start.Time("").IsZero():
		return d.Start, d.StartTime, false
	}
	return d.End, d.EndTime, false
}

// StepDays are the days on which one must act to submit or to register, those that are past among them, in order and once each,
// of its KnownDeadlines. The store indexes records by them.
func (o Opportunity) StepDays() (days []jdate.Date) {
	for _, d := range o.KnownDeadlines() {
		if day, _, _ := d.Act(); (d.Role == Submission || d.Role == Registration) && !day.Time("").IsZero() {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// MaxBudget is what greater budgets count as where records are chosen or put in order by it: 17 trillion yen, some, in 44 bits.
const MaxBudget = 1<<44 - 1

// Budget returns the sum by which a record is chosen and put in order, from 0 to MaxBudget; false where the announcement
// states none. A sum below zero, which no reader makes, is none.
func (o Opportunity) Budget() (yen int64, stated bool) {
	if o.BudgetYen == nil || *o.BudgetYen < 0 {
		return 0, false
	}
	return min(*o.BudgetYen, MaxBudget), true
}
