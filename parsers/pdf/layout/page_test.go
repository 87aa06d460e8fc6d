package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCentredColumnsAreOnesByTheSpaceBetween(t *testing.T) {
	got := text(
		put(50, 700, "1"), put(100, 700, "要項の公表"), put(250, 700, "七月二十七日"), put(420, 700, "町の頁"),
		put(75, 668, "説明会及び見学"), put(50, 656, "2"), put(225, 656, "八月五日の正午まで"), put(420, 656, "様式八"), put(90, 644, "会の申込"),
		put(50, 612, "3"), put(110, 612, "説明会"), put(250, 624, "八月十日"), put(240, 600, "九時半から"), put(410, 612, "二階会議室"))
	want := "1\t要項の公表\t七月二十七日\t町の頁\n2\t説明会及び見学|会の申込\t八月五日の正午まで\t様式八\n3\t説明会\t八月十日|九時半から\t二階会議室"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestANumberedHeadingEndsATable(t *testing.T) {
	got := text(
		put(60, 700, "ア"), put(80, 700, "提出期限"), put(180, 700, "十月二十三日午後四時"),
		put(60, 684, "イ"), put(80, 684, "提出先"), put(180, 684, "問合せ先に同じ"),
		put(60, 668, "ウ"), put(80, 668, "結果"), put(180, 668, "十月二十八日に通知"),
		put(40, 652, "7"), put(60, 652, "質問"),
		put(60, 636, "ア"), put(80, 636, "期間"), put(180, 636, "十月十四日まで"),
		put(60, 620, "イ"), put(80, 620, "回答"), put(180, 620, "十月二十日"),
		put(60, 604, "ウ"), put(80, 604, "方法"), put(180, 604, "電子で送る"))
	if !strings.Contains(got, "\n\n# 7 質問\n\nア\t期間\t十月十四日まで\n") {
		t.Errorf("the heading is not between the tables:\n%s", got)
	}
}

// TestAHeadingHalfACharacterLeftOfItsItemsIsNoRow covers items that are indented by a figure of half width, as rounding leaves it.
func TestAHeadingHalfACharacterLeftOfItsItemsIsNoRow(t *testing.T) {
	items := func(top, left float64) []Box {
		return []Box{
			put(left, top, "１"), put(left+17, top, "提出部数"), put(left+80, top, "一部"),
			put(left, top-16, "２"), put(left+17, top-16, "受付期間"), put(left+80, top-16, "七月二十九日から"),
			put(left, top-32, "３"), put(left+17, top-32, "提出先"), put(left+80, top-32, "推進課")}
	}
	for _, c := range []struct {
		head []Box
		want string
	}{
		{[]Box{put(65.1, 634, "第５"), put(92, 634, "応募の手続")}, "\n\n# 第５ 応募の手続\n\n１\t提出部数\t一部\n"},
		{[]Box{put(65.1, 634, "六"), put(86, 634, "質問の受付"), {Left: 139.7, Right: 142.4, Bottom: 629, Top: 639, Text: "・"}, put(146.2, 634, "回答")}, "\n\n# 六 質問の受付・回答\n\n１\t提出部数\t一部\n"},
	} {
		for _, above := range [][]Box{items(682, 70), {put(30, 650, "町の承諾なく、資料等を複写しないこと。")}} {
			if got := text(slices.Concat(above, c.head, items(618, 70))...); !strings.Contains(got, c.want) {
				t.Errorf("got\n%s\nwant in it\n%s", got, c.want)
			}
		}
	}
}

func TestAHeadingNumberedByIdeographsEndsATable(t *testing.T) {
	got := text(
		put(60, 700, "(1) 提出期限"), put(180, 700, "十月二十三日午後四時"),
		put(60, 684, "(2) 提出先"), put(180, 684, "問合せ先に同じ"),
		put(60, 668, "(3) 結果"), put(180, 668, "十月二十八日に通知"),
		put(40, 652, "六 参加表明"),
		put(60, 636, "(1) 期間"), put(180, 636, "十月十四日まで"),
		put(60, 620, "(2) 回答"), put(180, 620, "十月二十日"),
		put(60, 604, "(3) 方法"), put(180, 604, "電子で送る"))
	if !strings.Contains(got, "\n\n# 六 参加表明\n\n(1) 期間\t十月十四日まで\n") {
		t.Errorf("the heading is not between the tables:\n%s", got)
	}
}

func TestAHeadingWhoseNumberIsApartEndsATable(t *testing.T) {
	got := text(
		put(110, 716, "（１）受付期間"), put(200, 716, "十月九日から十二日まで"),
		put(120, 700, "（２）回答日"), put(200, 700, "十月二十三日"),
		put(100, 684, "（３）資格の確認"), put(200, 684, "十月二十八日に通知"),
		Box{Left: 40, Right: 50, Bottom: 663, Top: 673, Text: "7"}, Box{Left: 45, Right: 55, Bottom: 663, Top: 673, Text: "."}, put(50, 668, "提出"), // set in a font whose letters are wider than their pitch
		put(120, 652, "（１）期間"), put(200, 652, "十月十四日まで"),
		put(120, 636, "（２）部数"), put(200, 636, "八部"))
	if want := "（３）資格の確認\t十月二十八日に通知\n\n# 7.提出\n\n（１）期間\t十月十四日まで\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAPageOfTwoColumnsIsReadDownTheLeftFirst(t *testing.T) {
	var boxes []Box
	for n := range 12 {
		boxes = append(boxes, put(40, 700-16*float64(n), fmt.Sprintf("%s、左の段の文章である続き", string(rune('あ'+n)))), put(320, 697-16*float64(n), "右の段の文章、である続き。"))
	}
	got := text(append(boxes, put(150, 740, "移動販売の募集について"))...)
	if left, right := strings.LastIndex(got, "左の段"), strings.Index(got, "右の段"); left < 0 || right < left {
		t.Errorf("the columns were read across:\n%s", got)
	}
}

func TestATableOfTwoColumnsIsNoPageOfTwo(t *testing.T) {
	var boxes []Box
	for n := range 12 {
		boxes = append(boxes, put(40, 700-16*float64(n), "長い名の手続と書類の提出"), put(320, 700-16*float64(n), "令和八年八月十日の正午まで"))
	}
	if got := text(boxes...); !strings.HasPrefix(got, "長い名の手続と書類の提出\t令和八年八月十日の正午まで\n") {
		t.Errorf("got\n%s", got)
	}
}

func large(left, middle float64, words string) Box {
	b := put(left, middle, words)
	b.Bottom, b.Top = middle-9, middle+9
	return b
}

func TestTheTitleOfACoverIsOneHeading(t *testing.T) {
	got := text(large(150, 700, "雪見沢市民ホール"), large(150, 670, "指定管理者募集要項"), large(200, 400, "令和8年8月"), large(200, 370, "雪 見 沢 市"),
		put(50, 200, "本要項は次の指定管理者を募集するために定めるものである。"), put(50, 184, "本要項は次の指定管理者を募集するために定めるものである。"), put(50, 168, "以上"))
	if want := "# 雪見沢市民ホール指定管理者募集要項\n\n# 令和8年8月\n\n# 雪見沢市\n\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheTitleOfACoverInOneSizeIsOneHeading(t *testing.T) {
	cover := Page{Boxes: []Box{put(150, 700, "雪見沢市民ホール"), put(150, 680, "指定管理者募集要項"), put(200, 400, "令和8年8月"), put(200, 370, "雪 見 沢 市")}}
	body := Page{Boxes: []Box{put(50, 700, "本要項は次の指定管理者を募集するために定めるものである。"), put(50, 684, "以上")}}
	if got, want := Text([]Page{cover, body}), "\f1\n\n# 雪見沢市民ホール指定管理者募集要項\n\n令和8年8月\n雪見沢市\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNumberedLinesAreHeadingsAndNoItems(t *testing.T) {
	got := text(put(50, 700, "第2章 手続"), put(50, 684, "2 質問の受付"), put(60, 668, "質問は電子メールによる。"), put(50, 652, "3 提出書類"),
		put(60, 636, "(1)申請書"), put(60, 620, "(2)計画書"), put(50, 604, "4 期限 令和8年9月1日"))
	want := "# 第2章 手続\n\n# 2 質問の受付\n\n質問は電子メールによる。\n\n# 3 提出書類\n\n(1)申請書\n(2)計画書\n4 期限 令和8年9月1日"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAnItemBesideRowsIsNoHeading(t *testing.T) {
	got := text(put(50, 700, "二 参加表明"), put(50, 676, "２－１ 提出書類"), put(60, 660, "参加表明書及び会社概要書"),
		put(50, 640, "２－２ 受付期限……………7月3日"), put(50, 624, "２－３ 提出方法"), put(60, 608, "持参すること。"))
	if want := "# 二 参加表明\n\n２－１ 提出書類\n参加表明書及び会社概要書\n\n２－２ 受付期限\t7月3日\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheTableOfContentsIsLeftOut(t *testing.T) {
	got := text(put(200, 700, "目　次"), put(50, 684, "第1章 趣旨…………………………1"), put(50, 668, "様式第1号・・・・・・・・・6"), put(50, 652, "質問の期限……………8月12日まで"), put(50, 636, "申込の受付……………8月12日（水）～"), put(50, 620, "8月20日（木）"), put(50, 604, "以上"))
	if want := "質問の期限\t8月12日まで\n申込の受付\t8月12日（水）～|8月20日（木）\n\n以上"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestAValueBehindDotsGoesOnBelow: so it does where the dots stand in its cell.
func TestAValueBehindDotsGoesOnBelow(t *testing.T) {
	got := text(put(50, 700, "質疑の回答"), put(200, 700, "……………… １０月３０日（金）"),
		put(50, 684, "企画提案書の提出"), put(200, 684, "……………… １１月２４日（火）から１１月"), put(50, 668, "２７日（金）まで"),
		put(50, 652, "審査"), put(200, 652, "……………… １２月１４日（月）"))
	if want := "質疑の回答\t１０月３０日（金）\n企画提案書の提出\t１１月２４日（火）から１１月２７日（金）まで\n審査\t１２月１４日（月）"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestNoonEndsADay: 正午 is no 午 before 前 or 後.
func TestNoonEndsADay(t *testing.T) {
	got := text(put(50, 700, "質問期限"), put(200, 700, "９月７日（月）正午"), put(50, 684, "回答"), put(200, 684, "９月９日（水）"),
		put(50, 668, "参加届の提出期限"), put(200, 668, "９月１１日（金）正午"), put(50, 652, "見積書の提出期限"), put(200, 652, "９月１８日（金）正午"))
	if want := "質問期限\t９月７日（月）正午\n回答\t９月９日（水）\n参加届の提出期限\t９月１１日（金）正午\n見積書の提出期限\t９月１８日（金）正午"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDotsInAColumnOfTheirOwnLeadToValues: dots that stand apart from both sides are no cell, and the value goes on below them.
func TestDotsInAColumnOfTheirOwnLeadToValues(t *testing.T) {
	got := text(put(50, 700, "質問の回答"), put(200, 700, "………………"), put(320, 700, "令和８年１０月３０日（金）"),
		put(50, 684, "企画提案書の提出"), put(200, 684, "………………"), put(320, 684, "令和８年１１月２４日（火）から１１月"), put(50, 668, "２７日（金）まで"),
		put(50, 652, "審査"), put(200, 652, "………………"), put(320, 652, "令和８年１２月１４日（月）"))
	if want := "質問の回答\t令和８年１０月３０日（金）\n企画提案書の提出\t令和８年１１月２４日（火）から１１月２７日（金）まで\n審査\t令和８年１２月１４日（月）"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFormsAreLeftOut(t *testing.T) {
	body := Page{Boxes: []Box{put(50, 700, "提出期限は九月一日とする。"), put(50, 684, "様式第1号により申請すること。"), put(50, 668, "問合せは総務課まで。"), put(50, 652, "以上のとおり公告する。")}}
	for name, form := range map[string][]Box{
		"with a number":   {put(50, 700, "様式第1号（第6章関係）"), put(50, 684, "指定管理者指定申請書"), put(50, 668, "市長 様"), put(50, 652, "完了予定日 令和8年12月15日")},
		"with its name":   {put(50, 700, "（確認申請書）"), put(350, 684, "令和　　年　　月　　日"), put(50, 668, "村長 様"), put(50, 652, "納入 令和8年12月15日")},
		"with a day":      {put(350, 700, "令和　　年　　月　　日"), put(50, 684, "入札参加資格確認申請書"), put(50, 668, "納入 令和8年12月15日")},
		"on the notice's": nil,
	} {
		pages := []Page{body, {Boxes: form}}
		if form == nil {
			pages = []Page{{Boxes: append(body.Boxes, put(50, 500, "別記様式第2号"), put(50, 484, "氏名"), put(50, 468, "令和8年12月15日"))}}
		}
		got := Text(pages)
		if strings.Contains(got, "12月15日") || !strings.Contains(got, "様式第1号により申請すること。") || !strings.Contains(got, "以上のとおり公告する。") {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
	only := Text([]Page{{Boxes: []Box{put(50, 700, "様式第1号"), put(50, 684, "市長 様"), put(50, 668, "完了予定日")}}})
	if !strings.Contains(only, "完了予定日") {
		t.Errorf("a document of forms alone is empty: %q", only)
	}
}

func TestWordsThatAreSetApartAreClosedUp(t *testing.T) {
	for in, want := range map[string]string{
		"2 0 2 6年1 0月1 9日午後1 2時": "2026年10月19日午後12時", "（１）1 2月5日": "（１）1 2月5日", "１ ０月２ ０日": "１０月２０日", "９月２日（水）1 7:1 5": "９月２日（水）17:15", "９月２日１ ７：００": "９月２日１７：００", "1 9:00開始": "1 9:00開始", "９：３ ０": "９：３０",
		"（２）履 行 場 所 本町地内": "（２）履行場所 本町地内", "工 期 契約の日から": "工期 契約の日から", "競 争 入 札 の 公 告": "競 争 入 札 の 公 告", "物 品 ・ 役 務": "物 品 ・ 役 務", "三 日 程 八月から": "三 日 程 八月から", "(1) 1 0月5日": "(1) 10月5日", "４月1 日から1 2月末": "４月1日から1 2月末", "８月2 4日1 7時": "８月24日17時",
		"予 定 価 格": "予定価格", "(1)件 名": "(1)件名", "令 和 8 年 8 月 21 日（金） 午 後 2 時": "令和8年8月21日（金）午後2時", "(1) 日 時 令 和 8 年 8 月 21 日": "(1) 日時 令和8年8月21日", "プ レ ゼ ン 9 月 2 9 日": "プレゼン 9月29日", "8 月 7 日": "8月7日", "3 日程": "3 日程", "(2) 日 時": "(2) 日時",
		"雪見沢市 総務部": "雪見沢市 総務部", "令和 8 年 9 月 18 日（ 金 ）か ら": "令和8年9月18日（金）から", "令和 年 月 日 ま で": "令和 年 月 日 ま で", "令和８年６月３日 （ 水 ）か ら": "令和８年６月３日（水）から", "１７時 ま で": "１７時まで", "Ａ Ｂ": "Ａ Ｂ", "年 月 日まで": "年 月 日まで",
	} {
		if got := closedUp(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestADayInTwoTypesIsOneDay(t *testing.T) {
	got := text(put(50, 700, "提出期限は"), put(100, 700, "7"), put(117, 700, "月"), put(128, 700, "22"), put(155, 700, "日（水曜日）"), put(222, 700, "17"), put(249, 700, "時")) // the space behind a number in Latin type is a glyph
	if want := "提出期限は7月22日（水曜日）17時"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestATableAtTheFootOfAColumnKeepsItsLastRow(t *testing.T) {
	var p Page
	for n := range 14 {
		p.Boxes = append(p.Boxes, put(50, 700-16*float64(n), "本要領は委託の候補者を、公募により選ぶために定める。"[:3*(22-n%2)]), put(320, 700-16*float64(n), "参加できる者は、次の各号の全てを満たす者とする。"[:3*(22-n%3)]))
	}
	p.Boxes = append(p.Boxes, put(50, 460, "以上のとおり公告する。この要領は、公表の日から"), put(50, 440, "施行する。"),
		put(324, 462, "質問"), put(404, 462, "七月九日"), put(324, 442, "参加意向"), put(404, 438, "七月二十日"), put(324, 430, "申出書"))
	for _, y := range []float64{472, 452, 421} {
		p.Rules = append(p.Rules, Rule{Left: 320, Right: 560, Bottom: y, Top: y})
	}
	for _, x := range []float64{320, 400, 560} {
		p.Rules = append(p.Rules, Rule{Left: x, Right: x, Bottom: 421, Top: 472})
	}
	got := strings.ReplaceAll(Text([]Page{p}), BreakInCell, "|")
	if want := "質問\t七月九日\n参加意向|申出書\t七月二十日"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAParagraphGoesOnInTheNextPage(t *testing.T) {
	full := "北部振興センターは空調の工事のため令和八年十一"
	got := Text([]Page{{Boxes: []Box{put(50, 700, "一 趣旨である"), put(50, 684, full)}}, {Boxes: []Box{put(50, 700, "月九日から休館する。"), put(50, 684, "以上")}}})
	if !strings.Contains(got, full+"月九日から休館する。\n") || !strings.Contains(got, "\n\f2\n") {
		t.Errorf("got %q", got)
	}
}

func TestWordsAtOnePlaceOfEveryPageAreLeftOut(t *testing.T) {
	var pages []Page
	for n := range 3 {
		pages = append(pages, Page{Boxes: []Box{put(50, 700, "一行目である。"+string(rune('あ'+n))), put(50, 684, "二行目である。"), put(50, 668, "三"), put(300, 668, "総合運動公園の命名権"), put(50, 652, "四行目である。"), put(50, 636, "五行目である。")}})
	}
	if got := Text(pages); strings.Contains(got, "命名権") {
		t.Errorf("got\n%s", got)
	}
}

func TestARunningFootAcrossATableTakesNoColumnsAway(t *testing.T) {
	var boxes []Box
	for n, words := range []string{"説明会", "受付", "質問", "審査", "決定"} {
		boxes = append(boxes, put(50, 700-24*float64(n), words), put(150, 700-24*float64(n), "令和八年九月某日まで"), put(262, 700-24*float64(n), "郵送可。当日の消印有効"))
	}
	got := text(append(boxes, put(230, 580, "補助金公募要領"))...)
	if want := "説明会\t令和八年九月某日まで\t郵送可。当日の消印有効\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}

func TestALabelOfTwoLevelsIsOfEachOfItsRows(t *testing.T) {
	rows := func(first, value float64, second ...string) (boxes []Box) {
		for n, words := range second {
			boxes = append(boxes, put(130, first-24*float64(n), words), put(value, first-24*float64(n), "八月二十"+string([]rune("一二三四五")[n])+"日まで"))
		}
		return boxes
	}
	boxes := rows(700, 230, "受付期間", "結果通知")
	boxes = append(boxes, put(50, 688, "参加表明"))
	boxes = append(boxes, rows(652, 230, "受付期間", "回答")...)
	boxes = append(boxes, put(50, 640, "質問"))
	boxes = append(boxes, rows(604, 230, "一次審査", "二次審査", "結果通知")...)
	boxes = append(boxes, put(50, 580, "審査"))
	got := text(boxes...)
	want := "参加表明\t受付期間\t八月二十一日まで\n参加表明\t結果通知\t八月二十二日まで\n質問\t受付期間\t八月二十一日まで\n質問\t回答\t八月二十二日まで\n審査\t一次審査\t八月二十一日まで\n審査\t二次審査\t八月二十二日まで\n審査\t結果通知\t八月二十三日まで"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALabelOfTwoLevelsAmongLongerOnes(t *testing.T) {
	got := text(
		put(50, 700, "公募設置等指針の公表"), put(200, 700, "七月十三日"),
		put(110, 676, "申込期限"), put(200, 676, "七月二十四日"), put(50, 664, "説明会"), put(110, 652, "開催日"), put(200, 652, "七月三十日"),
		put(110, 628, "受付"), put(200, 628, "七月三十一日"), put(50, 616, "質問"), put(110, 604, "回答"), put(200, 604, "八月二十一日"),
		put(50, 580, "公募設置等計画の受付"), put(200, 580, "十月九日"))
	want := "公募設置等指針の公表\t七月十三日\n説明会\t申込期限\t七月二十四日\n説明会\t開催日\t七月三十日\n質問\t受付\t七月三十一日\n質問\t回答\t八月二十一日\n公募設置等計画の受付\t十月九日"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALabelOfTwoLevelsAtTheTopOfItsRows(t *testing.T) {
	got := text(
		put(50, 700, "公募設置等指針の公表"), put(200, 700, "七月十三日から"), put(200, 688, "十月九日"),
		put(50, 676, "説明会"), put(110, 676, "申込期限"), put(200, 676, "七月二十四日"), put(110, 664, "開催日"), put(200, 664, "七月三十日"),
		put(50, 652, "質問"), put(110, 652, "受付"), put(200, 652, "七月三十一日から"), put(200, 640, "八月七日"), put(110, 628, "回答"), put(200, 628, "八月二十一日"),
		put(50, 616, "公募設置等計画の受付"), put(200, 616, "十月九日"))
	want := "公募設置等指針の公表\t七月十三日から|十月九日\n説明会\t申込期限\t七月二十四日\n説明会\t開催日\t七月三十日\n質問\t受付\t七月三十一日から|八月七日\n質問\t回答\t八月二十一日\n公募設置等計画の受付\t十月九日"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALabelOfTwoLevelsInOneRowOfATable(t *testing.T) {
	got := text(
		put(50, 700, "閲覧の期間"), put(170, 700, "九月一日から九月二十五日まで"),
		put(50, 664, "図書に対する質問"), put(170, 676, "提出期限"), put(230, 676, "九月十一日の正午"), put(170, 652, "回答"), put(230, 652, "九月十六日に掲示する"),
		put(50, 628, "入札書の提出"), put(170, 628, "九月二十四日から二十五日まで"),
		put(50, 604, "開札の日時"), put(170, 604, "九月二十八日の十時三十分"))
	want := "閲覧の期間\t九月一日から九月二十五日まで\n図書に対する質問\t提出期限\t九月十一日の正午\n図書に対する質問\t回答\t九月十六日に掲示する\n入札書の提出\t九月二十四日から二十五日まで\n開札の日時\t九月二十八日の十時三十分"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	second := []Box{ // whose labels all but touch the values, at the middle of these
		put(50, 736, "閲覧の期間"), put(170, 747, "九月一日から九月二十五日まで"), put(170, 725, "役場から送ることも、できる。"),
		put(50, 687, "申込書の"), put(50, 665, "提出期間"), put(170, 687, "九月二日の午前九時から"), put(170, 665, "九月九日の午後四時まで"),
		put(50, 597, "図書に対する質問"), put(170, 627, "提出期限"), put(214, 627, "九月十一日の正午"), put(170, 578, "回答"), put(214, 589, "九月十六日までに、役場の前に掲示す"), put(214, 567, "る。"),
		put(50, 518, "入札書の提出期間"), put(170, 529, "九月二十四日の午前九時から"), put(170, 507, "九月二十五日まで"),
		put(50, 459, "開札の日時"), put(170, 470, "九月二十八日の十時三十分"), put(170, 448, "役場")}
	got = strings.ReplaceAll(Text([]Page{{Boxes: []Box{put(50, 700, "公告"), put(50, 684, "次のとおり公告する。")}}, {Boxes: second}}), BreakInCell, "|")
	if want := "九月九日の午後四時まで\n図書に対する質問\t提出期限\t九月十一日の正午\n図書に対する質問\t回答\t九月十六日までに、役場の前に掲示する。\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestADateThatIsSetApartIsOneCell(t *testing.T) {
	spread := func(left, middle float64, words string) (boxes []Box) {
		for i, c := range []rune(words) {
			boxes = append(boxes, put(left+18*float64(i), middle, string(c)))
		}
		return boxes
	}
	boxes := append(spread(180, 700, "10月20日火午前9時から"), spread(180, 684, "10月21日水午後4時まで")...)
	got := text(append(boxes, put(50, 692, "提出の期間"), put(50, 660, "開札の日時"), put(180, 660, "十月二十二日の午前十時"), put(50, 640, "開札の場所"), put(180, 640, "西庁舎の入札室"))...)
	if want := "提出の期間\t10月20日火午前9時から10月21日水午後4時まで\n開札の日時\t十月二十二日の午前十時\n開札の場所\t西庁舎の入札室"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAHeadingLeftOfItsItemsEndsATable(t *testing.T) {
	got := text(
		put(40, 700, "1"), put(60, 700, "業務の概要"), put(200, 712, "市長の名"),
		put(60, 684, "(1)業務名"), put(200, 684, "庁舎の清掃"), put(60, 668, "(2)期間"), put(200, 668, "十二月から"),
		put(40, 652, "2"), put(60, 652, "資格の確認"),
		put(60, 636, "(1)期限"), put(200, 636, "九月一日"), put(60, 620, "(2)場所"), put(200, 620, "管財課"), put(60, 604, "(3)結果の"), put(200, 604, "九月十八日"), put(80, 588, "通知"),
		put(40, 572, "3"), put(60, 572, "質問"),
		put(60, 556, "(1)期限"), put(200, 556, "九月二十四日"), put(60, 540, "(2)回答"), put(200, 540, "九月三十日"), put(60, 524, "(3)方法"), put(200, 524, "電子で送る"))
	for _, want := range []string{"# 1 業務の概要", "# 2 資格の確認", "# 3 質問", "(2)期間\t十二月から", "(2)回答\t九月三十日", "(3)結果の|通知\t九月十八日"} {
		if !strings.Contains("\n"+got+"\n", "\n"+want+"\n") {
			t.Errorf("no line %q:\n%s", want, got)
		}
	}
}

func TestAnHourBelowItsDayIsOfTheSameLine(t *testing.T) {
	got := text(
		put(50, 700, "参加の表明"), put(200, 700, "10月26日（月）"), put(200, 686, "午後5時必着"),
		put(50, 662, "提案書の受付"), put(200, 662, "11月24日（火）"), put(50, 648, "（持参に限る）"), put(200, 648, "～12月4日（金）"),
		put(50, 624, "審査の日"), put(200, 624, "12月8日（火）"), put(200, 610, "議場において行う"),
		put(50, 586, "契約"), put(200, 586, "十二月"))
	if want := "参加の表明\t10月26日（月）午後5時必着\n提案書の受付|（持参に限る）\t11月24日（火）～12月4日（金）\n審査の日\t12月8日（火）|議場において行う\n契約\t十二月"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestALabelAboveItsValueIsARow(t *testing.T) {
	got := text(
		put(40, 700, "第２ 質問の受付"),
		put(60, 684, "１ 受付期限"), put(80, 668, "令和8年8月20日（木）午後3時"),
		put(60, 652, "２ 回答"), put(80, 636, "令和8年8月26日（水）に町の頁に掲載する。"), put(80, 620, "個別には通知しない。"),
		put(40, 604, "第３ 提出書類"),
		put(60, 588, "１ 提出部数"), put(80, 572, "正本一部"),
		put(40, 556, "４ 実施期間"), put(60, 540, "令和8年9月1日から9月30日までの間において行うものとし、時刻その他の必要な事項は、参加する者の数を考慮して、町長が別に定める。"))
	for _, want := range []string{"# 第２ 質問の受付", "１ 受付期限\t令和8年8月20日（木）午後3時", "２ 回答\t令和8年8月26日（水）に町の頁に掲載する。|個別には通知しない。", "# １ 提出部数", "# ４ 実施期間"} {
		if !strings.Contains("\n"+got+"\n", "\n"+want+"\n") {
			t.Errorf("no line %q:\n%s", want, got)
		}
	}
}

func TestAShortPageHasTheColumnsOfTheOthers(t *testing.T) {
	var full, short Page
	for n := range 12 {
		full.Boxes = append(full.Boxes, put(40, 700-16*float64(n), fmt.Sprintf("%s、左の段の文章である続き", string(rune('あ'+n)))), put(320, 697-16*float64(n), "右の段の文章、である続き。"))
	}
	for n, words := range []string{"費用は応募者の負担とする", "書類は返さない。"} {
		short.Boxes = append(short.Boxes, put(40, 700-16*float64(n), words), put(320, 700-16*float64(n), []string{"問合せ先", "産業課"}[n]))
	}
	full.Rules = []Rule{{0, 595, 0, 0}, {0, 595, 842, 842}} // the edges of a page that is filled
	if got := Text([]Page{full, short}); !strings.HasSuffix(got, "費用は応募者の負担とする\n書類は返さない。\n問合せ先\n産業課") {
		t.Errorf("got\n%s", got)
	}
}

// TestANarrowSpacePartsWords covers the space of proportional type, which some producers only move the pen for. It parts no columns.
func TestANarrowSpacePartsWords(t *testing.T) {
	line := func(words string, gaps ...float64) (boxes []Box) {
		left := 50.0
		for i, w := range strings.Split(words, "|") {
			if i > 0 {
				left += gaps[i-1]
			}
			boxes = append(boxes, put(left, 700, w))
			boxes[i].Parted = i > 0
			left = boxes[i].Right
		}
		return boxes
	}
	unparted := line("地方|自治法施行令", 2.9)
	unparted[1].Parted = false
	loose := line("総務部|管財課", 2.9)
	loose[0].Right, loose[1].Left, loose[1].Right = 86, 88.9, 125
	for _, c := range []struct {
		boxes []Box
		want  string
	}{
		{line("桐生沢市|総務部|管財課", 2.9, 2.9), "桐生沢市 総務部 管財課"},
		{line("教育部|スポーツ推進課|ゆとり係", 2.9, 5.5), "教育部 スポーツ推進課 ゆとり係"},
		{line("総務部|管財課", 1.7), "総務部管財課"},
		{line("総務部|管財課", 2.2), "総務部 管財課"},
		{unparted, "地方自治法施行令"}, // characters whose ink alone is told
		{line("総務部|管財課", 7), "総務部 管財課"},
		{line("平成|１２|年度", 2.9, 2.9), "平成１２年度"},
		{line("総務部|（管財課）", 2.9), "総務部（管財課）"},
		{line("工|期間", 2.9), "工期間"},
		{loose, "総務部管財課"}, // a line that is justified
	} {
		if got := text(c.boxes...); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestAnItemOfAChapterWhoseNextIsARowIsNoHeading covers plain numbers below numbered chapters, of which one has its value in the next line.
func TestAnItemOfAChapterWhoseNextIsARowIsNoHeading(t *testing.T) {
	page := func(heads ...string) []Box {
		return []Box{
			put(40, 700, heads[0]), put(50, 684, "町の人口は次第に減っている。"),
			put(40, 660, heads[1]),
			put(50, 644, "１ 提出方法"), put(60, 628, "質問書により、電子メールで提出すること。"),
			put(50, 612, "２ 提出期間"), put(140, 612, "八月二十四日から三十一日まで"),
			put(50, 596, "３ 回答日"), put(140, 596, "九月四日"),
			put(50, 580, "４ 場所"), put(140, 580, "町のホームページ"),
			put(40, 556, heads[2]), put(50, 540, "詳しくは担当に尋ねること。"),
		}
	}
	got := text(page("第１章 目的", "第２章 質問", "第３章 その他")...)
	if want := "# 第２章 質問\n\n１ 提出方法\n質問書により、電子メールで提出すること。\n\n２ 提出期間\t八月二十四日から三十一日まで\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
	got = text(put(40, 700, "第１章 目的"), put(50, 684, "町の人口は次第に減っている。"), put(40, 660, "第２章 参加"),
		put(50, 644, "（１） 提出書類"), put(60, 628, "申込書（様式第１号）、会社概要、誓約書"), put(50, 612, "（２） 提出方法"), put(60, 596, "電子メールにより提出すること。"),
		put(50, 580, "（３） 提出先"), put(140, 580, "みどり推進課"), put(50, 564, "（４） 提出部数"), put(140, 564, "一部"), put(50, 548, "（５） 提出期限"), put(140, 548, "二月八日"),
		put(40, 524, "第３章 その他"))
	if strings.Contains(got, "# （") {
		t.Errorf("an item after the next is a row: got\n%s", got)
	}
	if got := text(page("目的", "質問", "その他")...); !strings.Contains(got, "# １ 提出方法\n") {
		t.Errorf("no chapters: got\n%s", got)
	}
}

// TestADayThatGoesOnBelowItsRowIsOfIt covers a label with its value behind a gap, between lines of text.
func TestADayThatGoesOnBelowItsRowIsOfIt(t *testing.T) {
	for _, c := range []struct{ value, below, want string }{
		{"令和9年4月1日（木）から令和14年3月31", "日（水）まで", "（５）期間\t令和9年4月1日（木）から令和14年3月31日（水）まで\n"},
		{"三月十五日午前９時～１６日（火）午後３", "時", "（５）期間\t三月十五日午前９時～１６日（火）午後３時\n"},
		{"配点の合計は次の表のとおり一〇〇点中の20", "日程は別に定める。", "（５）期間\t配点の合計は次の表のとおり一〇〇点中の20\n"},
	} {
		got := text(put(50, 716, "（３） 開館"), put(140, 716, "平成"), put(50, 700, "（４） 休館日 毎週月曜日及び年末年始の期間とし別に定める日"),
			put(50, 676, "（５）期間"), put(140, 676, c.value), put(60, 660, c.below), put(50, 636, "以上のとおりとする。"))
		if !strings.Contains(got+"\n", c.want) {
			t.Errorf("got\n%s\nwant in it\n%s", got, c.want)
		}
	}
}

// TestACellThatSpansColumnsKeepsThem covers a table of two rounds, whose rows hold one value for both between those that hold two.
func TestACellThatSpansColumnsKeepsThem(t *testing.T) {
	got := text(
		put(60, 700, "手続"), put(180, 700, "第一次"), put(320, 700, "第二次"),
		put(50, 680, "説明会"), put(150, 680, "五月二十日に二階の会議室で一度だけ行う"),
		put(150, 660, "六月一日（月）から"), put(300, 660, "八月二十四日から"),
		put(50, 650, "応募の受付"),
		put(150, 640, "七月十日（金）"), put(300, 640, "九月三十日"),
		put(50, 620, "書面審査"), put(150, 620, "七月下旬"), put(300, 620, "十月中旬"),
		put(50, 600, "採択の通知"), put(150, 600, "八月七日（金）"), put(300, 600, "十月三十日"),
		put(50, 580, "交付申請"), put(150, 580, "採択通知の日から十四日以内に申請する"))
	want := "応募の受付\t六月一日（月）から|七月十日（金）\t八月二十四日から|九月三十日\n書面審査\t七月下旬\t十月中旬\n採択の通知\t八月七日（金）\t十月三十日\n"
	if !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}
