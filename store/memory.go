package store

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"koubo/sources"
)

// restRead is after how many readings of a source's memory the pages that they touched are let go.
const restRead = 256

// Memory returns all that is kept of a source between visits. A source never visited has the state Never and empty maps.
func (s *Store) Memory(sourceID string) (sources.Memory, error) {
	m := sources.Memory{Validators: map[string]sources.Validator{}, Known: map[string]sources.Known{}}
	err := s.view(func(tx *bolt.Tx) error {
		var err error
		if m.Health, err = healthOf(tx, sourceID); err != nil {
			return err
		}
		if err := eachUnder(tx.Bucket(validatorBucket), sourceID, func(address string, value []byte) error {
			m.Validators[address], err = decodeValidator(value)
			return err
		}); err != nil {
			return err
		}
		if err := eachUnder(tx.Bucket(knownBucket), sourceID, func(key string, value []byte) error {
			k, err := decodeKnown(value)
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
			s.letGo(tx.Size())
		}
		return nil
	})
	return m, err
}

// remember writes what changed of a source's memory, one small key each. final gives the id that a record is stored under.
func remember(tx *bolt.Tx, v sources.Visit, final func(id string) string) error {
	validators, known := tx.Bucket(validatorBucket), tx.Bucket(knownBucket)
	for _, address := range v.Forget {
		key := within(v.Source.ID, address)
		if err := validators.Delete(key); err != nil {
			return err
		}
		if err := known.Delete(key); err != nil {
			return err
		}
	}
	for address, validator := range v.Validators {
		if err := putChanged(validators, within(v.Source.ID, address), encodeValidator(validator)); err != nil {
			return err
		}
	}
	for key, one := range v.Known {
		one.ID = final(one.ID)
		if err := putChanged(known, within(v.Source.ID, key), encodeKnown(one)); err != nil {
			return err
		}
	}
	return nil
}

// putChanged writes only what differs, so that a page of the file without a change is not written again.
func putChanged(b *bolt.Bucket, key, value []byte) error {
	if old := b.Get(key); old != nil && bytes.Equal(old, value) {
		return nil
	}
	return b.Put(key, value)
}

// eachUnder visits the keys of one source in order. value is only good until visit returns.
func eachUnder(b *bolt.Bucket, source string, visit func(rest string, value []byte) error) error {
	prefix := under(source)
	c := b.Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		if err := visit(string(key[len(prefix):]), value); err != nil {
			return fmt.Errorf("%s of source %s: %w", key[len(prefix):], source, err)
		}
	}
	return nil
}

func healthOf(tx *bolt.Tx, sourceID string) (sources.Health, error) {
	health := sources.Health{State: sources.Never}
	value := tx.Bucket(healthBucket).Get([]byte(sourceID))
	if value == nil {
		return health, nil
	}
	return health, unmarshal(value, &health)
}

func encodeValidator(v sources.Validator) []byte {
	e := &encoder{b: make([]byte, 0, 128)}
	e.text(v.ETag)
	e.text(v.LastModified)
	e.text(v.Hash)
	e.instant(v.Fetched)
	e.number(int64(v.Items))
	e.number(int64(v.Dated))
	e.text(v.Drafts)
	e.instant(v.Whole)
	e.number(int64(v.Confirmed))
	e.instant(v.Untrue)
	e.flag(v.Restless)
	if v.Reading != "" { // most have none
		e.text(v.Reading)
	}
	return e.b
}

func decodeValidator(data []byte) (sources.Validator, error) {
	d := &decoder{s: string(data)}
	v := sources.Validator{ETag: d.text(), LastModified: d.text(), Hash: d.text(), Fetched: d.instant(), Items: int(d.number())}
	if d.s != "" { // older values end here
		v.Dated = int(d.number())
	}
	if d.s != "" {
		v.Drafts, v.Whole, v.Confirmed, v.Untrue, v.Restless = d.text(), d.instant(), int(d.number()), d.instant(), d.flag()
	}
	if d.s != "" {
		v.Reading = d.text()
	}
	return v, d.finish()
}

func encodeKnown(k sources.Known) []byte {
	e := &encoder{b: make([]byte, 0, 192)}
	e.text(k.ID)
	e.text(k.Title)
	e.text(k.Date)
	e.texts(k.On)
	e.number(int64(k.Missed))
	e.instant(k.Checked)
	e.number(int64(k.Tries))
	e.instant(k.Tried)
	e.flag(k.Pending)
	e.flag(k.Open)
	e.instant(k.Deadline)
	e.flag(k.Gone)
	e.instant(k.FirstSeen)
	for _, text := range []string{k.URL, k.Part, k.Group, k.Alias, k.Dropped, k.Suspect} {
		e.text(text)
	}
	e.flag(k.Titled)
	return e.b
}

func decodeKnown(data []byte) (sources.Known, error) {
	d := &decoder{s: string(data)}
	k := sources.Known{ID: d.text(), Title: d.text(), Date: d.text(), On: d.texts(), Missed: int(d.number()),
		Checked: d.instant(), Tries: int(d.number()), Tried: d.instant(), Pending: d.flag(), Open: d.flag(),
		Deadline: d.instant(), Gone: d.flag(), FirstSeen: d.instant()}
	if d.s != "" { // older values end here
		k.URL, k.Part, k.Group, k.Alias, k.Dropped, k.Suspect = d.text(), d.text(), d.text(), d.text(), d.text(), d.text()
	}
	if d.s != "" {
		k.Titled = d.flag()
	}
	return k, d.finish()
}
