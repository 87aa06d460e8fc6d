package selection

import (
	"maps"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/layout"
)

// mostChanges is how many changes are followed up: after more of them the index of deadlines is read anew.
const mostChanges = 1024

// afterChanges returns what is not over after the changes since, as the log of events tells them: with a million records the index
// of deadlines is long, and a visit changes ten. The documents that changed records had before may stay among those of a status,
// which no selection finds: they are not there any more. nil where the log does not tell.
func (a *alive) afterChanges(tx *bolt.Tx, generation, second uint64) *alive {
	if a == nil || generation <= a.generation || generation-a.generation > mostChanges || second < a.from || second >= a.end {
		return nil
	}
	next := &aliveEdit{alive: &alive{generation: generation, from: second, end: a.end, documents: maps.Clone(a.documents), by: map[opportunity.Status]map[layout.Block]documents{}}, own: map[documents]bool{}}
	for status, parts := range a.by {
		next.by[status] = maps.Clone(parts)
	}
	events := tx.Bucket(layout.EventBucket)
	for n := a.generation + 1; n <= generation; n++ {
		var event struct{ Record, Into string }
		value := events.Get(layout.SequenceKey(n))
		if value == nil || layout.Unmarshal(value, &event) != nil || !next.follow(tx, event.Record) || !next.follow(tx, event.Into) {
			return nil
		}
	}
	return next.alive
}

// aliveEdit is one that is being made of the one before it.
type aliveEdit struct {
	*alive
	own map[documents]bool // made for it, so that they may be changed
}

// follow puts a record where it stands now; "" is none. It reports whether the file tells where.
func (a *aliveEdit) follow(tx *bolt.Tx, id string) bool {
	place := layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(id)))
	if id == "" || place.At == 0 { // none, or merged into another since
		return true
	}
	course := tx.Bucket(layout.DeadlineBucket).Get(layout.DeadlineKey(place.Closes, place.At))
	if course == nil {
		return false
	}
	status, until := layout.OfCourseValue(course, a.from)
	isOver := place.Closes <= a.from
	if !isOver {
		if a.end = min(a.end, until); a.by[status] == nil {
			a.by[status] = map[layout.Block]documents{}
		}
	}
	for of, parts := range a.by {
		a.put(parts, place.At, !isOver && of == status)
	}
	a.put(a.documents, place.At, !isOver && isAlive(status))
	return true
}

// put has a document among others or not.
func (a *aliveEdit) put(parts map[layout.Block]documents, at layout.Doc, among bool) {
	part := parts[at.Block()]
	if part == nil {
		part = roaring.New()
	}
	if part.Contains(at.Low()) == among {
		return
	}
	if !a.own[part] {
		part = part.Clone()
		a.own[part] = true
		parts[at.Block()] = part
	}
	if among {
		part.Add(at.Low())
	} else {
		part.Remove(at.Low())
	}
}
