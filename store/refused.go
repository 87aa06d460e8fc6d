package store

import bolt "go.etcd.io/bbolt"

// Gone notes that a letter came back because there is no such receiver, and returns how many have in a row. A letter that arrives,
// and a follower that is resumed, begin the count anew.
func (s *Store) Gone(follower string) (inARow int, err error) {
	err = s.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil {
			return err
		}
		n.Gone++
		inARow = n.Gone
		return putNote(tx, follower, n)
	})
	return inARow, err
}

// isThere notes that the receiver of a follower took something.
func isThere(tx *bolt.Tx, follower string) error {
	n, err := noteOf(tx, follower)
	if err != nil || n.Gone == 0 {
		return err
	}
	n.Gone = 0
	return putNote(tx, follower, n)
}
