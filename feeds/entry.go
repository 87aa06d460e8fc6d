package feeds

import (
	"iter"
	"time"

	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Entry is one entry of a feed: a record, and what is told of it. State, Now, Change and Reminders make entries.
type Entry struct {
	record opportunity.Opportunity
	key    string // of characters that a URI may hold; stands behind the record's id in the entry's; "" for the entry that stands for the record
	word   string // what is told, in brackets before the title; "" for nothing
	line   string // what is told, on the first line of the text
	at     time.Time
	day    jdate.Date // of the step that is reminded of; "" for none
	// published is the day that the page states, or when the entry came to be; zero for neither. dated is what readers of RSS,
	// which know one date, take as a sign of news.
	published, dated time.Time
	change           *extensionChange
	label            category // beside those of the record
}

// State returns the entry that stands for a record in the feed of a selection: it has the record's id, and its latest news.
func State(o opportunity.Opportunity) Entry {
	n := o.News()
	e := Entry{record: o, word: wording.Heading(n), line: wording.Told(n), at: n.At, published: publishedAt(o), change: extensionChangeOf(n), label: classCategory(n)}
	if e.at.IsZero() {
		e.at = revisedAt(o)
	}
	e.dated = e.published
	if n.Class != opportunity.ChangedNew {
		e.dated = e.at
	}
	return e
}

// Now returns the entry that stands for a record beside its changes: what it says now.
func Now(o opportunity.Opportunity) Entry {
	e := State(o)
	e.key, e.word, e.line = "now", "", ""
	return e
}

// Change returns the entry of one thing that was told of a record (see opportunity.Told), with an id and a date of its own:
// the id holds the instant, which is the revision's and stays when the history is shortened.
func Change(o opportunity.Opportunity, n opportunity.News) Entry {
	e := Entry{record: o, key: "new", word: wording.Heading(n), line: wording.Told(n), at: n.At, change: extensionChangeOf(n), label: classCategory(n)}
	if n.Class != opportunity.ChangedNew {
		e.key = icsUTC(n.At)
	}
	if e.at.IsZero() {
		e.at = revisedAt(o)
	}
	e.published, e.dated = e.at, e.at
	return e
}

// At returns the instant that the entry is dated to.
func (e Entry) At() time.Time { return e.at }

// Day returns the day of the step that a reminder is of, "" of other entries.
func (e Entry) Day() jdate.Date { return e.day }

// title is that of the record, with what is told before it, so that a reader who has seen it sees it anew:
// 【締切延長 11/13→11/27】….
func (e Entry) title() string {
	return wording.Marked(e.word, plain.Title(e.record.Title))
}

// id is the same in every format.
func (e Entry) id(c Channel) string {
	if e.key == "" {
		return c.TagURI(e.record.ID)
	}
	return c.TagURI(e.record.ID) + "/" + e.key
}

// categories are the terms the entry is filed under.
func (e Entry) categories() []category {
	all := categoriesOf(e.record)
	if e.label.term != "" {
		all = append(all, e.label)
	}
	return all
}

// states returns the entries that stand for records.
func states(records []opportunity.Opportunity) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, o := range records {
			if !yield(State(o)) {
				return
			}
		}
	}
}
