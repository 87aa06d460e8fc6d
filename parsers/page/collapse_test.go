package page

import (
	"strings"
	"testing"
)

// TestWhiteSpaceCollapses puts every character of the Basic Multilingual Plane between others, in every way in which it may stand.
func TestWhiteSpaceCollapses(t *testing.T) {
	for r := rune(0); r < 0x10000; r++ {
		for _, s := range []string{string(r), "募" + string(r) + "集", "a " + string(r) + " b", string(r) + "募 集", "募 集" + string(r), "募" + string(r) + string(r) + "集"} {
			if got, want := Collapse(s), strings.Join(strings.Fields(s), " "); got != want {
				t.Fatalf("U+%04X in %q: %q, want %q", r, s, got, want)
			}
		}
	}
	if s := "募集 要項"; testing.AllocsPerRun(10, func() { Collapse(s) }) > 0 {
		t.Error("what has single spaces is copied")
	}
}
