package crawler

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/sources"
)

// What the columns of a list state may be all that tells a deadline, and it changes without the announcement's own page. So it is
// remembered: where it changes the page is read whole, and while its list is not read, or shows no such columns, it stands.

// listedDays are the days that a list states in columns, as Known.Listed has them: fields that may hold a date, and those that did at the
// visit before. Where the list has no such column now, what it stated before stands.
func listedDays(fields []opportunity.Field, before string) string {
	known := fieldsOf(before)
	var lines []string
	for _, f := range fields {
		if f.Label != "" && (page.MayHoldDate(f.Value) || hasLabel(known, f.Label)) {
			lines = append(lines, oneLine(f.Label)+"\t"+oneLine(f.Value))
		}
	}
	if len(lines) == 0 {
		return before
	}
	return strings.Join(lines, "\n")
}

// columns are the fields that a list states of an announcement, those that it stated before where it shows none of them now.
func columns(fields []opportunity.Field, before string) []opportunity.Field {
	known := fieldsOf(before)
	if len(known) == 0 || slices.ContainsFunc(fields, func(f opportunity.Field) bool { return hasLabel(known, f.Label) }) {
		return fields
	}
	return append(slices.Clip(fields), known...)
}

// fieldsOf reads what listedDays wrote.
func fieldsOf(listed string) (fields []opportunity.Field) {
	for line := range strings.Lines(listed) {
		if label, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			fields = append(fields, opportunity.Field{Label: label, Value: value})
		}
	}
	return fields
}

func hasLabel(fields []opportunity.Field, label string) bool {
	return slices.ContainsFunc(fields, func(f opportunity.Field) bool { return f.Label == oneLine(label) })
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// statesOtherDays reports whether the columns of a list state other days of an announcement than they did when its page was read, or none
// were noted then. After a failed attempt that waits for the next.
func (d *dueness) statesOtherDays(page string, k sources.Known, i item) bool {
	if listedDays(i.draft.Fields, k.Listed) == k.Listed || k.Listed == "" && !k.Deadline.IsZero() && !k.OpenAt(d.at) {
		return false
	}
	return k.Tries == 0 || d.isDue(page, k, false)
}
