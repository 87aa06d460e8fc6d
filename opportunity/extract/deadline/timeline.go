package deadline

import (
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// order is one pair of steps of which the first does not come after the second, with the sentence that says so where it
// does.
type order struct {
	first, second opportunity.Role
	why           string
}

// orders are the pairs whose wrong order shows that one of them was misread or mistyped.
var orders = []order{
	{opportunity.Questions, opportunity.Submission, "The questions close after the submission: one of the two may be wrong."},
	{opportunity.Registration, opportunity.Submission, "The registration closes after the submission: one of the two may be wrong."},
	{opportunity.Submission, opportunity.Presentation, "The submission closes after the presentation: one of the two may be wrong."},
	{opportunity.Submission, opportunity.Selection, "The submission closes after the selection: one of the two may be wrong."},
	{opportunity.Submission, opportunity.Opening, "The submission closes after the opening: one of the two may be wrong."},
	{opportunity.Registration, opportunity.Presentation, "The registration closes after the presentation: one of the two may be wrong."},
	{opportunity.Submission, opportunity.Contract, "The submission closes after the contract: one of the two may be wrong."},
}

const beforePublication = "The day lies before the day of publication."

// contradictions returns what the steps of one announcement say against each other and against the day of publication.
// Where a call has rounds, the first of the one side is compared with the last of the other.
func contradictions(steps []opportunity.Deadline, cal jdate.Calendar) (found []opportunity.Problem) {
	doubt := func(words, why string) {
		found = append(found, opportunity.Problem{Field: "deadlines", Words: words, Why: why})
	}
	for _, o := range orders {
		first, words := edge(steps, o.first, false)
		second, _ := edge(steps, o.second, true)
		if first != "" && second != "" && first > second {
			doubt(words, o.why)
		}
	}
	if cal.Ref == "" || cal.Sense != jdate.Following {
		return found
	}
	for _, s := range steps {
		if closes(s.Role) && lastDay(s) < cal.Ref {
			doubt(s.Evidence, beforePublication)
			break // one is enough to look at the page
		}
	}
	return found
}

// edge returns the earliest last day of a role, or with last its latest, and the words it was read from.
func edge(steps []opportunity.Deadline, role opportunity.Role, last bool) (day jdate.Date, words string) {
	for _, s := range steps {
		d := lastDay(s)
		if s.Role != role || s.End == "" && closes(role) {
			continue
		}
		if day == "" || last && d > day || !last && d < day {
			day, words = d, s.Evidence
		}
	}
	return day, words
}

// closes reports whether a role is one that a company must act on before its last day.
func closes(r opportunity.Role) bool {
	return r == opportunity.Submission || r == opportunity.Registration || r == opportunity.Questions
}

// lastDay returns the last day of a step.
func lastDay(s opportunity.Deadline) jdate.Date { return max(s.Start, s.End) }
