package detail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// definitions reads a dl: each dt with its dd on one line. The pairs may stand in divs (HTML standard §4.4.9).
func (r *reader) definitions(i int) {
	r.flush()
	r.gap = true
	var label *cell
	r.definitionsIn(i, &label)
	r.emitLabel(&label)
	r.flush()
	r.gap = true
}

func (r *reader) definitionsIn(i int, label **cell) {
	for k := i + 1; k < r.o.blocks[i].end; k = r.o.blocks[k].end {
		b := &r.o.blocks[k]
		switch {
		case b.pruned:
		case b.node.DataAtom == atom.Dt:
			r.emitLabel(label)
			c := r.capture(k)
			*label = &c
		case b.node.DataAtom == atom.Dd && b.framed:
			r.emitLabel(label)
			r.visit(k)
			r.flush()
		case b.node.DataAtom == atom.Dd:
			value := r.capture(k)
			if *label != nil {
				r.emitRow([]cell{**label, value})
				*label = nil
			} else {
				r.emitRow([]cell{value})
			}
		case b.node.DataAtom == atom.Div:
			r.definitionsIn(k, label)
		default:
			r.visit(k)
		}
	}
}

// emitLabel writes a label whose value is a structure of its own, or missing.
func (r *reader) emitLabel(label **cell) {
	if *label != nil {
		r.emitRow([]cell{**label})
		*label = nil
	}
}

// labelWords and valueWords are the words of classes by which CMSs mark label and value where they use no dl or table.
var (
	labelWords = map[string]bool{"label": true, "ttl": true, "title": true, "th": true, "dt": true, "head": true,
		"midashi": true, "koumoku": true, "term": true, "key": true, "heading": true}
	valueWords = map[string]bool{"value": true, "val": true, "td": true, "dd": true, "data": true, "desc": true,
		"description": true, "detail": true, "text": true, "txt": true, "body": true, "naiyo": true}
)

// labelled reads block i as a label with its value, where it is a box of just these two.
func (r *reader) labelled(i int) bool {
	first, second, ok := r.o.twoBoxes(i)
	if !ok {
		return r.stepOfFlow(i)
	}
	label, value := &r.o.blocks[first], &r.o.blocks[second]
	if label.text <= longestLabel && (classHas(label.node, labelWords) && !r.inFlow(i) || classHas(value.node, valueWords) && classWords(label.node) > 0) {
		r.flush()
		r.emitRow([]cell{r.capture(first), r.capture(second)})
		return true
	}
	return r.stepOfFlow(i)
}

// stepOfFlow reads block i as a step of a flow: what happens, with the day above it, and what is remarked below.
func (r *reader) stepOfFlow(i int) bool {
	if !r.inFlow(i) {
		return false
	}
	first, second, _ := r.o.dayAndWords(i)
	r.flush()
	day, words := r.capture(first), r.capture(second)
	r.emitRow([]cell{words, day})
	for k := r.o.blocks[second].end; k < r.o.blocks[i].end; k = r.o.blocks[k].end {
		r.visit(k)
		r.flush()
	}
	return true
}

// twoBoxes returns the two plain boxes that a block is made of; ok is false where it holds anything else.
func (o *outline) twoBoxes(i int) (first, second int, ok bool) {
	first, second, ok = o.dayAndWords(i)
	if !ok || o.blocks[second].end != o.blocks[i].end {
		return 0, 0, false
	}
	return first, second, true
}

// dayAndWords returns the first two of the plain boxes that a block is made of; ok is false where it holds anything else.
func (o *outline) dayAndWords(i int) (first, second int, ok bool) {
	first = i + 1
	if first >= o.blocks[i].end || o.blocks[i].framed || o.blocks[i].pruned {
		return 0, 0, false
	}
	second = o.blocks[first].end
	if second >= o.blocks[i].end {
		return 0, 0, false
	}
	label, value := &o.blocks[first], &o.blocks[second]
	if label.text == 0 || label.text > longestDays || label.linked > 0 || value.text == 0 || label.pruned || value.pruned {
		return 0, 0, false
	}
	text, linked := 0, 0
	for k := first; k < o.blocks[i].end; k = o.blocks[k].end {
		if !isPlainBox(o.blocks[k].node) {
			return 0, 0, false
		}
		text, linked = text+o.blocks[k].text, linked+o.blocks[k].linked
	}
	// unless words of its own stand between: "label：value"
	return first, second, text == o.blocks[i].text && linked == o.blocks[i].linked
}

