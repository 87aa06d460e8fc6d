package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

const unknownTax = "unknown"

// taxOf reads the tax of a sum from the words around it, else from the line that names its unit. What a tax is added to makes one with it.
func (r *amountReader) taxOf(label, near, after string) string {
	if k := len(r.sums); k > 0 && r.sums[k-1].isTax && r.sums[k-1].line == r.number && strings.HasPrefix(strings.TrimSpace(near), "=") {
		return "incl" // 1,000円+消費税100円=1,100円
	}
	if k := len(r.sums); k > 0 && (sameRemark.MatchString(strings.TrimSpace(after)) || sameRemark.MatchString(ownBracket(after))) && r.follows() {
		return r.sums[k-1].Tax
	}
	if tax := taxAround(label, near, after); tax != unknownTax || r.unit == 0 {
		return tax
	}
	return r.unitTax
}

// taxAround reads the tax of a sum from the nearest words that tell of it: its own bracket, the words before it, its label, those behind.
func taxAround(label, before, after string) string {
	if jtext.HasAny(ownBracket(after), "非課税", "不課税") {
		return unknownTax
	}
	if addedBefore.MatchString(before) {
		return "incl"
	}
	for _, words := range [...]string{ownBracket(after), ownTax(before), label, after} {
		if tax := jmoney.Tax(words); tax != unknownTax {
			return tax
		}
	}
	return unknownTax
}

// sameRemark says of a sum what was said of the one above it: (同上).
var sameRemark = jtext.MustPattern(`^[(（]?(?:同上|〃|上に同じ|同じ|上記と同じ|同)[)）]?$`)

// addedBefore ends the words before a sum that the tax was added to: 本体価格に消費税等を加算した額で.
var addedBefore = jtext.MustPattern(`税[^。、]{0,12}を(?:加え|加算し|足し|上乗せし|含め)(?:た|ると|て)、?(?:総?額|金額|価格)?(?:は|で|を|が|として)?[、 :]*[¥金約]?$`)

// ownBracket returns the bracket that stands directly behind a sum.
func ownBracket(after string) string {
	after = strings.TrimSpace(after)
	if n := closedBracket(after); n > 0 || !strings.HasPrefix(after, "(") {
		return after[:n]
	}
	return after
}

// closedBracket returns the length of the bracket that words begin with, 0 where there is none or it stays open.
func closedBracket(words string) int {
	depth := 0
	for i := 0; i < len(words) && (depth > 0 || i == 0); i++ {
		switch words[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// ownTax returns the words before a sum without the bracket of the sum before it.
func ownTax(before string) string {
	before = strings.TrimSpace(before)
	return costsTax.ReplaceAllString(before[closedBracket(before):], "")
}

// costsTax is the tax of the costs of which a sum bounds a part: 補助対象経費(消費税を除く。)の3分の2以内.
var costsTax = jtext.MustPattern(`(?:経費|費用|費|額)\([^()]*税[^()]*\)(?:の|に)(?:[0-9]+分の[0-9]+|[0-9]+/[0-9]+|[0-9]+割|[0-9]+(?:%|パーセント)|補助率)`)

// ofPapers are words of what a bidder writes, of which the tax says nothing of the sums of the call.
var ofPapers = jtext.NewWords("見積書", "入札書", "記載", "記入", "円単位", "端数", "様式", "提案書", "契約希望", "収支計画", "課税事業者", "免税", "対象外", "比較", "判定", "請求", "納税", "申告", "滞納", "証明", "支払")

// withoutPapers returns a text without its sentences about what a bidder writes: 入札金額は税抜の額を記入すること.
func withoutPapers(text string) string {
	if !strings.Contains(text, "。") || !ofPapers.In(text) {
		return text
	}
	var kept strings.Builder
	for sentence := range strings.SplitAfterSeq(text, "。") {
		if strings.Contains(sentence, "円") && jtext.HasDigit(sentence) || !ofPapers.In(sentence) {
			kept.WriteString(sentence)
		}
	}
	return kept.String()
}

// taxNote gives the tax that a line without a sum of its own tells of to the sums above it: those of its block, else those of the one before
// that it names.
func (r *amountReader) taxNote(text string) {
	if n := len(r.sums); n > 1 && r.follows() && sameRemark.MatchString(strings.TrimSpace(text)) && r.sums[n-1].Tax == unknownTax {
		r.sums[n-1].Tax = r.sums[n-2].Tax
	}
	if !strings.Contains(text, "税") || len(r.sums) == 0 {
		return
	}
	for sentence := range strings.SplitSeq(text, "。") {
		if jtext.HasAny(sentence, "円", "¥") || ofPapers.In(sentence) || len(sentence) > 2*proseBytes {
			continue
		}
		if tax := jmoney.Tax(sentence); tax != unknownTax {
			r.completeTax(tax, jtext.HasAny(sentence, "料金", "金額", "上記", "額は", "価格", "いずれも", "表示", "料は", "費用", "全て", "すべて", "賞金") || wording.HasPrefix(text, "※", "注", "(注", "*"))
			return
		}
	}
}

func (r *amountReader) completeTax(tax string, named bool) {
	last := r.sums[len(r.sums)-1]
	block, below := last.block, last.line
	if block != r.block && !(block == r.block-1 && (named || r.follows())) && !(named && last.section == r.section && r.number-below <= partsReach) {
		return
	}
	for i := len(r.sums) - 1; i >= 0; i-- {
		s := &r.sums[i]
		if s.block != block && !(s.section == r.section && (named && block-s.block <= partsReach || below-s.line <= nextParagraph && r.sums[i].lent)) {
			continue
		}
		if below = s.line; s.Tax == unknownTax && !s.untaxed {
			s.Tax = tax
		}
	}
}

// taxAbove returns the tax that the line or the heading above tells of the sums below it.
func (r *amountReader) taxAbove() string {
	for _, words := range [...]string{r.above, r.leadingTo(), r.heading} {
		if tax := jmoney.Tax(words); tax != unknownTax && !jtext.HasAny(words, "見積書", "入札書", "記載") {
			return tax
		}
	}
	return unknownTax
}

// shareTax gives the tax word at the end of a line to all its sums, else that of the lines above.
func (r *amountReader) shareTax(first int, text string) {
	n := len(r.sums)
	if n == first {
		return
	}
	last := n - 1
	for last > first && r.sums[last].none && !r.sums[last].isTax {
		last--
	}
	tax := r.sums[last].Tax
	if tax == unknownTax {
		tax = jmoney.Tax(costsTax.ReplaceAllString(withoutPapers(text), ""))
	}
	if tax == unknownTax {
		tax = r.taxAbove()
	}
	for i := first; i < n; i++ {
		if r.sums[i].Tax == unknownTax && !r.sums[i].untaxed {
			r.sums[i].Tax = tax
		}
	}
}
