package layout

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// put lays words on a line whose middle stands at a height, from a place to the right, as full-width characters of 10 points.
func put(left, middle float64, words string) Box {
	return Box{Left: left, Right: left + 10*float64(utf8.RuneCountInString(words)), Bottom: middle - 5, Top: middle + 5, Text: words}
}

func text(boxes ...Box) string {
	return strings.ReplaceAll(Text([]Page{{Boxes: boxes}}), BreakInCell, "|")
}

func TestALabelAtTheMiddleOfItsValueIsOfItsRow(t *testing.T) {
	got := text(
		put(50, 700, "工期"), put(200, 700, "契約日の翌日から一月末日まで"),
		put(200, 684, "六月二十二日から"), put(50, 676, "参加資格"), put(200, 668, "七月三日まで"), put(50, 660, "確認申請書"), put(200, 652, "（午前九時から）"),
		put(50, 636, "照会の期限"), put(200, 636, "七月八日"))
	want := "工期\t契約日の翌日から一月末日まで\n参加資格|確認申請書\t六月二十二日から|七月三日まで|（午前九時から）\n照会の期限\t七月八日"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALabelAtTheTopOfItsValueIsOfItsRow(t *testing.T) {
	got := text(
		put(50, 700, "工期"), put(200, 700, "契約日から"), put(200, 684, "一月末日まで"),
		put(50, 668, "参加資格"), put(200, 668, "登録された者"), put(200, 652, "実績のある者"), put(200, 636, "滞納のない者"),
		put(50, 620, "照会の期限"), put(200, 620, "七月八日の午後五時まで"))
	want := "工期\t契約日から|一月末日まで\n参加資格\t登録された者|実績のある者|滞納のない者\n照会の期限\t七月八日の午後五時まで"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAThirdColumnFollowsTheRows(t *testing.T) {
	got := text(
		put(50, 700, "区分"), put(150, 700, "受付"), put(350, 700, "備考"), put(150, 720, "時期（郵送の場合は当日消印有効）"),
		put(150, 680, "十二月一日から"), put(50, 672, "定期"), put(350, 672, "郵送可"), put(150, 664, "一月十五日まで"),
		put(150, 640, "五月十日から"), put(50, 632, "随時"), put(150, 624, "十一月末まで"))
	want := "時期（郵送の場合は当日消印有効）\n区分\t受付\t備考\n定期\t十二月一日から|一月十五日まで\t郵送可\n随時\t五月十日から|十一月末まで"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLinesThatOnlyGoOnAreJoined(t *testing.T) {
	full := "提出期限は令和八年九月十一日午後五時十五"
	for _, c := range []struct {
		name  string
		boxes []Box
		want  string
	}{
		{"a full line", []Box{put(50, 700, full), put(50, 684, "分とします。"), put(50, 668, "以上")}, full + "分とします。\n以上"},
		{"the next item", []Box{put(50, 700, full), put(50, 684, "２ 参加資格")}, full + "\n\n# ２ 参加資格"},
		{"a short line", []Box{put(50, 700, full), put(50, 684, "提出期限"), put(50, 668, "九月")}, full + "提出期限\n九月"},
		{"a line at the right edge", []Box{put(150, 700, "公告第十四号"), put(50, 684, "一般競争入札の実施"), put(50, 668, strings.Repeat("次", 16))}, "公告第十四号\n一般競争入札の実施\n" + strings.Repeat("次", 16)},
		{"a label above a value further in", []Box{put(50, 700, "閲覧"), put(80, 684, "令和8年10月26日（月）～令和8年11月4日（水）"), put(50, 668, "質問の期限"), put(80, 652, "11月4日（水）")},
			"閲覧\n令和8年10月26日（月）～令和8年11月4日（水）\n質問の期限\n11月4日（水）"},
		{"a paragraph set further in", []Box{put(50, 700, "閲覧"), put(60, 684, "令和8年10月26日（月）～令和8年11月4日（水）"), put(50, 668, "の間に行う。"), put(60, 652, "質問は")},
			"閲覧\n令和8年10月26日（月）～令和8年11月4日（水）の間に行う。\n質問は"},
		{"another size", []Box{{Left: 50, Right: 250, Bottom: 690, Top: 710, Text: "実施要領について公募"}, put(50, 670, "募集します")}, "実施要領について公募\n募集します"},
	} {
		if got := text(c.boxes...); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestADayThatBreaksOverTheLineIsOfTheValue(t *testing.T) {
	got := text(
		put(50, 700, "（1）受付期間"), put(170, 700, "令和8年10月1日（木）から10月9日（金）午"), put(50, 684, "後4時まで"),
		put(50, 668, "（2）提出場所"), put(170, 668, "契約検査課"),
		put(50, 652, "（3）提出方法"), put(170, 652, "持参に限る"))
	if want := "（1）受付期間\t令和8年10月1日（木）から10月9日（金）午後4時まで\n（2）提出場所\t契約検査課\n（3）提出方法\t持参に限る"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheRestOfAValueMayStandBelowTheNumber(t *testing.T) {
	got := text(
		put(50, 700, "（1）提出先"), put(170, 700, "契約検査課"),
		put(50, 684, "（2）提出方法"), put(170, 684, "持参、又は配達の記録が残る方法で期限までに届くよう郵送するか"), put(50, 668, "電子で送ること。"),
		put(50, 652, "（3）参加資格の確認"), put(170, 652, "確認の結果は十月一日までに文書により全ての申込者に通知する。"),
		put(50, 636, "（4）企画提案書等の"), put(170, 636, "十月九日の午後五時まで、持参する場合は役場の開庁時間に限る。"), put(50, 620, "提出期限"),
		put(50, 604, "（5）部数"), put(170, 604, "八部"))
	want := "（1）提出先\t契約検査課\n（2）提出方法\t持参、又は配達の記録が残る方法で期限までに届くよう郵送するか電子で送ること。\n（3）参加資格の確認\t確認の結果は十月一日までに文書により全ての申込者に通知する。\n" +
		"（4）企画提案書等の提出期限\t十月九日の午後五時まで、持参する場合は役場の開庁時間に限る。\n（5）部数\t八部"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheSpaceBesideANumberPartsNoColumns(t *testing.T) {
	// word processors set a quarter of a character, and more in a line that is justified, between numbers in Latin type and the words around them
	number := func(left, middle float64, words string) Box {
		return Box{Left: left, Right: left + 5*float64(len(words)), Bottom: middle - 5, Top: middle + 5, Text: words}
	}
	got := text(
		put(50, 700, "会社更生法（平成"), number(132, 700, "14"), put(144, 700, "年法律第"), number(186, 700, "154"), put(203, 700, "号）に基づく更生手続の開始又は民事再生"),
		put(60, 684, "第九条平成七"), number(125, 684, "225"), put(144, 684, "号に基づく再生手続の開始の申立てがなされていない者である"),
		put(60, 668, "こと。"),
		put(50, 652, "納税"), put(144, 652, "滞納のないこと"))
	if !strings.Contains(got, "なされていない者であること。\n") {
		t.Errorf("got\n%s", got)
	}
	got = text(
		put(50, 700, "株式会社水輪"), put(134, 700, "用水路の水位の常"), number(218, 700, "2025"), put(238, 700, "年度から"),
		put(50, 684, "合同会社寄道"), put(134, 684, "店の混雑の見える"), number(218, 684, "2026"), put(238, 684, "年度から"),
		put(50, 668, "春風株式会社"), put(134, 668, "小型の車での買物"), number(218, 668, "2027"), put(238, 668, "年度から"))
	if want := "株式会社水輪\t用水路の水位の常\t2025年度から\n"; !strings.HasPrefix(got, want) {
		t.Errorf("columns that all but touch: got\n%s", got)
	}
}

func TestAnHourThatIsWholeEndsItsRow(t *testing.T) {
	got := text(
		put(50, 700, "要項の公表"), put(150, 700, "8月3日（月）"),
		put(50, 688, "現場見学会"), put(150, 688, "8月10日（月）"),
		put(50, 676, "質問受付期間"), put(150, 676, "8月4日（火）～8月12日（水）17:15"),
		put(50, 664, "質問回答（村の"), put(150, 664, "8月17日（月）"), put(50, 652, "頁に掲載）"),
		put(50, 640, "審査"), put(150, 640, "9月21日（月）"))
	if want := "質問受付期間\t8月4日（火）～8月12日（水）17:15\n質問回答（村の|頁に掲載）\t8月17日（月）\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, c := range []struct {
		above, below string
		breaks       bool
	}{
		{"8月12日17:15", "8月17日", false}, {"第8", "8月17日", false}, {"9月21日（月曜", "日）16:00まで", true}, {"9月21日（", "月）まで", true}, {"午後5時", "15分まで", true}, {"午後5時", "15名", false}, {"20", "25", false}, {"20", "10点", false}, {"202", "6年8月", true}, {"8月12", "日まで", true}, {"5月26日（火）午後", "5時", true}, {"10月19日", "（月）午後3時", true}, {"休館日", "（月）", false}, {"令和8年1", "0月9日", true}, {"令和8年1", "2月9日", true}, {"10月1", "9日（月）", true}, {"10時3", "0分", true}, {"午", "後5時", true},
	} {
		if got := breaksDay(c.above, c.below); got != c.breaks {
			t.Errorf("%s and %s: breaks a day %v", c.above, c.below, got)
		}
	}
}

func TestRunningHeadsAreLeftOut(t *testing.T) {
	page := func(number, body string) Page {
		return Page{Boxes: []Box{put(50, 800, "実施要領"), put(50, 700, "その"+body+"の本文"), put(50, 684, body), put(50, 668, body+"の続き"), put(250, 30, number)}}
	}
	if got, want := Text([]Page{page("- 1 -", "前"), page("- 2 -", "後")}), "\f1\n\nその前の本文\n前\n前の続き\n\f2\n\nその後の本文\n後\n後の続き"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := Text([]Page{page("1/12", "前")}), "実施要領\nその前の本文\n前\n前の続き"; got != want {
		t.Errorf("a document of one page: got\n%s\nwant\n%s", got, want)
	}
}

func TestANumberBetweenDashesIsThatOfAPage(t *testing.T) {
	for words, want := range map[string]bool{"- 1 -": true, "－ 12 －": true, "-3-": true, "― ３ ―": true, "-3": false, "3-": false, "- 2026 -": false, "--": false, "-1-2": false, "１－２": false} {
		if got := isDashedNumber(words); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

func TestTheTitleThatOtherPagesRepeatSmallerIsKept(t *testing.T) {
	page := func(head Box, body string) Page {
		return Page{Boxes: []Box{head, put(50, 700, "その"+body+"の本文"), put(50, 684, body), put(50, 668, body+"の続き"), put(250, 30, body)}}
	}
	smaller := []Page{page(large(150, 780, "交通計画策定業務実施要領"), "前"), page(put(50, 800, "交通計画策定業務実施要領"), "後"), page(put(50, 800, "交通計画策定業務実施要領"), "末")}
	for first, pages := range map[string][]Page{"1": smaller, "2": append([]Page{{}}, smaller...)} { // an image may stand before
		if got := Text(slices.Clone(pages)); strings.Count(got, "交通計画策定業務実施要領") != 1 || !strings.HasPrefix(got, "\f"+first+"\n\n# 交通計画策定業務実施要領\n") {
			t.Errorf("got\n%s", got)
		}
	}
}

func TestTheTitleBehindAnEmptyPageIsOneHeading(t *testing.T) {
	got := Text([]Page{{}, {Boxes: []Box{large(150, 700, "雪見沢市民ホール"), large(150, 670, "指定管理者募集要項"),
		put(50, 200, "本要項は次の指定管理者を募集するために定めるものである。"), put(50, 184, "本要項は次の指定管理者を募集するために定めるものである。"), put(50, 168, "以上")}}})
	if want := "\f2\n\n# 雪見沢市民ホール指定管理者募集要項\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProseIsNoTable(t *testing.T) {
	got := text(put(50, 700, "一 趣旨"), put(60, 684, "本業務は庁舎の管理を委託する"), put(60, 668, "ものである"), put(50, 652, "二 期間"), put(60, 636, "四月から三月まで"))
	if strings.Contains(got, "\t") {
		t.Errorf("prose was read as a table:\n%s", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("\x10\x20\x30\x40\x50\x60"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var boxes []Box
		for len(data) >= 4 && len(boxes) < 400 {
			left, bottom := float64(data[0])*3, float64(data[1])*4
			boxes = append(boxes, Box{Left: left, Right: left + float64(data[2]), Bottom: bottom, Top: bottom + float64(data[3]%20), Text: "字"})
			data = data[4:]
		}
		if got := strings.Count(Text([]Page{{Boxes: boxes}}), "字"); got < len(boxes) { // a label that reaches down stands in each of its rows
			t.Errorf("%d of %d pieces were kept", got, len(boxes))
		}
	})
}

func TestALabelOfTwoLinesBesideAValueOfTwoIsOneRow(t *testing.T) {
	got := text(
		put(50, 700, "要領の公表"), put(200, 700, "十月五日に役場の頁で公表する"),
		put(50, 676, "参加意向書"), put(200, 676, "十月二十六日（庁舎内）"), put(50, 662, "提出期限"), put(200, 662, "必着とする"),
		put(50, 638, "企画提案書"), put(200, 638, "十一月九日（庁舎内）"), put(50, 624, "提出期限"), put(200, 624, "必着とする"),
		put(50, 600, "結果の通知"), put(200, 600, "十一月末日"),
		put(50, 576, "契約"), put(200, 576, "十二月"))
	if want := "要領の公表\t十月五日に役場の頁で公表する\n参加意向書|提出期限\t十月二十六日（庁舎内）|必着とする\n企画提案書|提出期限\t十一月九日（庁舎内）|必着とする\n結果の通知\t十一月末日\n契約\t十二月"; got != want {
		t.Errorf("by the space between the rows: got\n%s\nwant\n%s", got, want)
	}
	got = text(
		put(50, 700, "要領の公表"), put(200, 700, "十月五日"),
		put(50, 684, "参加意向書の"), put(200, 684, "十月十二日から"), put(50, 668, "提出期限"), put(200, 668, "十月二十六日まで"),
		put(50, 652, "結果の通知"), put(200, 652, "十一月末日"))
	if want := "要領の公表\t十月五日\n参加意向書の|提出期限\t十月十二日から|十月二十六日まで\n結果の通知\t十一月末日"; got != want {
		t.Errorf("by the words: got\n%s\nwant\n%s", got, want)
	}
}

func TestRowsOfSeveralGroupsAreNotJoined(t *testing.T) {
	got := text(
		put(50, 700, "質問受付"), put(200, 700, "九月一日"), put(50, 684, "質問回答"), put(200, 684, "九月五日"),
		put(50, 652, "提案書"), put(200, 652, "九月十日"), put(50, 636, "審査"), put(200, 636, "九月二十日"),
		put(50, 604, "契約"), put(200, 604, "十月一日"), put(50, 588, "業務開始"), put(200, 588, "十月五日"))
	if want := "質問受付\t九月一日\n質問回答\t九月五日\n提案書\t九月十日\n審査\t九月二十日\n契約\t十月一日\n業務開始\t十月五日"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
