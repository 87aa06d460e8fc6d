package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// carriedOver say of money of a year that is over that it is spent now.
var carriedOver = jtext.NewWords("繰越", "補正", "債務負担", "前回")

// isOfPastYear reports whether words name a fiscal year that was over on the day of publication: 令和7年度の委託料 8,360,000円 on a page of
// 2026-05 (LABELS 35).
func (r *amountReader) isOfPastYear(words string) bool {
	if !strings.Contains(words, "度") || carriedOver.In(words) {
		return false
	}
	last, found := wording.LastFiscalYear(namedOfYear.ReplaceAllString(words, ""))
	return found && last.IsOver(r.published)
}

// namedOfYear are names of works and grants, which keep their year where they begin late: 令和7年度市道舗装工事.
var namedOfYear = jtext.MustPattern(`[^ \t、。]{2,40}(?:業務委託|業務|委託|事業|工事|システム|賃貸借|補助金|助成金)(?:$|[ (:」』])`)

// isOfThisYear reports whether words name a fiscal year that was not over then.
func (r *amountReader) isOfThisYear(words string) bool {
	last, found := wording.LastFiscalYear(words)
	return found && r.published != "" && !last.IsOver(r.published)
}
