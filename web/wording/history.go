package wording

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// RevisionRow is one change of a record, newest first on its page, its values in the reader's language.
type RevisionRow struct {
	At, Field string
	Old, New  string // "" for none
}

// RevisionsOf lists the changes of a record, newest first.
func RevisionsOf(o opportunity.Opportunity) []RevisionRow {
	var rows []RevisionRow
	for _, c := range slices.Backward(o.History) {
		rows = append(rows, RevisionRow{InstantWords(c.At), FieldLabel(c.Field), changeWords(c.Field, c.Old), changeWords(c.Field, c.New)})
	}
	return rows
}

// changeWords puts the value of an opportunity.Change, whose lines hold codes, into words.
func changeWords(field, value string) string {
	switch {
	case value == "":
		return ""
	case field == "deadlines":
		return scheduleWords(value)
	case field == "withdrawn":
		return opportunity.WithdrawalLabel(value)
	case field == "published", field == "updated":
		return LabelOr(DayWords(jdate.Date(value), time.Time{}), value)
	}
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		switch field {
		case "amounts":
			lines[i] = amountLine(line)
		case "kind":
			lines[i] = LabelOr(opportunity.Kind(line).Label(), line)
		case "stage":
			lines[i] = LabelOr(opportunity.Stage(line).Label(), line)
		case "rolling", "is_opportunity":
			lines[i] = "はい"
		}
	}
	return strings.Join(lines, "\n")
}

// scheduleWords writes each step of a schedule on a line: 参加申込 2026年11月27日（金） 17:15まで. A line that is none stays.
func scheduleWords(value string) string {
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		if steps := opportunity.StepsIn(line); len(steps) == 1 && steps[0].Start+steps[0].End != "" {
			d := steps[0]
			lines[i] = strings.TrimSpace(LabelOr(d.Role.Label(), string(d.Role)) + " " + spanWords(d, time.Time{}) + " " + d.Note)
		}
	}
	return strings.Join(lines, "\n")
}

// amountLine reads "ROLE YEN TAX PER"; what is written otherwise stays as it is.
func amountLine(line string) string {
	parts := strings.Fields(line)
	if len(parts) != 4 {
		return line
	}
	yen, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return line
	}
	row := SumOf(opportunity.Amount{Role: parts[0], Yen: yen, Tax: parts[2], Per: parts[3]})
	return row.Label + " " + row.Words
}
