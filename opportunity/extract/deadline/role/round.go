package role

import (
	"strings"

	"koubo/opportunity/jtext"
)

// called is a round of a call named by what is done in it: 第1回締切, 二次募集, 後期受付分.
var called = jtext.MustPattern(`(?:(?:第 ?)?[0-9一二三四五六七八九十ⅠⅡⅢIV]{1,3} ?(?:回|次|期)(?:目の?)?|[前後上下]期|追加|最終)(?:募集|公募|受付|締切|締め切り|〆切)日?(?:分|の)?`)

// calls are what such names end in.
var calls = jtext.NewWords("募集", "公募", "受付", "締切", "締め切り", "〆切")

// WithoutRound returns a label without such a name where the rest names a step by itself, for which what is done in the round says nothing:
// 第1回締切 結果通知, 一次募集 採択決定.
func WithoutRound(label string) string {
	if rest, _, named := besideRound(label); named {
		return rest
	}
	return label
}

// besideRound returns what stands beside such a name in a label, and what that says; false where no name stands in the label, or the rest
// tells nothing by itself.
func besideRound(label string) (rest string, l Label, ok bool) {
	if !calls.In(label) {
		return "", Label{}, false
	}
	at := called.FindStringIndex(label)
	if at == nil {
		return "", Label{}, false
	}
	rest = strings.TrimSpace(strings.TrimSpace(label[:at[0]]) + " " + strings.TrimSpace(label[at[1]:]))
	l = Of(rest)
	return rest, l, l.Telling()
}
