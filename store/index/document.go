package index

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/layout"
)

// Document is a record as the file holds it.
type Document struct {
	layout.Place
	data   []byte // encoded; only good within the transaction
	Record opportunity.Opportunity
}

// Find returns the document of a record, nil where there is none.
func Find(tx *bolt.Tx, id string) (*Document, error) {
	p := layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(id)))
	if p.At == 0 {
		return nil, nil
	}
	data := tx.Bucket(layout.DocBucket).Get(p.At.Key())
	record, err := layout.DecodeRecord(data)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", id, err)
	}
	return &Document{Place: p, data: data, Record: record}, nil
}

// Put stores a record, as a new document or in the place of old, under the number that makes it the latest change.
func Put(tx *bolt.Tx, old *Document, o opportunity.Opportunity) error {
	return putClosing(tx, old, o, layout.ClosingSecond(o.Over()))
}

// putClosing is put where it is known from which second on the record is over.
func putClosing(tx *bolt.Tx, old *Document, o opportunity.Opportunity, closes uint64) error {
	documents := tx.Bucket(layout.DocBucket)
	documents.FillPercent = 0.9 // keys only grow
	n, err := documents.NextSequence()
	if err != nil {
		return err
	}
	latest := latestOf(tx, layout.Doc(n), o, old)
	if old != nil {
		if err := Remove(tx, old); err != nil {
			return err
		}
	}
	p := layout.Place{At: layout.Doc(n), Closes: closes, Source: o.Source}
	if err := documents.Put(p.At.Key(), layout.EncodeRecord(o)); err != nil {
		return err
	}
	texts := tx.Bucket(layout.TextBucket)
	texts.FillPercent = 0.9
	if err := texts.Put(p.At.Key(), []byte(searchText(o))); err != nil {
		return err
	}
	if err := errors.Join(tx.Bucket(layout.DeadlineBucket).Put(layout.DeadlineKey(p.Closes, p.At), layout.CourseValue(o.Course())), indexNews(tx, p.At, o, latest)); err != nil {
		return err
	}
	return tx.Bucket(layout.IDBucket).Put([]byte(o.ID), p.Value())
}

// Remove takes a document that is being replaced out of everything but ids, which put overwrites. Its postings are
// dropped by the next merge; until then no query finds the document behind them.
func Remove(tx *bolt.Tx, old *Document) error {
	key := old.At.Key()
	if old.At <= Merged(tx) {
		e := &layout.Encoder{}
		e.Texts(TermsOf(old.Record, string(tx.Bucket(layout.TextBucket).Get(key))))
		if err := tx.Bucket(layout.DeadBucket).Put(key, e.Bytes()); err != nil {
			return err
		}
	}
	if err := errors.Join(tx.Bucket(layout.DeadlineBucket).Delete(layout.DeadlineKey(old.Closes, old.At)), forgetNews(tx, old.At, old.Record)); err != nil {
		return err
	}
	if err := tx.Bucket(layout.TextBucket).Delete(key); err != nil {
		return err
	}
	return tx.Bucket(layout.DocBucket).Delete(key)
}

// Replace stores a record that changed without a revision. It keeps its place among the changes where its terms and
// its closing day stayed what they were.
func Replace(tx *bolt.Tx, old *Document, o opportunity.Opportunity) error {
	oldText, text, closes := string(tx.Bucket(layout.TextBucket).Get(old.At.Key())), searchText(o), layout.ClosingSecond(o.Over())
	if oldText != text || old.Closes != closes || !slices.Equal(TermsOf(old.Record, text), TermsOf(o, text)) {
		return putClosing(tx, old, o, closes)
	}
	if err := layout.PutChanged(tx.Bucket(layout.DeadlineBucket), layout.DeadlineKey(old.Closes, old.At), layout.CourseValue(o.Course())); err != nil {
		return err
	}
	return errors.Join(reindexNews(tx, old, o), tx.Bucket(layout.DocBucket).Put(old.At.Key(), layout.EncodeRecord(o)))
}

// Same says whether a record holds what the file does, in whichever version that stands there.
func (d *Document) Same(o opportunity.Opportunity) bool {
	data := d.data
	if data[0] != layout.RecordVersion {
		data = layout.EncodeRecord(d.Record)
	}
	return bytes.Equal(data, layout.EncodeRecord(o))
}

// Touch moves a record's last_seen forward, under the source that found it first.
func Touch(tx *bolt.Tx, id string, at time.Time) error {
	p := layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(id)))
	if p.At == 0 {
		return nil
	}
	seen, key := tx.Bucket(layout.SeenBucket), layout.Within(p.Source, id)
	if !layout.OfSecondValue(seen.Get(key)).Before(at.Truncate(time.Second)) {
		return nil
	}
	return seen.Put(key, layout.SecondValue(at))
}

// WithLastSeen joins what is kept apart.
func WithLastSeen(tx *bolt.Tx, o opportunity.Opportunity) opportunity.Opportunity {
	o.LastSeen = layout.OfSecondValue(tx.Bucket(layout.SeenBucket).Get(layout.Within(o.Source, o.ID)))
	return o
}

// DocumentError says which document an error is of.
func DocumentError(at layout.Doc, err error) error { return fmt.Errorf("document %d: %w", at, err) }
