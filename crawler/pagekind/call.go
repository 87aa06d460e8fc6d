package pagekind

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
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
	if !v.Keep || v.Undecided || utf8.RuneCountInString(name) < titleRunes || calls >= fewRows && !isItsOnly(name, l) {
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

// isItsOnly reports whether all that a page names is itself: papers of the announcement that it is.
func isItsOnly(name string, l page.Listing) bool {
	own := jtext.Key(name)
	for _, d := range l.Drafts {
		if !strings.HasPrefix(jtext.Key(d.Title), own) {
			return false
		}
	}
	return own != ""
}
