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
		{"below words and near a border", []layout.Rule{across(100, 140, 699), down(99, 690, 720)}, "提出期限|九月十日九月十七日", 1},
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

func TestBoxesBehindWordsAreNotOfATable(t *testing.T) {
	box := func(left, right, bottom, top float64) []layout.Rule {
		return []layout.Rule{{Left: left, Right: right, Bottom: bottom, Top: bottom}, {Left: right, Right: right, Bottom: bottom, Top: top}, {Left: left, Right: right, Bottom: top, Top: top}, {Left: left, Right: left, Bottom: bottom, Top: top}}
	}
	thin := []layout.Rule{{Left: 240, Right: 240, Bottom: 697, Top: 713}}
	words := []layout.Box{{Left: 100, Right: 140, Bottom: 700, Top: 710, Text: "提出期限"}, {Left: 200, Right: 290, Bottom: 700, Top: 710, Text: "九月十日九月十七日"}}
	for name, c := range map[string]struct {
		fills [][]layout.Rule
		kept  int
	}{
		"behind a part of the words":                    {[][]layout.Rule{box(240, 290, 697, 713)}, 0},
		"behind two parts and the space between":        {[][]layout.Rule{box(200, 239, 697, 713), thin, box(241, 290, 697, 713)}, 0},
		"a thin line alone":                             {[][]layout.Rule{thin}, 1},
		"a cell, which has space around its words":      {[][]layout.Rule{box(98, 142, 697, 713)}, 4},
		"taller than a line":                            {[][]layout.Rule{box(100, 140, 680, 713)}, 4},
		"a cell over several columns, words in one":     {[][]layout.Rule{box(60, 290, 697, 713)}, 4},
		"without words, the shading of an empty column": {[][]layout.Rule{box(300, 340, 697, 713)}, 4},
	} {
		if got := withoutMarkers(words, c.fills); len(got) != c.kept {
			t.Errorf("%s: %d lines are left, want %d", name, len(got), c.kept)
		}
	}
}
