package jdate

import (
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// TestWhatIsSteppedOverBeginsNoToken looks at every character of three bytes, before what makes most tokens of those that begin one.
func TestWhatIsSteppedOverBeginsNoToken(t *testing.T) {
	for r := rune(0x800); r <= utf8.MaxRune && utf8.RuneLen(r) <= 3; r++ {
		key, _ := jtext.KeyAt(string(r), 0)
		if mayBegin[key] {
			continue
		}
		for _, behind := range []string{"", "和8年10月2日", "日", "年10月2日", "3時", "午後3時"} {
			s := scanner{text: string(r) + behind}
			if token, ok := s.wide(); ok || kanjiDigit(r) >= 0 {
				t.Fatalf("%c%s is stepped over and makes %+v", r, behind, token)
			}
		}
	}
}
