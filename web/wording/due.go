package wording

import (
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Days left at which a deadline is shown as urgent, and as soon.
const (
	urgentDays = 3
	soonDays   = 7
)

// Due is the one line of an opportunity that must not be overlooked: by when a newcomer must have registered or submitted,
// and how long that is.
type Due struct {
	Class string // urgent soon calm past none; the sheet knows them
	Left  string // 今日, 明日, あと3日
	What  string // 参加申込
	When  string // 11月27日（金）17:00まで
	Day   string // for <time datetime>
	Note  string // what the day does not say
	// Nearer is a step before that which loses nobody the call: 質問は11月30日（月）17:00まで.
	Nearer string
	Later  string // the submission that a registration comes before: 提出・応募は12月18日（金）まで
}

// DueOf sums up where o stands at the instant now. o must have been filled by At. What is over for a newcomer is over
// here, though presentations may still be ahead of those who are in.
func DueOf(o opportunity.Opportunity, now time.Time) Due {
	next, ahead := o.Next(now)
	entry, enters := o.NextEntry(now)
	switch {
	case o.Status == opportunity.WithdrawnNow:
		return Due{Class: "past", Left: o.Status.Label()}
	case o.Status == opportunity.Closed:
		return pastDue(o, now)
	case enters:
		d := dueAt(o, entry, now)
		if next.Role != entry.Role {
			d.Nearer = nearerStep(next, now)
		}
		return d
	case ahead:
		return dueAt(o, next, now)
	case o.Rolling:
		return Due{Class: "calm", Left: opportunity.RollingStatus.Label(), Note: "早く終わることがあります"}
	}
	return Due{Class: "none", Left: "期限不明", Note: "原文でご確認ください"}
}

// dueAt describes a step that is still ahead: one to be done by its end, or an event on its day.
func dueAt(o opportunity.Opportunity, d opportunity.Deadline, now time.Time) Due {
	day, clock, words := whenOf(d, now)
	left := jdate.DateOf(now).DaysTo(day)
	out := Due{Class: urgency(left), Left: leftWords(left), What: d.Role.Label(), Day: string(day), When: words}
	if clock == "" {
		out.Note = "時刻は原文で確認"
	}
	if last := lastOf(o, opportunity.Submission); d.Role != opportunity.Submission && last != "" {
		out.Later = opportunity.Submission.Label() + "は" + DayWords(last, now) + "まで"
	} else if d.End != "" && d.Start > jdate.DateOf(now) {
		out.Note = DayWords(d.Start, now) + "から受付"
	}
	return out
}

// nearerStep says by when, or on which day, a step is.
func nearerStep(d opportunity.Deadline, now time.Time) string {
	_, _, words := whenOf(d, now)
	return d.Role.Label() + "は" + words
}

// whenOf returns the last day of a step and its hour, or those of an event, and how they are written: 11月27日（金） 17:00まで.
func whenOf(d opportunity.Deadline, now time.Time) (day jdate.Date, clock jdate.Clock, words string) {
	day, clock = d.Start, d.StartTime
	suffix := ""
	if d.End != "" {
		day, clock = d.LastDay()
		suffix = "まで"
	}
	words = DayWords(day, now)
	if clock != "" {
		words += " " + string(clock)
	}
	return day, clock, words + suffix
}

// lastOf is the last day by which a role can be done, "" where none is known.
func lastOf(o opportunity.Opportunity, role opportunity.Role) (last jdate.Date) {
	for _, d := range o.Deadlines {
		if day, _ := d.LastDay(); d.Role == role {
			last = max(last, day)
		}
	}
	return last
}

// pastDue names the last day on which something could be handed in, or where one had to register before, that of the registration: a day
// that is to come has closed nothing.
func pastDue(o opportunity.Opportunity, now time.Time) Due {
	out, today := Due{Class: "past", Left: opportunity.Closed.Label()}, jdate.DateOf(now)
	last := lastOf(o, opportunity.Submission)
	switch {
	case o.AwaitsEntrants(today):
		out.What = opportunity.Registration.Label()
		out.Later = "申込みを済ませた方の" + opportunity.Submission.Label() + "は" + DayWords(last, time.Time{}) + "まで"
		last = lastOf(o, opportunity.Registration)
	case last == "":
		last = lastOf(o, opportunity.Registration)
	}
	if last > today {
		return out
	}
	if last != "" {
		out.Day, out.When = string(last), DayWords(last, time.Time{})+"まで"
	}
	return out
}

func urgency(days int) string {
	switch {
	case days < 0:
		return "past"
	case days <= urgentDays:
		return "urgent"
	case days <= soonDays:
		return "soon"
	}
	return "calm"
}
