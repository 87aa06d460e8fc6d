// Package weigh judges what a date of an announcement is for by weights learnt from labelled texts: a second reader beside
// the table of roles, which looks at everything that stands around a date at once.
package weigh

import (
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Statement is one date of a text and what stands around it, in folded words. Words that are not there are "".
type Statement struct {
	Own     string // the label before the date in its own clause
	Before  string // all that stands before it in its sentence
	Behind  string // its clause behind the date
	Rest    string // all that stands behind the date in its sentence
	Cell    string // the heads of its row and column, or the label of its line
	Above   string // the label on a line of its own above it
	Line    string // the line above it, whatever it says
	Item    string // the numbered item that it stands under
	Under   string // the marked or numbered line that it stands under, where that is no heading
	Heading string // the heading of its section
	Over    string // the heading before that
	Round   string // which of several rounds or lots of the call all of these name, "" for none

	Table string // what the table of roles made of it: a role, "none", or "unknown"; "" where that is not to be looked at

	Follows  string // what the table made of the date before it in its section; "" for none
	GoesBack bool   // that one is later

	Date      jdate.Expression
	Ref       jdate.Date // the day from which years are counted, "" where unknown
	Hours     bool       // an hour is written beside it
	Index     int        // its place among the dates of its text
	Count     int        // of the dates of its text
	Sentence  bool       // its text is a sentence and no label with a value
	Remark    bool       // its text is a remark: ※, 注
	InHeading bool       // it stands in a heading
	Section   Section    // that it stands in
	Place     float64    // where it stands in the text, from 0 to 1
	SectionAt int        // the number of its section in the text
	LineAt    int        // the number of its line or row in the text

	Others *Others // what was made of the other dates of its text; nil where it is looked at alone
}

// Section is what the lines from one heading to the next have in common.
type Section struct {
	Past, Ahead  int  // days written with their year that were over on the day of publication, and others
	Firms        int  // lines that name a firm
	AfterContact bool // whom to ask was told before it
}

// None is the class of dates that are no step of the call.
const None opportunity.Role = "none"
