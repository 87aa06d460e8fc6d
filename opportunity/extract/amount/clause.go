package amount

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// clause reads the sums of one labelled text.
func (r *amountReader) clause(c clause, evidence string) {
	if len(r.sums) > 0 && r.sums[len(r.sums)-1].block == r.block && wording.HasPrefix(strings.TrimLeft(c.text, " ・※("), "内訳", "[内訳", "【内訳") {
		r.parts = true
	}
	changed, at := wording.ChangeIn(c.text)
	if !changed {
		c.text = wording.MaskHistory(c.text, wording.Corrections)
	}
	unit := c.unit
	if c.column != "" {
		c.label = strings.TrimSpace(c.column + " " + c.label)
	}
	label := c.label + c.text
	if c.label == "" && strings.Trim(c.text, "0123456789,. ") == "" {
		label = r.above + r.heading // the label stands above
	}
	if !sumLabel(label) && (len(r.table.columns) > 0 || !sumLabel(r.above) && (r.headed == 0 || !sumLabel(r.heading))) {
		unit = 0
	}
	sums := jmoney.Read(c.text, unit)
	first, lead := len(r.sums), ""
	shared := sharedRemark(c.text)
	isLed := len(sums) > 1 && taxLed.MatchString(c.text[:sums[0].From])
	itemized, isNone := false, false
	var others []jmoney.Sum // that are none of the call's, or the last of their sentence
	for i, s := range sums {
		from, to := 0, len(c.text)
		if i > 0 {
			from = sums[i-1].To
		}
		if i+1 < len(sums) {
			to = beforeBracket(c.text, s.To, sums[i+1].From)
		}
		before, after := sentenceBefore(c.text[from:s.From]), sentenceAfter(withoutNext(c.text[s.To:to], i+1 < len(sums)))+behindBracket(c.text[to:])
		rest := after
		if s.Low && i+1 < len(sums) {
			rest = sentenceAfter(c.text[sums[i+1].To:])
		}
		if itemized = itemized || strings.Contains(before, "内訳") && len(r.sums) > 0 && r.sums[len(r.sums)-1].block == r.block; itemized {
			if isTax(before) && !strings.Contains(before, "うち") {
				r.noteTaxOf("税")
			}
			continue
		}
		if len(r.sums) > first && (strings.Contains(before, "→") || changed && s.To <= at || replaced.MatchString(before)) {
			r.sums = r.sums[:len(r.sums)-1]
		}
		near := before
		if i > 0 && isLed && strings.HasPrefix(strings.TrimSpace(near), "(") {
			near = "/" + strings.TrimSpace(near) // the bracket is its own
		}
		if i > 0 && !jtext.HasAny(before, "総額", "総枠") && (s.High || strings.Trim(before, "以上 、~から") == "" || amountRole(before, after, s) == "") {
			before = lead + before // 補助額：10万円~50万円
		}
		if i == 0 {
			lead = before
		}
		if i > 0 && len(r.sums) > first && r.sums[len(r.sums)-1].total && strings.HasPrefix(strings.TrimSpace(c.text[from:]), "(") && !strings.Contains(c.text[from:s.From], ")") {
			continue // 賞金総額100万円(最優秀賞50万円)
		}
		if isFactor(c.text[from:s.From], c.text[s.To:]) {
			continue
		}
		n := len(r.sums)
		if isNone && goesOn(near) {
			continue
		}
		r.sum(reading{s, c.label, strings.TrimPrefix(c.label, c.column), c.unnamed, sentenceBefore(c.text[max(0, s.From-maxLead):s.From]), near, ownWords(before, s), after + shared, rest, evidence})
		isLast := i+1 < len(sums) && strings.Contains(c.text[s.To:sums[i+1].From], "。") && !wholeWords.MatchString(c.text[s.To:sums[i+1].From])
		isNone = n == len(r.sums) || r.sums[n].none
		if (isLast || isNone) && !slices.ContainsFunc(sums[i+1:], func(o jmoney.Sum) bool { return o.Yen == s.Yen }) {
			others = append(others, s)
		}
	}
	r.shareCap(first)
	r.shareTax(first, withoutOwn(c.text, others))
}

// taxLed ends the words before a sum whose bracket tells of its tax: (税抜)10,000,000円 (税込)11,000,000円.
var taxLed = jtext.MustPattern(`\([^()]*税[^()]*\)[ :]*[金¥]?$`)

