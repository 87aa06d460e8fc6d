package feeds

import (
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
)

// summaryOf is the text of an entry: what it tells, who asks for what, one line of facts, then the announcement's own
// summary.
func summaryOf(e Entry, now time.Time) string {
	var lines []string
	for _, text := range []string{e.line, askerOf(e.record), factsOf(e.record, now), strings.TrimSpace(plain.Text(e.record.Summary))} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// askerOf says who asks and for what: 発注者：長野県松本市／種別：実証実験.
func askerOf(o opportunity.Opportunity) string {
	var facts []string
	if name := issuerName(o.Issuer); name != "" {
		facts = append(facts, "発注者："+name)
	}
	if kind := o.Kind.Label(); kind != "" {
		facts = append(facts, "種別："+kind)
	}
	return strings.Join(facts, "／")
}

// lacksDay reports whether an entry must say that no day to hand in or to register by is known.
func lacksDay(o opportunity.Opportunity) bool {
	return o.Status != opportunity.Closed && o.Status != opportunity.WithdrawnNow && !o.Rolling && o.Closes().IsZero()
}

// factsOf is what a reader decides by, on one line, the next deadline first:
// 提出期限 2026-11-20 17:00（金）／説明会 2026-11-24（火）／上限額 12,000,000円（税込）.
func factsOf(o opportunity.Opportunity, now time.Time) string {
	var facts []string
	switch o.Status {
	case opportunity.Closed, opportunity.WithdrawnNow, opportunity.Upcoming, opportunity.RollingStatus:
		facts = append(facts, o.Status.Label())
	}
	if o.Status != opportunity.WithdrawnNow {
		steps := wording.Ahead(wording.Steps(o.Deadlines), now)
		if o.DoubtsDeadlines() && (len(steps) > 0 || lacksDay(o)) {
			facts = append(facts, doubtWords)
		}
		for _, s := range steps {
			fact := s.Name() + " " + s.When() + wording.Note(s.Note) + wording.Begins(s, now)
			if s.Role == opportunity.Submission && o.AwaitsEntrants(s.Day) {
				fact += wording.Note(entrantsOnly)
			}
			facts = append(facts, fact)
		}
	}
	if lacksDay(o) && !o.DoubtsDeadlines() { // a day that could not be read is stated
		facts = append(facts, "期限不明")
	}
	for _, a := range o.Amounts {
		if text := wording.Amount(a); text != "" {
			facts = append(facts, text)
		}
	}
	return strings.Join(facts, "／")
}

// doubtWords stand before days that should be checked against the announcement itself.
const doubtWords = "締切要確認"

// entrantsOnly stands with a submission that is closed to newcomers.
const entrantsOnly = "参加の申込みを済ませた方の期限です"

// checkMark stands behind the name of a step whose day should be checked, in a title.
const checkMark = "・要確認"
