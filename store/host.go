package store

import (
	"encoding/json"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// Host returns what is remembered of a host (name, and port where it is not the usual one), the zero note for one never met.
func (s *Store) Host(host string) (sources.HostNote, error) {
	var note sources.HostNote
	err := s.file.View(func(tx *bolt.Tx) error {
		if value := tx.Bucket(layout.HostBucket).Get([]byte(host)); value != nil {
			return layout.Unmarshal(value, &note)
		}
		return nil
	})
	return note, err
}

// SetHost remembers a note of a host, and returns once it is on the disk. It shares a transaction with visits that are
// applied at the same time; a visit's own notes (Visit.Hosts) cost nothing more than the visit.
func (s *Store) SetHost(host string, note sources.HostNote) error {
	return s.commit(func(tx *bolt.Tx) error { return putHost(tx, host, note) })
}

func putHost(tx *bolt.Tx, host string, note sources.HostNote) error {
	value, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return layout.PutChanged(tx.Bucket(layout.HostBucket), []byte(host), value)
}

func putHosts(tx *bolt.Tx, notes map[string]sources.HostNote) error {
	for _, host := range slices.Sorted(maps.Keys(notes)) { // the same visits make the same file
		if err := putHost(tx, host, notes[host]); err != nil {
			return err
		}
	}
	return nil
}
