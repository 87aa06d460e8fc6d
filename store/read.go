package store

import (
	"fmt"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/index"
	"koubo/store/layout"
)

// Get returns a record, false where there is none. The id of a record that was merged into another leads to that one,
// whose ID differs then. Status is empty: At fills it.
func (s *Store) Get(id string) (opportunity.Opportunity, bool, error) {
	var o opportunity.Opportunity
	found := false
	err := s.file.View(func(tx *bolt.Tx) error {
		d, err := index.Find(tx, survivor(tx, id))
		if err != nil || d == nil {
			return err
		}
		o, found = index.WithLastSeen(tx, d.Record), true
		s.file.Relieve(tx.Size(), 1)
		return nil
	})
	return o, found, err
}

// eachBatch is how many records Each reads in one transaction. A long one would keep the file from reusing pages.
const eachBatch = 256

// Each calls visit with every record in the order of their ids, until it returns an error, which Each returns. Records
// stored meanwhile may or may not be among them.
func (s *Store) Each(visit func(opportunity.Opportunity) error) error {
	for after := ""; ; {
		batch, err := s.batchAfter(after)
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, o := range batch {
			if err := visit(o); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1].ID
	}
}

func (s *Store) batchAfter(id string) ([]opportunity.Opportunity, error) {
	var batch []opportunity.Opportunity
	err := s.file.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(layout.IDBucket).Cursor()
		last := id
		for key, _ := c.Seek(append([]byte(id), 0)); key != nil && len(batch) < eachBatch; key, _ = c.Next() {
			if string(key) <= last {
				return layout.OutOfOrder(layout.IDBucket, key)
			}
			last = string(key)
			d, err := index.Find(tx, last)
			if err != nil {
				return err
			}
			if d == nil || d.Record.ID != last { // the batch after it begins behind this id
				return fmt.Errorf("record %s: its document belongs to another", key)
			}
			batch = append(batch, index.WithLastSeen(tx, d.Record))
		}
		return nil
	})
	return batch, err
}

// SourceHealth is how one source fares.
type SourceHealth struct {
	ID     string         `json:"id"`
	Health sources.Health `json:"health"`
}

// Health returns the health of every source ever visited, in the order of their ids.
func (s *Store) Health() ([]SourceHealth, error) {
	var all []SourceHealth
	err := s.file.View(func(tx *bolt.Tx) error {
		return tx.Bucket(layout.HealthBucket).ForEach(func(key, value []byte) error {
			one := SourceHealth{ID: string(key)}
			if err := layout.Unmarshal(value, &one.Health); err != nil {
				return fmt.Errorf("health of source %s: %w", key, err)
			}
			all = append(all, one)
			return nil
		})
	})
	return all, err
}
