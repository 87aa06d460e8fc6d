package selection

import (
	"bytes"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/layout"
)

// alive is the documents that are not over within a span of time, at one generation of the file.
type alive struct {
	generation uint64
	from, end  uint64                                 // seconds
	documents  *roaring.Bitmap                        // all of them
	by         map[opportunity.Status]*roaring.Bitmap // by how they stand; nothing in a file of an older format
}

// aliveAt returns the documents that are not over at now, from the index of deadlines. They stay the same until the file
// changes or the status of one of them does.
func (e *Engine) aliveAt(tx *bolt.Tx, now time.Time) (*alive, error) {
	second, generation := layout.ClosingSecond(now), tx.Bucket(layout.EventBucket).Sequence()
	if a := e.alive.Load(); a != nil && a.generation == generation && a.from <= second && second < a.end {
		return a, nil
	}
	c := tx.Bucket(layout.DeadlineBucket).Cursor()
	key, value := c.Seek(layout.DeadlineKey(second+1, 0))
	a := &alive{generation: generation, from: second, end: layout.ClosingOf(key), documents: roaring.New(), by: map[opportunity.Status]*roaring.Bitmap{}}
	by := map[opportunity.Status][]uint32{}
	for last := []byte(nil); key != nil; key, value = c.Next() {
		if bytes.Compare(last, key) >= 0 {
			return nil, layout.OutOfOrder(layout.DeadlineBucket, key)
		}
		status, until := layout.OfCourseValue(value, second)
		by[status], last, a.end = append(by[status], uint32(layout.OfDeadlineKey(key))), key, min(a.end, until)
	}
	for status, documents := range by {
		slices.Sort(documents)
		a.by[status] = roaring.New()
		a.by[status].AddMany(documents)
		if status != opportunity.Closed && status != opportunity.WithdrawnNow { // closed for the second between two rounds
			a.documents.Or(a.by[status])
		}
	}
	e.alive.Store(a)
	return a, nil
}

// at returns the low bits of a block's documents that have a status which is not over.
func (a *alive) at(b layout.Block, status opportunity.Status) *roaring.Bitmap {
	if documents := a.by[status]; documents != nil {
		return within16(documents, b)
	}
	return roaring.New()
}
