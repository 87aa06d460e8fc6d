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
	from, end  uint64                                            // seconds
	documents  map[layout.Block]documents                        // all of them, by block
	by         map[opportunity.Status]map[layout.Block]documents // by how they stand; nothing in a file of an older format
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
	a := &alive{generation: generation, from: second, end: layout.ClosingOf(key), by: map[opportunity.Status]map[layout.Block]documents{}}
	by := map[opportunity.Status][]uint32{}
	for last := []byte(nil); key != nil; key, value = c.Next() {
		if bytes.Compare(last, key) >= 0 {
			return nil, layout.OutOfOrder(layout.DeadlineBucket, key)
		}
		status, until := layout.OfCourseValue(value, second)
		by[status], last, a.end = append(by[status], uint32(layout.OfDeadlineKey(key))), key, min(a.end, until)
	}
	left := roaring.New()
	for status, numbers := range by {
		slices.Sort(numbers)
		all := roaring.New()
		all.AddMany(numbers)
		a.by[status] = byBlock(all)
		if status != opportunity.Closed && status != opportunity.WithdrawnNow { // closed for the second between two rounds
			left.Or(all)
		}
	}
	a.documents = byBlock(left)
	e.alive.Store(a)
	return a, nil
}

// byBlock parts documents into the low bits of each block.
func byBlock(all *roaring.Bitmap) map[layout.Block]documents {
	parts := map[layout.Block]documents{}
	if all.IsEmpty() {
		return parts
	}
	for b, last := layout.Doc(all.Minimum()).Block(), layout.Doc(all.Maximum()).Block(); ; b++ {
		if part := within16(all, b); !part.IsEmpty() {
			parts[b] = part
		}
		if b == last {
			return parts
		}
	}
}

// in returns the low bits of a block's documents that are not over. They must not be changed.
func (a *alive) in(b layout.Block) documents { return lowBits(a.documents, b) }

// at returns the low bits of a block's documents that have a status which is not over. They must not be changed.
func (a *alive) at(b layout.Block, status opportunity.Status) documents {
	return lowBits(a.by[status], b)
}

func lowBits(of map[layout.Block]documents, b layout.Block) documents {
	if found := of[b]; found != nil {
		return found
	}
	return roaring.New()
}
