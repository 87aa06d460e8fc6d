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
	"koubo/store/index"
	"koubo/store/layout"
)

// migrate brings a file of the first version to the second, in one transaction: what is remembered of
// announcements goes under identity keys, each record's own key leads to it, and records that have one key are merged, as a
// site left them that moved to https or www. Records stay encoded as they are until they change.
func migrate(tx *bolt.Tx) error {
	if err := layout.MakeBuckets(tx, slices.Concat(layout.LaterBuckets, layout.NewsBuckets)); err != nil {
		return err
	}
	return errors.Join(migrateRecords(tx), migrateKnown(tx), tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(layout.SecondFormat)))
}

// migrateIndexes brings a file of the second to the eighth version to the present one: the indexes of deadlines and of news are made
// anew, and the postings of MarkTerms are completed. Of what was told in one second, the record that changed last comes first.
func migrateIndexes(tx *bolt.Tx) error {
	anew := slices.Concat(layout.NewsBuckets, [][]byte{layout.DeadlineBucket})
	for _, name := range anew {
		if tx.Bucket(name) == nil {
			continue
		}
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	if err := layout.MakeBuckets(tx, anew); err != nil {
		return err
	}
	all, done, later := index.Edits{}, index.Merged(tx), laterPuts{}
	if err := tx.Bucket(layout.IDBucket).ForEach(func(id, _ []byte) error {
		d, err := index.Find(tx, string(id))
		if err != nil {
			return err
		}
		d.Closes = layout.ClosingSecond(d.Record.Over())
		later.add(layout.IDBucket, bytes.Clone(id), d.Place.Value())
		if d.At <= done {
			dropMidnights(all, d.At, d.Record)
			index.EachMark(d.Record, func(field, value string) { all.Add(d.At, field, value) })
		}
		later.add(layout.DeadlineBucket, layout.DeadlineKey(d.Closes, d.At), layout.CourseValue(d.Record.Course()))
		told, end, value := index.NewsKeys(d.At, d.Record)
		later.add(layout.LatestBucket, d.At.Key(), layout.Latest{Second: layout.SecondOf(d.Record.News().At), Told: d.At}.Value())
		for _, key := range told {
			later.add(layout.NewsBucket, key, []byte{})
		}
		if end != nil {
			later.add(layout.EndedBucket, end, value)
		}
		return nil
	}); err != nil {
		return err
	}
	return errors.Join(later.put(tx), index.ApplyEdits(tx.Bucket(layout.PostingBucket), all, func() {}), tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(layout.FormatVersion)))
}

// dropMidnights takes a record out of the days after the midnights at which something of it ends: files before the present version list
// it there.
func dropMidnights(all index.Edits, at layout.Doc, o opportunity.Opportunity) {
	entries, steps := o.EntryDays(), o.StepDays()
	for _, d := range slices.Concat(o.Deadlines, o.KnownDeadlines()) {
		if day, _ := d.LastDay(); day == d.End {
			continue
		}
		if !slices.Contains(entries, string(d.End)) {
			all.Drop(at, index.EntryTerm, string(d.End))
		}
		if !slices.Contains(steps, d.End) {
			all.Drop(at, index.StepTerm, string(d.End))
		}
	}
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
	if err := tx.Bucket(layout.IDBucket).ForEach(func(id, _ []byte) error {
		d, err := index.Find(tx, string(id))
		if err != nil {
			return err
		}
		all = append(all, opportunity.Opportunity{ID: string(id), URL: d.Record.URL, FirstSeen: d.Record.FirstSeen})
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
	d, err := index.Find(tx, one.id)
	if err != nil {
		return err
	}
	r := &resolver{tx: tx, ids: map[string]string{}}
	if same, err := r.sameAt(other, d.Record); err != nil || !same {
		return err
	}
	_, _, err = unite(tx, []string{other, one.id}, func(e Event) error {
		e.At, e.Source = d.Record.FirstSeen, d.Record.Source
		return appendEvent(tx, e)
	})
	return err
}

// migrateKnown puts what is remembered of announcements under their identity keys, source by source.
func migrateKnown(tx *bolt.Tx) error {
	known := tx.Bucket(layout.KnownBucket)
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
	known, all := tx.Bucket(layout.KnownBucket), map[string]sources.Known{}
	var old [][]byte
	if err := layout.EachUnder(known, source, func(address string, value []byte) error {
		k, err := layout.DecodeKnown(value)
		key, k := rekeyed(address, k)
		k.ID = survivor(tx, k.ID)
		all[key] = bothKnown(all[key], k)
		old = append(old, layout.Within(source, address))
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
		if err := known.Put(layout.Within(source, key), layout.EncodeKnown(all[key])); err != nil {
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
