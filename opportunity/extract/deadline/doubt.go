package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

const (
	FarYears  = 2   // from the reference day, beyond which a deadline is doubtful
	aheadDays = 270 // beyond which a guessed year is doubtful where the day of publication is unknown
)

// believable reports whether a labelled day of text may be kept, and notes why it is doubtful or was not.
func (w *scheduleReader) believable(l labelled, text string) bool {
	none := slices.Contains(l.roles, noStep)
	if l.Unreal != "" && !none {
		w.doubt(l.Unreal, opportunity.NoSuchDay)
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
		w.doubt(words, opportunity.FarGuess)
		return false
	case w.far(l.Start), w.far(l.End):
		w.doubt(words, opportunity.FarAway)
	case w.cal.Sense == jdate.Around && l.Guessed > w.cal.Ref.AddDays(aheadDays):
		w.doubt(words, opportunity.YearGuessed)
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

// doubt notes why the deadlines are doubtful, of which a page may have maxMisfits.
func (w *scheduleReader) doubt(words string, code opportunity.DoubtCode) {
	if len(w.doubts) < maxMisfits {
		w.doubts = append(w.doubts, opportunity.Doubt{Field: "deadlines", Code: code, Words: words})
	}
}
