package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// A label of two lines beside a value of two lines looks like two rows. What tells them apart is the space between the rows of the
// table, where that is wider than the space between the lines of a cell, and words that are not at their end.

const (
	inRowCost = 0.35 // a row that begins inside another
	padded    = 0.65 // of the usual space between two rows, from which a space parts rows
	closest   = 1.0  // white space between two lines of a cell at most, in their height, where the cells show no wider one
	inCell    = 1.15 // of the white space between two lines of a cell, up to which others may be of one
	fewestOf  = 3    // spaces between rows of which one is the usual one
)

// whitesOf returns where no column has text, from the bottom up.
func (s search) whitesOf(columns [][]row) (whites []span) {
	var covered []span
	for _, list := range columns {
		for _, r := range list {
			covered = append(covered, span{r.bottom, r.top})
		}
	}
	covered = united(covered)
	for n := 1; n < len(covered); n++ {
		whites = append(whites, span{covered[n-1].to, covered[n].from})
	}
	return whites
}

// whiteAbove is the widest white space between a row and the row above it, 0 where lines of the two overlap.
func (s search) whiteAbove(p part) (widest float64) {
	low := math.Min(s.labels[p.label-1].bottom, s.values[p.value-1].bottom)
	high := math.Max(s.labels[p.label].top, s.values[p.value].top)
	from, _ := slices.BinarySearchFunc(s.white, high-1, func(w span, at float64) int { return cmp.Compare(w.from, at) })
	for _, w := range s.white[from:] {
		if w.to > low+1 {
			break
		}
		widest = math.Max(widest, w.to-w.from)
	}
	return widest
}

// isBelow reports whether a row has a label and a value, and rows above it.
func isBelow(p part) bool { return p.label > 0 && p.value > 0 && p.labels > 0 && p.values > 0 }

// findPadding notes the space between rows that were found, and reports whether some of them begin inside others.
func (s *search) findPadding(parts []part) bool {
	var all []float64
	for _, p := range parts {
		if isBelow(p) {
			all = append(all, s.whiteAbove(p))
		}
	}
	if len(all) >= fewestOf {
		slices.Sort(all)
		s.padding = math.Min(padded*all[len(all)/2], math.Max(closest*s.labels[0].size(), inCell*s.whiteInCells(parts)))
	}
	s.inRow = make([]bool, len(s.labels)*len(s.values))
	for l := 1; l < len(s.labels); l++ {
		for v := 1; v < len(s.values); v++ {
			s.inRow[l*len(s.values)+v] = s.isInRow(l, v)
		}
	}
	return slices.ContainsFunc(parts, func(p part) bool { return isBelow(p) && s.inRow[p.label*len(s.values)+p.value] })
}

// whiteInCells returns the least white space between two lines of one cell, 0 where there are none.
func (s search) whiteInCells(parts []part) (white float64) {
	for _, p := range parts {
		for _, list := range [][]row{s.labels[p.label : p.label+p.labels], s.values[p.value : p.value+p.values]} {
			for n := 1; n < len(list); n++ {
				if w := list[n-1].bottom - list[n].top; w > 0 && (white == 0 || w < white) {
					white = w
				}
			}
		}
	}
	return white
}

// isInRow reports whether a row that begins with a line of the labels and one of the values goes on with the one above: it stands as close to it as the lines of a cell do, or
// the words above are not at their end. Two days of which the first is no beginning are two rows.
func (s search) isInRow(l, v int) bool {
	if math.Abs(s.labels[l].middle()-s.values[v].middle()) > 3*s.least {
		return false
	}
	label, value := s.labels[l].text(), s.values[v].text()
	labelAbove, valueAbove := s.labels[l-1].text(), s.values[v-1].text()
	isRange := openValue.MatchString(valueAbove) && strings.Contains(value, "まで") || restOfRange.MatchString(value) ||
		openRange.MatchString(valueAbove) && stackedDay.MatchString(value) && s.isFull(s.labels[l-1])
	if isOpenLabel(labelAbove, label) || isOpen(valueAbove) || breaksDay(valueAbove, value) {
		return true
	}
	if beginsOwn(label) || beginsOwn(value) || day.MatchString(valueAbove) && day.MatchString(value) && !isRange {
		return false
	}
	if s.whiteAbove(part{label: l, value: v}) < s.padding {
		return true
	}
	return isRange && !hourFrom.MatchString(valueAbove) || openLabel.MatchString(labelAbove) || strings.HasPrefix(label, "（")
}

