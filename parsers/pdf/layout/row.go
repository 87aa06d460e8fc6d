package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
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
	marked      []Box // what labels returns
	joined      []Box // what pieces returns
	page        int   // of the document, where a table may go on in the next
}

// bandHeight is the height in points of the bands of a page in which the rows for a box are looked for.
const bandHeight = 16.0

// rowsOf groups boxes into rows, from the top of the page down. The tallest are placed first, so that commas and dashes find
// the line they belong to.
func rowsOf(boxes []Box) []row {
	boxes = slices.DeleteFunc(slices.Clone(boxes), func(b Box) bool { return strings.TrimSpace(b.Text) == "" })
	slices.SortStableFunc(boxes, func(a, b Box) int { return cmp.Compare(b.height(), a.height()) })
	var rows []row
	bands := map[int][]int{} // which rows reach into a band of the page
	for _, b := range boxes {
		at := -1
		for _, i := range bands[int(b.middle()/bandHeight)] {
			if rows[i].holds(b) {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(rows)
			rows = append(rows, row{top: b.Top, bottom: b.Bottom})
			slack := b.height() / 2
			for band := int((b.Bottom - slack) / bandHeight); band <= int((b.Top+slack)/bandHeight); band++ {
				bands[band] = append(bands[band], at)
			}
		}
		rows[at].boxes = append(rows[at].boxes, b)
	}
	for i, r := range rows {
		slices.SortStableFunc(r.boxes, func(a, b Box) int { return cmp.Compare(a.Left, b.Left) })
		r.boxes = fusedDates(r.boxes, r.size())
		rows[i].boxes = r.boxes
		rows[i].marked, rows[i].joined = r.labels(), r.pieces()
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

// columns reports whether a row has a gap as wide as one between columns.
func (r row) columns() bool { return strings.Contains(r.text(), "\t") }

// pieces joins the boxes of a row between which no gap could part columns, however narrow, and the characters of a label that is
// set as wide as others.
func (r row) pieces() (pieces []Box) {
	if r.joined != nil {
		return r.joined
	}
	for i, b := range r.boxes {
		b.Text = strings.Join(strings.Fields(b.Text), " ")
		if i > 0 {
			last := &pieces[len(pieces)-1]
			gap := between(r.boxes[i-1], b, r.size())
			if gap != "" && isSpacedOut(*last, b, r.size()) || gap == "" && partsWords(r.boxes[i-1], b) {
				gap = " "
			} else if gap != "" {
				pieces = append(pieces, b)
				continue
			}
			last.Right, last.Text = math.Max(last.Right, b.Right), last.Text+gap+b.Text
			last.Top, last.Bottom = math.Max(last.Top, b.Top), math.Min(last.Bottom, b.Bottom)
			continue
		}
		pieces = append(pieces, b)
	}
	for i := range pieces {
		pieces[i].Text = closedUp(pieces[i].Text)
	}
	return pieces
}

var (
	// spreadWord is a word whose characters are set apart, behind the number of an item: (1)件 名, 予 定 価 格.
	spreadWord = jtext.MustPattern(`^((?:[(（]?[0-9０-９ア-ン]{1,2}[)）]?[ .．]?)?)((?:\p{Han} )+\p{Han})$`)
	// spreadDate is a date whose characters are set apart: ８ 月 ２１ 日, 午 後 ２ 時, 令 和 ８ 年, ２１日 （ 水 ）か ら.
	spreadDate = jtext.MustPattern(`[0-9０-９元] [年月日時分]|[年月後前] [0-9０-９]|[令平] [和成]|[和成] [0-9０-９元]|午 [前後]` +
		`|(?:[0-9０-９][日時分]|[)）]) ?(?:か ら|ま で)|[0-9０-９]日 [（(]|[（(] ?[日月火水木金土] [)）]|[（(] [日月火水木金土] ?[)）]`)
)

// itemOfDay is the number of an item before a word that begins as a day, a month or an hour does.
var itemOfDay = jtext.MustPattern(`^([(（]?[0-9０-９]{1,2}[)）.．]? )((?:日 ?[程時数]|年 ?[間度次]|月 ?[額例]|時 ?[期間]|分 ?[担割]).*)$`)

// closedUp takes the spaces out of words and dates whose characters are set apart.
func closedUp(words string) string {
	if !strings.Contains(words, " ") {
		return words
	}
	if number := itemOfDay.FindStringSubmatch(words); number != nil { // 3 日程 is no day
		return number[1] + closedUp(number[2])
	}
	words = withWholeNumbers(closedUpDate(words))
	if parts := spreadWord.FindStringSubmatch(words); parts != nil {
		return parts[1] + unspaced(parts[2])
	}
	return closedUpAll(closedUpLabel(words), spreadDate)
}

// labels returns the boxes of a row as they stand, but for the characters of a label that is spread out, which are one, and for numbers between
// ideographs in a row that no wide gap parts.
func (r row) labels() (all []Box) {
	if r.marked != nil {
		return r.marked
	}
	isProse := len(r.pieces()) == 1
	for _, b := range r.boxes {
		n := len(all)
		switch {
		case n > 0 && isSpacedOut(all[n-1], b, r.size()):
			all[n-1].Right, all[n-1].Text = b.Right, all[n-1].Text+" "+b.Text
		case isProse && n > 0 && isBesideNumber(all[n-1], b, r.size()):
			all[n-1].Right, all[n-1].Text = b.Right, all[n-1].Text+b.Text
		default:
			all = append(all, b)
		}
	}
	return all
}

// besideNumber is the space between a number in Latin type and ideographs at most, in the height of the line: a quarter of a character, and what
// a line that is justified has more.
const besideNumber = 0.5

// isBesideNumber reports whether the space between two pieces is that between ideographs and a number in the middle of a line.
func isBesideNumber(before, after Box, size float64) bool {
	last, n := utf8.DecodeLastRuneInString(before.Text)
	first, _ := utf8.DecodeRuneInString(after.Text)
	isNumber := func(r rune) bool { return r >= '0' && r <= '9' }
	return after.Left-before.Right <= besideNumber*size && len(before.Text) > n &&
		(isNumber(last) && unicode.Is(unicode.Han, first) || unicode.Is(unicode.Han, last) && isNumber(first))
}

// widestSpread is the gap between two characters of a label that is spread out at most, in their size.
const widestSpread = 5.0

// isSpacedOut reports whether two pieces are single ideographs of one label: 工　　期.
func isSpacedOut(before, after Box, size float64) bool {
	last, n := utf8.DecodeLastRuneInString(before.Text)
	rest := before.Text[:len(before.Text)-n]
	first, m := utf8.DecodeRuneInString(after.Text)
	isNumbered := strings.HasSuffix(rest, ")") || strings.HasSuffix(rest, "）")
	alone := rest == "" || strings.HasSuffix(rest, " ") || isNumbered
	whole := m == len(after.Text) || isNumbered && after.Text[m] == ' ' // its value may stand behind it
	return alone && whole && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, first) && after.Left-before.Right <= widestSpread*size
}

// text writes the boxes of the row, columns parted by tabs.
func (r row) text() string {
	var text strings.Builder
	pieces := r.pieces()
	for i, b := range pieces {
		if i > 0 {
			text.WriteString(between(pieces[i-1], b, r.size()))
		}
		text.WriteString(b.Text)
	}
	parts := strings.Split(text.String(), "\t")
	for i, part := range parts {
		parts[i] = closedUp(part)
	}
	return strings.Join(parts, "\t")
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

// A space of proportional type may be narrower than any gap between columns, and some producers only move the pen for it: 総務部 管財課.
// Characters of a line that is justified stand apart, too, but each from the next.
const (
	NarrowSpace = 0.18 // its width at least, in the size of the type
	tightType   = 1.03 // the width of a character in the words beside it at most
)

// partsWords reports whether a gap that is none between columns is the space between two words of Japanese.
func partsWords(before, after Box) bool {
	size := before.height()
	last, n := utf8.DecodeLastRuneInString(before.Text)
	first, m := utf8.DecodeRuneInString(after.Text)
	isTight := func(b Box) bool { return b.Right-b.Left <= tightType*size*float64(utf8.RuneCountInString(b.Text)) }
	return after.Parted && after.Left-before.Right >= NarrowSpace*size && math.Abs(after.height()-size) < size/10 &&
		n < len(before.Text) && m < len(after.Text) && isJapanese(last) && isJapanese(first) && isTight(before) && isTight(after)
}

// isJapanese reports whether a character is an ideograph or of the kana.
func isJapanese(letter rune) bool {
	return unicode.In(letter, unicode.Han, unicode.Hiragana, unicode.Katakana) || letter == 'ー'
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
