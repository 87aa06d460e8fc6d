package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/datafile"
	"koubo/store/index"
	"koubo/store/layout"
	"koubo/store/outbox"
)

// Check reads the whole file and reports what contradicts itself: pages, index entries without a record,
// records that are missing in an index. At most 20 contradictions are named.
func (s *Store) Check() error {
	var found []error
	note := func(err error) {
		if err != nil && len(found) < 20 {
			found = append(found, err)
		}
	}
	note(s.file.View(func(tx *bolt.Tx) error {
		if err := s.file.CheckPages(tx); err != nil {
			return err
		}
		return s.readThrough(tx, note)
	}))
	if len(found) == 0 {
		return nil
	}
	return &datafile.Fault{Is: datafile.ErrDamaged, Path: s.file.Path, Mend: "put back a copy of it", Cause: errors.Join(found...)}
}

// readThrough reads every entry, and follows the indexes.
func (s *Store) readThrough(tx *bolt.Tx, note func(error)) error {
	buckets := layout.FirstBuckets
	if !s.first {
		buckets = slices.Concat(buckets, layout.LaterBuckets)
	}
	if !s.IsOlder() {
		buckets = slices.Concat(buckets, layout.NewsBuckets)
	}
	for _, name := range buckets {
		bucket := tx.Bucket(name)
		if bucket == nil {
			return fmt.Errorf("%s is missing", name)
		}
		if err := bucket.ForEach(func(_, _ []byte) error { return nil }); err != nil {
			return err
		}
	}
	note(s.checkRecords(tx, note))
	if !s.first {
		note(checkAliases(tx))
	}
	if !s.IsOlder() {
		note(checkNews(tx, note))
	}
	note(checkSizes(tx))
	note(outbox.CheckOutbox(tx))
	return s.checkPostings(tx, note)
}

// checkRecords follows every id to its document, and the document to its text and its deadline.
func (s *Store) checkRecords(tx *bolt.Tx, note func(error)) error {
	texts, deadlines := tx.Bucket(layout.TextBucket), tx.Bucket(layout.DeadlineBucket)
	return tx.Bucket(layout.IDBucket).ForEach(func(key, _ []byte) error {
		d, err := index.Find(tx, string(key))
		if err != nil {
			return err
		}
		if d == nil || d.Record.ID != string(key) || d.Record.Source != d.Source {
			note(fmt.Errorf("record %s: its document belongs to another", key))
			return nil
		}
		if text := texts.Get(d.At.Key()); text == nil {
			note(fmt.Errorf("record %s: its text is missing", key))
		}
		if over := layout.ClosingSecond(d.Record.Over()); d.Closes != over && !s.IsOlder() {
			note(fmt.Errorf("record %s: it is over from second %d on, not %d", key, over, d.Closes))
		}
		switch course := deadlines.Get(layout.DeadlineKey(d.Closes, d.At)); {
		case course == nil:
			note(fmt.Errorf("record %s: it is missing in the index of deadlines", key))
		case !s.IsOlder() && !bytes.Equal(course, layout.CourseValue(d.Record.Course())):
			note(fmt.Errorf("record %s: its statuses in the index of deadlines are others", key))
		}
		return nil
	})
}

// checkAliases follows every key that a record has beside its first, and every id that was merged into another.
func checkAliases(tx *bolt.Tx) error {
	further := tx.Bucket(layout.FurtherBucket).ForEach(func(id, _ []byte) error {
		for _, key := range aliasesOf(tx, string(id)) {
			if tx.Bucket(layout.AliasBucket).Get([]byte(key)) == nil {
				return fmt.Errorf("record %s: the key %q does not lead to it", id, key)
			}
		}
		return nil
	})
	moved := tx.Bucket(layout.MovedBucket).ForEach(func(id, _ []byte) error {
		if tx.Bucket(layout.IDBucket).Get(id) != nil || stored(tx, string(id)) == "" {
			return fmt.Errorf("record %s was merged into one that is not there, or is there itself", id)
		}
		return nil
	})
	return errors.Join(further, moved, tx.Bucket(layout.AliasBucket).ForEach(func(key, id []byte) error {
		if stored(tx, string(id)) == "" {
			return fmt.Errorf("the key %q leads to record %s, which is not there", key, id)
		}
		return nil
	}))
}

