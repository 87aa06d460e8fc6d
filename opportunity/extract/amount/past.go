package amount

import (
	"strconv"
	"strings"
	"time"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// fiscalYearNamed is a fiscal year beside a sum: 令和7年度, R7年度, 2025年度.
var fiscalYearNamed = jtext.MustPattern(`(令和|R) ?([0-9]{1,2}|元)年?度|(20[0-9]{2})年度`)

// latestFiscalYear returns the last fiscal year that words name, 0 for none.
func latestFiscalYear(words string) (latest int) {
	if !strings.Contains(words, "度") {
		return 0
	}
	for _, m := range fiscalYearNamed.FindAllStringSubmatchIndex(words, -1) {
		year := 1
		if m[2] >= 0 {
			if digits := words[m[4]:m[5]]; digits != "元" {
				year, _ = strconv.Atoi(digits)
			}
			year += firstOfReiwa - 1
		} else {
			year, _ = strconv.Atoi(words[m[6]:m[7]])
		}
		latest = max(latest, year)
	}
	return latest
}

const firstOfReiwa = 2019

// carriedOver say of money of a year that is over that it is spent now.
var carriedOver = jtext.NewWords("繰越", "補正", "債務負担", "前回")

// isOfPastYear reports whether words name a fiscal year that was over on the day of publication: 令和7年度の委託料 8,360,000円 on a page of
// 2026-05 (LABELS 35).
func (r *amountReader) isOfPastYear(words string) bool {
	if r.fiscal == 0 || !strings.Contains(words, "度") || carriedOver.In(words) {
		return false
	}
	latest := latestFiscalYear(namedOfYear.ReplaceAllString(words, ""))
	return latest > 0 && latest < r.fiscal
}

// namedOfYear are names of works and grants, which keep their year where they begin late: 令和7年度市道舗装工事.
var namedOfYear = jtext.MustPattern(`[^ \t、。]{2,40}(?:業務委託|業務|委託|事業|工事|システム|賃貸借|補助金|助成金)(?:$|[ (:」』])`)

// isOfThisYear reports whether words name a fiscal year that was not over then.
func (r *amountReader) isOfThisYear(words string) bool {
	return r.fiscal > 0 && latestFiscalYear(words) >= r.fiscal
}

// fiscalYearOf returns the fiscal year that a day lies in, 0 for no day. It begins in April.
func fiscalYearOf(day jdate.Date) int {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return 0
	}
	return t.AddDate(0, -3, 0).Year()
}
