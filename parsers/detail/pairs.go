package detail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	o := r.o
	first := i + 1
	if first >= o.blocks[i].end || o.blocks[i].framed || o.blocks[i].pruned {
		return false
	}
	second := o.blocks[first].end
	if second >= o.blocks[i].end || o.blocks[second].end != o.blocks[i].end {
		return false
	}
	label, value := &o.blocks[first], &o.blocks[second]
	if label.text == 0 || label.text > 90 || label.linked > 0 || value.text == 0 || label.pruned || value.pruned {
		return false
	}
	if label.text+value.text != o.blocks[i].text || !isPlainBox(label.node) || !isPlainBox(value.node) {
		return false // words of its own stand between: "label：value"
	}
	if !classHas(label.node, labelWords) && !(classHas(value.node, valueWords) && classWords(label.node) > 0) {
		return false
	}
	r.flush()
	r.emitRow([]cell{r.capture(first), r.capture(second)})
	return true
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
