package pdf

import (
	"bytes"
	"encoding/binary"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
)

const squareFont = "fonts/usr/share/fonts/squares.ttf"

var update = flag.Bool("update", false, "write the font of squares anew")

// TestTheFontIsTheOneBuiltHere compares the font with what squares returns.
func TestTheFontIsTheOneBuiltHere(t *testing.T) {
	if *update {
		if err := os.WriteFile(squareFont, squares(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(squareFont); err != nil || !bytes.Equal(kept, squares()) {
		t.Errorf("%s is another font than the one that is built here (%v); go test -update writes it", squareFont, err)
	}
}

// TestSingleCharactersOfAFontThatIsNotInTheFileAreRead has a day whose ideographs are in such a font, each by itself, and whose numbers
// are in another.
func TestSingleCharactersOfAFontThatIsNotInTheFileAreRead(t *testing.T) {
	const resources = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/J<</Type/Font/Subtype/Type0/BaseFont/MS-Mincho/Encoding/UniJIS-UCS2-H" +
		"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000" +
		"/FontDescriptor<</Type/FontDescriptor/FontName/MS-Mincho/Flags 4/Ascent 859/Descent -140/CapHeight 769/StemV 80/ItalicAngle 0/FontBBox[0 -137 1000 859]>>>>]>>>>>>"
	content := "BT /F 10 Tf 50 700 Td (9) Tj /J 10 Tf <6708> Tj /F 10 Tf (18) Tj /J 10 Tf <65e5> Tj ET" // 9月18日
	var words []string
	for _, b := range readWritten(t, written(resources, content)).Boxes {
		words = append(words, b.Text)
	}
	if got := strings.Join(words, ""); got != "9月18日" {
		t.Errorf("got %q", got)
	}
}

// squares builds a TrueType font (OpenType 1.9) of one glyph that stands for every character of the basic plane, under a name that PDFium looks
// for where a Japanese font is missing.
func squares() []byte {
	be := binary.BigEndian
	u16 := func(values ...int) (all []byte) {
		for _, v := range values {
			all = be.AppendUint16(all, uint16(v))
		}
		return all
	}
	u32 := func(values ...int) (all []byte) {
		for _, v := range values {
			all = be.AppendUint32(all, uint32(v))
		}
		return all
	}
	glyph := bytes.Join([][]byte{u16(1, 50, -120, 950, 880, 3, 0), {1, 1, 1, 1}, u16(50, 0, 900, 0, -120, 1000, 0, -1000)}, nil)
	tables := []struct {
		name string
		data []byte
	}{
		{"OS/2", bytes.Join([][]byte{u16(1, 1000, 400, 5, 0), make([]byte, 20), make([]byte, 12), u32(1<<17|1, 0, 0, 0)[:16], []byte("    "), u16(0x40, 0x20, 0xffff, 880, -120, 0, 880, 120), u32(1<<17|1, 0)}, nil)},
		{"cmap", squareMap(u16, u32)},
		{"glyf", append(glyph, glyph...)},
		{"head", bytes.Join([][]byte{u32(1<<16, 1<<16, 0, 0x5f0f3cf5), u16(0, 1000), make([]byte, 16), u16(50, -120, 950, 880, 0, 8, 2, 0, 0)}, nil)},
		{"hhea", bytes.Join([][]byte{u32(1 << 16), u16(880, -120, 0, 1000, 50, 50, 950, 1, 0, 0, 0, 0, 0, 0, 0, 1)}, nil)},
		{"hmtx", u16(1000, 50, 50)},
		{"loca", u16(0, len(glyph)/2, len(glyph))},
		{"maxp", append(u32(1<<16), u16(2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)...)},
		{"name", squareNames(u16)},
		{"post", append(u32(3<<16), make([]byte, 28)...)},
	}
	file := append(u32(1<<16), u16(len(tables), 128, 3, 16*len(tables)-128)...)
	var body []byte
	for _, table := range tables {
		file = append(append(file, table.name...), u32(0, 12+16*len(tables)+len(body), len(table.data))...) // nobody looks at the checksums
		body = append(body, table.data...)
		body = append(body, make([]byte, -len(table.data)&3)...)
	}
	return append(file, body...)
}

// squareMap is a character map of format 4: each range of 256 characters has the same list of glyphs.
func squareMap(u16, u32 func(...int) []byte) []byte {
	var ends, starts, deltas, offsets []byte
	const ranges = 257 // the last is that of 0xffff alone, which the format wants
	for n := range ranges - 1 {
		ends, starts, deltas = append(ends, u16(min(n*256+255, 0xfffe))...), append(starts, u16(n*256)...), append(deltas, u16(0)...)
		offsets = append(offsets, u16(2*(ranges-n))...)
	}
	ends, starts, deltas, offsets = append(ends, u16(0xffff)...), append(starts, u16(0xffff)...), append(deltas, u16(1)...), append(offsets, u16(0)...)
	glyphs := bytes.Repeat(u16(1), 256)
	length := 16 + 8*ranges + len(glyphs)
	return bytes.Join([][]byte{u16(0, 1, 3, 1), u32(12), u16(4, length, 0, 2*ranges, 512, 8, 2*ranges-512), ends, u16(0), starts, deltas, offsets, glyphs}, nil)
}

// squareNames names the font and its style.
func squareNames(u16 func(...int) []byte) []byte {
	const family, style = "VL Gothic", "Regular"
	var text []byte
	for _, c := range utf16.Encode([]rune(family + style)) {
		text = append(text, u16(int(c))...)
	}
	return bytes.Join([][]byte{u16(0, 2, 30, 3, 1, 0x409, 1, 2*len(family), 0, 3, 1, 0x409, 2, 2*len(style), 2*len(family)), text}, nil)
}
