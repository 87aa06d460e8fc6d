package pagekind

import (
	"strings"
	"unicode/utf8"

	"koubo/crawler/discover"
	"koubo/opportunity/extract"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/detail"
	"koubo/parsers/page"
)

const titleRunes = 10 // that a call's title has at least

// isCall reports whether a page is one announcement: its name is a call's, it tells a deadline or asks something in its own words, and it
// lists no calls but itself and those like it that stand around it.
func isCall(p page.Page, name string, l page.Listing, calls int) bool {
	if strings.Contains(l.Instead, "one announcement") {
		return true
	}
	v := classify.Triage(name, p.URL, nil)
	if !v.Keep || v.Undecided || utf8.RuneCountInString(name) < titleRunes || calls >= fewRows && !discover.NamesItself(name, l.Drafts) {
		return false
	}
	draft, err := detail.Read(p)
	if err != nil {
		return false
	}
	record, _ := extract.Normalize(draft, "")
	return record.IsOpportunity && len(record.Deadlines) > 0
}

// fewRows are calls on a page that is a list, whatever it says itself.
const fewRows = 3
