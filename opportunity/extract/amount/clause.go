package amount

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// clause is a part of a line in which sums share a label.
type clause struct {
	column      string // the head of its column
	label, text string
	unit        int64 // of its bare numbers
	unnamed     bool  // nothing stands in the first cell of its row
	headed      bool  // the label is the line above
}

// byBreaks splits a clause where its cell has a line break; a line without a number labels the next, a bracket goes with the line above it.
func byBreaks(c clause) (out []clause) {
	if !strings.Contains(c.text, "\n") {
		return []clause{c}
	}
	above := ""
	for piece := range strings.SplitSeq(c.text, "\n") {
		if n := len(out); n > 0 && strings.HasPrefix(piece, "(") && !strings.Contains(piece, "円") && len(out[n-1].text) <= proseBytes {
			for shared := strings.Contains(piece, "いずれも"); n > 0; n-- {
				if out[n-1].text += piece; !shared {
					break // the bracket of the sum above it
				}
			}
			continue
		}
		if len(out) > 0 && (strings.HasPrefix(piece, "※") || jtext.HasAny(piece, "いずれも", "上記")) && strings.Contains(piece, "税") && !jtext.HasDigit(piece) && len(piece) <= proseBytes {
			for i := range out {
				out[i].text += "(" + strings.TrimPrefix(piece, "※") + ")" // it speaks of all
			}
			continue
		}
		out = append(out, clause{c.column, strings.TrimSpace(c.label + " " + above), piece, c.unit, c.unnamed, c.headed})
		if above = ""; !jtext.HasDigit(piece) && len(piece) <= proseBytes {
			above = piece
		}
	}
	return out
}

// clause reads the sums of one labelled text.
func (r *amountReader) clause(c clause, evidence string) {
	if r.follows() && wording.HasPrefix(strings.TrimLeft(c.text, " ・※("), "内訳", "[内訳", "【内訳") {
		r.parts = true
	}
	c.text = wording.MarkSigns(c.text)
	t := stretch{first: len(r.sums), evidence: evidence}
	if t.changed, t.changedAt = changeIn(c.text); !t.changed {
		c.text = wording.MaskHistory(c.text, wording.Corrections)
	}
	if c.column != "" {
		c.label = strings.TrimSpace(c.column + " " + c.label)
	}
	t.clause, t.sums, t.shared = c, jmoney.Read(c.text, r.unitOf(c)), sharedRemark(c.text)
	for i := range t.sums {
		if t.changed && t.sums[i].To <= t.changedAt {
			t.sums[i].Low, t.sums[i].High = false, false // from one into the other
		}
	}
	t.isLed = len(t.sums) > 1 && ledBy.MatchString(c.text[:t.sums[0].From]) && ledBy.MatchString(c.text[:t.sums[1].From])
	for i := range t.sums {
		r.readSum(&t, i)
	}
	r.shareCap(t.first)
	if eachAtEnd.MatchString(c.text) {
		r.shareEach(t.first)
	}
	r.shareTax(t.first, withoutOwn(c.text, t.others))
}

// changeIn finds the words that say a sum was changed into another.
func changeIn(text string) (bool, int) {
	if changed, at := wording.ChangeIn(text); changed && !wording.HasSuffix(text[:at], "限度に", "上限に", "以内に") {
		return true, at
	}
	if at := reviewed.FindStringIndex(text); at != nil {
		return true, at[1]
	}
	return false, 0
}

// reviewed stands behind the sum that counts: 「50万円」は「30万円」の誤りでした, 1,650万円に見直しました.
var reviewed = jtext.MustPattern(`[」』]の誤り(?:で|に|だ|。|$)|(?:円|\)|」)(?:に|へ)見直`)

// unitOf returns the unit of the bare numbers in a clause, 0 where no label says that they are sums.
func (r *amountReader) unitOf(c clause) int64 {
	label := c.label + c.text
	if c.label == "" && strings.Trim(c.text, "0123456789,. ") == "" {
		label = r.above + r.heading // the label stands above
	}
	switch {
	case sumLabel(label):
		return c.unit
	case len(r.table.columns) > 0 && (!r.unitLabel && !ownMoney.In(r.heading) && !ownMoney.In(r.above) || counted.MatchString(c.column)),
		len(r.table.columns) == 0 && !sumLabel(r.above) && (r.headed == 0 || !sumLabel(r.heading)):
		return 0
	}
	return c.unit
}

// counted is the head of a column of something else than money.
var counted = jtext.MustPattern(`数|率|面積|人|期間|年齢|番号|台|枠|時間|No`)

