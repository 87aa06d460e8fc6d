package signup

import (
	"fmt"
	"strconv"
	"time"

	"koubo/opportunity/jdate"
)

// EndedName is the name of the drawer that keeps how many subscriptions ended because there was no such receiver, by day.
const EndedName = "signupended"

// endedDays is for how many days that is remembered.
const endedDays = 30

// NoteEnded counts one that ended now.
func NoteEnded(drawer Drawer, now time.Time) error {
	today, n := string(jdate.DateOf(now)), 0
	values := map[string][]byte{}
	err := drawer.Each(func(day string, value []byte) (err error) {
		switch {
		case day == today:
			n, err = strconv.Atoi(string(value))
		case day <= string(jdate.DateOf(now).AddDays(-endedDays)):
			values[day] = nil
		}
		return err
	})
	values[today] = []byte(strconv.Itoa(n + 1))
	if err == nil {
		err = drawer.Put(values)
	}
	if err != nil {
		return fmt.Errorf("the end of a subscription cannot be counted: %w", err)
	}
	return nil
}

// Ended is how many ended so within the latest 30 days before an instant.
func Ended(drawer Drawer, now time.Time) (n int, err error) {
	err = drawer.Each(func(day string, value []byte) error {
		one, err := strconv.Atoi(string(value))
		if day > string(jdate.DateOf(now).AddDays(-endedDays)) {
			n += one
		}
		return err
	})
	return n, err
}
