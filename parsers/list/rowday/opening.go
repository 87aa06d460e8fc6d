package rowday

import (
	"strings"

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

// Values and labels, folded, of steps that go on without a last day; those labels are of other steps than handing in.
var (
	openEnded = jtext.MustPattern(`^(?:(?:通年|年間を通じて|常時|いつでも)?(?:で|の)?(?:随時|通年|常時)(?:受け?付け?|募集|申し?込み?|応募)?(?:中|して(?:い|お)り?ます|します)?|年間を通じて[^0-9]{0,12}|いつでも[^0-9]{0,12}|(?:提出|申し?込み?|応募|受け?付け?|募集)?の?(?:期限|期日|期間|締め?切り?|〆切り?)(?:の(?:定め|設定))?[はを]?(?:特に)?(?:なし|無し|ありません|ない|設けません|設けていません|設けておりません|定めません|定めていません|定めておりません|設けず随時|設けない|定めない)|(?:定めない|設けない|(?:特に)?(?:定め)?(?:なし|無し)))(?:\(.{0,40}\))?[。.]?$`)
	openLabel = jtext.MustPattern(`締|期限|期間|〆|受け?付|申し?込|応募|提出|募集|公募`)
	otherStep = jtext.MustPattern(`質問|質疑|相談|見学|閲覧|縦覧|配布|公表|審査|結果|履行|契約|工期|納期|掲載|回答`)
)

// IsOpenEnded reports whether a value says of what its label names that it goes on without a last day: 申込期限 随時, 応募 期限はありません.
func IsOpenEnded(label, value string) bool {
	label, value = jtext.Fold(label), strings.TrimSpace(jtext.Fold(value))
	return openLabel.MatchString(label) && !otherStep.MatchString(label) && openEnded.MatchString(value)
}

// OpenEnded gives the labels and values of pieces of a row that say so behind a label and a colon.
func OpenEnded(pieces []string) (fields []opportunity.Field) {
	for _, piece := range pieces {
		label, value, ok := strings.Cut(strings.Replace(piece, "：", ":", 1), ":")
		if ok && IsOpenEnded(label, value) {
			fields = append(fields, opportunity.Field{Label: strings.TrimSpace(label), Value: strings.TrimSpace(value)})
		}
	}
	return fields
}
