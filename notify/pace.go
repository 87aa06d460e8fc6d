package notify

import (
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources/config"
)

// digestHour is when digests, reminders and alerts leave, in Japan.
const digestHour = 8

// firstSlot returns the first instant after at at which a notification of a pace leaves; at itself for AtOnce.
func firstSlot(pace config.Pace, at time.Time) time.Time {
	if pace == config.AtOnce || pace == "" {
		return at
	}
	day := jdate.DateOf(at)
	for {
		slot := day.Time("").Add(digestHour * time.Hour)
		if slot.After(at) && (pace == config.Daily || day.Weekday() == int(time.Monday)) {
			return slot
		}
		day = day.AddDays(1)
	}
}

// Letters are tried so often before they are given up, over some 20 hours.
const (
	mostAttempts = 12
	firstWait    = 30 * time.Second
	longestWait  = 6 * time.Hour
)

// Backoff returns the waits of a Worker; random gives numbers from 0 to 1.
func Backoff(random func() float64) func(attempts int) time.Duration {
	return func(attempts int) time.Duration { return waitAfter(attempts, random()) }
}

// waitAfter is how long a letter rests after so many failed attempts: it doubles each time, up to 6 hours, less up to a half,
// which random, from 0 to 1, decides, so that letters which failed together do not come back together.
func waitAfter(attempts int, random float64) time.Duration {
	wait := min(firstWait<<min(attempts-1, 20), longestWait)
	return wait - time.Duration(random*float64(wait)/2)
}
