package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

const (
	FarYears   = 2   // from the reference day, beyond which a deadline is doubtful
	aheadDays  = 270 // beyond which a guessed year is doubtful where the day of publication is unknown
	UnrealDay  = "There is no such day (no calendar has it, or its year is out of bounds); no date was read from it."
	farAway    = "The day is more than 24 months from the day the text was published or first seen."
	farGuess   = farAway + " Its year is not written, so that it was not kept."
	aheadGuess = "The year is not written, and the day the text was published is unknown: it may be over already."
)

// believable reports whether a labelled day of text may be kept, and notes why it is doubtful or was not.
func (w *scheduleReader) believable(l labelled, text string) bool {
	none := slices.Contains(l.roles, noStep)
	if l.Unreal != "" && !none {
		w.doubt(l.Unreal, UnrealDay)
	}
	switch {
	case !l.Dated():
		return false
	case none || w.cal.Ref == "" || !slices.ContainsFunc(l.roles, nearRoles):
		return true
	}
	words := strings.TrimSpace(text[l.From:l.To])
	switch {
	case w.far(l.Guessed):
		w.doubt(words, farGuess)
		return false
	case w.far(l.Start), w.far(l.End):
		w.doubt(words, farAway)
	case w.cal.Sense == jdate.Around && l.Guessed > w.cal.Ref.AddDays(aheadDays):
		w.doubt(words, aheadGuess)
	}
	return true
}

// nearRoles reports whether steps of a role stand within months of the publication: not the work, its contract and what
// comes after them.
func nearRoles(r opportunity.Role) bool {
	return opportunity.ActsOn[r] || r == opportunity.Answers || r == opportunity.Selection
}

// far reports whether a day is over 24 months from the reference day. One before the day of first sight is none: the
// text may be old.
func (w *scheduleReader) far(day jdate.Date) bool {
	return day != "" && (day > w.cal.Ref.AddYears(FarYears) || w.cal.Sense != jdate.Around && day < w.cal.Ref.AddYears(-FarYears))
}

// doubt notes a problem of the deadlines, of which a page may have maxMisfits.
func (w *scheduleReader) doubt(words, why string) {
	if len(w.problems) < maxMisfits {
		w.problems = append(w.problems, opportunity.Problem{Field: "deadlines", Words: words, Why: why})
	}
}
