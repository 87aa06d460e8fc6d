package deadline

import (
	"slices"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// order is one pair of steps of which the first does not come after the second, with the doubt where it does.
type order struct {
	first, second opportunity.Role
	doubt         opportunity.DoubtCode
}

// orders are the pairs whose wrong order shows that one of them was misread or mistyped.
var orders = []order{
	{opportunity.Questions, opportunity.Submission, opportunity.QuestionsTooLate},
	{opportunity.Registration, opportunity.Submission, opportunity.RegistrationTooLate},
	{opportunity.Submission, opportunity.Presentation, opportunity.SubmissionAfterReview},
	{opportunity.Submission, opportunity.Selection, opportunity.SubmissionAfterChoice},
	{opportunity.Submission, opportunity.Opening, opportunity.SubmissionAfterOpen},
	{opportunity.Registration, opportunity.Presentation, opportunity.RegistrationAfterTalk},
	{opportunity.Submission, opportunity.Contract, opportunity.SubmissionAfterSigned},
}

// contradictions returns what the steps of one announcement say against each other and against the day of publication.
// Where a call has rounds, the first of the one side is compared with the last of the other.
func contradictions(steps []opportunity.Deadline, cal jdate.Calendar) (found []opportunity.Doubt) {
	doubt := func(words string, code opportunity.DoubtCode) {
		found = append(found, opportunity.Doubt{Field: "deadlines", Code: code, Words: words})
	}
	for _, o := range orders {
		first, words := edge(steps, o.first, false)
		second, _ := edge(steps, o.second, true)
		if first != "" && second != "" && first > second {
			doubt(words, o.doubt)
		}
	}
	if cal.Ref == "" || cal.Sense != jdate.Following {
		return found
	}
	stillOpen := func(s opportunity.Deadline) bool { return s.Role.HasLastDay() && lastDay(s) >= cal.Ref }
	if slices.ContainsFunc(steps, stillOpen) {
		return found // the others are over
	}
	for _, s := range steps {
		if s.Role.HasLastDay() {
			doubt(s.Evidence, opportunity.BeforePublication)
			break // one is enough to look at the page
		}
	}
	return found
}

// withoutFormer parts the closing days of an earlier call, which a page tells of beside its own: those that lie over a year
// before its publication, or over half a year where another does not; then the days on which an earlier call was told or held
// are parted, too. Where none does, the day of publication may be wrong. Where only the day of the last change is known, those of a call that
// was open then tell that the others are over.
func withoutFormer(steps []opportunity.Deadline, cal jdate.Calendar) (own []opportunity.Deadline, former []opportunity.Mention) {
	if cal.Ref == "" {
		return steps, nil
	}
	bound, recent := cal.Ref.AddYears(-1), cal.Ref.AddDays(-halfYear)
	since := recent
	if cal.Sense == jdate.Around {
		since = cal.Ref
	}
	hasOwn := slices.ContainsFunc(steps, func(s opportunity.Deadline) bool { return s.Role.HasLastDay() && lastDay(s) >= since })
	switch {
	case hasOwn:
		bound = recent
	case cal.Sense != jdate.Following:
		return steps, nil
	}
	for _, s := range steps {
		if (s.Role.HasLastDay() || hasOwn && ofOneRound[s.Role]) && lastDay(s) < bound {
			former = append(former, opportunity.Mention{Date: lastDay(s), Words: s.Evidence})
		} else {
			own = append(own, s)
		}
	}
	return own, former
}

// ofOneRound are the steps without a last day that belong to one round of a call.
var ofOneRound = map[opportunity.Role]bool{opportunity.Publication: true, opportunity.Answers: true, opportunity.Briefing: true, opportunity.SiteVisit: true, opportunity.Interview: true,
	opportunity.Presentation: true, opportunity.Selection: true, opportunity.Opening: true}

// edge returns the earliest last day of a role, or with last its latest, and the words it was read from.
func edge(steps []opportunity.Deadline, of opportunity.Role, last bool) (day jdate.Date, words string) {
	for _, s := range steps {
		d := lastDay(s)
		if s.Role != of || s.End == "" && of.HasLastDay() {
			continue
		}
		if day == "" || last && d > day || !last && d < day {
			day, words = d, s.Evidence
		}
	}
	return day, words
}

// lastDay returns the last day of a step.
func lastDay(s opportunity.Deadline) jdate.Date { return max(s.Start, s.End) }

// agreeOnYears gives a last day whose year is not written that of the one with the same role, month and day elsewhere in the text whose
// year is: 受付 令和8年11月27日まで, 残代金の支払 令和9年1月29日まで, and below 11月27日までに郵送.
func agreeOnYears(findings []finding) {
	written := map[string]jdate.Date{} // by role, month and day, "" where of several years
	eachLastDay(findings, func(l *labelled, key string, hasYear bool) {
		if day := max(l.Start, l.End); hasYear {
			if first, known := written[key]; known && first != day {
				day = ""
			}
			written[key] = day
		}
	})
	eachLastDay(findings, func(l *labelled, key string, hasYear bool) {
		day, other := max(l.Start, l.End), written[key]
		if hasYear || other == "" || other == day {
			return
		}
		years := other.Time("").Year() - day.Time("").Year()
		l.Start, l.End, l.Guessed = l.Start.AddYears(years), l.End.AddYears(years), other
		l.around.Date = l.Expression
	})
}

// yearWritten is a year within the words of a date.
var yearWritten = jtext.MustPattern(`年|[0-9]{4}[./-]|[RH][0-9]`)

// eachLastDay calls do with each date that the table of roles takes for a last day, with its role and the month and day of the later of its days, and
// whether its words have a year.
func eachLastDay(findings []finding, do func(l *labelled, key string, hasYear bool)) {
	for _, f := range findings {
		for i := range f.dates {
			l := &f.dates[i]
			if day := max(l.Start, l.End); day != "" && hasLastDay(l.roles) {
				do(l, string(l.roles[0])+string(day[len("2026"):]), l.Guessed == "" && yearWritten.MatchString(f.unit.text[l.From:l.To]))
			}
		}
	}
}
