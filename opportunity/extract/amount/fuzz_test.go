package amount

import (
	"slices"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jmoney"
)

// FuzzAmounts feeds any bytes to the reader of sums.
func FuzzAmounts(f *testing.F) {
	for _, c := range allCases {
		f.Add(c.text)
	}
	f.Add("(税)5円(税)6円(税7円)8円")
	f.Add("上限 33333333333333333333～3億円\n単位：億円\n合計\t99999999\t▲1")
	f.Fuzz(func(t *testing.T, text string) {
		amounts := Read(text, "2026-05-11")
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
func checkAmount(t *testing.T, text string, a opportunity.Amount) {
	t.Helper()
	if a.Yen < 1 || a.Yen > jmoney.Most || !slices.Contains(amountRoles, a.Role) || !slices.Contains(amountTaxes, a.Tax) || !slices.Contains(amountPers, a.Per) {
		t.Errorf("%q: %+v", text, a)
	}
}
