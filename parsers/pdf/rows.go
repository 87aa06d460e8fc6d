package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/responses"
)

// How wide a gap between two runs of text parts what, in heights of the line. Runs are bounded by their ink, so that
// a full-width bracket or digit leaves half a character of gap where nothing is meant.
const (
	columnGap = 2.0
	spaceGap  = 0.6
	punctGap  = 1.3 // beside a full-width bracket, comma or stop, which is half white
	wordGap   = 0.3 // between Latin letters
)

// run is a piece of text and the box of its ink, in points from the page's lower left corner.
type run = *responses.GetPageTextStructuredRect

// textRow is the runs of one line, and how far up and down it reaches.
type textRow struct {
	runs        []run
	top, bottom float64
}

// writeRuns rebuilds the lines of a page from its runs of text by where they stand, and writes them.
func writeRuns(into *strings.Builder, runs []run) {
	for _, row := range rowsOfRuns(runs) {
		row.write(into)
	}
}

// rowsOfRuns groups runs into rows, from the top of the page down. The tallest are placed first, so that commas and
// dashes find the line they belong to.
func rowsOfRuns(runs []run) []*textRow {
	runs = slices.DeleteFunc(slices.Clone(runs), func(r run) bool { return strings.TrimSpace(r.Text) == "" })
	slices.SortStableFunc(runs, func(a, b run) int { return compareFloats(height(b), height(a)) })
	var rows []*textRow
	for _, r := range runs {
		top, bottom := edges(r)
		at := slices.IndexFunc(rows, func(row *textRow) bool { return row.holds(top, bottom) })
		if at < 0 {
			rows = append(rows, &textRow{top: top, bottom: bottom})
			at = len(rows) - 1
		}
		rows[at].runs = append(rows[at].runs, r)
	}
	slices.SortStableFunc(rows, func(a, b *textRow) int { return compareFloats(b.top, a.top) })
	return rows
}

// holds says whether ink between two heights is of this line: half of it overlaps the line and a quarter more.
func (row *textRow) holds(top, bottom float64) bool {
	slack := (row.top - row.bottom) / 4
	overlap := math.Min(top, row.top+slack) - math.Max(bottom, row.bottom-slack)
	return overlap > 0 && overlap >= (top-bottom)/2
}

// write writes the runs of one line from left to right.
func (row *textRow) write(into *strings.Builder) {
	slices.SortStableFunc(row.runs, func(a, b run) int { return compareFloats(a.PointPosition.Left, b.PointPosition.Left) })
	size := math.Max(1, row.top-row.bottom)
	for i, r := range row.runs {
		if i > 0 {
			gap := r.PointPosition.Left - row.runs[i-1].PointPosition.Right
			switch {
			case gap > columnGap*size:
				into.WriteByte('\t')
			case gap > punctGap*size, gap > spaceGap*size && !punctMeets(row.runs[i-1].Text, r.Text), gap > wordGap*size && latinMeets(row.runs[i-1].Text, r.Text):
				into.WriteByte(' ')
			}
		}
		into.WriteString(strings.Join(strings.Fields(r.Text), " "))
	}
	into.WriteByte('\n')
}

// punctMeets says whether a character that is half white stands on one side of a gap.
func punctMeets(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
	return strings.ContainsRune("）」』】〕、。，．・：；,.)", last) || strings.ContainsRune("（「『【〔・：；(", first)
}

// latinMeets says whether Latin letters stand on both sides of a gap.
func latinMeets(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
	return isLatin(last) && isLatin(first)
}

func isLatin(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

func edges(r run) (top, bottom float64) {
	top = math.Max(r.PointPosition.Top, r.PointPosition.Bottom)
	return top, math.Min(r.PointPosition.Top, r.PointPosition.Bottom)
}

func height(r run) float64 {
	top, bottom := edges(r)
	return top - bottom
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
