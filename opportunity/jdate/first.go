package jdate

import "koubo/opportunity/jtext"

// Day returns the first exact day with a year that words name, as the date column of a list gives it; "" where none.
func Day(words string) Date {
	return DayFrom(words, "")
}

// DayFrom is Day for words that may leave out the year: it is then taken from ref, see Calendar.
func DayFrom(words string, ref Date) Date {
	c := Calendar{Ref: ref}
	for t := range Tokens(jtext.Narrow(words)) {
		if t.Kind != DayToken || t.form == fiscalYear {
			continue
		}
		if d := c.resolve(t, false); d.day != "" {
			return d.day
		}
	}
	return ""
}
