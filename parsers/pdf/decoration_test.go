package pdf

import (
	"strings"
	"testing"

	"koubo/parsers/pdf/layout"
)

func TestLinesOfTheTextAreNotOfATable(t *testing.T) {
	box := func(left, bottom float64, words string) layout.Box {
		return layout.Box{Left: left, Right: left + 10*float64(len([]rune(words))), Bottom: bottom, Top: bottom + 10, Text: words}
	}
	across := func(left, right, y float64) layout.Rule {
		return layout.Rule{Left: left, Right: right, Bottom: y, Top: y}
	}
	down := func(x, from, to float64) layout.Rule { return layout.Rule{Left: x, Right: x, Bottom: from, Top: to} }
	words := []layout.Box{box(100, 700, "提出期限"), box(200, 700, "九月十日九月十七日")}
	for _, c := range []struct {
		name  string
		rules []layout.Rule
		want  string
		kept  int
	}{
		{"below words", []layout.Rule{across(100, 140, 699.5)}, "提出期限|九月十日九月十七日", 0},
		{"below some of them", []layout.Rule{across(240, 290, 700.5)}, "提出期限|九月十日九月十七日", 0},
		{"the border of a row", []layout.Rule{across(95, 300, 698)}, "提出期限|九月十日九月十七日", 1},
		{"the border of a cell as narrow as its words", []layout.Rule{across(100, 140, 699), down(100, 699, 715), down(140, 699, 715)}, "提出期限|九月十日九月十七日", 3},
		{"above words", []layout.Rule{across(100, 140, 711)}, "提出期限|九月十日九月十七日", 1},
		{"through the first of two days", []layout.Rule{across(200, 240, 705)}, "提出期限|九月十七日", 0},
		{"through a day by two lines", []layout.Rule{across(240, 290, 704), across(240, 290, 706)}, "提出期限|九月十日", 0},
		{"through all of it", []layout.Rule{across(100, 140, 705)}, "九月十日九月十七日", 0},
		{"through words and on", []layout.Rule{across(90, 310, 705)}, "提出期限|九月十日九月十七日", 1},
	} {
		boxes, rules := withoutDecoration(words, c.rules)
		var got []string
		for _, b := range boxes {
			got = append(got, b.Text)
		}
		if all := strings.Join(got, "|"); all != c.want || len(rules) != c.kept {
			t.Errorf("%s: got %s and %d lines, want %s and %d", c.name, all, len(rules), c.want, c.kept)
		}
	}
}
