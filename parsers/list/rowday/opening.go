package rowday

import (
	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// Forms of the day on which tenders are opened in the words of rows, folded.
var (
	opening      = `(?:入札|開札|見積(?:り?合わ?せ)?)(?:[・及び ]+開札)?(?:の?執行)?(?:の?予定)?(?:の?(?:年月日|日時|期日|日))?`
	openingDay   = jtext.MustPattern(`(` + opening + `)[\])】>]*\s*[:=は]?\s*[\[(【<]?\s*(` + anyDay + anyClock + `)`)
	dayOfOpening = jtext.MustPattern(`(` + anyDay + anyClock + `)\s*に?\s*(入札|開札)(?:$|[^\p{Han}\p{Katakana}])`)
	openingLabel = jtext.MustPattern(`^[\[(【<■●◆○◎・\s]*(` + opening + `)[\])】>]*\s*[:=]?$`)
	openingWords = jtext.NewWords("入札", "開札", "見積", "執行")
)

// MayBeOpening is a quick look whether a text may name the day on which tenders are opened.
func MayBeOpening(text string) bool { return openingWords.In(text) }

// Openings finds the days on which tenders are opened in what a row says, piece by piece: label and value in its words, folded.
func Openings(pieces []string) (fields []opportunity.Field) {
	for at, piece := range pieces {
		if !openingWords.In(piece) {
			continue
		}
		folded := jtext.Fold(piece)
		if openingLabel.MatchString(folded) && at+1 < len(pieces) {
			folded += " " + jtext.Fold(pieces[at+1])
		}
		if m := openingDay.FindStringSubmatch(folded); m != nil {
			fields = add(fields, m[1], m[2])
		} else if m := dayOfOpening.FindStringSubmatch(folded); m != nil {
			fields = add(fields, m[2], m[1])
		}
	}
	return fields
}
