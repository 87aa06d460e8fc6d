package pdf

import (
	"context"
	"strings"
	"testing"

	"github.com/klippa-app/go-pdfium/requests"

	"koubo/parsers/pdf/layout"
)

// latin is a resource dictionary with a font of Latin letters, F.
const latin = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"

// readWritten returns what stands on the page of a written PDF.
func readWritten(t *testing.T, data []byte) layout.Page {
	t.Helper()
	reader := newTestReader(t)
	box, err := reader.take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer reader.put(box, true)
	instance, err := box.(*pdfiumSandbox).pool.GetInstanceWithContext(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		t.Fatal(err)
	}
	p, err := readPage(instance, requests.Page{ByIndex: &requests.PageByIndex{Document: document.Document}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCharactersBecomeRuns(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"one word", "BT /F 10 Tf 50 700 Td (17:00) Tj ET", "17:00"},
		{"in pieces that touch", "BT /F 10 Tf 50 700 Td (2026) Tj (-09-01) Tj ET", "2026-09-01"},
		{"a space", "BT /F 10 Tf 50 700 Td (by 17:00) Tj ET", "by 17:00"},
		{"drawn twice to be bold", "BT /F 10 Tf 50 700 Td (FAX) Tj ET BT /F 10 Tf 50.3 700 Td (FAX) Tj ET", "FAX"},
		{"two columns", "BT /F 10 Tf 50 700 Td (a) Tj 100 0 Td (b) Tj ET", "a|b"},
		{"a stamp across the page", "BT /F 10 Tf 50 700 Td (text) Tj ET BT /F 30 Tf .7 .7 -.7 .7 100 100 Tm (CP) Tj ET", "text"},
		{"a page on its side", "BT /F 10 Tf 0 1 -1 0 300 100 Tm (first) Tj 0 -20 Td (second) Tj ET", "first|second"},
		{"upside down", "BT /F 10 Tf -1 0 0 -1 300 100 Tm (over) Tj ET", "over"},
		{"off the page", "BT /F 10 Tf 90000 100 Td (far) Tj ET", ""},
		{"too large", "BT /F 900 Tf 0 100 Td (X) Tj ET", ""},
	} {
		var words []string
		for _, b := range readWritten(t, written(latin, c.content)).Boxes {
			words = append(words, b.Text)
		}
		if got := strings.Join(words, "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestANarrowSpaceBeginsARun sets characters of ten points with gaps before them, and white space without a width in some.
func TestANarrowSpaceBeginsARun(t *testing.T) {
	for _, c := range []struct {
		words string
		gap   float64 // of each space
		want  string
	}{
		{"総務部 管財課", 2.9, "総務部|>管財課"},
		{"総務部 管財課 係", 2, "総務部|>管財課|>係"},
		{"総務部 管財課", 1.7, "総務部管財課"},
		{"総務部 12", 2, "総務部12"},
		{"総務部 12", 2.9, "総務部|>12"},
	} {
		var b runBuilder
		at := 0.0
		for _, letter := range c.words {
			if letter == ' ' {
				b.add(character{letter: ' ', left: at + 3, right: at + 3, size: 1})
				at += c.gap
				continue
			}
			b.add(character{letter: letter, left: at, right: at + 10, size: 10})
			at += 10
		}
		b.end()
		var got []string
		for _, run := range b.runs {
			if run.Parted {
				run.Text = ">" + run.Text
			}
			got = append(got, run.Text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.words, s, c.want)
		}
	}
}

func TestARunsBoxIsThatOfItsType(t *testing.T) {
	p := readWritten(t, written(latin, "q 2 0 0 2 0 0 cm BT /F 10 Tf 50 100 Td (-) Tj ET Q"))
	if len(p.Boxes) != 1 || p.Boxes[0].Top-p.Boxes[0].Bottom != 20 || p.Boxes[0].Left != 100 {
		t.Errorf("a dash of 20 points at 100: %v", p.Boxes)
	}
}

func TestLinesOfAPageAreRules(t *testing.T) {
	rule := func(left, right, bottom, top float64) layout.Rule {
		return layout.Rule{Left: left, Right: right, Bottom: bottom, Top: top}
	}
	box := []layout.Rule{rule(100, 300, 700, 700), rule(300, 300, 700, 750), rule(100, 300, 750, 750), rule(100, 100, 700, 750)}
	for _, c := range []struct {
		name, content string
		want          []layout.Rule
	}{
		{"a stroke", "100 700 m 300 700 l S", []layout.Rule{rule(100, 300, 700, 700)}},
		{"a thin box", "100 700 1 50 re f", []layout.Rule{rule(100.5, 100.5, 700, 750)}},
		{"a box", "100 700 200 50 re S", box},
		{"scaled", "2 0 0 2 0 0 cm 50 350 100 25 re S", box},
		{"a slope and a curve", "100 700 m 300 750 l S 100 100 m 150 300 250 300 300 100 c S", nil},
		{"a dot", "100 700 2 2 re f", nil},
	} {
		got := readWritten(t, written(latin, c.content)).Rules
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if d := got[i]; max(abs(d.Left-c.want[i].Left), abs(d.Right-c.want[i].Right), abs(d.Bottom-c.want[i].Bottom), abs(d.Top-c.want[i].Top)) > 1 {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			}
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }
