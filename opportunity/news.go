package opportunity

import (
	"slices"
	"strings"
	"time"

	"koubo/opportunity/jdate"
)

// ChangeClass says what a change of an announcement means to whoever follows it.
type ChangeClass string

// The classes, those that end a call first: of what changed at one instant the first counts.
const (
	ChangedCancelled ChangeClass = "cancelled"
	ChangedWithdrawn ChangeClass = "withdrawn" // it vanished while it was open
	ChangedResult    ChangeClass = "result"
	ChangedReopened  ChangeClass = "reopened"       // a call again, after it was cancelled or decided
	ChangedDeadline  ChangeClass = "deadline_moved" // the last day to submit or, where there is none, to register
	ChangedSchedule  ChangeClass = "schedule_moved" // another step that a company must act on
	ChangedAnswers   ChangeClass = "answers_out"
	ChangedDocuments ChangeClass = "documents_replaced"
	ChangedNothing   ChangeClass = "cosmetic" // wording, contact, a sum: announced to nobody
	ChangedNew       ChangeClass = "new"
)

// News is the latest thing about a record that its followers should hear of.
type News struct {
	Class    ChangeClass
	At       time.Time
	Old, New Moment // of ChangedDeadline: the last day before and after; absent where there was none
}

// Moment is a day with or without a time.
type Moment struct {
	Day   jdate.Date
	Clock jdate.Clock
}

// News returns the latest change that is not cosmetic; ChangedNew at the instant the record was first seen, or was first
// known with its deadlines, where there is none.
func (o Opportunity) News() News {
	if o.CutShort() {
		return News{Class: ChangedWithdrawn, At: o.Withdrawn.At}
	}
	for end := len(o.History); end > 0; {
		at, begin := o.History[end-1].At, end
		for begin > 0 && o.History[begin-1].At.Equal(at) {
			begin--
		}
		if n := newsOf(o.History[begin:end]); n.Class != ChangedNothing {
			n.At = at
			return n
		}
		end = begin
	}
	at := o.FirstSeen
	if len(o.History) == 0 && o.Revised.After(at) {
		at = o.Revised
	}
	return News{Class: ChangedNew, At: at}
}

// newsOf classes what changed at one instant.
func newsOf(changes []Change) News {
	found := News{Class: ChangedNothing}
	for _, c := range changes {
		n := News{Class: ChangedNothing}
		switch c.Field {
		case "stage":
			n.Class = stageNews(Stage(c.Old), Stage(c.New))
		case "deadlines":
			n = deadlineNews(c)
		case "attachments":
			n.Class = ChangedDocuments
		}
		if slices.Index(newsOrder, n.Class) < slices.Index(newsOrder, found.Class) {
			found = n
		}
	}
	return found
}

// newsOrder is which of several classes counts.
var newsOrder = []ChangeClass{ChangedCancelled, ChangedResult, ChangedReopened, ChangedDeadline, ChangedSchedule, ChangedAnswers, ChangedDocuments, ChangedNothing}

func stageNews(old, now Stage) ChangeClass {
	switch {
	case now == Cancelled:
		return ChangedCancelled
	case now == Result:
		return ChangedResult
	case old == Cancelled || old == Result:
		return ChangedReopened
	case now == QA:
		return ChangedAnswers
	}
	return ChangedNothing
}

// deadlineNews tells a moved last day from a moved step, and from what nobody must act on.
func deadlineNews(c Change) News {
	for _, role := range []Role{Submission, Registration} {
		old, now := lastEnd(c.Old, role), lastEnd(c.New, role)
		if old != now {
			return News{Class: ChangedDeadline, Old: old, New: now}
		}
		if old.Day != "" {
			break
		}
	}
	before, after := actedOn(c.Old), actedOn(c.New)
	if !slices.Equal(before, after) {
		return News{Class: ChangedSchedule}
	}
	return News{Class: ChangedNothing}
}

// actedOn returns the lines of a rendered schedule whose steps a company must act on.
func actedOn(schedule string) (lines []string) {
	for line := range strings.Lines(schedule) {
		role, _, _ := strings.Cut(line, " ")
		if ActsOn[Role(role)] {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// lastEnd returns the latest end of a role in a schedule as a Change renders it: "submission 2026-08-01 ~ 2026-09-04 17:00".
func lastEnd(schedule string, role Role) (last Moment) {
	for line := range strings.Lines(schedule) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		_, end, found := strings.Cut(rest, "~ ")
		day, clock, _ := strings.Cut(end, " ")
		m := Moment{jdate.Date(day), jdate.Clock(clock)}
		if found && Role(name) == role && !m.Day.Time("").IsZero() && (m.Day > last.Day || m.Day == last.Day && m.Clock > last.Clock) {
			last = m
		}
	}
	return last
}
