package store

import (
	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// restRead is after how many readings of a source's memory it is looked whether pages that they touched are to be let go.
const restRead = 16

// Memory returns all that is kept of a source between visits. A source never visited has the state Never and empty maps.
func (s *Store) Memory(sourceID string) (sources.Memory, error) {
	m := sources.Memory{Validators: map[string]sources.Validator{}, Known: map[string]sources.Known{}}
	err := s.file.View(func(tx *bolt.Tx) error {
		var err error
		if m.Health, err = healthOf(tx, sourceID); err != nil {
			return err
		}
		if err := layout.EachUnder(tx.Bucket(layout.ValidatorBucket), sourceID, func(address string, value []byte) error {
			m.Validators[address], err = layout.DecodeValidator(value)
			return err
		}); err != nil {
			return err
		}
		if err := layout.EachUnder(tx.Bucket(layout.KnownBucket), sourceID, func(key string, value []byte) error {
			k, err := layout.DecodeKnown(value)
			k.ID = survivor(tx, k.ID)
			if s.first {
				key, k = rekeyed(key, k)
				k = bothKnown(m.Known[key], k)
			}
			m.Known[key] = k
			return err
		}); err != nil {
			return err
		}
		if s.read.Add(1)%restRead == 0 {
			s.file.Breathe(tx.Size())
		}
		return nil
	})
	return m, err
}

// remember writes what changed of a source's memory, one small key each. final gives the id that a record is stored under.
func remember(tx *bolt.Tx, v sources.Visit, final func(id string) string) error {
	validators, known := tx.Bucket(layout.ValidatorBucket), tx.Bucket(layout.KnownBucket)
	for _, address := range v.Forget {
		key := layout.Within(v.Source.ID, address)
		if err := validators.Delete(key); err != nil {
			return err
		}
		if err := known.Delete(key); err != nil {
			return err
		}
	}
	for address, validator := range v.Validators {
		if err := layout.PutChanged(validators, layout.Within(v.Source.ID, address), layout.EncodeValidator(validator)); err != nil {
			return err
		}
	}
	for key, one := range v.Known {
		one.ID = final(one.ID)
		if err := layout.PutChanged(known, layout.Within(v.Source.ID, key), layout.EncodeKnown(one)); err != nil {
			return err
		}
	}
	return nil
}

func healthOf(tx *bolt.Tx, sourceID string) (sources.Health, error) {
	health := sources.Health{State: sources.Never}
	value := tx.Bucket(layout.HealthBucket).Get([]byte(sourceID))
	if value == nil {
		return health, nil
	}
	return health, layout.Unmarshal(value, &health)
}
