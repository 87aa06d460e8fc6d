package extract

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/bench/worktime"
	"koubo/opportunity"
	"koubo/opportunity/extract/amount"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
)

// hostilePieces are repeated until they fill a page: each once cost, or could cost, time with the square of its length.
var hostilePieces = []string{
	"9月4日(金)~\n", "9月4日(金)~", "9日から\n", "から\n", "~\n", "~", "9月4日公募開始日から", "令和8年度～", // ranges broken over lines
	"募集を終了しました\n", "募集を終了しました", "提出期限\n", "受付期間\n", "質問\n受付期間\n", "3 質問\n(1) 受付期間\n", "# 見出し\n", // labels above labels
	"随時", "随時お知らせ。", "通年\n", "先着順ではありません", // rolling words that settle nothing
	"<del>", "<s>", "<s>9月4日", "</s>", "<s></", "<!--", "<a", "<", "<a>", "<br>9月4日", "<x style=line-through>", // tags without an end
	"(", "（", "(1", "除く", "9月4日除く", "9月4日(", "受付13時(", "(受付13時", "持参 9時", "平日9時", // masks
	"誤", "誤:", "誤:1", "変更前", "変更前 1", "前回1→", "前回", "→", "9月4日→", "9月4日に変更", "変更", "中止",
	"質問 9月4日、", "9月4日 9時、", "各日 9月4日", "9月4日", "9月4日\n", "(9月4日更新)", "9月4日更新、", "9月4日提出期限、", "9月4日\n(提出期限)\n", "9月4日(日)\n", "いずれも9時\n9月4日 質問\n",
	"質問及び参加表明書及び", "質問及び参加表明書及び9月4日", "提出開始9月4日\n", "11月31日", "99月", "上旬", "同日",
	"a\t9月4日\n", "a\tb\n", "a|9月4日|", "\t", "|", "対象者\t法人\n", "参加資格\n・法人\n",
	"1,\n", "100円(", "100円\n", "100円", "うち100円", "千円\n", "※税込\n", "(税込)\n", "100円\n(税込)\n(税込)\n", "単位:千円\n100円\n", "1億\n2,000万円\n", "内訳\n100円\n", "合計100円\n", "年額1円、", "1円 (消費税",
	"1 ", "1.", "(1)", "1 事業", "1.5,", "1.234", ".123", "-", "▲1円", "1円~", "1~", "一", "十", "二〇", "○", "一一月二〇日", "令和一〇年", "2月30日", "13月1日", "2月30日~", "1月5日 11月9日 ", // numbers
	"9月4日" + strings.Repeat(" ", 1500) + strings.Repeat("一a1 ", 300), strings.Repeat("1,", 1000) + "1円~",
	"⺠", "⽉", "髙", "葛\U000e0100", "\ufffd", // folded characters
	"9", "〇", "令和一", "㍻", "\u0301", "ﾟ", "、", "。", " ", "　", "\n", "\x00", "\xff", "【", "】", "結果を公表しました\n", "審査結果", "プロポーザル",
}

// distinctLines fills size bytes with lines of format, each with other numbers.
func distinctLines(format string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, 1+i/336%60, 1+i/28%12, 1+i%28)
	}
	return b.String()
}

// TestHostileTextEndsSoon bounds the processor time of one page. The bounds are some twenty times what the readers take,
// and far below what reading with the square of the length takes.
func TestHostileTextEndsSoon(t *testing.T) {
	check := func(name, text string, bound time.Duration) {
		d := opportunity.Draft{URL: "https://a.jp/", Title: text, Summary: text, Text: text, Published: text, Fields: []opportunity.Field{{Label: text, Value: text}}, Categories: []string{text}}
		took := worktime.Of(t, func() {
			classify.Triage(text, text, []string{text})
			Normalize(d, "2026-11-02")
		})
		if took > bound {
			t.Errorf("%.40q, repeated to %d bytes, took %v", name, len(text), took)
		} else if testing.Verbose() && took > bound/20 {
			t.Logf("%.40q, repeated to %d bytes, took %v", name, len(text), took)
		}
	}
	for _, piece := range hostilePieces {
		check(piece, strings.Repeat(piece, maxText/2/len(piece)), time.Second)
	}
	for _, format := range []string{"提出期限 令和%d年%d月%d日\n", "令和%d年%d月%d日\n", "上限 %d,%d%d0円\n", "<x%d%d%d style=line-through>9月4日", "%d月%d日%d時 提出、"} {
		check(format, distinctLines(format, maxText), 2*time.Second)
	}
	check("a title of a million brackets", strings.Repeat("（", 1<<20/3), 2*time.Second)
	check("a million bytes in one line", strings.Repeat("提出期限9月4日", 1<<20/19), 2*time.Second)
}

func TestManyDatesAreBounded(t *testing.T) {
	o, problems := Normalize(opportunity.Draft{URL: "https://a.jp/", Title: "〇〇の募集", Published: "2019-05-07", Text: distinctLines("提出期限 令和%d年%d月%d日\n", 100_000)}, "")
	if len(o.Deadlines) == 0 || len(o.Deadlines) > 500 {
		t.Errorf("%d deadlines were kept", len(o.Deadlines))
	}
	if len(problems) == 0 || problems[len(problems)-1].Code != opportunity.TooManyDates {
		t.Errorf("the problems %+v do not say that dates were left out", problems)
	}
	if n := len(amount.Read(distinctLines("上限 %d,%d%d0円\n", 100_000), "")); n == 0 || n > 500 {
		t.Errorf("%d sums were kept", n)
	}
}

// A bound must not cut what an announcement of one long line says.
func TestLongLineIsReadInPieces(t *testing.T) {
	text := strings.Repeat("この業務の目的は次のとおりである。", 200) + "企画提案書の提出期限は令和8年12月4日17時とする。提案上限額は5,000,000円（税込）とする。" + strings.Repeat("以上のとおりである。", 500)
	s, amounts := deadline.Read(text, jdate.Calendar{Ref: "2026-11-02"}), amount.Read(text, "2026-11-02")
	if len(s.Deadlines) != 1 || s.Deadlines[0].Role != opportunity.Submission || s.Deadlines[0].End != "2026-12-04" || len(amounts) != 1 || amounts[0].Yen != 5_000_000 {
		t.Errorf("%+v, %+v", s.Deadlines, amounts)
	}
	for _, l := range wording.Lines(strings.Repeat("題", 100_000)) {
		if len(l) > wording.MaxLine || strings.ToValidUTF8(l, "") != l {
			t.Errorf("a piece of %d bytes cuts a character or is too long", len(l))
		}
	}
}

// BenchmarkHostileText normalizes one page of 256 KiB of dates.
func BenchmarkHostileText(b *testing.B) {
	d := opportunity.Draft{URL: "https://a.jp/", Title: "〇〇の募集", Published: "2026-11-02"}
	for name, line := range map[string]string{"ranges": "9月4日(金)~\n", "labels": "募集を終了しました\n", "rows": "質問\t9月4日\n"} {
		d.Text = strings.Repeat(line, maxText/len(line))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				Normalize(d, "2026-11-02")
			}
		})
	}
}
