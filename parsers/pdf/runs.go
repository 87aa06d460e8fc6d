package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"koubo/opportunity/jtext"
	"koubo/parsers/pdf/layout"
)

const (
	maxChars  = 20_000 // characters looked at on one page; a dense one has 4,000
	touching  = 0.22   // the gap between two characters of one run at most, in their size
	sameSize  = 0.05   // how far the sizes of two characters of one run differ, and how far their base lines stand apart
	belowBase = 0.12   // how far a character reaches below its base line, in its size
	largest   = 400    // points of a character; larger ones are no text
	farthest  = 50_000 // points from the corner of a page to what stands on it
)

// character is one character of a page: where it begins and how far it moves the pen, its base line and its size, all turned so
// that its text runs to the right.
type character struct {
	letter      rune
	left, right float64
	base        float64
	size        float64 // points
	turned      turn
	height      float64 // of its font: the same for all characters of one font and size
}

// turn is by how many quarters text is turned to the left.
type turn int

const askew turn = 4 // text at any other angle

// apply turns a point of the page back.
func (t turn) apply(x, y float64) (float64, float64) {
	switch t {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}

// runsOf returns the text of one page as runs of characters that touch each other, and how the page is turned. Their boxes are
// those of the type, not of the ink: a comma is as tall as a letter, and a full-width bracket as wide. What stands at another
// angle than most of the page is left out: stamps across it and titles along its edge.
func runsOf(instance pdfium.Pdfium, page requests.Page) ([]layout.Box, turn, error) {
	text, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, 0, err
	}
	defer instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, 0, err
	}
	r := characterReader{instance: instance, text: text.TextPage}
	var found [askew + 1]int
	var characters []character
	for i := range min(count.Count, maxChars) {
		if c, ok := r.read(i); ok {
			characters = append(characters, c)
			found[c.turned]++
		}
	}
	turned := turn(0)
	for t := range askew {
		if found[t] > found[turned] {
			turned = t
		}
	}
	var b runBuilder
	for _, c := range characters {
		if c.turned == turned {
			b.add(c)
		}
	}
	b.end()
	return b.runs, turned, nil
}

// characterReader reads the characters of a page.
type characterReader struct {
	instance pdfium.Pdfium
	text     references.FPDF_TEXTPAGE
	last     character
	raw      [2]float64 // its base line as the page has it
}

// read returns the character at a place, a space for all white space; false for what is no character of the page.
func (r *characterReader) read(i int) (c character, ok bool) {
	letter, err := r.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: i})
	if err != nil {
		return c, false
	}
	c.letter = meant(rune(letter.Unicode))
	if c.letter == 0 || !utf8.ValidRune(c.letter) || c.letter == '\n' || c.letter == '\r' || unicode.IsControl(c.letter) || c.letter == unicode.ReplacementChar {
		return c, false
	}
	if unicode.IsSpace(c.letter) {
		c.letter = ' '
	}
	found, err := r.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: i})
	if err != nil {
		return c, false
	}
	origin, err := r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: i})
	if err != nil {
		return c, false
	}
	box := found.Rect
	c.height = math.Abs(float64(box.Top - box.Bottom))
	c.size, c.turned = r.last.size, r.last.turned
	if sameLine := r.last.height == c.height && r.raw == [2]float64{origin.Y, c.height}; !sameLine || c.turned != 0 {
		c.size, c.turned = r.typeOf(i)
	}
	r.raw = [2]float64{origin.Y, c.height}
	x1, y1 := c.turned.apply(float64(box.Left), float64(box.Bottom))
	x2, y2 := c.turned.apply(float64(box.Right), float64(box.Top))
	c.left, c.right = math.Min(x1, x2), math.Max(x1, x2)
	if _, c.base = c.turned.apply(origin.X, origin.Y); math.IsNaN(x1 + x2 + y1 + y2 + c.base) {
		return c, false
	}
	r.last = c
	far := math.Max(math.Abs(c.base), math.Max(math.Abs(c.left), math.Abs(c.right)))
	return c, c.size >= 1 && c.size <= largest && far < farthest && c.right-c.left < 4*c.size
}

