package opportunity

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jmoney"
)

// FuzzSchedule feeds any bytes to the reader of steps: it neither panics nor hangs, and what it names is well formed.
func FuzzSchedule(f *testing.F) {
	for _, c := range scheduleCases {
		f.Add(c.text)
	}
	f.Add("<del>\xff<s>（（除く→→~～から同日翌年99月99日24時\t|\t|令和8年~")
	f.Add("提出期限 11月31日→13月1日～令和一〇年二月三〇日24時(金)")
	f.Fuzz(func(t *testing.T, text string) {
		for _, cal := range []jdate.Calendar{{Ref: "2026-11-02"}, {Ref: "2026-11-02", Sense: jdate.Around}, {}} {
			s := readSchedule(text, cal)
			if len(s.Deadlines) > maxSteps+1 || len(s.Problems) > maxMisfits+1 {
				t.Errorf("%q: %d steps, %d problems", text, len(s.Deadlines), len(s.Problems))
			}
			for _, d := range s.Deadlines {
				checkDeadline(t, text, d)
			}
			for _, p := range s.Problems {
				if p.Field != "deadlines" || p.Words == "" || p.Why == "" {
					t.Errorf("%q: %+v", text, p)
				}
			}
			if s.Rolling != (s.RollingEvidence != "") {
				t.Errorf("%q: rolling %v by %q", text, s.Rolling, s.RollingEvidence)
			}
		}
	})
}

// checkDeadline holds a step to what the record promises.
func checkDeadline(t *testing.T, text string, d Deadline) {
	t.Helper()
	if _, known := roleLabels[d.Role]; !known || d.Start == "" && d.End == "" || d.Evidence == "" || utf8.RuneCountInString(d.Evidence) > evidenceRunes {
		t.Errorf("%q: %+v", text, d)
	}
	for _, day := range []jdate.Date{d.Start, d.End} {
		if day != "" && (day.Time("").IsZero() || day < "1900-01-01" || day > "2201-01-01") {
			t.Errorf("%q: no such day %q", text, day)
		}
	}
	for _, c := range []jdate.Clock{d.StartTime, d.EndTime} {
		if c != "" && jdate.Date("2026-11-02").Time(c).IsZero() {
			t.Errorf("%q: no such time %q", text, c)
		}
	}
}

// FuzzAmounts feeds any bytes to the reader of sums.
func FuzzAmounts(f *testing.F) {
	for _, c := range amountCases {
		f.Add(c.text)
	}
	f.Add("上限 33333333333333333333～3億円\n単位：億円\n合計\t99999999\t▲1")
	f.Fuzz(func(t *testing.T, text string) {
		amounts := ReadAmounts(text)
		for _, a := range amounts {
			checkAmount(t, text, a)
		}
		if budget := Budget(amounts); len(amounts) > maxSums || budget != nil && (*budget < 1 || *budget > jmoney.Most) {
			t.Errorf("%q: %d sums, budget %v", text, len(amounts), budget)
		}
	})
}

var (
	amountRoles = []string{"ceiling", "estimate", "subsidy_max", "deposit", "minimum", "other"}
	amountTaxes = []string{"incl", "excl", "unknown"}
	amountPers  = []string{"total", "year", "item", "unknown"}
)

// checkAmount holds a sum to what the record promises.
func checkAmount(t *testing.T, text string, a Amount) {
	t.Helper()
	if a.Yen < 1 || a.Yen > jmoney.Most || !slices.Contains(amountRoles, a.Role) || !slices.Contains(amountTaxes, a.Tax) || !slices.Contains(amountPers, a.Per) {
		t.Errorf("%q: %+v", text, a)
	}
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
