package parsers

import (
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"koubo/opportunity/jdate"
)

// statedZone finds a time zone at the end of a feed's date: Z, GMT, UTC, +0900, -05:00.
var statedZone = regexp.MustCompile(`(?:Z|GMT|UTC|UT|[+-]\d{2}:?\d{2})(?:\s*\([A-Za-z ]+\))?$`)

// knownForm finds the dates whose order of day, month and year is beyond doubt: an English month, or a year in front.
var knownForm = regexp.MustCompile(`^\d{4}-\d{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)

// feedDate returns a date as RFC 3339 in Japan's time where it states its zone or names JST, or is an English date
// without a zone, which then is Japan's; every other date ("2026-07-31 18:05", 令和8年7月31日) stays as it is worded.
func feedDate(words string, parsed *time.Time) string {
	words = plainText(words)
	if parsed == nil || !knownForm.MatchString(words) {
		return words
	}
	switch {
	case strings.Contains(words, "JST"):
	case statedZone.MatchString(words):
		return parsed.In(jdate.JST).Format(time.RFC3339)
	case words[0] >= '0' && words[0] <= '9' && strings.Contains(words, "-"):
		return words
	}
	return inJapan(*parsed).Format(time.RFC3339)
}

// inJapan takes the clock time that was written for one in Japan, whatever offset the parser gave it.
func inJapan(t time.Time) time.Time {
	if _, offset := t.Zone(); offset == 9*60*60 {
		return t.In(jdate.JST)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, jdate.JST)
}

// atomDates keeps <published> and <updated> apart (RFC 4287 §4.2.9, §4.2.15); gofeed fills one with the other.
type atomDates struct{ gofeed.DefaultAtomTranslator }

// Translate implements gofeed.Translator.
func (t atomDates) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultAtomTranslator.Translate(feed)
	source, ok := feed.(*atom.Feed)
	if err != nil || !ok {
		return out, err
	}
	for i, item := range out.Items {
		if i < len(source.Entries) && source.Entries[i].Published == "" {
			item.Published, item.PublishedParsed = "", nil
		}
	}
	return out, nil
}
