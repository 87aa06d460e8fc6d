package opportunity

import (
	"net/url"
	"time"

	"koubo/opportunity/jdate"
)

// Query selects records. An empty list stands for the default selection of that field where there is one;
// AllKinds, AllStages and AllStatuses lift it.
type Query struct {
	Kinds         []Kind
	Stages        []Stage
	Statuses      []Status
	AllKinds      bool   // kind=all
	AllStages     bool   // stage=all: also results, notices and pages that invite nobody
	AllStatuses   bool   // status=all
	Prefecture    string // 2 digits of JIS X 0401; "" for all
	Issuer        string // 6 digits; "" for all
	Source        string
	Theme         string
	Text          string     // words that must all occur, after folding
	Since         time.Time  // records first seen or revised at or after this instant
	ClosingAfter  jdate.Date // inclusive
	ClosingBefore jdate.Date // inclusive
	Sort          Sort
	Limit         int    // 0 for the caller's default
	Cursor        string // opaque; "" for the first page
}

// Sort is the order of a selection.
type Sort string

const (
	ByRevised   Sort = "revised"   // latest change first; the default
	ByDeadline  Sort = "deadline"  // next deadline first
	ByPublished Sort = "published" // newest first
)

// ParseQuery reads a query from the parameters of a URL.
func ParseQuery(v url.Values) (Query, error) { return Query{Sort: ByRevised}, nil }

// Values returns the parameters that ParseQuery reads q back from, without those that are defaults.
func (q Query) Values() url.Values { return url.Values{} }

// Match says whether a record that At has filled belongs to the selection.
func (q Query) Match(o Opportunity) bool { return true }
