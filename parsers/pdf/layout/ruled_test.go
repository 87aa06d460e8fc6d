package layout

import (
	"strings"
	"testing"
)

// ruled draws the borders of a table of rows 20 points high from a height down, with columns between places.
func ruled(top float64, rows int, xs ...float64) (rules []Rule) {
	bottom := top - 20*float64(rows)
	for n := range rows + 1 {
		y := top - 20*float64(n)
		rules = append(rules, Rule{Left: xs[0], Right: xs[len(xs)-1], Bottom: y, Top: y})
	}
	for _, x := range xs {
		rules = append(rules, Rule{Left: x, Right: x, Bottom: bottom, Top: top})
	}
	return rules
}

func drawn(rules []Rule, boxes ...Box) string {
	return strings.ReplaceAll(Text([]Page{{Boxes: boxes, Rules: rules}}), BreakInCell, "|")
}

func TestLinesPartATableIntoCells(t *testing.T) {
	got := drawn(ruled(720, 3, 50, 80, 200, 400),
		put(55, 710, "順"), put(110, 710, "内　　容"), put(280, 710, "期　　日"),
		put(60, 690, "1"), put(85, 690, "質問の受付"), put(205, 690, "八月十二日まで"),
		put(60, 670, "2"), put(85, 670, "申請書の受付"), put(205, 670, "九月一日まで"))
	want := "# 順\t内容\t期日\n1\t質問の受付\t八月十二日まで\n2\t申請書の受付\t九月一日まで"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCellsGoOnWhereTheNextCharacterDidNotFit(t *testing.T) {
	rules := []Rule{{50, 400, 740, 740}, {50, 400, 700, 700}, {50, 400, 660, 660}, {50, 50, 660, 740}, {120, 120, 660, 740}, {400, 400, 660, 740}}
	got := drawn(rules,
		put(55, 730, "実績報告書"), put(55, 714, "の提出"), put(125, 722, "二月十二日"),
		put(55, 690, "説明会"), put(125, 690, "八月十日"), put(125, 674, "二階の会議室"))
	want := "実績報告書の提出\t二月十二日\n説明会\t八月十日|二階の会議室"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestACellThatReachesDownIsRepeated(t *testing.T) {
	rules := []Rule{{50, 400, 720, 720}, {150, 400, 700, 700}, {50, 400, 680, 680}, {50, 50, 680, 720}, {150, 150, 680, 720}, {250, 250, 680, 720}, {400, 400, 680, 720}}
	got := drawn(rules, put(55, 700, "質問"), put(155, 710, "提出期限"), put(255, 710, "九月十一日正午"), put(155, 690, "回答"), put(255, 690, "九月十六日"))
	want := "質問\t提出期限\t九月十一日正午\n質問\t回答\t九月十六日"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestATableMayBeOpenAtItsSides(t *testing.T) {
	rules := []Rule{{50, 400, 720, 720}, {50, 400, 700, 700}, {50, 400, 680, 680}, {150, 150, 680, 720}}
	got := drawn(rules, put(55, 710, "質問の期限"), put(155, 710, "九月十一日"), put(55, 690, "回答"), put(155, 690, "九月十六日"))
	if want := "質問の期限\t九月十一日\n回答\t九月十六日"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAFrameIsNoTable(t *testing.T) {
	got := drawn(ruled(760, 4, 40, 560), put(50, 710, "本公募の趣旨を示す"))
	if got != "本公募の趣旨を示す" {
		t.Errorf("got %q", got)
	}
}

func TestTooManyLinesAreADrawing(t *testing.T) {
	var rules []Rule
	for n := range 1000 {
		at := float64(n)
		rules = append(rules, Rule{0, 1000, at, at}, Rule{at, at, 0, 1000})
	}
	if got := drawn(rules, put(50, 710, "地図")); got != "地図" {
		t.Errorf("got %q", got)
	}
}
