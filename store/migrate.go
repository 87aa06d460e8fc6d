package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
)

// migrate brings a file of the first version to the second, in one transaction: what is remembered of
// announcements goes under identity keys, each record's own key leads to it, and records that have one key are merged, as a
// site left them that moved to https or www. Records stay encoded as they are until they change.
func migrate(tx *bolt.Tx) error {
	if err := makeBuckets(tx, slices.Concat(laterBuckets, newsBuckets)); err != nil {
		return err
	}
	return errors.Join(migrateRecords(tx), migrateKnown(tx), tx.Bucket(metaBucket).Put(formatKey, []byte(secondFormat)))
}

// migrateIndexes brings a file of the second, third or fourth version to the present one: the index of deadlines is made anew,
// the postings of markTerms are completed, and what was told of records has its index.
func migrateIndexes(tx *bolt.Tx) error {
	if err := makeBuckets(tx, newsBuckets); err != nil {
		return err
	}
	if err := tx.DeleteBucket(deadlineBucket); err != nil {
		return err
	}
	if _, err := tx.CreateBucket(deadlineBucket); err != nil {
		return err
	}
	all, done, later := edits{}, merged(tx), laterPuts{}
	if err := tx.Bucket(idBucket).ForEach(func(id, _ []byte) error {
		d, err := find(tx, string(id))
		if err != nil {
			return err
		}
		d.closes = closingSecond(d.record.Over())
		later.add(idBucket, bytes.Clone(id), d.place.value())
		if d.at <= done {
			eachMark(d.record, func(field, value string) { all.add(d.at, field, value) })
		}
		later.add(deadlineBucket, deadlineKey(d.closes, d.at), courseValue(d.record.Course()))
		told, off, value := newsKeys(d.at, d.record)
		for _, key := range told {
			later.add(newsBucket, key, []byte{})
		}
		if off != nil {
			later.add(calledOffBucket, off, value)
		}
		return nil
	}); err != nil {
		return err
	}
	return errors.Join(later.put(tx), applyEdits(tx.Bucket(postingBucket), all, func() {}), tx.Bucket(metaBucket).Put(formatKey, []byte(formatVersion)))
}

// laterPuts are keys to put into buckets, in the order of the keys: put in any other, each key of a bucket that is being filled moves
// all keys behind it, because a leaf is parted only when the transaction ends.
type laterPuts map[string][]keyValue

type keyValue struct{ key, value []byte }

func (l laterPuts) add(bucket, key, value []byte) {
	l[string(bucket)] = append(l[string(bucket)], keyValue{key, value})
}

func (l laterPuts) put(tx *bolt.Tx) error {
	for bucket, all := range l {
		slices.SortFunc(all, func(a, b keyValue) int { return bytes.Compare(a.key, b.key) })
		for _, one := range all {
			if err := tx.Bucket([]byte(bucket)).Put(one.key, one.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// named is a record by what decides which of two is kept.
type named struct{ id, key string }

// migrateRecords makes every record's key lead to it, the oldest first.
func migrateRecords(tx *bolt.Tx) error {
	var all []opportunity.Opportunity
	if err := tx.Bucket(idBucket).ForEach(func(id, _ []byte) error {
		d, err := find(tx, string(id))
		if err != nil {
			return err
		}
		all = append(all, opportunity.Opportunity{ID: string(id), URL: d.record.URL, FirstSeen: d.record.FirstSeen})
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(all, older)
	for _, o := range all {
		if err := migrateRecord(tx, named{o.ID, o.Key()}); err != nil {
			return err
		}
	}
	return nil
}

func migrateRecord(tx *bolt.Tx, one named) error {
	other := ""
	if identifies(one.key) {
		other = leadsTo(tx, one.key)
	}
	if other == "" {
		return addAlias(tx, one.id, one.key, true)
	}
	d, err := find(tx, one.id)
	if err != nil {
		return err
	}
	r := &resolver{tx: tx, ids: map[string]string{}}
	if same, err := r.sameAt(other, d.record); err != nil || !same {
		return err
	}
	_, err = unite(tx, []string{other, one.id}, func(e Event) error {
		e.At, e.Source = d.record.FirstSeen, d.record.Source
		return appendEvent(tx, e)
	})
	return err
}

// migrateKnown puts what is remembered of announcements under their identity keys, source by source.
func migrateKnown(tx *bolt.Tx) error {
	known := tx.Bucket(knownBucket)
	for key, _ := known.Cursor().First(); key != nil; {
		source, _, found := bytes.Cut(key, []byte{0})
		if !found {
			return fmt.Errorf("the key %q of what is remembered of announcements has no source", key)
		}
		id := string(source)
		if err := migrateKnownOf(tx, id); err != nil {
			return err
		}
		key, _ = known.Cursor().Seek(append([]byte(id), 1))
	}
	return nil
}

func migrateKnownOf(tx *bolt.Tx, source string) error {
	known, all := tx.Bucket(knownBucket), map[string]sources.Known{}
	var old [][]byte
	if err := eachUnder(known, source, func(address string, value []byte) error {
		k, err := decodeKnown(value)
		key, k := rekeyed(address, k)
		k.ID = survivor(tx, k.ID)
		all[key] = bothKnown(all[key], k)
		old = append(old, within(source, address))
		return err
	}); err != nil {
		return err
	}
	for _, key := range old {
		if err := known.Delete(key); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if err := known.Put(within(source, key), encodeKnown(all[key])); err != nil {
			return err
		}
	}
	return nil
}

// rekeyed returns an announcement that was remembered under its address as it is now.
func rekeyed(address string, k sources.Known) (key string, known sources.Known) {
	if k.URL == "" {
		k.URL = address
	}
	return opportunity.PartKey(address, k.Part), k
}

// bothKnown joins what was remembered of one announcement under two addresses: that of the one listed last, the other's
// where a is nothing.
func bothKnown(a, b sources.Known) sources.Known {
	if a.URL == "" {
		return b
	}
	if a.Gone && !b.Gone || a.Gone == b.Gone && (b.Missed < a.Missed || b.Missed == a.Missed && b.Checked.After(a.Checked)) {
		a, b = b, a
	}
	for _, entry := range b.On {
		if a.Missed == b.Missed && !slices.Contains(a.On, entry) {
			a.On = append(slices.Clip(a.On), entry)
		}
	}
	slices.Sort(a.On)
	if a.FirstSeen.IsZero() || !b.FirstSeen.IsZero() && b.FirstSeen.Before(a.FirstSeen) {
		a.FirstSeen = b.FirstSeen
	}
	return a
}
