// Package amount reads the sums of yen that an announcement names, and the budget they make.
package amount

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/document"
	"koubo/opportunity/extract/amount/prepare"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// namesYen are the signs of which a text with a sum holds one.
var namesYen = jtext.NewWords("円", "圓", "¥", "￥")

// Read reads the sums of yen that text names for the call, in page order (LABELS 14 to 18): not what it asks
// of the applicant's capital or record, and not the parts of a sum that is named itself. text is as for deadline.Read; published is the
// day before whose fiscal year sums are of the past, "" where unknown.
func Read(text string, published jdate.Date) []opportunity.Amount {
	text = yenSigns.ReplaceAllString(text, "¥$1")
	if !namesYen.In(text) {
		return nil
	}
	text = twoCalendars.ReplaceAllString(text, "$1$2")
	r := amountReader{published: published}
	r.read(document.Parse(prepare.Join(wording.Lines(wording.Unstrike(text))), nil))
	return r.result()
}

// yenSigns are backslashes that Japanese fonts show as yen signs.
var yenSigns = jtext.MustPattern(`\\([0-9])`)

// twoCalendars is a year by both calendars: 令和8（2026）年度.
var twoCalendars = jtext.MustPattern(`((?:令和|平成|[RＲHＨ])[ 　]?(?:[0-9０-９]{1,2}|元))[ 　]?[（(](?:20|２０)[0-9０-９]{2}年?(?:度)?[）)](年)`)

// leastBudget is the least in yen that a work is ordered for: what costs less is a price of something.
const leastBudget = 50_000

// Budget returns the ceiling of the whole, else its estimate; nil where neither is named, or where several are of as many
// lots (LABELS 19 and 36).
func Budget(amounts []opportunity.Amount) *int64 {
	isOfGrant := slices.ContainsFunc(amounts, func(a opportunity.Amount) bool { return a.Role == "subsidy_max" })
	for _, role := range [...]string{"ceiling", "estimate"} {
		var found []*int64
		for n := range amounts {
			if a := &amounts[n]; a.Role == role && isBudget(a, isOfGrant) && !slices.ContainsFunc(found, func(y *int64) bool { return *y == a.Yen }) {
				found = append(found, &a.Yen)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return nil
		}
	}
	return nil
}

// isBudget reports whether a ceiling or an estimate may be what a work costs in all. Where a grant is given besides, a sum that does not
// say so may be one more of its bounds.
func isBudget(a *opportunity.Amount, isOfGrant bool) bool {
	if a.Per != "total" || a.Yen < leastBudget || a.Role == "estimate" && isTold(a.Evidence) {
		return false
	}
	return !isOfGrant || ofWhole.In(a.Evidence) || !ownLabel.MatchString(a.Evidence)
}

// ofWhole are words beside a sum that make it the budget of a grant, or the price of a work.
var ofWhole = jtext.NewWords("予算", "総額", "総枠", "委託", "契約", "提案", "見積", "業務", "事業費", "予定価格", "指定管理", "負担")

// ownLabel shows that the line of a sum has words of its own.
var ownLabel = jtext.MustPattern(`^[^0-9０-９]*[一-龠]{2}[^0-9０-９]*[0-9０-９]`)

// budgetWords say of a sum in a sentence that it is what the work may cost.
var budgetWords = jtext.NewWords("予定価格", "予算", "上限", "限度", "委託料", "委託費", "業務費", "設計", "積算", "見込", "標準", "基準", "債務負担", "予定額", "予定金額", "指定管理料", "委託金額", "契約予定", "契約金額", "基準価格", "参考価格", "参考額", "参考金額", "設計価格", "業務価格", "工事価格", "調達価格", "予定総額", "予定経費", "賃借料", "リース料", "見積", "規模", "補助", "支援", "概算", "想定", "見込額", "目安")

// isTold reports whether a sum stands in a sentence that does not speak of what the work may cost: 総事業費は142億円で、開館を予定しています.
func isTold(evidence string) bool {
	evidence = strings.ReplaceAll(evidence, "。）", "）")
	if at := strings.Index(evidence, "※"); at > 0 && jtext.HasDigit(evidence[:at]) {
		evidence = evidence[:at] // a remark tells of more
	}
	return strings.Contains(evidence, "。") && !strings.Contains(evidence, "\t") && !budgetWords.In(evidence) && !settled.MatchString(evidence) && !(states.MatchString(evidence) && !strings.Contains(evidence, "総事業費"))
}

// states is a sentence about nothing but what the work may cost: 事業費は概ね770万円です.
var states = jtext.MustPattern(`^[ 　・○※]*[^。、]{1,20}(?:額|料|費|価格|経費|費用|対価|規模)[はが]、?[^。、]*(?:予定|想定|見込|目安|程度|です|である|とする|とします)[^。、]{0,10}。`)

// settled ends a sentence that settles a sum and does not only tell of it: 想定事業費は、総額1,800万円とします.
var settled = jtext.MustPattern(`^[^。]{0,12}(?:事業費|工事費|目安|見込額|費用|経費)[^。]*と(?:する|します)。`)
