package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Lists of labels may be set one above the other, the value of each indented on the line below: ア 提出期限, and below it the day.
// They are written as rows of a table, since the day would else stand between two labels.

const (
	longestStacked      = 22  // characters of a label with its number
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
	case "kana", "bracket", "sub":
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

// Labels above their values are numbered one after the other: (1) 提出書類, (2) 提出期限. What stands between two of them is the value of the
// first, be it set in or not, and the page may end there.

const fewestInRun = 2 // labels one after the other

// joinStackedOver writes labels above their values as rows on all pages of a document.
func joinStackedOver(pages [][]line) [][]line {
	var all []line
	for i, lines := range pages {
		for _, l := range lines {
			l.page = i
			all = append(all, l)
		}
	}
	joined := make([][]line, len(pages))
	for _, l := range joinStacked(all) {
		joined[l.page] = append(joined[l.page], l)
	}
	return joined
}

// valuesInRuns returns, by the line of the label, how many lines below it are its value, for labels one after the other of which one has a day.
func valuesInRuns(lines []line) map[int]int {
	values := map[int]int{}
	for at := 0; at < len(lines); {
		run, end := runAt(lines, at)
		dated := false
		for label := range run {
			dated = dated || stackedDay.MatchString(lines[label+1].text)
		}
		if dated && len(run) >= fewestInRun {
			for label, n := range run {
				values[label] = n
			}
		}
		at = max(end, at+1)
	}
	return values
}

// runAt returns the labels one after the other that a line is the first of, with the number of lines of their values, and where they end.
func runAt(lines []line, at int) (run map[int]int, end int) {
	run = map[int]int{}
	form, first := numberAt(lines[at].text)
	if form == "" {
		return run, at
	}
	for end = at; end < len(lines) && isStackedLabel(lines, end) && isNumbered(lines[end], lines[at], form, first+len(run)); {
		n := valueLines(lines, end)
		next := end + 1 + n
		last := next == len(lines) || lines[next].cells || !isNumbered(lines[next], lines[end], form, first+len(run)+1)
		if n == 0 || n > mostStacked || last && n > 1 {
			break
		}
		run[end] = n
		end = next
	}
	return run, end
}

// valueLines counts the lines below a label up to the next number or the next table.
func valueLines(lines []line, at int) (n int) {
	for at+1+n < len(lines) && n <= mostStacked {
		l := lines[at+1+n]
		if form, _ := numberAt(l.text); form != "" || numberFormOf(l.text) != "" || l.cells || l.moved || math.Abs(l.size-lines[at].size) > l.size/4 || strings.HasSuffix(l.text, "。") || utf8.RuneCountInString(l.text) > longestStackedValue {
			break
		}
		n++
	}
	return n
}

// isNumbered reports whether a line has a number, and begins where a label does.
func isNumbered(l, label line, form string, number int) bool {
	f, n := numberAt(l.text)
	return f == form && n == number && math.Abs(l.left-label.left) < label.size
}

var (
	itemNumber = jtext.MustPattern(`^[(（]?([0-9０-９]{1,2})[)）.． 　]`)
	kanaOrder  = []rune("アイウエオカキクケコサシスセソタチツテト")
)

// numberAt returns the form of the number of an item and the number, "" where a line begins with none.
func numberAt(text string) (form string, number int) {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case first >= '①' && first <= '⑳':
		return "circle", int(first-'①') + 1
	case kanaNumber.MatchString(text):
		return "kana", slices.Index(kanaOrder, first) + 1
	}
	found := itemNumber.FindStringSubmatch(text)
	if found == nil {
		return "", 0
	}
	number, _ = strconv.Atoi(jtext.Narrow(found[1]))
	return numberingOf(text), number
}
