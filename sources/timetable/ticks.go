package timetable

import (
	"time"

	"github.com/robfig/cron/v3"

	"koubo/opportunity/jdate"
)

// comes reports whether a schedule has a tick within five years. They are counted from a fixed day, so that a
// configuration is good or bad whatever the date is; they hold a 29 February.
func comes(s cron.Schedule) bool {
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, jdate.JST)
	next := s.Next(from)
	return !next.IsZero() && next.Before(from.AddDate(5, 0, 0))
}

// leastApart is the shortest time between two ticks, where days on which the schedule ticks follow each other.
func leastApart(s cron.Schedule) time.Duration {
	if every, ok := s.(cron.ConstantDelaySchedule); ok {
		return every.Delay
	}
	const day = 24 * time.Hour
	times := timesOfDay(s)
	if len(times) == 0 {
		return day
	}
	least := times[0] + day - times[len(times)-1]
	for i := 1; i < len(times); i++ {
		least = min(least, times[i]-times[i-1])
	}
	return least
}

// Within reports whether each tick of a schedule falls into the hours. A schedule without times of day, such as
// @every 7h, does not stay in any.
func Within(s cron.Schedule, h Hours) bool {
	times := timesOfDay(s)
	for _, since := range times {
		if !h.Contains(time.Date(2026, 1, 1, 0, 0, 0, 0, jdate.JST).Add(since)) {
			return false
		}
	}
	return len(times) > 0
}

// timesOfDay are the times since midnight at which a cron expression ticks on its days, in order; none for other schedules.
func timesOfDay(s cron.Schedule) []time.Duration {
	spec, ok := s.(*cron.SpecSchedule)
	if !ok {
		return nil
	}
	var times []time.Duration
	for minute := range 24 * 60 {
		if spec.Hour&(1<<(minute/60)) != 0 && spec.Minute&(1<<(minute%60)) != 0 {
			times = append(times, time.Duration(minute)*time.Minute)
		}
	}
	return times
}
