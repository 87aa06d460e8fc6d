package index

import (
	"fmt"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/layout"
)

// MergeAfter is how many of the newest documents wait for their postings. A record has some 200 terms; merging a
// thousand records at once touches each common term once, and a visit's own transaction stays small. A query reads
// the waiting ones one by one, which is quicker than their postings would be.
const MergeAfter = 1024

// edit is what a merge does to one posting: the low 16 bits of documents.
type edit struct{ add, drop []uint32 }

// Edits are those of one merge, by posting key.
type Edits map[string]*edit

func (all Edits) at(d layout.Doc, field, value string) *edit {
	var buf [64]byte
	key := append(layout.AppendPostingKey(buf[:0], d.Block(), field), value...)
	e := all[string(key)]
	if e == nil {
		e = &edit{}
		all[string(key)] = e
	}
	return e
}

// Add notes a document under a term, once: all terms of a document come before those of the next.
func (all Edits) Add(d layout.Doc, field, value string) {
	e := all.at(d, field, value)
	if n := len(e.add); n == 0 || e.add[n-1] != d.Low() {
		e.add = append(e.add, d.Low())
	}
}

// Drop takes a document out of a term.
func (all Edits) Drop(d layout.Doc, field, value string) {
	e := all.at(d, field, value)
	e.drop = append(e.drop, d.Low())
}

// Merged returns the document up to which all have their postings.
func Merged(tx *bolt.Tx) layout.Doc {
	return layout.DocOf(tx.Bucket(layout.MetaBucket).Get(layout.MergedKey))
}

// Latest returns the newest document.
func Latest(tx *bolt.Tx) layout.Doc { return layout.Doc(tx.Bucket(layout.DocBucket).Sequence()) }

// Merge writes the postings of the waiting documents where there are so many at least, and takes dead documents out of theirs. rest is
// called now and then.
func Merge(tx *bolt.Tx, least int, rest func()) error {
	if Latest(tx)-Merged(tx) < layout.Doc(least) {
		return nil
	}
	all := Edits{}
	if err := EachDocumentFrom(tx, Merged(tx)+1, func(d layout.Doc, o opportunity.Opportunity, text string) {
		eachTerm(o, text, func(field, value string) { all.Add(d, field, value) })
	}); err != nil {
		return err
	}
	if err := EachDead(tx, func(d layout.Doc, terms []string) {
		for _, term := range terms {
			all.Drop(d, "", term)
		}
	}); err != nil {
		return err
	}
	if _, err := tx.Bucket(layout.PostingBucket).NextSequence(); err != nil { // what is kept in memory of the postings is of the past
		return err
	}
	if err := ApplyEdits(tx.Bucket(layout.PostingBucket), all, rest); err != nil {
		return err
	}
	if err := tx.DeleteBucket(layout.DeadBucket); err != nil {
		return err
	}
	if _, err := tx.CreateBucket(layout.DeadBucket); err != nil {
		return err
	}
	return tx.Bucket(layout.MetaBucket).Put(layout.MergedKey, Latest(tx).Key())
}

// EachDocumentFrom visits the documents from first on.
func EachDocumentFrom(tx *bolt.Tx, first layout.Doc, visit func(d layout.Doc, o opportunity.Opportunity, text string)) error {
	c, texts := tx.Bucket(layout.DocBucket).Cursor(), tx.Bucket(layout.TextBucket)
	for key, value := c.Seek(first.Key()); key != nil; key, value = c.Next() {
		o, err := layout.DecodeRecord(value)
		if err != nil {
			return DocumentError(layout.DocOf(key), err)
		}
		visit(layout.DocOf(key), o, string(texts.Get(key)))
	}
	return nil
}

// EachDead visits the documents that were replaced since the latest merge and still stand in postings.
func EachDead(tx *bolt.Tx, visit func(d layout.Doc, terms []string)) error {
	return tx.Bucket(layout.DeadBucket).ForEach(func(key, value []byte) error {
		d := layout.NewDecoder(value)
		visit(layout.DocOf(key), d.Texts())
		return d.Finish()
	})
}

// restEdits is after how many postings a merge rests: it goes through most of the file.
const restEdits = 32

// ApplyEdits changes postings. rest is called now and then.
func ApplyEdits(postings *bolt.Bucket, all Edits, rest func()) error {
	for i, key := range slices.Sorted(maps.Keys(all)) {
		if i%restEdits == 0 {
			rest()
		}
		if err := applyEdit(postings, []byte(key), all[key]); err != nil {
			return err
		}
	}
	return nil
}

func applyEdit(postings *bolt.Bucket, key []byte, e *edit) error {
	bitmap, err := BitmapOf(postings.Get(key))
	if err != nil {
		return fmt.Errorf("posting %x: %w", key, err)
	}
	bitmap.Or(roaring.BitmapOf(e.add...)) // AddMany is slow on runs
	for _, low := range e.drop {
		bitmap.Remove(low)
	}
	if bitmap.IsEmpty() {
		return postings.Delete(key)
	}
	value, err := postingValue(bitmap)
	if err != nil {
		return err
	}
	return postings.Put(key, value)
}
