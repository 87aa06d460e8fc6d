package opportunity

import (
	"slices"
	"strings"
	"time"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/opportunity/search"
)

// Query selects records. Without a choice of kinds it leaves out purchases of routine (tender, vendor_registration,
// ad_space), without one of stages all but opportunities, without one of statuses what is closed or withdrawn. Unknown
// stays in, so that nobody misses a call whose page has not been read yet. AllKinds, AllStages and AllStatuses lift each.
type Query struct {
	Kinds         []Kind
	Stages        []Stage
	Statuses      []Status
	AllKinds      bool       // kind=all
	AllStages     bool       // stage=all: also results, notices and pages that invite nobody
	AllStatuses   bool       // status=all
	Prefectures   []string   // 2 digits of JIS X 0401 each; none for all
	Issuers       []string   // 6 digits each; none for all
	Source        string     // id
	Themes        []string   // of which a record has one; none for all
	Text          string     // what search.Parse reads
	Since         time.Time  // records first seen or revised at or after this instant
	ClosingAfter  jdate.Date // inclusive; see Match
	ClosingBefore jdate.Date // inclusive
	ClosingWithin int        // days from the day of the question, 0 for any; On makes bounds of it
	BudgetMin     int64      // yen, inclusive, 0 for any; see matchBudget
	BudgetMax     int64      // likewise
	BudgetUnknown bool       // where the budget is bounded: also records that state none
	Sort          Sort
	Limit         int    // 0 for the caller's default
	Cursor        string // opaque; "" for the first page
	Uncounted     bool   // nobody wants the total of the selection, which may be 0 then; it is no parameter
	Faceted       bool   // the numbers of what a further choice would give are wanted, too; likewise

	// EndedSince lets what was called off or decided at or after this instant stay where it stood before (see Ended); zero for
	// nothing. It is no parameter.
	EndedSince time.Time
	// StepsFrom and StepsUntil are two days between which, inclusive, one of StepDays lies; both are "" where none need to. They are
	// no parameters.
	StepsFrom, StepsUntil jdate.Date
	// Entrants is the day on or after which those who registered in time must hand in, for a call to stay in that is closed to all others
	// since its registration is over; "" for none of these. It is no parameter, and the numbers of further choices leave these out.
	Entrants jdate.Date
}

// Sort is the order of a selection.
type Sort string

const (
	ByRevised   Sort = "revised"   // what its followers were told of last first (see News), whatever is cosmetic; the default
	ByDeadline  Sort = "deadline"  // what is over next first: by the instant at which a newcomer can enter no more; then what has no such day, then what is over
	ByPublished Sort = "published" // newest first
	ByBudget    Sort = "budget"    // the greatest first; then what states none
)

// Match says whether a record that At has filled belongs to the selection, which On has fixed to a day. ClosingAfter and ClosingBefore bound
// one of its EntryDays.
func (q Query) Match(o Opportunity) bool {
	if q.StepsUntil != "" && !slices.ContainsFunc(o.StepDays(), func(day jdate.Date) bool { return day >= q.StepsFrom && day <= q.StepsUntil }) {
		return false
	}
	if q.matches(o) {
		return true
	}
	if q.EndedSince.IsZero() {
		return false
	}
	was, at, ok := o.Ended()
	return ok && at.Unix() >= q.EndedSince.Unix() && q.matches(was)
}

func (q Query) matches(o Opportunity) bool {
	return q.matchKind(o) && q.matchStage(o) && q.matchStatus(o) && q.matchPlace(o) &&
		(len(q.Themes) == 0 || slices.ContainsFunc(o.Themes, func(t string) bool { return slices.Contains(q.Themes, t) })) &&
		q.matchSince(o) && q.matchClosing(o) && q.matchBudget(o) && q.matchText(o)
}

// On returns the selection with the days that ClosingWithin means on a day: from that day on, and so many days after it.
func (q Query) On(today jdate.Date) Query {
	if q.ClosingWithin > 0 {
		last := today.AddDays(q.ClosingWithin)
		q.ClosingAfter = max(q.ClosingAfter, today)
		if q.ClosingBefore == "" || last < q.ClosingBefore {
			q.ClosingBefore = last
		}
		q.ClosingWithin = 0
	}
	return q
}

// routine are the kinds that the default selection leaves out.
var routine = []Kind{Tender, VendorRegistration, AdSpace}

// Routine returns the kinds that a selection without a choice of kinds leaves out. The slice must not be changed.
func Routine() []Kind { return routine }

func (q Query) matchKind(o Opportunity) bool {
	if len(q.Kinds) > 0 {
		return slices.Contains(q.Kinds, o.Kind)
	}
	return q.AllKinds || !slices.Contains(routine, o.Kind)
}

func (q Query) matchStage(o Opportunity) bool {
	if len(q.Stages) > 0 {
		return slices.Contains(q.Stages, o.Stage)
	}
	return q.AllStages || o.IsOpportunity
}

// matchStatus lets through whoever asks for results by name: all of them are closed.
func (q Query) matchStatus(o Opportunity) bool {
	switch {
	case len(q.Statuses) > 0:
		return slices.Contains(q.Statuses, o.Status)
	case q.AllStatuses, (o.Stage == Result || o.Stage == Cancelled) && slices.Contains(q.Stages, o.Stage):
		return true
	}
	return o.Status != Closed && o.Status != WithdrawnNow || q.Entrants != "" && o.AwaitsEntrants(q.Entrants)
}

func (q Query) matchPlace(o Opportunity) bool {
	return (len(q.Issuers) == 0 || slices.Contains(q.Issuers, o.Issuer.Code)) && (q.Source == "" || o.FoundBy(q.Source)) &&
		(len(q.Prefectures) == 0 || slices.ContainsFunc(q.Prefectures, func(p string) bool { return strings.HasPrefix(o.Issuer.Code, p) }))
}

func (q Query) matchSince(o Opportunity) bool {
	return q.Since.IsZero() || !o.FirstSeen.Before(q.Since) || !o.Revised.Before(q.Since)
}

func (q Query) matchClosing(o Opportunity) bool {
	if q.ClosingAfter == "" && q.ClosingBefore == "" {
		return true
	}
	return slices.ContainsFunc(o.EntryDays(), func(day string) bool {
		return day >= string(q.ClosingAfter) && (q.ClosingBefore == "" || day <= string(q.ClosingBefore))
	})
}

// BoundsBudget reports whether the selection says how great a budget may be.
func (q Query) BoundsBudget() bool { return q.BudgetMin > 0 || q.BudgetMax > 0 }

// matchBudget lets records without a stated budget through only where they are asked for: what is not known is not small.
func (q Query) matchBudget(o Opportunity) bool {
	if !q.BoundsBudget() {
		return true
	}
	yen, stated := o.Budget()
	if !stated {
		return q.BudgetUnknown
	}
	return yen >= q.BudgetMin && (q.BudgetMax == 0 || yen <= q.BudgetMax)
}

func (q Query) matchText(o Opportunity) bool {
	return q.Text == "" || search.Parse(q.Text).Match(o.SearchText())
}

// SearchText is what a search looks through, in the form that jtext.Search gives: title, summary, issuer, department,
// who may answer, and the kind's name.
func (o Opportunity) SearchText() string {
	return jtext.Search(strings.Join([]string{
		o.Title, o.Summary, o.Issuer.Name, o.Issuer.Prefecture, o.Issuer.Department, o.Contact.Department, o.Eligibility, o.Kind.Label(),
	}, "\n"))
}
