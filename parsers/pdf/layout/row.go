package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// How wide a gap between two boxes parts what, in heights of the line. Boxes are bounded by their ink, so that a full-width
// bracket or digit leaves half a character of gap where nothing is meant.
const (
	columnGap = 2.0
	spaceGap  = 0.6
	punctGap  = 1.3 // beside a full-width bracket, comma or stop, which is half white
	wordGap   = 0.3 // between Latin letters
)

// row is the boxes of one line from left to right, and how far up and down it reaches.
type row struct {
	boxes       []Box
	top, bottom float64
}

// rowsOf groups boxes into rows, from the top of the page down. The tallest are placed first, so that commas and dashes find
// the line they belong to.
func rowsOf(boxes []Box) []row {
	boxes = slices.DeleteFunc(slices.Clone(boxes), func(b Box) bool { return strings.TrimSpace(b.Text) == "" })
	slices.SortStableFunc(boxes, func(a, b Box) int { return cmp.Compare(b.height(), a.height()) })
	var rows []row
	for _, b := range boxes {
		at := slices.IndexFunc(rows, func(r row) bool { return r.holds(b) })
		if at < 0 {
			rows = append(rows, row{top: b.Top, bottom: b.Bottom})
			at = len(rows) - 1
		}
		rows[at].boxes = append(rows[at].boxes, b)
	}
	for _, r := range rows {
		slices.SortStableFunc(r.boxes, func(a, b Box) int { return cmp.Compare(a.Left, b.Left) })
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.top, a.top) })
	return rows
}

// holds reports whether a box is of this line: half of its height overlaps the line and a quarter more.
func (r row) holds(b Box) bool {
	slack := (r.top - r.bottom) / 4
	overlap := math.Min(b.Top, r.top+slack) - math.Max(b.Bottom, r.bottom-slack)
	return overlap > 0 && overlap >= b.height()/2
}

// size is the height of the line, 1 at least.
func (r row) size() float64 { return math.Max(1, r.top-r.bottom) }

// right is where the line ends.
func (r row) right() float64 {
	right := 0.0
	for _, b := range r.boxes {
		right = math.Max(right, b.Right)
	}
	return right
}

// segments parts a row where a gap is as wide as one between columns.
func (r row) segments() (parts [][]Box) {
	from := 0
	for i := 1; i <= len(r.boxes); i++ {
		if i == len(r.boxes) || r.boxes[i].Left-r.boxes[i-1].Right > columnGap*r.size() {
			parts = append(parts, r.boxes[from:i])
			from = i
		}
	}
	return parts
}

// pieces joins the boxes of a row between which no gap could part columns, however narrow.
func (r row) pieces() (pieces []Box) {
	for i, b := range r.boxes {
		if i > 0 && between(r.boxes[i-1], b, r.size()) == "" {
			last := &pieces[len(pieces)-1]
			last.Right, last.Text = math.Max(last.Right, b.Right), last.Text+b.Text
			last.Top, last.Bottom = math.Max(last.Top, b.Top), math.Min(last.Bottom, b.Bottom)
			continue
		}
		pieces = append(pieces, b)
	}
	return pieces
}

// text writes the boxes of the row, columns parted by tabs.
func (r row) text() string {
	var text strings.Builder
	for i, b := range r.boxes {
		if i > 0 {
			text.WriteString(between(r.boxes[i-1], b, r.size()))
		}
		text.WriteString(strings.Join(strings.Fields(b.Text), " "))
	}
	return text.String()
}

// between returns what parts two boxes of one line of a height.
func between(before, after Box, size float64) string {
	switch gap := after.Left - before.Right; {
	case gap > columnGap*size:
		return "\t"
	case gap > punctGap*size, gap > spaceGap*size && !punctMeets(before.Text, after.Text), gap > wordGap*size && latinMeets(before.Text, after.Text):
		return " "
	}
	return ""
}

// punctMeets reports whether a character that is half white stands on one side of a gap.
func punctMeets(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
	return strings.ContainsRune("）」』】〕、。，．・：；,.)", last) || strings.ContainsRune("（「『【〔・：；(", first)
}

// latinMeets reports whether Latin letters stand on both sides of a gap.
func latinMeets(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
	return isLatin(last) && isLatin(first)
}

func isLatin(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }
