package front

import (
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/store/selection"
)

// Records answers questions about the records; *store.Store does.
type Records interface {
	// Query returns one page of the selection q as it stands at now, each record filled by At.
	Query(q opportunity.Query, now time.Time) (selection.Result, error)
	// StepDays returns the days of the steps of the selection q at now, false where only its records tell them, and where there are
	// more of those than q.Limit.
	StepDays(q opportunity.Query, now time.Time) (days selection.StepDays, known bool, err error)
	// News returns one page of what was told of the records of the selection q at now, newest first.
	News(q opportunity.Query, now time.Time) (selection.NewsResult, error)
	// ListFrom returns up to n records as a sitemap names them, in the order of their places, from a place on.
	ListFrom(place uint32, n int) ([]store.Listed, error)
	// LatestBefore returns the one of them with the greatest place below one, false where there is none.
	LatestBefore(place uint32) (store.Listed, bool, error)
	// Get returns one record as it is kept, false where there is none of that id.
	Get(id string) (opportunity.Opportunity, bool, error)
	// LastChange is the instant of the latest change of any record or source state, zero for an empty store.
	LastChange() (time.Time, error)
	// Generation moves with every such change. It is asked for with each request and must cost nothing.
	Generation() uint64
	// NextClosing is the first instant after now from which a record is over, zero where none will be.
	NextClosing(now time.Time) (time.Time, error)
}

// Visits tells how the sources fare; *store.Store does.
type Visits interface {
	// Health returns the health of every source ever visited.
	Health() ([]store.SourceHealth, error)
	// Reports returns up to n reports of a source, the latest first.
	Reports(sourceID string, n int) ([]sources.Report, error)
	// Dropped returns the listed titles of a source that its latest reading left out, each with the reason.
	Dropped(sourceID string) ([]sources.Dropped, error)
}
