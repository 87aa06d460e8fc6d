package part

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

const (
	longestMark = 12 // runes; longer ones are titles, which lines say themselves
	mostMarked  = 20 // parts of one page
	aroundMark  = 6  // runes that a heading may have beside a mark: 第1回の募集について
)

// countedMarks are what tells rounds, terms and lots apart within a title.
var countedMarks = regexp.MustCompile(`第[0-9一二三四五六七八九十]+(?:回|次|期|弾|号|工区|地区|四半期)|[0-9]+(?:回目|次募集|期募集|号店)|[前中後上下]期分?|[a-zA-Z東西南北](?:地区|工区|区分|コース|エリア|ブロック)`)

// findMarks finds the wanted parts by what their titles differ in, on a page whose headings name the call once and then only its rounds
// or lots: 公募(第1回) and 公募(第2回) under the headings 第1回 and 第2回. It returns a place for each part, nil where one is missing
// or two are the same.
func (p *partPage) findMarks(wanted []Part) (heads []int) {
	if len(wanted) > mostMarked {
		return nil // each is compared with each, on every line
	}
	all := make([][]string, len(wanted))
	for w, want := range wanted {
		all[w] = marksOf(want.Title)
	}
	said := make([]string, len(p.lines))
	for n, line := range p.lines {
		said[n] = jtext.Letters(line.key)
	}
	for w := range wanted {
		var others []string
		for o, marks := range all {
			if o != w {
				others = append(others, marks...)
			}
		}
		own := slices.DeleteFunc(slices.Clone(all[w]), func(m string) bool { return slices.Contains(others, m) })
		others = slices.DeleteFunc(others, func(m string) bool { return slices.Contains(all[w], m) })
		head := p.findMark(said, own, others)
		if head < 0 || slices.Contains(heads, head) {
			return nil
		}
		heads = append(heads, head)
	}
	return heads
}

// findMark returns the place of the first line that says one of some marks and none of others', -1 for none; said are the letters of each
// line. Headings may say a little more than the mark.
func (p *partPage) findMark(said, own, others []string) int {
	for n, line := range p.lines {
		words := said[n]
		if slices.ContainsFunc(others, func(m string) bool { return strings.Contains(words, m) }) {
			continue
		}
		for _, m := range own {
			around := strings.HasPrefix(words, m) || strings.HasSuffix(words, m)
			if words == m || line.head && around && utf8.RuneCountInString(words) <= utf8.RuneCountInString(m)+aroundMark {
				return line.at
			}
		}
	}
	return -1
}

// marksOf lists the short pieces of a title: those that brackets, spaces and signs part, and the counted ones.
func marksOf(title string) (marks []string) {
	folded := strings.ToLower(jtext.Fold(title))
	pieces := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, piece := range append(countedMarks.FindAllString(folded, -1), pieces...) {
		if n := utf8.RuneCountInString(piece); n >= 2 && n <= longestMark && !slices.Contains(marks, piece) {
			marks = append(marks, piece)
		}
	}
	return marks
}
