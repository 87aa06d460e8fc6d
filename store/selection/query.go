package selection

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/layout"
)

// Result is one page of a selection.
type Result struct {
	Items []opportunity.Opportunity // with Status filled
	Total int                       // of the whole selection; counted up to countLimit
	More  bool                      // Total is a lower bound
	Next  string                    // Cursor of the next page; "" on the last

	Facets *Facets // where Query.Faceted asks for them and the indexes can tell; nil otherwise
}

const (
	defaultLimit = 50
	countLimit   = 10_000
	perQuestion  = 16 // pages that a question touches beside its records: so many readings (see datafile.File.Relieve)
)

// hit is a record that belongs to a selection. Its order is by rank, then that of place, the greatest first.
type hit struct {
	rank  int64
	place layout.Doc // in the order of news that of Latest, else at
	at    layout.Doc
	item  *opportunity.Opportunity // nil as long as nobody had to read it
}

func (h hit) compare(other hit) int {
	return cmp.Or(cmp.Compare(h.rank, other.rank), cmp.Compare(other.place, h.place))
}

// Query returns a page of the records that q selects at the instant now. A page follows the one before it even when
// records changed between the two: a record that moved in the order meanwhile may then stand on both. The words of q.Text are
// looked for as parts of SearchText. The answer is that of the second in which now lies.
func (e *Engine) Query(q opportunity.Query, now time.Time) (Result, error) {
	after, err := parseCursor(q)
	if err != nil {
		return Result{}, err
	}
	if q = q.On(jdate.DateOf(now)); q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	now = now.Truncate(time.Second)
	found := &page{limit: q.Limit, after: after}
	var items []opportunity.Opportunity
	var facets *Facets
	err = e.file.View(func(tx *bolt.Tx) error {
		defer e.file.Relieve(tx.Size(), perQuestion)
		p, err := e.newPlan(tx, q, now)
		if err == nil {
			err = p.fill(found)
		}
		if err == nil {
			items, err = p.items(found)
		}
		if err == nil && q.Faceted && p.settled && q.EndedSince.IsZero() {
			facets, err = p.facets()
		}
		if err == nil {
			e.remember(p)
		}
		return err
	})
	if err != nil {
		return Result{}, err
	}
	r := found.result(q, items)
	r.Facets = facets
	return r, nil
}

// page keeps the first limit+1 hits after the cursor, in order, and counts all of them.
type page struct {
	limit   int
	after   *hit // nil for the first page
	hits    []hit
	total   int
	more    bool
	counted bool // total is known; hits come in order
}

// take notes a hit, and says whether the next one matters. Where hits come in order, that is until there are enough for
// the page; those after it are only counted.
func (p *page) take(h hit) bool {
	if p.after == nil || h.compare(*p.after) > 0 {
		p.insert(h)
	}
	if p.counted {
		return !p.isFull()
	}
	p.total++
	return true
}

// takeInOrder is take for hits that come in order: no more than countLimit are counted.
func (p *page) takeInOrder(h hit) bool {
	next := p.take(h)
	p.more = !p.counted && p.total >= countLimit && p.isFull()
	return next && !p.more
}

// isFull reports whether there are enough hits for the page and to tell that another follows.
func (p *page) isFull() bool { return len(p.hits) > p.limit }

func (p *page) insert(h hit) {
	full := p.isFull()
	if full && h.compare(p.hits[p.limit]) > 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(p.hits, h, hit.compare)
	p.hits = slices.Insert(p.hits, at, h)
	if full {
		p.hits = p.hits[:p.limit+1]
	}
}

// shown are the hits of the page itself.
func (p *page) shown() []hit { return p.hits[:min(len(p.hits), p.limit)] }

func (p *page) result(q opportunity.Query, items []opportunity.Opportunity) Result {
	r := Result{Items: items, Total: p.total, More: p.more}
	if shown := p.shown(); len(p.hits) > len(shown) {
		r.Next = cursorOf(q, shown[len(shown)-1])
	}
	return r
}

// rankOf is where a record stands in an order at now, the least first.
func rankOf(o opportunity.Opportunity, sort opportunity.Sort, now time.Time) int64 {
	switch sort {
	case opportunity.ByDeadline:
		return closingRank(layout.ClosingSecond(o.Over()), now)
	case opportunity.ByPublished:
		if o.Published == "" {
			return layout.NoClosing
		}
		return -o.Published.Time("").Unix()
	case opportunity.ByBudget:
		return budgetRank(o)
	}
	return newsRank(layout.SecondOf(o.News().At))
}

// newsRank is the rank in the order of news of what was told of last at a second.
func newsRank(second uint64) int64 { return -int64(second) }

// Ranks in the order of deadlines: first what will be over, the nearest first; then what never will be; then what is over,
// the latest first.
const (
	rankUnending = 1 << 61
	rankOver     = 1 << 62
)

// closingRank is the rank in the order of deadlines of what is over from a second on.
func closingRank(closes uint64, now time.Time) int64 {
	switch {
	case closes == layout.NoClosing:
		return rankUnending
	case closes > layout.ClosingSecond(now):
		return int64(closes)
	}
	return rankOver - int64(closes)
}

// cursorOf names the last record of a page: the order, its rank, its place among those of this rank.
func cursorOf(q opportunity.Query, last hit) string {
	return cursorLetters[orderOf(q)] + "." + strconv.FormatInt(last.rank, 36) + "." + strconv.FormatUint(uint64(last.place), 36)
}

// cursorLetters tell the orders apart. That of news is none of the letters of its former order, by documents.
var cursorLetters = map[opportunity.Sort]string{opportunity.ByRevised: "t", opportunity.ByDeadline: "d", opportunity.ByPublished: "p", opportunity.ByBudget: "b"}

func parseCursor(q opportunity.Query) (*hit, error) {
	if q.Cursor == "" {
		return nil, nil
	}
	parts := strings.Split(q.Cursor, ".")
	if len(parts) == 3 && parts[0] == cursorLetters[orderOf(q)] {
		rank, err1 := strconv.ParseInt(parts[1], 36, 64)
		at, err2 := strconv.ParseUint(parts[2], 36, 32)
		if err1 == nil && err2 == nil {
			return &hit{rank: rank, place: layout.Doc(at), at: layout.Doc(at)}, nil
		}
	}
	return nil, &CursorError{Cursor: q.Cursor}
}

func orderOf(q opportunity.Query) opportunity.Sort {
	switch q.Sort {
	case opportunity.ByDeadline, opportunity.ByPublished, opportunity.ByBudget:
		return q.Sort
	}
	return opportunity.ByRevised
}

// CursorError is a cursor that no page of this order has given out.
type CursorError struct{ Cursor string }

func (e *CursorError) Error() string {
	return "the cursor " + strconv.Quote(e.Cursor) + " belongs to no page of this selection; start from the first page, without a cursor"
}
