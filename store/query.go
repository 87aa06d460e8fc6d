package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
)

// Result is one page of a selection.
type Result struct {
	Items []opportunity.Opportunity // with Status filled
	Total int                       // of the whole selection; counted up to countLimit
	More  bool                      // Total is a lower bound
	Next  string                    // Cursor of the next page; "" on the last
}

const (
	defaultLimit = 50
	countLimit   = 10_000
)

// hit is a record that belongs to a selection. Its order is by rank, then newest change first.
type hit struct {
	rank int64
	at   doc
	item opportunity.Opportunity
}

func (h hit) compare(other hit) int {
	return cmp.Or(cmp.Compare(h.rank, other.rank), cmp.Compare(other.at, h.at))
}

// Query returns a page of the records that q selects at the instant now. A page follows the one before it even when
// records changed between the two: a record that changed meanwhile may then stand on both. The words of q.Text are
// looked for as parts of SearchText.
func (s *Store) Query(q opportunity.Query, now time.Time) (Result, error) {
	after, err := parseCursor(q)
	if err != nil {
		return Result{}, err
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	p := &page{limit: q.Limit, after: after}
	err = s.view(func(tx *bolt.Tx) error {
		if err := selectRecords(tx, q, now, p.take); err != nil {
			return err
		}
		for i := range p.hits {
			p.hits[i].item = withLastSeen(tx, p.hits[i].item)
		}
		return nil
	})
	if err != nil {
		return Result{}, err
	}
	return p.result(q), nil
}

// page keeps the first limit+1 hits after the cursor, in order, and counts all of them.
type page struct {
	limit int
	after *hit // nil for the first page
	hits  []hit
	total int
	more  bool
}

// take notes a hit, and says whether the next one matters. Hits of rank 0 come newest first; when there are enough
// for the page, they are only counted.
func (p *page) take(h hit) bool {
	p.total++
	if p.after == nil || h.compare(*p.after) > 0 {
		p.insert(h)
	}
	p.more = p.total >= countLimit && h.rank == 0 && len(p.hits) > p.limit
	return !p.more
}

func (p *page) insert(h hit) {
	full := len(p.hits) > p.limit
	if full && h.compare(p.hits[p.limit]) > 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(p.hits, h, hit.compare)
	p.hits = slices.Insert(p.hits, at, h)
	if full {
		p.hits = p.hits[:p.limit+1]
	}
}

func (p *page) result(q opportunity.Query) Result {
	r := Result{Total: p.total, More: p.more}
	if len(p.hits) > p.limit {
		p.hits = p.hits[:p.limit]
		r.Next = cursorOf(q, p.hits[p.limit-1])
	}
	for _, h := range p.hits {
		r.Items = append(r.Items, h.item)
	}
	return r
}

// rank is where a record stands in an order, the least first: 0 in that of changes, whose order is the documents'.
func rank(o opportunity.Opportunity, sort opportunity.Sort, now time.Time) int64 {
	switch sort {
	case opportunity.ByDeadline:
		next, ok := o.Next(now)
		if !ok {
			return noClosing
		}
		if next.End == "" {
			return next.Start.Time(next.StartTime).Unix()
		}
		if next.EndTime == "" {
			return next.End.AddDays(1).Time("").Unix()
		}
		return next.End.Time(next.EndTime).Unix()
	case opportunity.ByPublished:
		if o.Published == "" {
			return noClosing
		}
		return -o.Published.Time("").Unix()
	}
	return 0
}

// cursorOf names the last record of a page: the order, its rank, its document.
func cursorOf(q opportunity.Query, last hit) string {
	return string(orderOf(q)[0]) + "." + strconv.FormatInt(last.rank, 36) + "." + strconv.FormatUint(uint64(last.at), 36)
}

func parseCursor(q opportunity.Query) (*hit, error) {
	if q.Cursor == "" {
		return nil, nil
	}
	parts := strings.Split(q.Cursor, ".")
	if len(parts) == 3 && parts[0] == string(orderOf(q)[0]) {
		rank, err1 := strconv.ParseInt(parts[1], 36, 64)
		at, err2 := strconv.ParseUint(parts[2], 36, 32)
		if err1 == nil && err2 == nil {
			return &hit{rank: rank, at: doc(at)}, nil
		}
	}
	return nil, &CursorError{Cursor: q.Cursor}
}

func orderOf(q opportunity.Query) opportunity.Sort {
	switch q.Sort {
	case opportunity.ByDeadline, opportunity.ByPublished:
		return q.Sort
	}
	return opportunity.ByRevised
}

// CursorError is a cursor that no page of this order has given out.
type CursorError struct{ Cursor string }

func (e *CursorError) Error() string {
	return "the cursor " + strconv.Quote(e.Cursor) + " belongs to no page of this selection; start from the first page, without a cursor"
}
