package layout

import (
	"slices"
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

func TestARowThatThePageBreaksIsOne(t *testing.T) {
	first := Page{Rules: ruled(700, 2, 50, 200, 400), Boxes: []Box{put(55, 690, "要項の公表"), put(205, 690, "10月1日"), put(55, 670, "質問の受付"), put(205, 670, "10月19日（月）～")}}
	second := Page{Rules: ruled(800, 2, 50, 200, 400), Boxes: []Box{put(205, 790, "10月28日（水）17時"), put(55, 770, "質問の回答"), put(205, 770, "11月2日")}}
	got := strings.ReplaceAll(Text([]Page{first, second}), BreakInCell, "|")
	if want := "質問の受付\t10月19日（月）～|10月28日（水）17時\n\f2\n\n質問の回答\t11月2日"; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	first.Boxes[3].Text = "10月19日（月）" // a label that reaches down to a row of its own
	if got := Text([]Page{first, second}); !strings.Contains(got, "\n\t10月28日（水）17時\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestTheHeadsOfColumnsAreThoseOfTheNextPage(t *testing.T) {
	row := func(top float64, words ...string) (boxes []Box) {
		for n, w := range words {
			boxes = append(boxes, put(55+150*float64(n), top-10, w))
		}
		return boxes
	}
	first := Page{Rules: ruled(700, 3, 50, 200, 350, 500), Boxes: slices.Concat(row(700, "項目", "開始", "終了"), row(680, "質問", "十月一日", "十月九日"), row(660, "申込", "十月二日", "十月十日"))}
	second := Page{Rules: ruled(800, 2, 50, 200, 350, 500), Boxes: slices.Concat(row(800, "提案書", "十一月一日", "十一月九日"), row(780, "審査", "十一月十二日"))}
	got := Text([]Page{first, second})
	if want := "\f2\n\n# 項目\t開始\t終了\n提案書\t十一月一日\t十一月九日\n審査\t十一月十二日"; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinesBelowRowsAlonePartThem(t *testing.T) {
	page := Page{Boxes: []Box{
		put(55, 690, "質問書の提出期限"), put(205, 700, "十月十二日の午後"), put(205, 680, "三時必着"), put(400, 690, "十月十九日の午後三時"),
		put(55, 655, "参加表明書"), put(205, 655, "十月六日必着"), put(400, 665, "十月十三"), put(400, 645, "日必着"),
		put(55, 620, "結果の通知"), put(205, 620, "十一月十八日"), put(400, 620, "十一月二十五日")}}
	for _, y := range []float64{710, 673, 637, 605} {
		page.Rules = append(page.Rules, Rule{Left: 50, Right: 540, Bottom: y, Top: y})
	}
	got := strings.ReplaceAll(Text([]Page{page}), BreakInCell, "|")
	if want := "質問書の提出期限\t十月十二日の午後|三時必着\t十月十九日の午後三時\n参加表明書\t十月六日必着\t十月十三|日必着\n結果の通知\t十一月十八日\t十一月二十五日"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	prose := Page{Boxes: []Box{put(50, 700, "次のとおり公告する。"), put(50, 650, "本要領は候補者を選ぶために定める。"), put(50, 600, "以上")}, Rules: page.Rules}
	if got := Text([]Page{prose}); strings.Contains(got, "\t") {
		t.Errorf("prose: got\n%s", got)
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

// shaded is the edges of a box that is filled.
func shaded(left, right, bottom, top float64) []Rule {
	return []Rule{{left, right, bottom, bottom}, {left, right, top, top}, {left, left, bottom, top}, {right, right, bottom, top}}
}

func TestShadedLabelsPartTheValuesBesideThem(t *testing.T) {
	for name, gap := range map[string]float64{"touching": 0, "apart": 6} {
		p := Page{Boxes: []Box{
			put(55, 690, "質問の受付"), put(150, 697, "十月五日から"), put(150, 683, "十月十四日まで"),
			put(55, 660-gap, "質問の回答"), put(150, 660-gap, "十月二十日"),
			put(55, 637-2*gap, "参加意向書"), put(55, 623-2*gap, "提出期限"), put(150, 637-2*gap, "十月二十六日"), put(150, 623-2*gap, "必着とする"),
			put(50, 560, "書類は、持参するか、又は郵送により、産業振興課へ提出する。")}}
		p.Rules = append(p.Rules, shaded(50, 140, 670, 710)...)
		p.Rules = append(p.Rules, shaded(50, 140, 650-gap, 670-gap)...)
		p.Rules = append(p.Rules, shaded(50, 140, 610-2*gap, 650-2*gap)...)
		want := "質問の受付\t十月五日から|十月十四日まで\n質問の回答\t十月二十日\n参加意向書|提出期限\t十月二十六日|必着とする\n\n書類は、持参するか、又は郵送により、産業振興課へ提出する。"
		if got := strings.ReplaceAll(Text([]Page{p}), BreakInCell, "|"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestShadedLabelsBelowABarPartTheValuesBesideThem(t *testing.T) {
	p := Page{Boxes: []Box{
		put(55, 720, "募集の方法"),
		put(55, 700, "受付期間"), put(150, 700, "十月一日から随時"),
		put(55, 680, "提出書類"), put(150, 680, "申込書と提案書"),
		put(55, 660, "提出方法"), put(150, 660, "郵送又は持参"), put(50, 600, "以上")}}
	p.Rules = append(append(p.Rules, shaded(50, 300, 710, 730)...), shaded(50, 300, 630, 650)...)
	for n := range 3 {
		p.Rules = append(p.Rules, shaded(50, 140, 690-20*float64(n), 710-20*float64(n))...)
	}
	want := "受付期間\t十月一日から随時\n提出書類\t申込書と提案書\n提出方法\t郵送又は持参\n"
	if got := Text([]Page{p}); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAShadedHeadIsOfTheTableBelow(t *testing.T) {
	for name, gap := range map[string]float64{"touching": 0, "apart": 4} {
		p := Page{Boxes: []Box{
			put(60, 700, "区分"), put(190, 700, "受付期間"), put(360, 700, "方法"),
			put(50, 680, "建設工事"), put(150, 673, "十二月一日から"), put(350, 666, "共同で受け付ける"),
			put(50, 666, "測量及び"), put(150, 659, "十二月十八日まで"), put(50, 652, "設計業務"),
			put(50, 616, "物品役務"), put(150, 623, "一月十二日から"), put(150, 609, "一月二十九日まで"), put(350, 616, "郵送に限る")}}
		p.Rules = append(append(shaded(48, 140, 692, 708), shaded(142+gap, 340-gap, 692, 708)...), shaded(342, 480, 692, 708)...)
		want := "区分\t受付期間\t方法\n建設工事|測量及び|設計業務\t十二月一日から|十二月十八日まで\t共同で受け付ける\n物品役務\t一月十二日から|一月二十九日まで\t郵送に限る"
		if got := strings.ReplaceAll(Text([]Page{p}), BreakInCell, "|"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestAFrameAroundThePageIsNoTable(t *testing.T) {
	p := Page{Rules: shaded(10, 500, 100, 800)}
	for n := range 14 {
		p.Boxes = append(p.Boxes, put(50, 680-16*float64(n), "本文の一行である"+string(rune('あ'+n))))
	}
	p.Boxes = append(p.Boxes, put(60, 700, "区分"), put(190, 700, "受付期間"))
	p.Rules = append(append(p.Rules, shaded(11, 140, 692, 708)...), shaded(142, 499, 692, 708)...)
	if got := Text([]Page{p}); strings.Count(got, "一行であるあ") != 1 || !strings.Contains(got, "区分\t受付期間") {
		t.Errorf("got\n%s", got)
	}
}
