package role

import (
	"strings"

	"koubo/opportunity/jtext"
)

// closing is a round of a call named by its last day: 第1回締切, 二次締め切り.
var closing = jtext.MustPattern(`(?:第 ?)?[0-9一二三四五六七八九十ⅠⅡⅢIV]{1,3} ?(?:回|次|期)(?:目の?)?(?:締切|締め切り|〆切)日?(?:分|の)?`)

// WithoutClosingRound returns a label without the round's name where that says 締切 and the rest names a step by itself, for which the last
// day of the round says nothing: 第1回締切 結果通知.
func WithoutClosingRound(label string) string {
	if !jtext.HasAny(label, "締切", "締め切り", "〆切") {
		return label
	}
	at := closing.FindStringIndex(label)
	if at == nil {
		return label
	}
	rest := strings.TrimSpace(strings.TrimSpace(label[:at[0]]) + " " + strings.TrimSpace(label[at[1]:]))
	if l := Of(rest); !l.Telling() {
		return label
	}
	return rest
}
