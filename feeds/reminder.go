package feeds

import (
	"slices"
	"strconv"
	"time"

	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Reminders returns the entries that remind of a record's steps of some roles which come within so many days of now: each
// begins at midnight in Japan that many days before its day, or when the day became known where that was later, and ends when
// the step is past. The id holds role and day, so that a step which moves is reminded of anew. A call that was cancelled,
// vanished or was decided reminds of nothing.
func Reminders(o opportunity.Opportunity, roles []opportunity.Role, days int, now time.Time) (all []Entry) {
	if _, ended := o.EndedAt(); ended {
		return nil
	}
	last := jdate.DateOf(now).AddDays(days)
	for _, s := range wording.Ahead(wording.Steps(o.Deadlines), now) {
		if s.Opens || s.Day > last || roles != nil && !slices.Contains(roles, s.Role) {
			continue
		}
		e := reminderOf(o, s, days)
		if !slices.ContainsFunc(all, func(other Entry) bool { return other.key == e.key }) { // of two hours of one day the first counts
			all = append(all, e)
		}
	}
	return all
}

// daysBefore says how many days before a day an instant is: a day that became known late is reminded of later than asked for.
func daysBefore(at time.Time, day jdate.Date) string {
	if days := jdate.DateOf(at).DaysTo(day); days > 0 {
		return strconv.Itoa(days) + "日前"
	}
	return "当日"
}

func reminderOf(o opportunity.Opportunity, s wording.Step, days int) Entry {
	at := s.Day.AddDays(-days).Time("")
	if known := o.KnownSince(s.Deadline); known.After(at) {
		at = known
	}
	name := s.Word
	if o.DoubtsDeadlines() {
		name += checkMark
	}
	return Entry{record: o, key: "reminder/" + string(s.Role) + "/" + string(s.Day), word: name + " " + wording.ShortDay(s.Day),
		line: s.Word + "の" + daysBefore(at, s.Day) + "：" + s.When() + wording.Note(s.Note), at: at, published: at, dated: at, day: s.Day,
		label: category{"reminder", string(s.Role), s.Word}}
}
