package timetable

import (
	"slices"
	"strconv"
	"strings"
)

// sundayIsSeven rewrites the days of the week of a cron expression for a reader that knows Sunday as 0 alone: in every
// crontab it is 7 as well (crontab(5)), so that 5-7 and fri-sun run from Friday to Sunday. What it does not know stays.
func sundayIsSeven(expr string) string {
	fields := strings.Fields(expr)
	if len(fields) != 5 {
		return expr
	}
	days := strings.Split(fields[4], ",")
	for i, item := range days {
		days[i] = weekdayItem(item)
	}
	fields[4] = strings.Join(days, ",")
	return strings.Join(fields, " ")
}

// weekdayItem rewrites one item of a list of weekdays: a day, or a range, each with a step or without.
func weekdayItem(item string) string {
	days, step, stepped := strings.Cut(item, "/")
	first, last, ranged := strings.Cut(days, "-")
	from, to := weekdayNumber(first), weekdayNumber(last)
	if ranged && to == 0 && strings.EqualFold(last, "sun") {
		to = 7
	}
	switch {
	case from == 7 && (!ranged || to == 7):
		return "0"
	case from < 0 || from >= 7 || to != 7:
		return item
	}
	width := 1
	if stepped {
		n, err := strconv.Atoi(step)
		if err != nil || n < 1 {
			return strconv.Itoa(from) + "-6/" + step // the step is what is wrong
		}
		width = n
	}
	var each []string
	for day := from; day <= to; day += width {
		each = append(each, strconv.Itoa(day%7))
	}
	return strings.Join(each, ",")
}

// weekdayNumber is 0 for sun to 6 for sat, a number as it is written, -1 for anything else.
func weekdayNumber(word string) int {
	names := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	if n := slices.Index(names, strings.ToLower(word)); n >= 0 {
		return n
	}
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	return -1
}
