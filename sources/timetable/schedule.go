// Package timetable reads when sources are visited: cron expressions in Japanese time, with what is wrong with those that never come
// or come too often, and hours of the day.
package timetable

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"koubo/opportunity/jdate"
)

// leastInterval is how far apart two visits of a schedule are at least: municipal pages change by the hour.
const leastInterval = 5 * time.Minute

// Parse reads a cron expression of five fields (minute hour day month weekday, where 0 and 7 are Sunday) or a
// descriptor such as @hourly; its hours are hours in Japan. An error is a sentence with the mend, also for a schedule that
// never comes or that comes more often than every five minutes.
func Parse(expr string) (cron.Schedule, error) {
	if strings.HasPrefix(expr, "TZ=") || strings.HasPrefix(expr, "CRON_TZ=") {
		return nil, errors.New("a schedule is always in Asia/Tokyo: leave the time zone out")
	}
	parsed, err := parseCron(sundayIsSeven(expr))
	if err != nil {
		return nil, fmt.Errorf(`%q is no schedule (%s): write minute hour day month weekday, such as "0 7-19 * * 1-5"`, expr, err)
	}
	if spec, ok := parsed.(*cron.SpecSchedule); ok {
		spec.Location = jdate.JST
	}
	if !comes(parsed) {
		return nil, fmt.Errorf("%q names no day that comes within five years: correct its day, month and weekday", expr)
	}
	if apart := leastApart(parsed); apart < leastInterval {
		return nil, fmt.Errorf(`%q comes only %s apart: leave %d minutes or more between two, as in "*/15 * * * *"`, expr, apart, int(leastInterval.Minutes()))
	}
	return parsed, nil
}

// parseCron keeps the cron library's panics on odd input inside.
func parseCron(expr string) (s cron.Schedule, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, errors.New("it cannot be read")
		}
	}()
	return cron.ParseStandard(expr)
}
