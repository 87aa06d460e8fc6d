package store

import (
	"bytes"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store/layout"
)

// How long is remembered of a source what is of no use any more.
const (
	knownAge     = 400 * 24 * time.Hour // announcements that nothing lists: longer than the year in which they come again
	validatorAge = 30 * 24 * time.Hour  // addresses that belong to no entry and no announcement
)

// sweep forgets once a day of Japan what is too old of a source's memory.
func sweep(tx *bolt.Tx, v sources.Visit, lastRun time.Time) error {
	if !lastRun.IsZero() && jdate.DateOf(lastRun) == jdate.DateOf(v.At) {
		return nil
	}
	used := map[string]bool{}
	for _, entries := range [][]string{v.Source.Feeds, v.Source.Lists} {
		for _, address := range entries {
			used[address], used[opportunity.CanonicalURL(address)] = true, true
		}
	}
	if err := forgetWhere(tx.Bucket(layout.KnownBucket), v.Source.ID, func(key string, value []byte) (bool, error) {
		k, err := layout.DecodeKnown(value)
		if err != nil {
			return false, err
		}
		if tooOld(tx, k, v.At) {
			return true, nil
		}
		page, _, _ := strings.Cut(k.URL, "#")
		used[key], used[k.URL], used[page], used[opportunity.CanonicalURL(page)] = true, true, true, true
		return false, nil
	}); err != nil {
		return err
	}
	return forgetWhere(tx.Bucket(layout.ValidatorBucket), v.Source.ID, func(address string, value []byte) (bool, error) {
		if used[address] {
			return false, nil
		}
		one, err := layout.DecodeValidator(value)
		return err == nil && v.At.Sub(newer(one.Fetched, one.Whole)) > validatorAge, err
	})
}

// tooOld reports whether an announcement is closed or gone, and was last listed, or found where it never was, too long ago.
func tooOld(tx *bolt.Tx, k sources.Known, now time.Time) bool {
	if k.OpenAt(now) && !k.Gone || k.Missed == 0 && !k.Gone {
		return false
	}
	last := newer(k.FirstSeen, k.Deadline)
	if p := layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(survivor(tx, k.ID)))); p.At != 0 {
		last = newer(last, layout.OfSecondValue(tx.Bucket(layout.SeenBucket).Get(layout.Within(p.Source, survivor(tx, k.ID)))))
	} else {
		last = newer(last, k.Checked)
	}
	return now.Sub(last) > knownAge
}

// forgetWhere deletes the values of one source that old names.
func forgetWhere(b *bolt.Bucket, source string, old func(rest string, value []byte) (bool, error)) error {
	var keys [][]byte
	err := layout.EachUnder(b, source, func(rest string, value []byte) error {
		gone, err := old(rest, value)
		if gone {
			keys = append(keys, bytes.Clone(layout.Within(source, rest)))
		}
		return err
	})
	for _, key := range keys {
		if err == nil {
			err = b.Delete(key)
		}
	}
	return err
}
