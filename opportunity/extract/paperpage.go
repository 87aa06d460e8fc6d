package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// paperPages tells on which page of a paper words stand. The rules read the text without the marks of its pages; what they took
// a value from is looked for afterwards, and its page named where it is the only one with these words: 提出期限 令和8年9月30日（3頁）.
type paperPages struct {
	text   string // all of it in the form of jtext.Key
	starts []pageStart
}

// pageStart is where a page begins in the text.
type pageStart struct{ at, number int }

// withoutPageMarks returns text without the marks of its pages, and where these stood. A table that goes on in the next page is one.
func withoutPageMarks(text string) (string, paperPages) {
	if !strings.Contains(text, "\f") {
		return text, paperPages{}
	}
	var key strings.Builder
	var p paperPages
	var plain []string
	marked := false // a mark was taken off behind the last line that is not blank
	for line := range strings.SplitSeq(text, "\n") {
		if number, isMark := opportunity.PageOf(line); isMark {
			p.starts = append(p.starts, pageStart{key.Len(), number})
			marked = true
			continue
		}
		if marked && strings.TrimSpace(line) != "" {
			if above := withoutBlankEnd(plain); len(above) > 0 && areRowsOfOne(above[len(above)-1], line) {
				plain = above
			}
			marked = false
		}
		plain = append(plain, line)
		key.WriteString(jtext.Key(strings.TrimPrefix(line, "# ")))
	}
	p.text = key.String()
	return strings.Join(plain, "\n"), p
}

func withoutBlankEnd(lines []string) []string {
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// areRowsOfOne reports whether two lines on either side of a page's end are rows of one table: they have as many cells, and the one below
// is no head.
func areRowsOfOne(above, below string) bool {
	cells := strings.Count(above, "\t")
	return cells > 0 && cells == strings.Count(below, "\t") && !strings.HasPrefix(below, "# ")
}

// named returns words with the page they stand on behind them, or as they are where that is not known.
func (p paperPages) named(words string) string {
	key := jtext.Key(strings.TrimSuffix(words, "…"))
	if len(p.starts) == 0 || key == "" {
		return words
	}
	at := strings.Index(p.text, key)
	if at < 0 {
		return words
	}
	page := p.at(at)
	if page == 0 || page != p.at(strings.LastIndex(p.text, key)) {
		return words
	}
	return fmt.Sprintf("%s（%d頁）", words, page)
}

// at returns the number of the page that a place of the text belongs to, 0 before the first.
func (p paperPages) at(place int) int {
	next, found := slices.BinarySearchFunc(p.starts, place, func(s pageStart, place int) int { return cmp.Compare(s.at, place) })
	for found && next+1 < len(p.starts) && p.starts[next+1].at == place {
		next++
	}
	if found {
		next++
	}
	if next == 0 {
		return 0
	}
	return p.starts[next-1].number
}

// namePages names the page in the evidence of each value.
func (o *record) namePages(p paperPages) {
	if len(p.starts) == 0 {
		return
	}
	for i, d := range o.Deadlines {
		o.Deadlines[i].Evidence = p.named(d.Evidence)
	}
	for i, a := range o.Amounts {
		o.Amounts[i].Evidence = p.named(a.Evidence)
	}
	for _, field := range [...]string{"deadlines", "rolling", "budget_yen", "published", "eligibility"} {
		if words := o.Evidence[field]; words != "" {
			o.Evidence[field] = p.named(words)
		}
	}
}
