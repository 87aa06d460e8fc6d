package rowday

import (
	"strings"

	"koubo/opportunity/jtext"
)

// Days at an end of a title, folded.
const (
	dayOfTitle   = `(?:(?:令和|平成|[RH])\s*(?:\d{1,2}|元)|20\d{2})\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?`
	shortOfTitle = `\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}/\d{1,2}`
	weekday      = `(?:\s*\([月火水木金土日](?:曜日?)?\))?`
	behindDay    = `(?:\s*[\])】][:\s]*|\s+|\s*:\s*)`
)

var (
	// leadingDay is a day at the beginning of a title, with white space or a bracket behind it.
	leadingDay = jtext.MustPattern(`^[・●○◎■◆\s]*[\[(【]?((?:` + dayOfTitle + `|` + shortOfTitle + `)` + weekday + `)` + behindDay)
	// dayOfMonth is one under the heading of a month.
	dayOfMonth = jtext.MustPattern(`^[・●○◎■◆\s]*[\[(【]?((\d{1,2})\s*日` + weekday + `)` + behindDay)
	// trailingDay is a day at the end of a title, in brackets or behind white space.
	trailingDay = jtext.MustPattern(`(?:\s*[\[(【]\s*|\s+)((?:` + dayOfTitle + `|` + shortOfTitle + `)` + weekday + `)(?:\s*付け?)?\s*[\])】]?$`)
)

// AtEnd is a day that stands at an end of a title.
type AtEnd struct {
	Day   string // as Published has it
	Title string // the rest
	Whole bool   // it is written with its year, before the title
}

// LeadingDay finds a day before a title, in a month that the headings over it may name.
func LeadingDay(title, month string) (AtEnd, bool) {
	folded := jtext.Fold(title)
	if at := leadingDay.FindStringSubmatchIndex(folded); at != nil {
		day := WithMonth(folded[at[2]:at[3]])
		return AtEnd{day, afterRunes(title, folded, at[1]), HasYear(day)}, true
	}
	at := dayOfMonth.FindStringSubmatchIndex(folded)
	if at == nil || month == "" {
		return AtEnd{}, false
	}
	return AtEnd{month + "月" + folded[at[4]:at[5]] + "日", afterRunes(title, folded, at[1]), false}, true
}

// TrailingDay finds a day behind a title.
func TrailingDay(title, _ string) (AtEnd, bool) {
	folded := jtext.Fold(title)
	at := trailingDay.FindStringSubmatchIndex(folded)
	if at == nil || at[0] == 0 {
		return AtEnd{}, false
	}
	return AtEnd{WithMonth(folded[at[2]:at[3]]), beforeRunes(title, folded, at[0]), false}, true
}

// WithoutDay is words beside a link without the day of publication at one of their ends.
func WithoutDay(words, published string) string {
	if published == "" || !jtext.HasDigitOfAnyWidth(words) {
		return words
	}
	folded := jtext.Fold(words)
	if at := leadingDay.FindStringSubmatchIndex(folded); at != nil && at[1] < len(folded) && SameDay(folded[at[2]:at[3]], published) {
		return afterRunes(words, folded, at[1])
	}
	if at := trailingDay.FindStringSubmatchIndex(folded); at != nil && at[0] > 0 && SameDay(folded[at[2]:at[3]], published) {
		return beforeRunes(words, folded, at[0])
	}
	return words
}

// afterRunes is what of a text stands behind the first bytes of its folded form; the folded form where they differ in length.
func afterRunes(text, folded string, bytes int) string {
	for at := range text {
		if jtext.Fold(text[:at]) == strings.TrimSpace(folded[:bytes]) {
			return strings.TrimSpace(text[at:])
		}
	}
	return strings.TrimSpace(folded[bytes:])
}

// beforeRunes is what of a text stands before the last bytes of its folded form, those from a place on.
func beforeRunes(text, folded string, from int) string {
	for at := range text {
		if at > 0 && jtext.Fold(text[at:]) == strings.TrimSpace(folded[from:]) {
			return strings.TrimSpace(text[:at])
		}
	}
	return strings.TrimSpace(folded[:from])
}
