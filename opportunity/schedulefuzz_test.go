package opportunity

import (
	"strings"
	"testing"

	"koubo/opportunity/jdate"
)

// FuzzSchedule feeds any bytes to the readers: they neither panic nor hang, and what they name is well formed.
func FuzzSchedule(f *testing.F) {
	for _, c := range scheduleCases {
		f.Add(c.text)
	}
	for _, c := range amountCases {
		f.Add(c.text)
	}
	f.Add("<del>\xff<s>（（除く→→~～から同日翌年99月99日24時\t|\t|令和8年~")
	f.Fuzz(func(t *testing.T, text string) {
		for _, ref := range []jdate.Date{"2026-11-02", ""} {
			for _, d := range ReadSchedule(text, ref).Deadlines {
				if d.Role == "" || d.Role == noStep || d.Start == "" && d.End == "" {
					t.Errorf("%q: %+v", text, d)
				}
				for _, day := range []jdate.Date{d.Start, d.End} {
					if day != "" && day.Time("").IsZero() {
						t.Errorf("%q: no such day %q", text, day)
					}
				}
			}
		}
		for _, a := range ReadAmounts(text) {
			if a.Yen <= 0 || a.Role == "" || a.Tax == "" || a.Per == "" {
				t.Errorf("%q: %+v", text, a)
			}
		}
	})
}

// benchText is about 2,000 characters, as the main text of a detail page: a schedule, amounts, and much else.
var benchText = strings.Repeat(`# 業務の目的
市民の利便性を高めるため、窓口の手続を電子化し、来庁せずに済む手続を増やすことを目的とする。詳しくは募集要領をご覧ください。
# 日程
公告	令和8年10月5日（月）
質問書提出期限	10月14日（水）17時
企画提案書提出期限	11月13日（金）17時必着
# 提案上限額
8,434,000円（消費税及び地方消費税を含む。）
# 参加資格
地方自治法施行令（昭和22年政令第16号）第167条の4の規定に該当しない者であること。
過去5年間に1件500万円以上の同種業務の受託実績があること。
# お問い合わせ
電話：0999-12-3450
`, 6)

// BenchmarkReadText reads schedule and amounts of one main text of about 2,000 characters.
func BenchmarkReadText(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ReadSchedule(benchText, "2026-10-05")
		ReadAmounts(benchText)
	}
}
