// Package reach tells by the days that a list or feed gives its announcements how far back it reaches: what is older than all of them may
// have fallen off its end, what is not was taken off it.
package reach

import (
	"slices"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Day reads the day that a feed or list gives an announcement, "" where it gives none that stands for itself.
func Day(words string) jdate.Date {
	if t, ok := jdate.Instant(words); ok {
		return jdate.DateOf(t)
	}
	return jdate.Day(words)
}

// Oldest is the earliest day of any announcement, "" where none has one. Dropped announcements count, too: they show how far back a list
// reaches.
func Oldest(drafts []opportunity.Draft) jdate.Date {
	oldest := jdate.Date("")
	for _, d := range drafts {
		if day := Day(d.Published); day != "" && (oldest == "" || day < oldest) {
			oldest = day
		}
	}
	return oldest
}

// FellOff reports whether an announcement of a day may have fallen off the end of one of the entries that carried it: it shows none that
// is older. oldest has the Oldest of each entry that was read.
func FellOff(day jdate.Date, on []string, oldest map[string]jdate.Date) bool {
	return slices.ContainsFunc(on, func(entry string) bool {
		last, read := oldest[entry]
		return read && (last == "" || day <= last)
	})
}

// NewestFirst reports whether announcements stand in the order of their days, but for a few that are pinned to the top.
func NewestFirst(drafts []opportunity.Draft) bool {
	dated, rises, before := 0, 0, jdate.Date("")
	for _, d := range drafts {
		day := Day(d.Published)
		if day == "" {
			continue
		}
		if dated++; before != "" && day > before {
			rises++
		}
		before = day
	}
	return 2*dated > len(drafts) && 10*rises <= dated
}
