package outbox

import (
	"fmt"
	"maps"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// FollowerState is what went out to a follower, what waits, and what was given up.
type FollowerState struct {
	ID        string     `json:"id"`
	Stopped   time.Time  `json:"stopped,omitzero"`
	Gone      int        `json:"gone,omitempty"` // letters in a row that came back because there is no such receiver
	Waiting   int        `json:"waiting"`        // announcements that no letter holds yet
	Oldest    time.Time  `json:"oldest,omitzero"`
	Letters   []Letter   `json:"letters,omitempty"` // that were not delivered, dead ones too
	Delivered []Delivery `json:"delivered,omitempty"`
}

// Outbox returns the state of every follower that was ever told something, in the order of their ids.
func (b *Box) Outbox() (all []FollowerState, err error) {
	states := map[string]*FollowerState{}
	at := func(id string) *FollowerState {
		if states[id] == nil {
			states[id] = &FollowerState{ID: id}
		}
		return states[id]
	}
	err = b.file.View(func(tx *bolt.Tx) error {
		if tx.Bucket(layout.FollowerBucket) == nil {
			return nil
		}
		if err := tx.Bucket(layout.FollowerBucket).ForEach(func(id, _ []byte) error {
			n, err := noteOf(tx, string(id))
			at(string(id)).Stopped, at(string(id)).Gone = n.Stopped, n.Gone
			return err
		}); err != nil {
			return err
		}
		if err := tx.Bucket(layout.WaitingBucket).ForEach(func(key, value []byte) error {
			id, _, _ := layout.OfNumberKey(key)
			state := at(id)
			if state.Waiting++; state.Waiting == 1 {
				state.Oldest, _ = layout.OfWaitingValue(value)
			}
			return nil
		}); err != nil {
			return err
		}
		if err := eachLetter(tx, nil, func(l Letter) error {
			at(l.Follower).Letters = append(at(l.Follower).Letters, l)
			return nil
		}); err != nil {
			return err
		}
		return tx.Bucket(layout.DeliveredBucket).ForEach(func(key, value []byte) error {
			id, _, _ := layout.OfNumberKey(key)
			var d Delivery
			err := layout.Unmarshal(value, &d)
			at(id).Delivered = append(at(id).Delivered, d)
			return err
		})
	})
	for _, id := range slices.Sorted(maps.Keys(states)) {
		all = append(all, *states[id])
	}
	return all, err
}

// CheckOutbox follows what waits and every letter to the announcements, and counts who wants each.
func CheckOutbox(tx *bolt.Tx) error {
	if tx.Bucket(layout.FollowerBucket) == nil {
		return nil
	}
	wanted := map[uint64]uint64{}
	if err := tx.Bucket(layout.WaitingBucket).ForEach(func(key, _ []byte) error {
		_, number, ok := layout.OfNumberKey(key)
		if wanted[number]++; !ok {
			return fmt.Errorf("the key %x waits for nobody", key)
		}
		return nil
	}); err != nil {
		return err
	}
	if err := eachLetter(tx, nil, func(l Letter) error {
		for _, item := range l.Items {
			wanted[item.Number]++
		}
		return nil
	}); err != nil {
		return err
	}
	for number, n := range wanted {
		key := layout.SequenceKey(number)
		if stands := layout.SequenceOf(tx.Bucket(layout.WantedBucket).Get(key)); stands != n || tx.Bucket(layout.AnnouncedBucket).Get(key) == nil {
			return fmt.Errorf("announcement %d is wanted by %d, not by %d, or is not there", number, n, stands)
		}
	}
	if n := tx.Bucket(layout.AnnouncedBucket).Stats().KeyN; n != len(wanted) {
		return fmt.Errorf("%d announcements are kept, %d of them are wanted", n, len(wanted))
	}
	return nil
}
