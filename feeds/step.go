package feeds

import (
	"slices"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// stepWord says how the summary and the calendar name a step a company must act on. A role without a row is not acted on:
// it stands in the extension elements only. The roles are those of opportunity.Next.
type stepWord struct {
	role opportunity.Role
	word string
}

var stepWords = []stepWord{
	{opportunity.Submission, "提出期限"},
	{opportunity.Registration, "参加申込期限"},
	{opportunity.Questions, "質問期限"},
	{opportunity.Briefing, "説明会"},
	{opportunity.SiteVisit, "現地見学"},
	{opportunity.Interview, "対話・面談"},
	{opportunity.Presentation, "プレゼンテーション"},
	{opportunity.Opening, "開札"},
}

// step is a deadline that a company must act on.
type step struct {
	opportunity.Deadline
	stepWord
	number int        // among the record's deadlines of this role, from 1, in page order
	day    jdate.Date // at which to act, as Deadline.Act has it
	clock  jdate.Clock
	opens  bool // it is only the start that is known of something due
}

// stepsOf returns the steps among a record's deadlines in page order. Those without any day are left out, but counted, so that the
// numbers stay when a day is added.
func stepsOf(deadlines []opportunity.Deadline) []step {
	steps := make([]step, 0, len(deadlines))
	counts := make([]int, len(stepWords))
	for _, d := range deadlines {
		i := slices.IndexFunc(stepWords, func(w stepWord) bool { return w.role == d.Role })
		if i < 0 {
			continue
		}
		counts[i]++
		if day, clock, opens := d.Act(); !day.Time("").IsZero() {
			steps = append(steps, step{d, stepWords[i], counts[i], day, clock, opens})
		}
	}
	return steps
}

// name is the step in words: 提出期限, or 提出期限の受付開始 where no end is known.
func (s step) name() string {
	if s.opens {
		return strings.TrimSuffix(s.word, "期限") + "受付開始"
	}
	return s.word
}

// over is the instant from which the step is past, as opportunity.Next has it: the end of its range, else of its day.
// It is zero where the page's time is none.
func (s step) over() time.Time {
	d, c := s.Start, s.StartTime
	if s.End != "" {
		d, c = s.End, s.EndTime
	}
	if c == "" {
		return d.AddDays(1).Time("")
	}
	return d.Time(c)
}

// ahead returns the steps that are not past at now: first the one that opportunity.Next names, then the others, soonest
// first; those of which only the opening is known come last, since nothing is due at it.
func ahead(steps []step, now time.Time) []step {
	var out []step
	for _, s := range steps {
		if s.over().After(now) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b step) int {
		if a.opens != b.opens {
			return map[bool]int{true: 1, false: -1}[a.opens]
		}
		return a.over().Compare(b.over())
	})
	return out
}
