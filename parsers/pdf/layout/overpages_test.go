package layout

import (
	"fmt"
	"strings"
	"testing"
)

func TestColumnsThatAreFilledInSomeRowsPartTheRows(t *testing.T) {
	got := text(
		put(50, 700, "項目"), put(200, 700, "開始"), put(350, 700, "終了"),
		put(50, 684, "要領の公表"), put(200, 684, "九月九日"),
		put(50, 668, "質問書の受付"), put(350, 668, "九月十六日"),
		put(50, 652, "質問の回答"), put(200, 652, "九月二十一日"),
		put(50, 636, "提案書の提出"), put(200, 636, "九月九日"), put(350, 636, "十月八日"))
	want := "項目\t開始\t終了\n要領の公表\t九月九日\n質問書の受付\t\t九月十六日\n質問の回答\t九月二十一日\n提案書の提出\t九月九日\t十月八日"
	if got = strings.ReplaceAll(got, "# ", ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// foot fills a page down to a height with lines of prose.
func foot(down float64) (boxes []Box) {
	for y := 780.0; y > down; y -= 16 {
		boxes = append(boxes, put(50, y, "本要領は本業務の受託者を選ぶために必要な手続を定めるものとする。"))
	}
	return boxes
}

func TestATableGoesOnInTheNextPage(t *testing.T) {
	first := append(foot(160),
		put(50, 140, "要領の公表"), put(112, 140, "九月九日"),
		put(50, 120, "質問書受付"), put(112, 120, "九月十日"),
		put(50, 100, "質問の回答"), put(112, 100, "九月十六日"))
	next := []Box{put(50, 780, "提案書提出"), put(112, 780, "十月八日"), put(50, 760, "結果の通知"), put(112, 760, "十月末日"), put(50, 100, "以上")}
	got := Text([]Page{{Boxes: first}, {Boxes: next}})
	if want := "\n質問の回答\t九月十六日\n\f2\n\n提案書提出\t十月八日\n結果の通知\t十月末日\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	full, short := Page{Boxes: foot(90)}, Page{Boxes: []Box{put(50, 780, "公告する。"), put(50, 764, "以上")}} // nothing goes on from a page that ends far above its foot
	if lowest := lowestOf([]Page{full, short}); !full.reaches(lowest) || short.reaches(lowest) {
		t.Errorf("full %v, short %v", full.reaches(lowest), short.reaches(lowest))
	}
}

func TestADayThatThePageBreaksIsOfItsRow(t *testing.T) {
	foot := []Box{put(50, 140, "要項の公表"), put(200, 140, "令和8年10月5日（月）"), put(50, 124, "説明会"), put(200, 124, "令和8年10月7日（水）"), put(50, 108, "質問の受付"), put(200, 108, "令和8年10月8日（木）～令和8年10月19日")}
	next := []Box{put(200, 780, "（月）15時"), put(50, 764, "質問への回答"), put(200, 764, "令和8年10月23日（金）"), put(50, 748, "審査"), put(200, 748, "令和8年11月9日（月）"), put(50, 700, "以上のとおり公告する。")}
	got := Text([]Page{{Boxes: foot}, {Boxes: next}})
	if want := "質問の受付\t令和8年10月8日（木）～令和8年10月19日（月）15時\n"; !strings.Contains(got, want) || !strings.Contains(got, "質問への回答\t令和8年10月23日（金）\n") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheRestOfALabelIsOfItsRow(t *testing.T) {
	rows := []Box{
		put(50, 700, "提出期限"), put(120, 700, "九月一日"),
		put(50, 684, "提出方法"), put(120, 684, "持参に限る"),
		put(50, 668, "提出場所"), put(120, 668, "契約検査課")}
	top := text(append(rows, put(50, 652, "参加資格確認"), put(120, 652, "九月九日"), put(50, 640, "結果"), put(50, 600, "以上のとおり公告する。"))...)
	middle := text(append(rows, put(50, 651, "参加資格確認"), put(120, 643, "九月九日"), put(50, 635, "結果"), put(50, 600, "以上のとおり公告する。"))...)
	for place, got := range map[string]string{"top": top, "middle": middle} {
		if !strings.Contains(got, "\n参加資格確認|結果\t九月九日\n") && !strings.Contains(got, "\n参加資格確認結果\t九月九日\n") {
			t.Errorf("a value at the %s of its label: got\n%s", place, got)
		}
	}
}

func TestLabelsInARunAreRows(t *testing.T) {
	got := text(
		put(50, 700, "５ 参加申込"),
		put(60, 684, "（１）提出書類"), put(60, 668, "参加表明書"),
		put(60, 652, "（２）受付期間"), put(60, 636, "令和8年7月14日から令和8年8月4日午後5時まで（閉庁日"), put(60, 620, "を除く。）"),
		put(60, 604, "（３）提出方法"), put(60, 588, "持参"),
		put(50, 572, "６ 失格"), put(60, 556, "次の者は失格とする。"))
	want := "# ５ 参加申込\n\n（１）提出書類\t参加表明書\n（２）受付期間\t令和8年7月14日から令和8年8月4日午後5時まで（閉庁日を除く。）\n（３）提出方法\t持参\n\n# ６ 失格\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	over := Text([]Page{{Boxes: append(foot(150), put(50, 130, "５ 参加申込"), put(60, 110, "（１）期限"))},
		{Boxes: []Box{put(60, 780, "令和8年7月7日（火）"), put(60, 764, "（２）提出方法"), put(60, 748, "持参"), put(50, 732, "６ 失格"), put(60, 100, "以上")}}})
	if !strings.Contains(over, "（１）期限\t令和8年7月7日（火）\n") {
		t.Errorf("over the end of a page: got\n%s", over)
	}
	undated := text(put(50, 700, "５ 提出書類"), put(60, 684, "（１）表明書"), put(60, 668, "正本"), put(60, 652, "（２）概要書"), put(60, 636, "副本"), put(50, 620, "６ 失格"))
	if strings.Contains(undated, "\t") {
		t.Errorf("labels without a day: got\n%s", undated)
	}
}

func TestHeadingsThatAreNumberedOnTellColumns(t *testing.T) {
	var boxes []Box
	for n, head := range []string{"１ 目的", "２ 概要", "３ 日程"} {
		y := 700 - 60*float64(n)
		boxes = append(boxes, put(40, y, head), put(50, y-16, "(1) 名称"), put(120, y-16, "支援業務"), put(50, y-32, "(2) 期間"), put(120, y-32, "三月末日まで"))
	}
	for n := range 2 {
		y := 690 - 60*float64(n)
		boxes = append(boxes, put(320, y, fmt.Sprintf("%d 手続", 4+n)), put(330, y-16, "(1) 期限"), put(400, y-16, "九月一日"), put(330, y-32, "(2) 方法"), put(400, y-32, "持参"))
	}
	got := text(boxes...)
	if left, right := strings.Index(got, "３ 日程"), strings.Index(got, "4 手続"); left < 0 || right < left || strings.Contains(got, "目的\t") {
		t.Errorf("got\n%s", got)
	}
	for words, want := range map[string]int{"第三 目的": 3, "第十二章 手続": 12, "１０ 目的": 10, "3．目的": 3, "目的": 0, "第 目的": 0} {
		if _, got := headNumber(words); got != want {
			t.Errorf("%s: %d, want %d", words, got, want)
		}
	}
}

func TestAFirstLabelReachesDownToTheNextRoundOfLabels(t *testing.T) {
	var boxes []Box
	y := 700.0
	for _, g := range []struct {
		name string
		at   int
		rows []string
	}{{"参加表明", 0, []string{"提出期限", "提出書類", "提出方法", "確認通知"}}, {"質問", 1, []string{"提出期限", "提出方法", "回答"}}, {"企画提案", 1, []string{"提出書類", "提出期限", "提出方法"}}} {
		for i, r := range g.rows {
			if i == g.at {
				boxes = append(boxes, put(50, y, g.name))
			}
			boxes = append(boxes, put(150, y, r), put(250, y, g.name+"の値"))
			y -= 24
		}
	}
	first, next := foot(160), []Box{put(50, 100, "以上")}
	for _, b := range boxes {
		if b.Top > 650 { // two rows of the first label stand at the foot of a page
			first = append(first, put(b.Left, b.middle()-560, b.Text))
		} else {
			next = append(next, put(b.Left, b.middle()+100, b.Text))
		}
	}
	got := Text([]Page{{Boxes: first}, {Boxes: next}})
	for _, want := range []string{"\n参加表明\t確認通知\t参加表明の値\n", "\n質問\t提出期限\t質問の値\n", "\n企画提案\t提出書類\t企画提案の値\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
}

func TestTheHeadOfAColumnOfNumbersIsNoColumn(t *testing.T) {
	got := text(
		put(56, 700, "№"), put(100, 700, "手続"), put(250, 700, "日程"),
		put(40, 684, "1"), put(100, 684, "公告"), put(250, 684, "五月十二日"),
		put(40, 668, "2"), put(100, 668, "質問"), put(250, 668, "五月十八日"),
		put(40, 652, "3"), put(100, 652, "開札"), put(250, 652, "五月末日"))
	if want := "№\t手続\t日程\n1\t公告\t五月十二日\n2\t質問\t五月十八日\n3\t開札\t五月末日"; strings.ReplaceAll(got, "# ", "") != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNumbersOfChaptersAreNoLabels(t *testing.T) {
	got := text(
		put(40, 700, "第６"), put(72, 700, "参加申込"), put(72, 684, "(1)期間"), put(140, 684, "九月一日から"), put(72, 668, "(2)方法"), put(140, 668, "持参"),
		put(40, 652, "第７"), put(72, 652, "提案書の提出"), put(72, 636, "(1)期間"), put(140, 636, "九月九日から"), put(72, 620, "(2)方法"), put(140, 620, "持参"),
		put(40, 604, "第８"), put(72, 604, "審査"), put(72, 588, "(1)期日"), put(140, 588, "十月一日"), put(72, 572, "(2)場所"), put(140, 572, "役場"))
	if !strings.Contains(got, "# 第７ 提案書の提出\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestALabelOfTwoLinesIsBesideARangeOfTwo(t *testing.T) {
	got := text(
		put(50, 700, "要領の公表"), put(200, 700, "8月20日（木）"),
		put(50, 684, "質疑書の受"), put(200, 684, "9月1日（火）～"), put(50, 668, "付"), put(200, 668, "9月9日（水）"),
		put(50, 652, "回答の公表"), put(200, 652, "9月12日（土）"), put(50, 636, "契約"), put(200, 636, "9月20日（日）"))
	if want := "\n質疑書の受|付\t9月1日（火）～|9月9日（水）\n回答の公表\t"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