// replaced stands between a sum and the one that counts instead of it.
var replaced = jtext.MustPattern(`としてい(?:た|まし|ました)(?:が|もの)|とあるのは|を見直し|正しくは|[ 、・(]新(?:しい)?[ :)]`)

// isTotal reports whether words name a sum as one of several.
func isTotal(label, before, near string) bool {
	return jtext.HasAny(label+before, "合計", "総額", "総計", "全体額", "計 ", "計:") && !strings.Contains(before, "会計") || totalOf.MatchString(near) || totalOf.MatchString(label) && strings.Trim(near, " (¥金") == ""
}

// totalOf ends the words between a sum and those that it is made of.
var totalOf = jtext.MustPattern(`(?:^|[、,・ /]|小)計(?:\([^()]*\))?[ :¥金]*$|(?:合わせて|あわせて|併せて|を合わせた|を加えた|を足した)[、計 ¥金]*$|= *[¥金]?$`)

// maxLead bounds in bytes what is looked at of the sentence before a sum.
const maxLead = 600

// reading is a sum with the words around it.
type reading struct {
	jmoney.Sum
	label         string // heads of its column and row
	row           string // the latter
	unnamed       bool   // nothing stands in the first cell of its row
	lead          string // its sentence up to it
	near          string // the words between it and the sum before
	before, after string // its label in the line and the words behind it, up to the next sum
	rest          string // the words behind it, or behind the range that it begins
	evidence      string
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
	if open < 0 || strings.Contains(before[open:], ")") || amountRole(before[open+1:], "", s) == "" {
		return before
	}
	if notSums.In(before[open+1:]) || !notSums.In(before[:open]) || !jtext.HasAny(before[open:], "最低", "下限", "予定価格", "上限額") {
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
	for _, w := range [...]string{"を上限", "を限度", "以内", "を超えない"} {
		if strings.HasPrefix(behind, w) {
			return w
		}
	}
	if threshold(behind) {
		return behind
	}
	return ""
}

// sum adds one sum, unless its words say it is none of the call's.
func (r *amountReader) sum(s reading) {
	if r.parts || r.isPortion(s.Sum, s.near, s.after) {
		return
	}
	r.judgeAsides()
	label, before, after := s.label, s.before, s.after
	if label != "" && strings.HasPrefix(strings.TrimSpace(before), label) {
		label = ""
	}
	own := label + " " + before
	about := label
	if column := strings.TrimSuffix(s.label, s.row); column != "" && ownMoney.In(column) {
		about = column // whatever the row is called
	}
	n := sum{none: r.isOutside(about, s.lead, before, s.rest), block: r.block, line: r.number, words: own + "\x00" + after, isTax: isTax(s.near), total: isTotal(label, before, s.near)}
	n.Yen, n.Evidence = s.Yen, s.evidence
	n.Tax = taxOf(label, s.near, after)
	if n.Tax == unknownTax && r.unit > 0 {
		n.Tax = r.unitTax
	}
	n.Per = r.perOf(label, before, s.near, after)
	n.Role = amountRole(own, after, s.Sum)
	n.row, n.near, n.after, n.read = s.row, s.near, after, s.Sum
	n.bare = strings.Trim(s.row+s.near, " 金¥") == ""
	n.unnamed, n.listed = s.unnamed, strings.HasPrefix(strings.TrimSpace(s.near), "(") || jtext.HasAny(s.near, "内訳", "うち")
	n.lent = n.Role == ""
	n.Role = roleByVerb(n.Role, s.lead, before, after, s.Sum)
	if n.Role == "" || n.Role == weakCap || n.Role == "estimate" || n.Role == "other" {
		n.Role = r.roleAbove(n.Role, own, after, s.Sum)
	}
	if n.Role == "" {
		n.Role = r.feeAbove(n.Per, own)
	}
	n.Role = r.settledRole(n.Role, own)
	n.none = n.none || n.isTax || n.Role == "minimum" && !s.Low && !r.isOffer(own, after)
	n.untaxed = n.Role == "deposit" || jtext.HasAny(ownBracket(after), "非課税", "不課税")
	switch {
	case n.Per == "total" && !wholeWords.MatchString(own+after):
		n.Per = r.perAbove()
	case n.Per != "total" && r.isItemAbove():
		n.Per = "item"
	}
	r.sums = append(r.sums, n)
}
