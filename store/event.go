package store

import (
	"encoding/json"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/layout"
)

// EventKind is what happened.
type EventKind string

const (
	EventNew       EventKind = "new"
	EventRevised   EventKind = "revised"
	EventCompleted EventKind = "completed" // changed without a revision, such as when its own page was read at last
	EventWithdrawn EventKind = "withdrawn"
	EventMerged    EventKind = "merged" // into another, which it turned out to be
	EventState     EventKind = "state"  // a source's state changed
)

// Event is one change that readers can see, in the order in which they were stored.
type Event struct {
	Seq      uint64        `json:"seq"` // 1 for the first of the file; never used twice
	At       time.Time     `json:"at"`  // instant of the visit
	Kind     EventKind     `json:"kind"`
	Source   string        `json:"source"`             // that was visited
	Record   string        `json:"record,omitempty"`   // id
	Revision int           `json:"revision,omitempty"` // of the record after the change
	Into     string        `json:"into,omitempty"`     // id of the record that a merged one is now
	From     sources.State `json:"from,omitempty"`     // of the source
	To       sources.State `json:"to,omitempty"`
}

// The log of events keeps this much.
const (
	eventsKept = 100_000
	eventsAge  = 90 * 24 * time.Hour
)

// Events returns up to n events after the sequence number since, oldest first. Events older than 90 days and all
// but the latest 100,000 are gone.
func (s *Store) Events(since uint64, n int) ([]Event, error) {
	var events []Event
	err := s.file.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(layout.EventBucket).Cursor()
		for key, value := c.Seek(layout.SequenceKey(since + 1)); key != nil && len(events) < n; key, value = c.Next() {
			var e Event
			if err := layout.Unmarshal(value, &e); err != nil {
				return err
			}
			events = append(events, e)
		}
		return nil
	})
	return events, err
}

// Generation counts the changes that readers can see: records that are new, revised, completed, merged or withdrawn, and
// changes of a source's state. It does not move with last_seen and last_run, and costs nothing: an answer made at one
// generation holds until the generation or the time moves.
func (s *Store) Generation() uint64 { return s.generation.Load() }

// NextClosing returns the first instant after now from which a record is over, zero where none will be.
func (s *Store) NextClosing(now time.Time) (at time.Time, err error) {
	err = s.file.View(func(tx *bolt.Tx) error {
		key, _ := tx.Bucket(layout.DeadlineBucket).Cursor().Seek(layout.DeadlineKey(layout.ClosingSecond(now)+1, 0))
		if closes := layout.ClosingOf(key); closes < layout.NoClosing {
			at = time.Unix(int64(closes), 0)
		}
		return nil
	})
	return at, err
}

// LastChange returns the instant of the visit that moved Generation last, zero where nothing is stored.
func (s *Store) LastChange() (time.Time, error) {
	var last Event
	err := s.file.View(func(tx *bolt.Tx) error {
		if _, value := tx.Bucket(layout.EventBucket).Cursor().Last(); value != nil {
			return layout.Unmarshal(value, &last)
		}
		return nil
	})
	return last.At, err
}

// record appends an event about a record.
func record(tx *bolt.Tx, v sources.Visit, kind EventKind, o opportunity.Opportunity) error {
	return appendEvent(tx, Event{At: v.At, Kind: kind, Source: v.Source.ID, Record: o.ID, Revision: o.Revision})
}

func appendEvent(tx *bolt.Tx, e Event) error {
	events := tx.Bucket(layout.EventBucket)
	n, err := events.NextSequence()
	if err != nil {
		return err
	}
	e.Seq = n
	value, err := json.Marshal(e)
	if err != nil {
		return err
	}
	events.FillPercent = 0.9 // keys only grow
	if err := events.Put(layout.SequenceKey(n), value); err != nil {
		return err
	}
	return pruneEvents(events, e)
}

// pruneEvents drops up to two events that are too old for the log that ends in last: it shrinks faster than it grows. The latest event always stays.
func pruneEvents(events *bolt.Bucket, last Event) error {
	for range 2 {
		key, value := events.Cursor().First()
		if key == nil || layout.SequenceOf(key) == last.Seq {
			return nil
		}
		var oldest Event
		if err := layout.Unmarshal(value, &oldest); err != nil {
			return err
		}
		if last.Seq-oldest.Seq < eventsKept && last.At.Sub(oldest.At) < eventsAge {
			return nil
		}
		if err := events.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
