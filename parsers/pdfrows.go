package parsers

import (
	"math"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium/responses"
)

// columnGap is how wide a gap between two runs of text parts columns, and wordGap words, in heights of the text.
const (
	columnGap = 1.4
	wordGap   = 0.3
)

// writeRuns rebuilds the lines of a page from its runs of text by where they stand, and writes them.
func writeRuns(into *strings.Builder, runs []*responses.GetPageTextStructuredRect) {
	runs = slices.DeleteFunc(slices.Clone(runs), func(run *responses.GetPageTextStructuredRect) bool {
		return strings.TrimSpace(run.Text) == ""
	})
	slices.SortStableFunc(runs, func(a, b *responses.GetPageTextStructuredRect) int {
		return compareFloats(middle(b), middle(a)) // the origin of a PDF page is its lower left corner
	})
	for len(runs) > 0 {
		end := 1
		for end < len(runs) && math.Abs(middle(runs[end])-middle(runs[0])) < height(runs[0])/2 {
			end++
		}
		writeRow(into, runs[:end])
		runs = runs[end:]
	}
}

// writeRow writes the runs of one line from left to right.
func writeRow(into *strings.Builder, row []*responses.GetPageTextStructuredRect) {
	slices.SortStableFunc(row, func(a, b *responses.GetPageTextStructuredRect) int {
		return compareFloats(a.PointPosition.Left, b.PointPosition.Left)
	})
	for i, run := range row {
		if i > 0 {
			gap := run.PointPosition.Left - row[i-1].PointPosition.Right
			switch size := math.Max(height(run), height(row[i-1])); {
			case gap > columnGap*size:
				into.WriteByte('\t')
			case gap > wordGap*size:
				into.WriteByte(' ')
			}
		}
		into.WriteString(collapse(run.Text))
	}
	into.WriteByte('\n')
}

func middle(run *responses.GetPageTextStructuredRect) float64 {
	return (run.PointPosition.Top + run.PointPosition.Bottom) / 2
}

func height(run *responses.GetPageTextStructuredRect) float64 {
	return math.Max(1, math.Abs(run.PointPosition.Top-run.PointPosition.Bottom))
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
