package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// clause reads the sums of one labelled text.
func (r *amountReader) clause(c clause, evidence string) {
	changed, at := wording.ChangeIn(c.text)
	if !changed {
		c.text = wording.MaskHistory(c.text, wording.Corrections)
	}
	unit := r.unit
	label := c.label + c.text
	if c.label == "" && strings.Trim(c.text, "0123456789,. ") == "" {
		label = r.above + r.heading // the label stands above
	}
	if !sumLabel(label) {
		unit = 0
	}
	sums := jmoney.Read(c.text, unit)
	first, lead := len(r.sums), ""
	shared := sharedRemark(c.text)
	itemized := false
	for i, s := range sums {
		from, to := 0, len(c.text)
		if i > 0 {
			from = sums[i-1].To
		}
		if i+1 < len(sums) {
			to = beforeBracket(c.text, s.To, sums[i+1].From)
		}
		before, after := sentenceBefore(c.text[from:s.From]), sentenceAfter(c.text[s.To:to])+behindBracket(c.text[to:])
		if itemized = itemized || i > 0 && strings.Contains(before, "内訳"); itemized {
			continue
		}
		if len(r.sums) > first && (strings.Contains(before, "→") || changed && s.To <= at) {
			r.sums = r.sums[:len(r.sums)-1]
		}
		if i > 0 && !jtext.HasAny(before, "総額", "総枠") && (s.High || amountRole(before+"\x00"+after, s) == "") {
			before = lead + before // 補助額：10万円~50万円
		}
		if i == 0 {
			lead = before
		}
		if i > 0 && len(r.sums) > first && r.sums[len(r.sums)-1].total && strings.HasPrefix(strings.TrimSpace(c.text[from:]), "(") && !strings.Contains(c.text[from:s.From], ")") {
			continue // 賞金総額100万円(最優秀賞50万円)
		}
		r.sum(c, s, ownWords(before, s), after+shared, evidence)
	}
	r.shareTax(first, c.text)
}

// sharedRemark returns the remark in the bracket at the end of a text, where it holds for all sums before it:
// 設計 35,780千円、監理 12,400千円(いずれも税抜、上限額).
func sharedRemark(text string) string {
	text, closed := strings.CutSuffix(strings.TrimSpace(text), ")")
	open := strings.LastIndexByte(text, '(')
	if !closed || open < 0 || jtext.HasDigit(text[open:]) || !jtext.HasAny(text[open:], "いずれも", "とも", "それぞれ", "各") {
		return ""
	}
	return text[open:]
}

// ownWords returns the words before a sum: those in its bracket alone, where they say what it is.
// 売上高の5%を納付(最低保証額 年額30万円)
func ownWords(before string, s jmoney.Sum) string {
	open := strings.LastIndexByte(before, '(')
	if open < 0 || strings.Contains(before[open:], ")") || amountRole(before[open+1:]+"\x00", s) == "" {
		return before
	}
	if jtext.HasAny(before[open+1:], notSums...) || !jtext.HasAny(before[:open], notSums...) {
		return before
	}
	return before[open+1:]
}

// behindBracket returns the words that follow the bracket that text begins with, where they say what the sum before it is:
// 総額5,500万円(各年度1,100万円)を上限とする.
func behindBracket(text string) string {
	if !strings.HasPrefix(text, "(") {
		return ""
	}
	end := strings.IndexByte(text, ')')
	if end < 0 {
		return ""
	}
	behind := text[end+1:]
	for _, w := range [...]string{"を上限", "を限度", "以内", "以下", "を超えない"} {
		if strings.HasPrefix(behind, w) {
			return w
		}
	}
	return ""
}

// shareTax gives the tax word at the end of a line to all its sums.
func (r *amountReader) shareTax(first int, text string) {
	if n := len(r.sums); n > first {
		tax := r.sums[n-1].Tax
		if tax == "unknown" {
			tax = jmoney.Tax(text)
		}
		for i := first; i < n; i++ {
			if r.sums[i].Tax == "unknown" {
				r.sums[i].Tax = tax
			}
		}
	}
}

// sum adds one sum, unless its words say it is none of the call's.
func (r *amountReader) sum(c clause, s jmoney.Sum, before, after, evidence string) {
	if r.parts || r.isPortion(s, before, after) {
		return
	}
	label := c.label
	if label != "" && strings.HasPrefix(strings.TrimSpace(before), label) {
		label = ""
	}
	words := label + " " + before + "\x00" + after
	if jtext.HasAny(words, notSums...) || jtext.HasAny(label+before, runningCosts...) || threshold(after) {
		return
	}
	n := sum{block: r.block, line: r.number, words: words, total: jtext.HasAny(label+before, "合計", "総額", "総計", "計 ", "計:") && !jtext.HasAny(before, "会計")}
	n.Yen, n.Evidence = s.Yen, evidence
	n.Tax = jmoney.Tax(label + before + after)
	if n.Tax == "unknown" && r.unit > 0 {
		n.Tax = r.unitTax
	}
	near := jtext.Clip(after, 24)
	if words, _, _ := strings.Cut(near, "、"); !strings.Contains(words, "(") {
		near = words // what follows is of the next sum: 年額440万円、5年間の総額2,200万円
	}
	n.Per = jmoney.Per(jmoney.WithoutEnumerator(label) + " " + jmoney.WithoutEnumerator(before) + " " + near)
	if onePiece.MatchString(before) {
		n.Per = "item"
	}
	n.Role = amountRole(words, s)
	if n.Role == "" || n.Role == weakCap {
		n.Role = r.roleAbove(n.Role, words, s)
	}
	if n.Per == "total" && len(r.sums) > 0 && label == "" && n.Role != "" {
		n.Per = perAbove(n.Per, r.above)
	}
	r.sums = append(r.sums, n)
}

