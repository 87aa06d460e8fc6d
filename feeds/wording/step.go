package wording

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
	Word string
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

// Step is a deadline that a company must act on.
type Step struct {
	opportunity.Deadline
	stepWord
	Number int        // among the record's deadlines of this role, from 1, in page order
	Day    jdate.Date // at which to act, as Deadline.Act has it
	Clock  jdate.Clock
	Opens  bool // it is only the start that is known of something due
}

// Steps returns the steps among a record's deadlines in page order. Those without any day are left out, but counted, so that the
// numbers stay when a day is added.
func Steps(deadlines []opportunity.Deadline) []Step {
	steps := make([]Step, 0, len(deadlines))
	counts := make([]int, len(stepWords))
	for _, d := range deadlines {
		i := slices.IndexFunc(stepWords, func(w stepWord) bool { return w.role == d.Role })
		if i < 0 {
			continue
		}
		counts[i]++
		if day, clock, opens := d.Act(); !day.Time("").IsZero() {
			steps = append(steps, Step{d, stepWords[i], counts[i], day, clock, opens})
		}
	}
	return steps
}

// Name is the step in words: 提出期限, or 提出期限の受付開始 where no end is known.
func (s Step) Name() string {
	if s.Opens {
		return strings.TrimSuffix(s.Word, "期限") + "受付開始"
	}
	return s.Word
}

// Over is the instant from which the step is past, as opportunity.Next has it: the end of its range, else of its day.
// It is zero where the page's time is none.
func (s Step) Over() time.Time {
	d, c := s.Start, s.StartTime
	if s.End != "" {
		d, c = s.End, s.EndTime
	}
	if c == "" {
		return d.AddDays(1).Time("")
	}
	return d.Time(c)
}

// Ahead returns the steps that are not past at now: first the one that opportunity.Next names, then the others, soonest
// first; those of which only the opening is known come last, since nothing is due at it.
func Ahead(steps []Step, now time.Time) []Step {
	var out []Step
	for _, s := range steps {
		if s.Over().After(now) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Step) int {
		if a.Opens != b.Opens {
			return map[bool]int{true: 1, false: -1}[a.Opens]
		}
		return a.Over().Compare(b.Over())
	})
	return out
}

// Begins says from when on entries are taken, where that is to come and the step names its end: ・2026-12-01（火）から受付. Who comes first
// is served first in many calls.
func Begins(s Step, now time.Time) string {
	from := s.Start.Time(s.StartTime)
	if !s.Role.HasLastDay() || s.Opens || from.IsZero() || !from.After(now) || s.Start == s.End && s.StartTime == "" {
		return ""
	}
	return "・" + day(s.Start, s.StartTime) + "から受付"
}

// When is the step's day in words; what is attended on one of several days has both ends.
func (s Step) When() string {
	first := day(s.Day, s.Clock)
	if until := s.Until(); until != "" {
		return first + "～" + day(until, "")
	}
	return first
}

// Until is the last of several days on which something is attended, "" for what takes one day or has a last day to be done by.
func (s Step) Until() jdate.Date {
	last, _ := s.LastDay()
	if s.Role.HasLastDay() || last <= s.Day || last.Time("").IsZero() {
		return ""
	}
	return last
}
