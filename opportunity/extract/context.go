package extract

import (
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
)

// Context is what is known of an announcement beside its words: days in Japan, "" where unknown.
type Context struct {
	Published jdate.Date // the day it was published, for a page that states none
	Seen      jdate.Date // the day it was first seen
	Read      jdate.Date // the day its words were read, which no day of publication follows; "" for Seen

	Titles *classify.Titles // where its title may have been told before; nil for none
}

// listed returns the calendar for the days that feeds, lists and pages state of themselves, which lie in the past.
func (c Context) listed() jdate.Calendar {
	ref := c.Seen
	if ref == "" {
		ref = c.Read
	}
	return jdate.Calendar{Sense: jdate.Past, Ref: ref, Read: c.Read}
}

// announced returns the calendar for the steps of an announcement, whose years are counted from the day of publication
// that it states, else that is known, else from the day it was first seen or says that it was changed last.
func (c Context) announced(stated, updated jdate.Date) jdate.Calendar {
	switch {
	case stated != "":
		return jdate.Calendar{Ref: stated}
	case c.Published != "":
		return jdate.Calendar{Ref: c.Published}
	}
	if c.Seen == "" {
		return jdate.Calendar{Ref: updated, Sense: jdate.Around}
	}
	return jdate.Calendar{Ref: c.Seen, Sense: jdate.Around}
}
