package layout

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Lists of labels may be set one above the other, the value of each indented on the line below: ア 提出期限, and below it the day.
// They are written as rows of a table, since the day would else stand between two labels.

const (
	longestStacked      = 16  // characters of a label with its number
	longestStackedValue = 60  // characters of the first paragraph of a value; a longer one is prose
	indented            = 0.7 // how far a value stands right of its label, in the height of the line
	mostAbove           = 60  // lines above a label in which the heading above it is looked for
	mostStacked         = 4   // lines of a value
)

// stackedDay is the beginning of a value that is a day.
var stackedDay = jtext.MustPattern(`^(?:令和|平成|[0-9０-９]{4}[年/／.．]|[0-9０-９]{1,2}[月/／][0-9０-９]{1,2})`)

// joinStacked writes labels above their values as rows of a table, where the values begin with a day and the labels are below a
// heading.
func joinStacked(lines []line) (all []line) {
	values := valuesInRuns(lines)
	for at := 0; at < len(lines); at++ {
		n := values[at]
		if n == 0 {
			n = stackedLines(lines, at)
		}
		if n == 0 {
			all = append(all, lines[at])
			continue
		}
		var words []string
		for _, l := range joinWrapped(lines[at+1 : at+1+n]) {
			words = append(words, l.text)
		}
		if utf8.RuneCountInString(words[0]) > longestStackedValue {
			all = append(all, lines[at])
			continue
		}
		row := lines[at]
		row.text, row.cells, row.wraps = row.text+"\t"+strings.Join(words, BreakInCell), true, false
		all = append(all, row)
		at += n
	}
	return all
}

// isStackedLabel reports whether a line may be a label above its value.
func isStackedLabel(lines []line, at int) bool {
	label := lines[at]
	return !label.cells && !label.wraps && utf8.RuneCountInString(label.text) <= longestStacked && !headDate.MatchString(label.text) && !strings.HasSuffix(label.text, "。") && isItem(lines, at)
}

// stackedLines returns how many lines below a line are its value, 0 where it is no label of one.
func stackedLines(lines []line, at int) (n int) {
	if !isStackedLabel(lines, at) {
		return 0
	}
	label := lines[at]
	if isAloneBelow(lines, at) {
		return 1
	}
	left := label.left + indented*label.size
	for n < mostStacked && at+1+n < len(lines) {
		l := lines[at+1+n]
		if l.cells || l.left < left || l.moved || numberFormOf(l.text) != "" || n == 0 && !stackedDay.MatchString(l.text) {
			break
		}
		n++
	}
	if at+1+n < len(lines) && n == mostStacked && lines[at+1+n].left >= left { // prose
		return 0
	}
	return n
}

// isAloneBelow reports whether the only line between a label and the next number is a day: it need not be indented.
func isAloneBelow(lines []line, at int) bool {
	if at+2 >= len(lines) || lines[at+1].cells || lines[at+1].moved || !stackedDay.MatchString(lines[at+1].text) || numberFormOf(lines[at+1].text) != "" {
		return false
	}
	next := lines[at+2]
	return !next.cells && numberFormOf(next.text) != "" && lines[at+1].left >= lines[at].left-1
}

// isItem reports whether a line has a number of a lower level than chapters: in brackets or a letter, or below a chapter, or further
// right than a number above it.
func isItem(lines []line, at int) bool {
	switch numberFormOf(lines[at].text) {
	case "":
		return circled.MatchString(lines[at].text)
	case "kana", "bracket":
		return true
	case "chapter":
		return false
	}
	for n := at - 1; n >= max(0, at-mostAbove); n-- {
		if form := numberFormOf(lines[n].text); !lines[n].cells && (form == "chapter" || form == "number" && lines[n].left < lines[at].left-indented*lines[at].size) {
			return true
		}
	}
	return false
}

// circled is the number of an item in a circle.
var circled = jtext.MustPattern(`^[①-⑳⑴-⒇]`)
