package selection

import (
	"bytes"
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
	holds := func(a *alive) bool {
		return a != nil && a.generation == generation && a.from <= second && second < a.end
	}
	return caughtUp(e, &e.alive, holds, func(last *alive) (*alive, error) {
		if a := last.afterChanges(tx, generation, second); a != nil {
			return a, nil
		}
		return readAlive(tx, generation, second)
	})
}

func readAlive(tx *bolt.Tx, generation, second uint64) (*alive, error) {
	c, newest := tx.Bucket(layout.DeadlineBucket).Cursor(), newestOf(tx)
	key, value := c.Seek(layout.DeadlineKey(second+1, 0))
	a := &alive{generation: generation, from: second, end: layout.ClosingOf(key), by: map[opportunity.Status]map[layout.Block]documents{}}
	by := map[opportunity.Status]byBlock{}
	for last := []byte(nil); key != nil; key, value = c.Next() {
		if bytes.Compare(last, key) >= 0 {
			return nil, layout.OutOfOrder(layout.DeadlineBucket, key)
		}
		status, until := layout.OfCourseValue(value, second)
		last, a.end = key, min(a.end, until)
		if at := layout.OfDeadlineKey(key); at <= newest { // of a damaged file
			if by[status] == nil {
				by[status] = make(byBlock, newest.Block()+1)
			}
			by[status].add(at)
		}
	}
	left := make(byBlock, newest.Block()+1)
	for status, all := range by {
		if isAlive(status) {
			left.addAll(all)
		}
		a.by[status] = all.documents()
	}
	a.documents = left.documents()
	return a, nil
}

// isAlive reports whether what is not over counts as such: between two rounds it is closed for a second.
func isAlive(status opportunity.Status) bool {
	return status != opportunity.Closed && status != opportunity.WithdrawnNow
}

// byBlock is documents as the low bits of each block, nil for none. They come in the order of their deadlines, so that a list in
// the order of their numbers would have to be sorted.
type byBlock []dense

func (all byBlock) add(at layout.Doc) {
	d := &all[at.Block()]
	if *d == nil {
		*d = newDense()
	}
	d.set(at.Low())
}

func (all byBlock) addAll(more byBlock) {
	for b, some := range more {
		if some != nil && all[b] == nil {
			all[b] = newDense()
		}
		all[b].or(some)
	}
}

func (all byBlock) documents() map[layout.Block]documents {
	parts := map[layout.Block]documents{}
	for b, some := range all {
		if some != nil {
			parts[layout.Block(b)] = roaring.FromDense(some, true) // in as little as it takes
		}
	}
	return parts
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