// onePiece ends the words before a sum that is the price of one: 1部 500円, 1日 1,000円.
var onePiece = jtext.MustPattern(`(?:^|[^0-9.,])1 ?(?:日|回|部|本|面|人|名|時間|枚|冊|泊|区画)(?:\([^)]*\))?[: ]*(?:金|¥)?$`)

// threshold reports whether the words behind a sum make it a limit of some rule: 130万円を超える契約.
func threshold(after string) bool {
	after = strings.TrimSpace(after)
	if end := strings.IndexByte(after, ')'); end > 0 && after[0] == '(' {
		after = after[end+1:]
	}
	if strings.HasPrefix(after, "を超え") {
		return !strings.HasPrefix(after, "を超えない")
	}
	for _, w := range [...]string{"未満", "の業務", "の契約", "の実績", "の工事", "以下の物品", "以下の工事", "以下の業務", "以下の修繕", "以下の契約", "以下の委託", "以下の随意", "以上の物品"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// perAbove reads what a label above makes a sum the price of.
func perAbove(per, above string) string {
	if p := jmoney.Per(jmoney.WithoutEnumerator(above)); p == "item" {
		return p
	}
	return per
}

// isPortion reports whether a sum is a part of the one before it, or one more of the parts that うち begins, which together are no
// more than the whole: うち、構築費1,500万円、保守費700万円.
func (r *amountReader) isPortion(s jmoney.Sum, before, after string) bool {
	if r.portion(before, after) {
		if r.portionsLine != r.number {
			r.portions, r.portionsLine = 0, r.number
		}
		if !strings.Contains(before, "税") {
			r.portions += s.Yen
		}
		return true
	}
	n := len(r.sums)
	if n == 0 || r.portionsLine != r.number || r.portions == 0 || jtext.HasAny(before, "合計", "総額", "計") {
		return false
	}
	if whole := r.sums[n-1]; whole.line == r.number && r.portions+s.Yen <= whole.Yen {
		r.portions += s.Yen
		return true
	}
	return false
}

// portion reports whether a sum is a part of the one before it: うち…, the tax in it, the same without tax.
func (r *amountReader) portion(before, after string) bool {
	tail := strings.TrimLeft(before, " ※・*)")
	if strings.Contains(before, "うち") || jtext.HasAny(jtext.Clip(tail, 14), "内訳", "(内") || strings.HasPrefix(tail, "内、") {
		r.noteTaxOf(before + after)
		return true
	}
	if tail := strings.TrimRight(before, " 金("); wording.HasSuffix(tail, "消費税等", "消費税の額", "消費税額", "地方消費税の額", "消費税相当額", "消費税等の額") && strings.HasPrefix(strings.TrimSpace(after), "を含") {
		r.noteTaxOf("税")
		return true
	}
	if len(r.sums) == 0 {
		return false
	}
	last := &r.sums[len(r.sums)-1]
	if last.line != r.number || !strings.Contains(before, "税") {
		return false
	}
	switch {
	case jtext.HasAny(before, "税抜", "税別", "税を除"):
		if last.Tax == "unknown" {
			last.Tax = "incl"
		}
		return true
	case strings.HasPrefix(strings.TrimSpace(before), "(税込"):
		if last.Tax == "unknown" {
			last.Tax = "excl"
		}
		return true
	case strings.Contains(before, "消費税") && !jtext.HasAny(before, "。", "上限", "限度") && strings.LastIndex(before, "(") > strings.LastIndex(before, ")"):
		last.Tax = "incl"
		return true
	}
	return false
}

// noteTaxOf takes the sum before to include the tax that words name as a part of it.
func (r *amountReader) noteTaxOf(words string) {
	if n := len(r.sums); n > 0 && strings.Contains(words, "税") && r.sums[n-1].Tax == "unknown" {
		r.sums[n-1].Tax = "incl"
	}
}

// sentenceBefore returns the words before a sum from the beginning of its sentence.
func sentenceBefore(s string) string {
	if i := strings.LastIndex(s, "。"); i >= 0 {
		if j := strings.LastIndex(s[:i], "。"); i+len("。") == len(s) && j >= 0 {
			return s[j+len("。"):]
		}
		return s[i+len("。"):]
	}
	return s
}

// sentenceAfter returns the words behind a sum up to the end of its sentence, a bracket's full stop left out.
func sentenceAfter(s string) string {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case depth <= 0 && strings.HasPrefix(s[i:], "。") && !strings.HasPrefix(s[i:], "。("):
			return s[:i]
		}
	}
	return s
}

// beforeBracket returns where the words behind a sum end: at the bracket that the next sum stands in, or at that sum.
func beforeBracket(text string, from, next int) int {
	open := strings.LastIndexByte(text[from:next], '(')
	if open < 0 || strings.LastIndexByte(text[from:next], ')') > open {
		return next
	}
	return from + open
}
