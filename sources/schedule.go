package sources

import (
	"errors"
	"fmt"
	"strings"

	"github.com/robfig/cron/v3"

	"koubo/opportunity/jdate"
)

// ParseSchedule reads a cron expression of five fields (minute hour day month weekday) or a descriptor such as @hourly;
// its hours are hours in Japan.
func ParseSchedule(expr string) (cron.Schedule, error) {
	if strings.HasPrefix(expr, "TZ=") || strings.HasPrefix(expr, "CRON_TZ=") {
		return nil, errors.New("a schedule is always in Asia/Tokyo: leave the time zone out")
	}
	parsed, err := parseCron(expr)
	if err != nil {
		return nil, fmt.Errorf(`%q is no schedule (%s): write minute hour day month weekday, such as "0 7-19 * * 1-5"`, expr, err)
	}
	if spec, ok := parsed.(*cron.SpecSchedule); ok {
		spec.Location = jdate.JST
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
