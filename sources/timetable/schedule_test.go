package timetable

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/robfig/cron/v3"

	"koubo/opportunity/jdate"
)

func TestParse(t *testing.T) {
	schedule, err := Parse("0 7-19 * * 1-5")
	if err != nil {
		t.Fatal(err)
	}
	friday := time.Date(2026, 11, 20, 10, 30, 0, 0, time.UTC) // 19:30 in Japan
	if next := schedule.Next(friday).UTC(); !next.Equal(time.Date(2026, 11, 22, 22, 0, 0, 0, time.UTC)) {
		t.Errorf("the next run is at %v, want Monday 7:00 in Japan", next)
	}
}

// scheduleFaults are expressions that are refused, each with the words that say why.
var scheduleFaults = map[string]string{
	"":                   "is no schedule",
	"* * * *":            "is no schedule",
	"60 * * * *":         "is no schedule",
	"0 0 0 * * *":        "is no schedule",
	"*/0 * * * *":        "step of range should be a positive number",
	"0 9 * * 1-7/0":      "step of range should be a positive number",
	"0 9 * * 8":          "is no schedule",
	"0 9 * * 7-8":        "is no schedule",
	"0 9 * * 7-3":        "is no schedule",
	"0 9 * * 5-8":        "is no schedule",
	"@every x":           "is no schedule",
	"@reboot":            "is no schedule",
	"TZ=":                "always in Asia/Tokyo",
	"TZ=UTC 0 1 * * *":   "always in Asia/Tokyo",
	"0 9 30 2 *":         "names no day that comes",
	"0 9 30,31 2 *":      "names no day that comes",
	"0 9 31 4,6,9,11 *":  "names no day that comes",
	"0 9 , * *":          "names no day that comes",
	"@every 50000h":      "names no day that comes",
	"@every 1s":          "only 1s apart",
	"@every 1ms":         "only 1s apart",
	"@every -5h":         "only 1s apart",
	"@every 4m59s":       "only 4m59s apart",
	"* * * * *":          "only 1m0s apart",
	"*/4 9 * * *":        "only 4m0s apart",
	"0,3 9 * * *":        "only 3m0s apart",
	"58 23 * * *":        "",
	"0,58 * * * *":       "only 2m0s apart",
	"*/5 * * * *":        "",
	"@every 5m":          "",
	"@hourly":            "",
	"@daily":             "",
	"0 0 29 2 *":         "",
	"0 9 31 * *":         "",
	"0 9 30 2 1":         "", // as in every crontab: on a Monday, too
	"0 9 31 1-4 *":       "",
	"0 7-19 * * MON-FRI": "",
	"0 9 30 2-3 *":       "",
}

func TestSchedulesThatNeverComeOrTooOftenAreRefused(t *testing.T) {
	for expr, want := range scheduleFaults {
		switch _, err := Parse(expr); {
		case want == "" && err != nil:
			t.Errorf("%q: %v", expr, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %s", expr, err, want)
		}
	}
}

func TestSevenIsSunday(t *testing.T) {
	for days, want := range map[string][]time.Weekday{
		"7":       {0},
		"sun":     {0},
		"7-7":     {0},
		"7/2":     {0},
		"1-7":     {0, 1, 2, 3, 4, 5, 6},
		"0-7":     {0, 1, 2, 3, 4, 5, 6},
		"5-7":     {0, 5, 6},
		"fri-sun": {0, 5, 6},
		"FRI-7":   {0, 5, 6},
		"1-7/3":   {0, 1, 4},
		"1,7":     {0, 1},
		"2-3,6-7": {0, 2, 3, 6},
		"1-5":     {1, 2, 3, 4, 5},
		"*/2":     {0, 2, 4, 6},
	} {
		s, err := Parse("0 9 * * " + days)
		if err != nil {
			t.Errorf("%s: %v", days, err)
			continue
		}
		if got := weekdaysOf(s); !slices.Equal(got, want) {
			t.Errorf("%s comes on %v, want %v", days, got, want)
		}
	}
}

// weekdaysOf are the weekdays on which a schedule ticks in the week of 1 to 7 November 2026, in their order from Sunday.
func weekdaysOf(s cron.Schedule) (days []time.Weekday) {
	sunday := time.Date(2026, 11, 1, 0, 0, 0, 0, jdate.JST)
	for at := s.Next(sunday); at.Before(sunday.AddDate(0, 0, 7)); at = s.Next(at) {
		days = append(days, at.Weekday())
	}
	return days
}

func FuzzParse(f *testing.F) {
	for expr := range scheduleFaults {
		f.Add(expr)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		s, err := Parse(expr)
		if err != nil {
			return
		}
		first := s.Next(time.Date(2026, 11, 25, 0, 0, 0, 0, jdate.JST))
		if second := s.Next(first); !first.IsZero() && second.Sub(first) < leastInterval && second.YearDay() == first.YearDay() {
			t.Errorf("%q ticks at %s and at %s", expr, first, second)
		}
	})
}