// stretch is a clause whose sums are read one after the other.
type stretch struct {
	clause
	sums      []jmoney.Sum
	first     int          // of the sums that the reader holds, that is the first of these
	lead      string       // the words before the first
	lastLabel string       // those of the one before
	shared    string       // the remark that holds for all
	changed   bool         // one value was changed into another,
	changedAt int          // as the words here say
	isLed     bool         // a bracket before each says what it is
	itemized  bool         // what follows are parts
	isNone    bool         // the last was none of the call's
	inWhole   int          // up to here, parts of the last in its bracket
	others    []jmoney.Sum // that are none of the call's, or the last of their sentence
	evidence  string
}

// around returns where the words before and behind a sum begin and end: at its neighbours, or at the bracket of the next.
func (t *stretch) around(i int) (from, to int) {
	to = len(t.text)
	if i > 0 {
		from = t.sums[i-1].To
	}
	if i+1 < len(t.sums) {
		to = beforeBracket(t.text, t.sums[i].To, t.sums[i+1].From)
		if at := strings.LastIndexByte(t.text[t.sums[i].To:t.sums[i+1].From], '('); t.isLed && at >= 0 && ledBy.MatchString(t.text[:t.sums[i+1].From]) {
			to = t.sums[i].To + at
		}
	}
	return from, to
}

// readSum reads one of the sums of a stretch.
func (r *amountReader) readSum(t *stretch, i int) {
	s := t.sums[i]
	from, to := t.around(i)
	between := t.text[from:s.From]
	before, after := sentenceBefore(between), sentenceAfter(withoutNext(t.text[s.To:to], i+1 < len(t.sums)))+behindBracket(t.text[to:])
	rest := after
	if s.Low && i+1 < len(t.sums) {
		rest = sentenceAfter(t.text[t.sums[i+1].To:])
	}
	if strings.HasPrefix(after, "のうち") && slices.ContainsFunc(r.sums, func(o sum) bool { return o.Yen == s.Yen && !o.none }) {
		t.itemized = true // it is named again for its parts
	}
	if t.itemized = t.itemized || strings.Contains(before, "内訳") && r.follows(); t.itemized {
		if isTax(before) && !strings.Contains(before, "うち") {
			r.noteTaxOf("税")
		}
		return
	}
	if len(r.sums) > t.first && (jtext.HasAny(before, "→", "⇒", "➡") || t.changed && s.To <= t.changedAt || replaced.MatchString(before)) {
		r.sums = r.sums[:len(r.sums)-1]
	}
	near, label := t.labels(i, before, after, between)
	t.lastLabel = label
	if r.isInWhole(t, i, between) || r.isRate(t, i, between) || isFactor(between, t.text[s.To:]) || t.isNone && goesOn(near) && !r.isOfThisYear(near) {
		return
	}
	n := len(r.sums)
	r.sum(reading{s, t.label, strings.TrimPrefix(t.label, t.column), t.unnamed, sentenceBefore(t.text[max(0, s.From-maxLead):s.From]), near, ownWords(label, s), after + t.shared, sentenceAfter(t.text[s.To:]), rest + t.shared, t.evidence, t.headed, t.grantsAll(i)})
	t.isNone = n == len(r.sums) || r.sums[n].none
	if (t.isNone || t.endsSentence(i)) && !slices.ContainsFunc(t.sums[i+1:], func(o jmoney.Sum) bool { return o.Yen == s.Yen }) {
		t.others = append(t.others, s)
	}
}

// labels returns the words before a sum that are its own, and those with what it takes from before the first.
func (t *stretch) labels(i int, before, after, between string) (near, label string) {
	if i == 0 {
		if exceptingStart.MatchString(before) && amountRole(before, after, t.sums[i]) == "" {
			before = lineLabel.FindString(t.text) + before
		}
		t.lead = before
		return before, before
	}
	near = before
	if t.changed {
		t.lead, t.lastLabel = ofBefore.ReplaceAllString(t.lead, ""), ofBefore.ReplaceAllString(t.lastLabel, "")
	}
	if s := t.sums[i]; s.High && t.sums[i-1].Low {
		return near, t.lastLabel + before // that of the range
	}
	if t.isLed && strings.HasPrefix(strings.TrimSpace(near), "(") {
		near = "/" + strings.TrimSpace(near) // the bracket is its own
	}
	s := t.sums[i]
	isLent := s.High || strings.Trim(before, "以上 、~から") == "" || amountRole(before, after, s) == ""
	isOther := strings.Contains(between, "。") && moneyNoun.MatchString(before)
	if isLent && !isOther && !jtext.HasAny(before, "総額", "総枠") {
		return near, t.lead + before // 補助額：10万円~50万円
	}
	return near, before
}

