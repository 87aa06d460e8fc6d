package store

import (
	bolt "go.etcd.io/bbolt"
)

// Drawer is a part of the file in which another package keeps values of its own, under keys of its own. Nothing of it moves
// Generation.
type Drawer struct {
	s    *Store
	name []byte
}

// Drawer returns the drawer of a name, [a-z]+. It is made when something is first put into it.
func (s *Store) Drawer(name string) Drawer { return Drawer{s, []byte("drawer " + name)} }

// Each calls visit with every key and value in the order of the keys, until it returns an error, which Each returns. Neither may
// be kept or changed.
func (d Drawer) Each(visit func(key string, value []byte) error) error {
	return d.s.file.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(d.name)
		if b == nil {
			return nil
		}
		return b.ForEach(func(key, value []byte) error { return visit(string(key), value) })
	})
}

// Put stores values, all or none, and returns once they are on the disk; a nil value removes its key.
func (d Drawer) Put(values map[string][]byte) error {
	return d.s.commit(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(d.name)
		if err != nil {
			return err
		}
		for key, value := range values {
			if value == nil {
				err = b.Delete([]byte(key))
			} else {
				err = b.Put([]byte(key), value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
