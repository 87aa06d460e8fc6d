package accuracy

import (
	"slices"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
)

// PageExamples returns the dates of a labelled page of that name with what its labels say that each is for.
func PageExamples(name string, body, labels []byte, read DraftReader) ([]weigh.Example, error) {
	want, err := labelsOf(labels)
	if err != nil {
		return nil, err
	}
	draft, known, err := draftOf(body, want, read)
	if err != nil {
		return nil, nil // it has no text
	}
	return examples(name, extract.Statements(draft, known), want.Deadlines), nil
}

// PhraseExamples returns the dates of a file's phrases of one half, or of both, with what their labels say that each is for.
func PhraseExamples(data []byte, of Half) (all []weigh.Example, err error) {
	phrases, err := phrasesOf(data)
	if err != nil {
		return nil, err
	}
	for place, p := range phrases {
		if half := HalfOf(p.ID, place); of != Both && of != half {
			continue
		}
		all = append(all, examples(p.ID, deadline.Statements(p.Text, jdate.Calendar{Ref: jdate.Date(p.Published)}), p.Want.Dates)...)
	}
	return all, nil
}

// examples labels the statements of a text by the wanted dates of the same days.
func examples(text string, statements []deadline.Statement, wanted []labelledDate) []weigh.Example {
	var all []weigh.Example
	for _, s := range statements {
		if !s.Date.Dated() {
			continue
		}
		all = append(all, weigh.Example{Statement: s.Statement, Text: text, Class: classOf(s, wanted), Weight: 1})
	}
	return all
}

// classOf returns the role of the wanted date of a statement's days: the one that the rules read, where several are of them. Those of just
// these days come before those of one side of them.
func classOf(s deadline.Statement, wanted []labelledDate) opportunity.Role {
	for _, isWanted := range [...]func(labelledDate, deadline.Statement) bool{isOfAll, isOfSide} {
		var roles []opportunity.Role
		for _, d := range wanted {
			if isWanted(d, s) {
				roles = append(roles, opportunity.Role(d.Role))
			}
		}
		for _, r := range s.Roles {
			if slices.Contains(roles, r) {
				return r
			}
		}
		if len(roles) > 0 {
			return roles[0]
		}
	}
	return weigh.None
}

// isOfAll reports whether a wanted date is that of an expression: its range, or its day.
func isOfAll(d labelledDate, s deadline.Statement) bool {
	start, end := string(s.Date.Start), string(s.Date.End)
	if start != "" && end != "" {
		return d.Start == start && d.End == end
	}
	day := max(start, end)
	return d.Start == day || d.End == day
}

// isOfSide reports whether a wanted date is one side of a range. What was published on the first day of a window is another step, unless
// the rules read the window as one of publication.
func isOfSide(d labelledDate, s deadline.Statement) bool {
	start, end := string(s.Date.Start), string(s.Date.End)
	if start == "" || end == "" {
		return false
	}
	if d.Start == "" {
		return d.End == end
	}
	return d.Start == start && d.End == "" && (d.Role != string(opportunity.Publication) || slices.Contains(s.Roles, opportunity.Publication))
}
