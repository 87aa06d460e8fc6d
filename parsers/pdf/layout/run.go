package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

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
		for label, n := range run {
			dated = dated || stackedDay.MatchString(lines[label+1].text) && n > 0
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
	for end = at; end < len(lines) && isStackedLabel(lines, end); {
		form, number := numberAt(lines[end].text)
		if form == "" || end > at && !follows(lines[end], lines[at], form, number-len(run)) {
			break
		}
		n := valueLines(lines, end)
		next := end + 1 + n
		last := next == len(lines) || !isNext(lines[next], lines[end], form, number)
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

// isNext reports whether a line has the number behind that of a label, and begins where it does.
func isNext(l, label line, form string, number int) bool {
	f, n := numberAt(l.text)
	return !l.cells && f == form && n == number+1 && math.Abs(l.left-label.left) < label.size
}

// follows reports whether a line begins where the first label does, whose number was the one given.
func follows(l, first line, form string, number int) bool {
	f, n := numberAt(first.text)
	return f == form && n == number && math.Abs(l.left-first.left) < first.size
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
