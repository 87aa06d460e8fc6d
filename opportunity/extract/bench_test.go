package extract

import (
	"strings"
	"testing"

	"koubo/opportunity/extract/amount"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
)

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
		deadline.Read(benchText, jdate.Calendar{Ref: "2026-10-05"})
		amount.Read(benchText, "2026-11-02")
	}
}
