package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/datafile"
	"koubo/store/index"
	"koubo/store/layout"
)

// change is one caller's part of a transaction.
type change struct {
	apply func(*bolt.Tx) error
	done  chan error // holds one
}

// maxBatch bounds the visits of one transaction, so that the first of them does not wait for all the others.
const maxBatch = 64

// gather is how long after the beginning of a transaction that several shared the next one begins at the earliest: its
// pages are copied and written for it whatever is stored, so a busy pass has some ten visits share one. Callers that come
// one after the other wait for nothing.
const gather = 100 * time.Millisecond

// commit runs apply in a write transaction and returns once that is on the disk. Callers that come while another
// transaction is being written share the next one, so that many visits cost one sync of the file; a lone caller waits
// for nobody. apply may run twice: it sees the file as if the first time had not been.
func (s *Store) commit(apply func(*bolt.Tx) error) error {
	mine := &change{apply: apply, done: make(chan error, 1)}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return &datafile.Fault{Is: datafile.ErrClosed, Path: s.file.Path, Mend: "this program is shutting down"}
	}
	s.queue = append(s.queue, mine)
	if !s.leading {
		s.leading = true
		go s.lead()
	}
	s.mu.Unlock()
	return <-mine.done
}

// Queue is how many callers wait for a transaction.
func (s *Store) Queue() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

// lead writes transactions until nobody waits.
func (s *Store) lead() {
	for {
		begun := time.Now()
		s.mu.Lock()
		n := min(len(s.queue), maxBatch)
		batch := s.queue[:n:n]
		s.queue = s.queue[n:]
		if n == 0 {
			s.leading = false
			s.idle.Broadcast()
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		s.write(batch)
		if n > 1 {
			time.Sleep(gather - time.Since(begun))
		}
	}
}

// write stores a batch in one transaction. Where one of its visits fails, each is stored by itself, so that only that
// one is refused.
func (s *Store) write(batch []*change) {
	err := s.writeTogether(batch)
	if err != nil && len(batch) > 1 {
		for _, one := range batch {
			s.write([]*change{one})
		}
		return
	}
	for _, one := range batch {
		one.done <- s.file.WriteError(err)
	}
}

func (s *Store) writeTogether(batch []*change) error {
	var size int64
	defer func() { s.file.Rest(size) }()
	return s.file.Update(func(tx *bolt.Tx) error {
		size = tx.Size()
		breathe := func() { s.file.Breathe(size) }
		for _, one := range batch {
			if err := datafile.Guard(one.apply, tx); err != nil {
				return err
			}
			breathe() // a visit touches pages all over the file, and the system maps the neighbours of each with it
		}
		generation := tx.Bucket(layout.EventBucket).Sequence()
		tx.OnCommit(func() { s.generation.Store(generation) })
		return index.Merge(tx, index.MergeAfter, breathe)
	})
}