// checkNews follows every record to what the indexes of news, of what ended, and of the order of news have of it.
func checkNews(tx *bolt.Tx, note func(error)) error {
	news, off, order := tx.Bucket(layout.NewsBucket), tx.Bucket(layout.EndedBucket), tx.Bucket(layout.LatestBucket)
	told, ended, places := 0, 0, roaring.New()
	if err := tx.Bucket(layout.IDBucket).ForEach(func(id, _ []byte) error {
		d, err := index.Find(tx, string(id))
		if err != nil || d == nil {
			return err
		}
		keys, end, value := index.NewsKeys(d.At, d.Record)
		if told += len(keys); slices.ContainsFunc(keys, func(key []byte) bool { return news.Get(key) == nil }) {
			note(fmt.Errorf("record %s: something is missing in the index of news", id))
		}
		if latest, ok := layout.LatestOf(order.Get(d.At.Key())); !ok || latest.Second != layout.SecondOf(d.Record.News().At) || latest.Told == 0 || latest.Told > d.At || !places.CheckedAdd(uint32(latest.Told)) {
			note(fmt.Errorf("record %s: its place in the order of news is another", id))
		}
		if end == nil {
			return nil
		}
		if ended++; !bytes.Equal(off.Get(end), value) {
			note(fmt.Errorf("record %s: it is missing in the index of what ended", id))
		}
		return nil
	}); err != nil {
		return err
	}
	if n, m := order.Stats().KeyN, tx.Bucket(layout.IDBucket).Stats().KeyN; n != m {
		return fmt.Errorf("%d places in the order of news belong to %d records", n, m)
	}
	if n, m := news.Stats().KeyN, off.Stats().KeyN; n != told || m != ended {
		return fmt.Errorf("%d news and %d that ended stand in the indexes, of %d and %d", n, m, told, ended)
	}
	return nil
}

// checkSizes finds entries beyond those that checkRecords has followed.
func checkSizes(tx *bolt.Tx) error {
	want := tx.Bucket(layout.IDBucket).Stats().KeyN
	for _, name := range [][]byte{layout.DocBucket, layout.TextBucket, layout.DeadlineBucket} {
		if n := tx.Bucket(name).Stats().KeyN; n != want {
			return fmt.Errorf("%d entries in %s belong to %d records", n, name, want)
		}
	}
	return nil
}

// checkPostings takes every term of every merged document, dead ones too, out of the postings: nothing may be left.
func (s *Store) checkPostings(tx *bolt.Tx, note func(error)) error {
	left, err := allPostings(tx)
	if err != nil {
		return err
	}
	take := func(at layout.Doc, terms []string) {
		if at > index.Merged(tx) {
			return
		}
		for _, term := range terms {
			here := listing{at, term}
			if s.IsOlder() && strings.Contains(index.MarkTerms, term[:1]) {
				delete(left, here)
				continue
			}
			if !left[here] {
				note(fmt.Errorf("document %d is missing in the posting of %q", at, term))
			}
			delete(left, here)
		}
	}
	if err := index.EachDocumentFrom(tx, 1, func(at layout.Doc, o opportunity.Opportunity, text string) { take(at, index.TermsOf(o, text)) }); err != nil {
		return err
	}
	if err := index.EachDead(tx, take); err != nil {
		return err
	}
	for extra := range left {
		if s.IsOlder() && strings.Contains(index.MarkTerms, extra.term[:1]) {
			continue
		}
		note(fmt.Errorf("the posting of %q has document %d, which does not hold it", extra.term, extra.at))
	}
	return nil
}

// listing is one document in the posting of one term.
type listing struct {
	at   layout.Doc
	term string
}

func allPostings(tx *bolt.Tx) (map[listing]bool, error) {
	all := map[listing]bool{}
	err := tx.Bucket(layout.PostingBucket).ForEach(func(key, value []byte) error {
		b, term := layout.OfPostingKey(key)
		bitmap, err := index.BitmapOf(value)
		for low := bitmap.Iterator(); low.HasNext(); {
			all[listing{b.At(low.Next()), term}] = true
		}
		return err
	})
	return all, err
}