// isFull reports whether a line of a label is as long as the longest.
func (s search) isFull(label row) bool {
	longest := 0.0
	for _, l := range s.labels {
		longest = math.Max(longest, l.right())
	}
	return label.right() > longest-shortOfEdge*label.size()
}

// isOpenLabel reports whether a bracket or a word of the label above is closed below.
func isOpenLabel(above, below string) bool {
	return isOpen(above) || openWord.MatchString(above) && restOfWord.MatchString(below)
}

// isRestOfLabel reports whether a row is the rest of the label of the row above, whose words are not at their end. A value of one line stands at
// the middle between two lines of its label.
func isRestOfLabel(rows []row, at int, start float64) bool {
	if at == 0 || !within(rows[at-1], start) || beginsOwn(rows[at].text()) {
		return false
	}
	above := at - 1
	label, left, right := labelOf(rows[above], start)
	if label == "" && at > 1 {
		above = at - 2
		label, left, right = labelOf(rows[above], start)
	}
	return label != "" && (openLabel.MatchString(label) || isOpenLabel(label, rows[at].text()) || isFullLabel(rows[above], rows[at], left, right, start))
}

// labelOf returns the words of a row left of where its value begins, and from where to where they reach.
func labelOf(r row, start float64) (label string, left, right float64) {
	for _, b := range r.labels() {
		if b.Left >= start-sameStart*r.size() {
			break
		}
		if label == "" {
			left = b.Left
		}
		label, right = label+b.Text, b.Right
	}
	return label, left, right
}

const (
	fullLabel   = 2.2 // space between a line of a label that is full and the value at most, in its height
	longLabel   = 4.0 // length of such a line at least
	restOfLabel = 1.0 // white space between it and the rest at most
)

// isFullLabel reports whether a label, from left to right, reaches its values, so that the row below it, which stands close and no further left, is its rest.
func isFullLabel(above, below row, left, right, start float64) bool {
	size := above.size()
	return right > start-fullLabel*size && right-left >= longLabel*size && above.bottom-below.top < restOfLabel*size &&
		math.Abs(below.size()-size) < size/4 && below.boxes[0].Left > left-sameStart*size && utf8.RuneCountInString(below.text()) <= longestSecond && !headDate.MatchString(below.text())
}

// isOpen reports whether a bracket is not closed.
func isOpen(words string) bool {
	return strings.Count(words, "（")+strings.Count(words, "(") > strings.Count(words, "）")+strings.Count(words, ")")
}

var (
	day = jtext.MustPattern(`[0-9０-９][ ]?月[ ]?[0-9０-９]{1,2}[ ]?日`)
	// openLabel is the end of a line of a label that has more: 参加表明書の.
	openLabel = jtext.MustPattern(`(?:の|及び|並びに|又は|若しくは|に係る|に関する|に対する|・|、)$`)
	// openWord and restOfWord are the two parts of a word in katakana: プレゼンテー, ション.
	openWord   = jtext.MustPattern(`[ァ-ヴー]$`)
	restOfWord = jtext.MustPattern(`^[ァ-ヴー]`)
	// openValue is the end of a line of a value that has more: 9月1日（火）から. One that ends in an hour may have none.
	openValue   = jtext.MustPattern(`(?:から|より|[～〜~、])$`)
	openRange   = jtext.MustPattern(`[日)）] ?(?:から|[～〜~])$`)
	restOfRange = jtext.MustPattern(`^(?:から|まで|[～〜~])`)
	hourFrom    = jtext.MustPattern(`[時分](?:から|[～〜~])$`)
)
