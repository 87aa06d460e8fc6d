package wording

import (
	"net/url"
	"path"
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
		was, is := c.Old, c.New
		if c.Field == "deadlines" || c.Field == "amounts" || c.Field == "attachments" {
			was, is = onlyIn(c.Old, c.New), onlyIn(c.New, c.Old)
		}
		rows = append(rows, RevisionRow{InstantWords(c.At), FieldLabel(c.Field), changeWords(c.Field, was), changeWords(c.Field, is)})
	}
	return rows
}

// onlyIn is what of the lines of a list does not stand in another one: of ten steps mostly one moves.
func onlyIn(list, other string) string {
	lines, there := strings.Split(list, "\n"), strings.Split(other, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return slices.Contains(there, line) }), "\n")
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
		case "attachments":
			lines[i] = attachmentLine(line)
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
	parts := strings.Split(line, " ") // tax and unit may be absent
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

// attachmentLine reads "TITLE URL" or "TITLE URL BYTES", and names the file by the end of its address: 様式集（youshiki.xlsx、12 kB）.
func attachmentLine(line string) string {
	rest, size := line, ""
	if i := strings.LastIndexByte(rest, ' '); i >= 0 {
		if n, err := strconv.ParseInt(rest[i+1:], 10, 64); err == nil && n > 0 {
			rest, size = rest[:i], SizeWords(n)
		}
	}
	i := strings.LastIndexByte(rest, ' ')
	u, err := url.Parse(rest[i+1:])
	if i < 0 || err != nil || u.Host == "" {
		return line
	}
	about := slices.DeleteFunc([]string{path.Base(u.Path), size}, func(s string) bool { return strings.Trim(s, "/.") == "" })
	if len(about) == 0 {
		return rest[:i]
	}
	return strings.TrimSpace(rest[:i]) + "（" + strings.Join(about, "、") + "）"
}
