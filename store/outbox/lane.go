package outbox

import (
	"maps"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// Lane is what there is to do for one follower.
type Lane struct {
	Follower string
	Letter   uint64    // number of the next letter to send; 0 for none
	Next     time.Time // before which that is not tried
	Oldest   time.Time // instant of the oldest announcement that no letter holds; zero for none
}

// Lanes returns the followers that something is to be sent, in the order of their ids.
func (b *Box) Lanes() (lanes []Lane, err error) {
	err = b.file.View(func(tx *bolt.Tx) error {
		all := map[string]*Lane{}
		at := func(id string) *Lane {
			if all[id] == nil {
				all[id] = &Lane{Follower: id}
			}
			return all[id]
		}
		if tx.Bucket(layout.FollowerBucket) == nil {
			return nil
		}
		if err := eachLetter(tx, nil, func(l Letter) error {
			if lane := at(l.Follower); !l.Dead && lane.Letter == 0 {
				lane.Letter, lane.Next = l.Number, l.Next
			}
			return nil
		}); err != nil {
			return err
		}
		if err := tx.Bucket(layout.WaitingBucket).ForEach(func(key, value []byte) error {
			id, _, _ := layout.OfNumberKey(key)
			since, _ := layout.OfWaitingValue(value)
			if lane := at(id); lane.Oldest.IsZero() || since.Before(lane.Oldest) {
				lane.Oldest = since
			}
			return nil
		}); err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(all)) {
			if lane := all[id]; lane.Letter > 0 || !lane.Oldest.IsZero() {
				lanes = append(lanes, *lane)
			}
		}
		return nil
	})
	return lanes, err
}