// ofBefore ends the words before a value that was changed with when it held: 上限額を前年度の.
var ofBefore = jtext.MustPattern(`(?:前年度|昨年度|前回|従来|これまで|現行|当初)の?(?:額の)?[約金¥]?$`)

// isInWhole reports whether a sum is one of the parts that stand in the bracket behind their total: 賞金総額100万円(最優秀賞50万円、優秀賞10万円).
// between stands before it.
func (r *amountReader) isInWhole(t *stretch, i int, between string) bool {
	from := t.sums[i].From - len(between)
	behind := strings.TrimSpace(t.text[from:])
	if i > 0 && len(r.sums) > t.first && strings.HasPrefix(behind, "(") && !strings.Contains(between, ")") {
		end := from + strings.IndexByte(t.text[from:], '(') + closedBracket(behind)
		if r.sums[len(r.sums)-1].total || !strings.Contains(t.text[from:end], "税") && addUp(t.sums[i:], end, t.sums[i-1].Yen) {
			t.inWhole = end
		}
	}
	return t.sums[i].To <= t.inWhole
}

// isRate reports whether a sum says in the bracket behind another what that is for each square metre: 7,752,000円(1㎡当たり15,500円).
func (r *amountReader) isRate(t *stretch, i int, between string) bool {
	return i > 0 && len(r.sums) > t.first && rateBefore.MatchString(between) && strings.HasPrefix(t.text[t.sums[i].To:], ")")
}

// rateBefore opens the bracket of a price for each square metre.
var rateBefore = jtext.MustPattern(`^ ?\((?:1|一)?(?:㎡|m2|坪|平方メートル)(?:当たり|あたり|につき|単価)[ :約]*$`)

// addUp reports whether the several sums before end make up the whole.
func addUp(sums []jmoney.Sum, end int, whole int64) bool {
	n := 0
	for ; n < len(sums) && sums[n].To <= end; n++ {
		whole -= sums[n].Yen
	}
	return n > 1 && whole == 0
}

// grantsAll reports whether the verb behind the last of a list that a sum stands in says that all are granted:
// 宿泊費1泊5,000円、交通費1人20,000円を補助.
func (t *stretch) grantsAll(i int) bool {
	last := i
	for last+1 < len(t.sums) && nextOfList.MatchString(t.text[t.sums[last].To:t.sums[last+1].From]) {
		last++
	}
	return last > i && grantVerb.MatchString(withoutBracket(t.text[t.sums[last].To:]))
}

// endsSentence reports whether a sentence ends behind a sum, and another sum stands in the next.
func (t *stretch) endsSentence(i int) bool {
	if i+1 == len(t.sums) {
		return false
	}
	between := t.text[t.sums[i].To:t.sums[i+1].From]
	return strings.Contains(between, "。") && !wholeWords.MatchString(between)
}

var (
	// exceptingStart begins a sentence that says more of what the label of its line names.
	exceptingStart = jtext.MustPattern(`^ ?(?:ただし|但し|なお)`)
	lineLabel      = jtext.MustPattern(`^[^ 、。0-9円]{2,16}(?: |:|は、?)`)
)

// follows reports whether the last sum stands in the block that is read, or in the paragraph right above it.
func (r *amountReader) follows() bool {
	n := len(r.sums)
	return n > 0 && (r.sums[n-1].block == r.block || r.sums[n-1].section == r.section && r.number-r.sums[n-1].line <= nextParagraph)
}

// nextParagraph is how many lines apart two paragraphs of one line are.
const nextParagraph = 2

// ledBy ends the words before a sum whose bracket tells of it: (税抜)10,000,000円 (税込)11,000,000円, (上限)500万円 (下限)300万円.
var ledBy = jtext.MustPattern(`\([^()]*(?:税|上限|下限|最高|最低)[^()]*\)[ :]*[金¥]?$`)

// replaced stands between a sum and the one that counts instead of it.
var replaced = jtext.MustPattern(`としてい(?:た|まし|ました)(?:が|もの)|とあるのは|を見直し|[、 ](?:補正|変更|改定|見直し|増額|減額)後(?:の?額)?(?:は|の|:| )*[約金¥]?$|正しくは|正しい[^。]{1,10}は|[ 、・(]新(?:しい)?[ :)]`)

// maxLead bounds in bytes what is looked at of the sentence before a sum.
const maxLead = 600
