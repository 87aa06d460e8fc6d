package feeds

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// mostInCell is what a cell of Excel holds, in UTF-16 units (Microsoft, Excel specifications and limits). What is longer
// goes on in the cells and rows after it, so that the table is broken from there on.
const mostInCell = 32767

// cell is the record's value in the column as a spreadsheet takes it: no formula, and short enough for a cell.
func (col csvColumn) cell(c Channel, o opportunity.Opportunity) string {
	value := inert(col.value(c, o))
	if len(value) > mostInCell && units(value) > mostInCell {
		return col.shorten(value)
	}
	return value
}

// units is the length of a text in UTF-16 units.
func units(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// wholeOrNothing leaves out what would be wrong if a part of it stood there, such as an address.
func wholeOrNothing(string) string { return "" }

// cutText leaves out the end of a text, and says so.
func cutText(text string) string {
	const mark = "…（以下略）"
	room := mostInCell - units(mark)
	for at, r := range text {
		if room -= utf16.RuneLen(r); room < 0 {
			return text[:at] + mark
		}
	}
	return text
}

// fewerMembers makes what leaves out whole members at the end of a list with a separator, and says how many.
func fewerMembers(separator string) func(string) string {
	return func(list string) string {
		members := strings.Split(list, separator)
		room := mostInCell - units(leftOut(len(members)))
		kept := 0
		for _, member := range members {
			if room -= units(member) + len(separator); room < 0 {
				break
			}
			kept++
		}
		return strings.Join(append(members[:kept:kept], leftOut(len(members)-kept)), separator)
	}
}

// leftOut stands in place of members of a list.
func leftOut(n int) string { return fmt.Sprintf("（ほか%d件）", n) }

// formulaStarts are what a spreadsheet may take for the start of a formula, full width included, as Excel in Japanese
// does (OWASP, CSV Injection).
const formulaStarts = "=+-@\t\r＝＋－＠"

// inert returns a value that no spreadsheet evaluates: an apostrophe stands before what would start a formula. A plain
// number keeps its sign.
func inert(value string) string {
	value = plain.Text(value)
	head := strings.TrimLeft(value, " \u3000\n")
	if first, _ := utf8.DecodeRuneInString(head); head == "" || !strings.ContainsRune(formulaStarts, first) {
		return value
	}
	if _, err := strconv.ParseInt(value, 10, 64); err == nil && value[0] == '-' {
		return value
	}
	return "'" + value
}
