// Package column keeps what the columns of a list state of an announcement, which may be all that tells its deadline, and changes without
// the announcement's own page: where it changes that page is read whole, and while the list is not read, or shows no such columns, it stands.
package column

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// Days are the days that a list states in columns, as Known.Listed has them: fields that may hold a date, and those that did at the
// visit before. Where the list has no such column now, what it stated before stands.
func Days(fields []opportunity.Field, before string) string {
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

// With are the fields that a list states of an announcement, those that it stated before where it shows none of them now.
func With(fields []opportunity.Field, before string) []opportunity.Field {
	known := fieldsOf(before)
	if len(known) == 0 || slices.ContainsFunc(fields, func(f opportunity.Field) bool { return hasLabel(known, f.Label) }) {
		return fields
	}
	return append(slices.Clip(fields), known...)
}

// fieldsOf reads what Days wrote.
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
