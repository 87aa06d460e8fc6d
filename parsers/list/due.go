package list

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// addDue adds the last days that a row states in its words, beside its title or in brackets behind it, those of labelled columns left out.
func (r listRow) addDue(draft *opportunity.Draft, pieces []string) {
	fields := rowday.Due(pieces)
	if lines := r.linesBeside(draft.Title); lines != nil {
		fields = append(fields, rowday.Due(lines)...)
	}
	if note := noteBehind(draft.Title); note != "" {
		fields = append(fields, rowday.Due([]string{note})...)
	}
	for _, f := range fields {
		if slices.ContainsFunc(draft.Fields, func(known opportunity.Field) bool { return sameWords(known.Value, f.Value) }) {
			continue
		}
		if f.Value = r.dueInYear(f.Value, draft.Published); f.Value != "" {
			draft.Fields = append(draft.Fields, f)
		}
	}
}

// sameWords reports whether one of two values holds the other.
func sameWords(a, b string) bool {
	a, b = jtext.Fold(a), jtext.Fold(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// noteBehind is what stands in brackets behind a title, "" for nothing.
func noteBehind(title string) string {
	last, _ := utf8.DecodeLastRuneInString(title)
	if !strings.ContainsRune("）)】]］〕", last) {
		return ""
	}
	if at := strings.LastIndexAny(title, "（(【[［〔"); at > 0 {
		return title[at:]
	}
	return ""
}

// maxDueLines is how many lines behind a row are looked through for its last day.
const maxDueLines = 4

// linesBeside are the lines that stand behind a row in its box, before the next link, or between a row and the heading that names it.
func (r listRow) linesBeside(title string) []string {
	if r.isNamedByHeading(title) {
		return linesBefore(r.namingSection().heading.NextSibling, r.node, nil)
	}
	switch r.node.DataAtom {
	case atom.Li, atom.Tr, atom.Td, atom.Dt:
		return nil
	case atom.Dd:
		return linesOfTerm(r.node)
	}
	if r.opening.duesLead {
		return nil
	}
	var lines []string
	line := ""
	end := func() {
		if line = page.Collapse(line); line != "" && len(line) <= 2*maxCaption {
			lines = append(lines, line)
		}
		line = ""
	}
	for n := r.node.NextSibling; n != nil && len(lines) < maxDueLines; n = n.NextSibling {
		switch {
		case page.HoldsLink(n), page.HeadingLevel(n) > 0, n.DataAtom == atom.Hr, n.DataAtom == atom.Dt:
			if len(lines) == 0 {
				end() // what stands on the row's own line; one that another link ends is that link's
			}
			return lines
		case n.Type == html.ElementNode && page.PartsWords(n.DataAtom):
			end()
			line = page.TextOf(n)
			end()
		default:
			line += page.WordsOf(n)
		}
	}
	end()
	return lines
}

// linesOfTerm are the other dd without links of the dt that a dd belongs to.
func linesOfTerm(dd *html.Node) (lines []string) {
	for s := dd; s != nil && s.DataAtom != atom.Dt; s = s.PrevSibling {
		dd = s
	}
	for s := dd; s != nil && s.DataAtom != atom.Dt && len(lines) < 2*maxDueLines; s = s.NextSibling {
		if s.DataAtom == atom.Dd && !page.HoldsLink(s) {
			lines = append(lines, page.TextOf(s))
		}
	}
	return lines
}

// dueInYear writes a last day without a year as one of the year that the headings over its row name, where the row has no day of
// publication that tells it. "" where the year is past and may be either.
func (r listRow) dueInYear(value, published string) string {
	if published != "" {
		return value
	}
	month := ""
	for s := r.under; s != nil; s = s.within {
		if !s.isDated() || s.dates.Rest != "" && !listName.MatchString(s.dates.Rest) {
			continue
		}
		if month = cmp.Or(month, s.dates.Month); s.dates.Year != "" {
			return s.dates.DueInYear(value, month, s.past)
		}
	}
	return value
}
