package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Typesetters set the characters of a date apart, to fill its column: １　０　月　２　０　日. Each is a box of its own then, or a run
// with spaces between, and no columns of a table.

const (
	fewestSpread = 5   // boxes of a date that is set apart
	mostSpread   = 40  // of them
	longestPart  = 3   // characters of one of them
	evenly       = 0.7 // how far two of their gaps differ at most, in the height of the line
	widestEven   = 9.0 // gap between two of them at most
)

// fusedDates joins the boxes of a line that are one date set apart.
func fusedDates(boxes []Box, size float64) []Box {
	if len(boxes) < fewestSpread {
		return boxes
	}
	var all []Box
	for from := 0; from < len(boxes); {
		to := endOfSpread(boxes, from, size)
		var words strings.Builder
		for _, b := range boxes[from:to] {
			words.WriteString(strings.TrimSpace(b.Text))
		}
		if to-from < fewestSpread || !startsDate.MatchString(words.String()) || !spreadDay.MatchString(words.String()) {
			all = append(all, boxes[from])
			from++
			continue
		}
		b := boxes[from]
		b.Text = words.String()
		for _, next := range boxes[from:to] {
			b.Right, b.Top, b.Bottom = math.Max(b.Right, next.Right), math.Max(b.Top, next.Top), math.Min(b.Bottom, next.Bottom)
		}
		all = append(all, b)
		from = to
	}
	return all
}

// spreadDay is a day or an hour of a line that is set apart.
var spreadDay = jtext.MustPattern(`[0-9０-９]月[0-9０-９]{1,2}日|[0-9０-９]年[0-9０-９]{1,2}月|[前後][0-9０-９]{1,2}時`)

// endOfSpread returns where the short boxes end that stand apart evenly, from one on.
func endOfSpread(boxes []Box, from int, size float64) int {
	least, most := math.Inf(1), 0.0
	end := min(from+mostSpread, len(boxes))
	for to := from; to < end; to++ {
		if utf8.RuneCountInString(strings.TrimSpace(boxes[to].Text)) > longestPart {
			return to
		}
		if to == from {
			continue
		}
		gap := boxes[to].Left - boxes[to-1].Right
		least, most = math.Min(least, gap), math.Max(most, gap)
		if gap > widestEven*size || most-least > evenly*size {
			return to
		}
	}
	return end
}

// startsDate is a date at the beginning of words.
var startsDate = jtext.MustPattern(`^(?:令和|平成|[0-9０-９]+[年月])`)

// dateStart is where a date begins whose characters may be set apart.
var dateStart = jtext.MustPattern(`令 ?和|平 ?成|[0-9０-９] ?[0-9０-９]? ?月|[0-9０-９][0-9０-９ ]{0,6}年`)

var (
	// tornYear is a year whose digits stand apart: 2 0 2 6年.
	tornYear = jtext.MustPattern(`[2２] ?[0０] ?[0-9０-９] ?[0-9０-９] ?年`)
	// tornTen is a month or a day that is a ten and whose digits stand apart: its end alone, 0月, is none.
	tornTen = jtext.MustPattern(`(?:^|[^0-9０-９])(?:[1１] [0０]月|[1-3１-３] [0０]日)`)
	// tornClock is an hour whose digits stand apart: 1 7:0 0, or behind its day 1 7:00.
	tornClock = jtext.MustPattern(`(?:[12１２] )?[0-9０-９] ?[:：] ?[0-5０-５] [0-9０-９]|[日)）後前～〜~] ?[12１２] [0-9０-９] ?[:：] ?[0-5０-５] ?[0-9０-９]`)
	// tornNumber is a month, a day or an hour behind a part of a date, whose two digits stand apart: 月1 2日, ～1 0月.
	tornNumber = jtext.MustPattern(`[年月日時和～〜~、]　? ?(?:午[前後] ?)?[1-5１-５] [0-9０-９] ?[月日時分]`)
)

// withWholeNumbers takes the spaces out of numbers in dates whose digits stand apart.
func withWholeNumbers(words string) string {
	words = tornTen.ReplaceAllStringFunc(tornYear.ReplaceAllStringFunc(words, unspaced), func(found string) string {
		last := strings.LastIndexByte(found, ' ')
		return found[:last] + found[last+1:]
	})
	return closedUpAll(tornClock.ReplaceAllStringFunc(words, unspaced), tornNumber)
}

// closedUpAll takes the spaces out of all that a pattern finds, be it that a match ends where the next begins.
func closedUpAll(words string, spread *jtext.Pattern) string {
	for n := len(words); ; n = len(words) {
		if words = spread.ReplaceAllStringFunc(words, unspaced); len(words) == n {
			return words
		}
	}
}

func unspaced(words string) string { return strings.ReplaceAll(words, " ", "") }

// spreadLabel is a label before such a date, with the number of its item: (1) 日 時, プ レ ゼ ン.
var spreadLabel = jtext.MustPattern(`^((?:(?:[(（][0-9０-９ア-ン]{1,2}[)）]|[0-9０-９]{1,2})[ .．]*)?)((?:[\p{Han}ァ-ヴー] )+[\p{Han}ァ-ヴー] )$`)

// spreadBefore is a label whose characters are set apart before its value, with the number of its item: （２）履 行 場 所 本町地内.
var spreadBefore = jtext.MustPattern(`^((?:[(（]?[0-9０-９ア-ン]{1,2}[)）]?[ .．]?)?)((?:\p{Han} )+\p{Han})( [^ ]{2}.*)$`)

// ideographNumber is the number of a chapter before words that are set apart: 三 日 程.
var ideographNumber = jtext.MustPattern(`^[一二三四五六七八九十] `)

// closedUpLabel takes the spaces out of a label before its value.
func closedUpLabel(words string) string {
	parts := spreadBefore.FindStringSubmatch(words)
	if parts == nil || ideographNumber.MatchString(words) || strings.Trim(parts[2], " 年月日") == "" {
		return words
	}
	return parts[1] + unspaced(parts[2]) + parts[3]
}

// closedUpDate takes all spaces out of the end of a run from a date on, where most of its characters are set apart.
func closedUpDate(words string) string {
	at := dateStart.FindStringIndex(words)
	if at == nil {
		return words
	}
	parts := strings.Fields(words[at[0]:])
	letters := 0
	for _, p := range parts {
		letters += utf8.RuneCountInString(p)
	}
	if whole := strings.Join(parts, ""); len(parts) >= fewestSpread && letters <= 2*len(parts) && spreadDay.MatchString(whole) {
		label := words[:at[0]]
		if found := spreadLabel.FindStringSubmatch(label); found != nil {
			label = found[1] + unspaced(found[2]) + " "
		}
		return label + whole
	}
	return words
}

// aroundDot is the space on either side of a middle dot of proportional type at most, in the height of the line: 受付 ・ 回答.
const aroundDot = 0.5

// touching joins boxes of a line that touch or overlap: a number, its stop and the words behind, each drawn by itself.
func touching(boxes []Box, size float64) (all []Box) {
	for _, b := range boxes {
		most := narrowest
		if n := len(all); n > 0 && (strings.HasPrefix(b.Text, "・") || strings.HasSuffix(all[n-1].Text, "・")) {
			most = aroundDot
		}
		if n := len(all); n > 0 && b.Left-all[n-1].Right < most*size {
			all[n-1].Right, all[n-1].Text = math.Max(all[n-1].Right, b.Right), all[n-1].Text+b.Text
			continue
		}
		all = append(all, b)
	}
	return all
}