// The greatest number of bytes of a label, and of days above what happens on them.
const (
	longestLabel = 90
	longestDays  = 200
)

// inFlow reports whether block i is one of several beside each other that hold a day, and below it what happens on it. News are none:
// most of what stands below their days is no step.
func (r *reader) inFlow(i int) bool {
	parent := r.o.blocks[i].parent
	if parent < 0 || r.o.wordsBelowDay(i) == "" {
		return false
	}
	is, known := r.flows[parent]
	if !known {
		is = r.o.holdsFlow(parent)
		if r.flows == nil {
			r.flows = map[int]bool{}
		}
		r.flows[parent] = is
	}
	return is
}

// holdsFlow reports whether a block holds two days or more with words below them, half of which name a step.
func (o *outline) holdsFlow(parent int) bool {
	days, steps := 0, 0
	for k := parent + 1; k < o.blocks[parent].end; k = o.blocks[k].end {
		if words := o.wordsBelowDay(k); words != "" {
			days++
			if namesStep(words) {
				steps++
			}
		}
	}
	return days > 1 && 2*steps >= days
}

// wordsBelowDay returns the words without a day that stand below the day, where block i is made of these two; "" for any other.
func (o *outline) wordsBelowDay(i int) string {
	first, second, ok := o.dayAndWords(i)
	if !ok || o.blocks[second].text > longestLabel || !jdate.DaysAlone(page.TextOf(o.blocks[first].node)) {
		return ""
	}
	words := page.TextOf(o.blocks[second].node)
	for t := range jdate.Tokens(jtext.Narrow(words)) {
		if t.Kind == jdate.DayToken {
			return ""
		}
	}
	return words
}

// namesStep reports whether words below a day name a step of a call, and are no sentence.
func namesStep(words string) bool {
	return !strings.HasSuffix(strings.TrimRight(words, "。"), "ました") && (saysStep(words) || jtext.HasAny(words, "質問", "回答", "審査", "プレゼン", "ヒアリング", "結果", "通知", "契約", "協定", "公告", "公表", "説明会", "見学", "対話", "決定"))
}

// isPlainBox says whether an element has no meaning of its own.
func isPlainBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Span, atom.P, atom.Strong, atom.B, atom.Em:
		return true
	}
	return false
}

func classHas(n *html.Node, words map[string]bool) bool {
	found := false
	page.EachWord(page.Attribute(n, "class"), func(word string) { found = found || words[word] })
	return found
}

func classWords(n *html.Node) int {
	count := 0
	page.EachWord(page.Attribute(n, "class"), func(string) { count++ })
	return count
}

// labelAndValue splits a line written "label：value" or holding a tab; ok is false where it is running text.
func labelAndValue(text string) (label, value string, ok bool) {
	if label, value, ok = strings.Cut(text, "\t"); ok {
		return strings.TrimSpace(label), strings.TrimSpace(strings.ReplaceAll(value, "\t", " ")), label != "" && value != ""
	}
	for _, colon := range []string{"：", ":"} {
		label, value, ok = strings.Cut(text, colon)
		if ok && label != "" && value != "" && len(label) <= 75 && !strings.ContainsAny(label, "。、\n") && !endsInDigit(label) &&
			strings.Count(label, "（") == strings.Count(label, "）") &&
			!strings.HasSuffix(label, "http") && !strings.HasSuffix(label, "https") {
			return strings.TrimSpace(label), strings.TrimSpace(value), true
		}
	}
	return "", "", false
}

// endsInDigit tells the colon of a time ("17:00") from that of a label.
func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
