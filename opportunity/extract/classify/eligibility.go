package classify

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// eligibilityLabels name the field that says who may answer; the first that holds in this order counts.
var eligibilityLabels = terms("参加資格|応募資格|申請資格|入札参加資格|参加要件|応募要件|資格要件|申請要件|参加条件|応募条件|対象者|対象事業者|対象企業|補助対象者|応募対象|募集対象|対象となる方|申込資格|提案者の資格|参加できる者")

const maxEligibility = 500 // characters

// Eligibility returns who may answer, in the page's words, at most 500 characters; "" where no field says so. Steps
// (参加資格確認申請書の提出期限) bear the same words and are none.
func Eligibility(d opportunity.Draft) string {
	keys := LabelKeys(d.Fields)
	for _, label := range eligibilityLabels {
		for n, f := range d.Fields {
			l := keys[n]
			if strings.Contains(l, label) && !hasTerm(l, eligibilityNot) && f.Value != "" {
				return jtext.Excerpt(jtext.Fold(jtext.ClipBytes(f.Value, 8*maxEligibility)), maxEligibility)
			}
		}
	}
	return ""
}

// LabelKeys returns the labels of fields in key form.
func LabelKeys(fields []opportunity.Field) []string {
	keys := make([]string, len(fields))
	for n, f := range fields {
		keys[n] = jtext.Key(jtext.ClipBytes(f.Label, 200))
	}
	return keys
}

var eligibilityNot = terms("確認|審査|申請書|提出|期限|期間|締切|通知|日時|喪失|書類|受付|結果")
