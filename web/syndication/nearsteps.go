package syndication

import (
	"maps"
	"slices"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// withNearSteps returns of a selection those records that have a step on a day which a view can show, and the days on which all of its
// records have steps, in order: a country has many more open calls than a calendar holds, and the index tells their days. Where it
// does not, or a view shows other steps, it returns the selection as it is, and nil.
func (s *Feeds) withNearSteps(q opportunity.Query, view StepView, now time.Time) (opportunity.Query, []jdate.Date, error) {
	if s.Files || q.Cursor != "" || rolesWord(view.Roles) != "" {
		return q, nil, nil // a file is as old as the latest of all records
	}
	all, known, err := s.Records.StepDays(q, now)
	if err != nil || !known {
		return q, nil, err
	}
	order := slices.Sorted(maps.Keys(all.Records))
	if len(order) > 0 {
		q.StepsFrom = order[0]
	}
	q.StepsUntil = jdate.DateOf(now).AddDays(view.days)
	if view.days > 0 {
		return q, order, nil
	}
	records := 0
	for _, day := range order { // one day more than fits: that fewer do is known only when the events are written
		q.StepsUntil = day
		if records += all.Records[day]; records*perEvent > calendarBytes {
			break
		}
	}
	return q, order, nil
}