// meant returns the character that a page means by one: some producers name the glyphs of 月, 日 and ・ by the radical or the hyphenation
// point that look the same.
func meant(letter rune) rune {
	if letter == '\u2027' {
		return '・'
	}
	return jtext.Radical(letter)
}

// typeOf returns the size of a character's type in points and how it is turned.
func (r *characterReader) typeOf(i int) (float64, turn) {
	size, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: i})
	if err != nil {
		return 0, askew
	}
	matrix, err := r.instance.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: i})
	if err != nil {
		return 0, askew
	}
	a, b := float64(matrix.Matrix.A), float64(matrix.Matrix.B)
	c, d := float64(matrix.Matrix.C), float64(matrix.Matrix.D)
	points := size.FontSize * math.Hypot(c, d)
	switch most := math.Abs(a) + math.Abs(b); {
	case math.Abs(b) < most/10 && a > 0:
		return points, 0
	case math.Abs(a) < most/10 && b > 0:
		return points, 1
	case math.Abs(b) < most/10:
		return points, 2
	case math.Abs(a) < most/10:
		return points, 3
	}
	return points, askew
}

// runBuilder gathers characters into runs.
type runBuilder struct {
	runs        []layout.Box
	words       strings.Builder
	first, last character
	space       float64 // where the white space behind the last character ends
	since       int     // characters since the last space
	parted      bool    // whether white space stands behind the last character, be it narrower than what parts runs
	begun       bool    // whether such space stands before the first
}

// wideSpace is the white space from which words are columns, in their size. Single characters may stand wider apart, as those of
// a label that is as wide as the others: 工　　期.
const wideSpace = 2.0

// add puts a character behind the run that it touches, or begins another with it. The same character at the same place is the
// one before drawn again, to make it bold.
func (b *runBuilder) add(c character) {
	isSame := math.Abs(c.size-b.last.size) < sameSize*c.size && math.Abs(c.base-b.last.base) < sameSize*c.size
	if c.letter == ' ' {
		b.parted = b.parted || math.Abs(c.base-b.last.base) < sameSize*b.last.size
		if isSame && math.Abs(c.left-b.space) < touching*c.size {
			b.space = math.Max(b.space, c.right)
		}
		return
	}
	if c.letter == b.last.letter && math.Abs(c.left-b.last.left) < c.size/6 && math.Abs(c.base-b.last.base) < c.size/6 {
		return
	}
	spaced := b.space - b.last.right
	switch touches := b.words.Len() > 0 && isSame && math.Abs(c.left-b.space) < touching*c.size && !b.partsWords(c); {
	case touches && spaced < touching*c.size:
	case touches && (spaced < wideSpace*c.size || b.since == 1):
		b.words.WriteByte(' ')
		b.since = 0
	default:
		b.end()
		b.first, b.since, b.begun = c, 0, b.parted
	}
	b.words.WriteRune(c.letter)
	b.last, b.space, b.parted = c, c.right, false
	b.since++
}

// partsWords reports whether a narrow space, of which only a moved pen tells, stands between two ideographs.
func (b *runBuilder) partsWords(c character) bool {
	return b.parted && b.space == b.last.right && c.left-b.space >= layout.NarrowSpace*c.size && unicode.Is(unicode.Han, c.letter) && unicode.Is(unicode.Han, b.last.letter)
}

// end keeps the run.
func (b *runBuilder) end() {
	if b.words.Len() == 0 {
		return
	}
	bottom := b.first.base - belowBase*b.first.size
	b.runs = append(b.runs, layout.Box{Left: b.first.left, Right: b.last.right, Bottom: bottom, Top: bottom + b.first.size, Text: b.words.String(), Parted: b.begun})
	b.words.Reset()
}
