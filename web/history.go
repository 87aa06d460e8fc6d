package web

import (
	"slices"
	"strconv"
	"strings"

	"koubo/opportunity"
)

// revisionRow is one change of a record, newest first on its page, its values in the reader's language.
type revisionRow struct{ At, Field, Old, New string }

func revisionsOf(o opportunity.Opportunity) []revisionRow {
	var rows []revisionRow
	for _, c := range slices.Backward(o.History) {
		rows = append(rows, revisionRow{instantWords(c.At), fieldLabel(c.Field), changeWords(c.Field, c.Old), changeWords(c.Field, c.New)})
	}
	return rows
}

// changeWords puts the value of an opportunity.Change, whose lines hold codes, into words.
func changeWords(field, value string) string {
	if value == "" {
		return "（なし）"
	}
	lines := strings.Split(value, "\n")
	for i, line := range lines {
		code, rest, _ := strings.Cut(line, " ")
		switch field {
		case "deadlines":
			lines[i] = strings.TrimSpace(labelOr(opportunity.Role(code).Label(), code) + " " + strings.Replace(rest, "~", "〜", 1))
		case "amounts":
			lines[i] = amountLine(line)
		case "kind":
			lines[i] = labelOr(opportunity.Kind(line).Label(), line)
		case "stage":
			lines[i] = labelOr(opportunity.Stage(line).Label(), line)
		case "rolling", "is_opportunity":
			lines[i] = "はい"
		}
	}
	return strings.Join(lines, "\n")
}

func labelOr(label, code string) string {
	if label == "" {
		return code
	}
	return label
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
	row := sumOf(opportunity.Amount{Role: parts[0], Yen: yen, Tax: parts[2], Per: parts[3]})
	return row.Label + " " + row.Words
}
