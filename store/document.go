package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
)

// document is a record as the file holds it.
type document struct {
	place
	data   []byte // encoded; only good within the transaction
	record opportunity.Opportunity
}

// find returns the document of a record, nil where there is none.
func find(tx *bolt.Tx, id string) (*document, error) {
	p := placeOf(tx.Bucket(idBucket).Get([]byte(id)))
	if p.at == 0 {
		return nil, nil
	}
	data := tx.Bucket(docBucket).Get(p.at.key())
	record, err := decodeRecord(data)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", id, err)
	}
	return &document{place: p, data: data, record: record}, nil
}

// put stores a record, as a new document or in the place of old, under the number that makes it the latest change.
func put(tx *bolt.Tx, old *document, o opportunity.Opportunity) error {
	return putClosing(tx, old, o, closingSecond(o.Over()))
}

// putClosing is put where it is known from which second on the record is over.
func putClosing(tx *bolt.Tx, old *document, o opportunity.Opportunity, closes uint64) error {
	if old != nil {
		if err := remove(tx, old); err != nil {
			return err
		}
	}
	documents := tx.Bucket(docBucket)
	documents.FillPercent = 0.9 // keys only grow
	n, err := documents.NextSequence()
	if err != nil {
		return err
	}
	p := place{at: doc(n), closes: closes, source: o.Source}
	if err := documents.Put(p.at.key(), encodeRecord(o)); err != nil {
		return err
	}
	texts := tx.Bucket(textBucket)
	texts.FillPercent = 0.9
	if err := texts.Put(p.at.key(), []byte(searchText(o))); err != nil {
		return err
	}
	if err := errors.Join(tx.Bucket(deadlineBucket).Put(deadlineKey(p.closes, p.at), courseValue(o.Course())), indexNews(tx, p.at, o)); err != nil {
		return err
	}
	return tx.Bucket(idBucket).Put([]byte(o.ID), p.value())
}

// remove takes a document that is being replaced out of everything but ids, which put overwrites. Its postings are
// dropped by the next merge; until then no query finds the document behind them.
func remove(tx *bolt.Tx, old *document) error {
	key := old.at.key()
	if old.at <= merged(tx) {
		e := &encoder{}
		e.texts(termsOf(old.record, string(tx.Bucket(textBucket).Get(key))))
		if err := tx.Bucket(deadBucket).Put(key, e.b); err != nil {
			return err
		}
	}
	if err := errors.Join(tx.Bucket(deadlineBucket).Delete(deadlineKey(old.closes, old.at)), forgetNews(tx, old.at, old.record)); err != nil {
		return err
	}
	if err := tx.Bucket(textBucket).Delete(key); err != nil {
		return err
	}
	return tx.Bucket(docBucket).Delete(key)
}

// replace stores a record that changed without a revision. It keeps its place among the changes where its terms and
// its closing day stayed what they were.
func replace(tx *bolt.Tx, old *document, o opportunity.Opportunity) error {
	oldText, text, closes := string(tx.Bucket(textBucket).Get(old.at.key())), searchText(o), closingSecond(o.Over())
	if oldText != text || old.closes != closes || !slices.Equal(termsOf(old.record, text), termsOf(o, text)) {
		return putClosing(tx, old, o, closes)
	}
	if err := putChanged(tx.Bucket(deadlineBucket), deadlineKey(old.closes, old.at), courseValue(o.Course())); err != nil {
		return err
	}
	return errors.Join(reindexNews(tx, old.at, old.record, o), tx.Bucket(docBucket).Put(old.at.key(), encodeRecord(o)))
}

// same says whether a record holds what the file does, in whichever version that stands there.
func (d *document) same(o opportunity.Opportunity) bool {
	data := d.data
	if data[0] != recordVersion {
		data = encodeRecord(d.record)
	}
	return bytes.Equal(data, encodeRecord(o))
}

// touch moves a record's last_seen forward, under the source that found it first.
func touch(tx *bolt.Tx, id string, at time.Time) error {
	p := placeOf(tx.Bucket(idBucket).Get([]byte(id)))
	if p.at == 0 {
		return nil
	}
	seen, key := tx.Bucket(seenBucket), within(p.source, id)
	if !ofSecondValue(seen.Get(key)).Before(at.Truncate(time.Second)) {
		return nil
	}
	return seen.Put(key, secondValue(at))
}

// withLastSeen joins what is kept apart.
func withLastSeen(tx *bolt.Tx, o opportunity.Opportunity) opportunity.Opportunity {
	o.LastSeen = ofSecondValue(tx.Bucket(seenBucket).Get(within(o.Source, o.ID)))
	return o
}

func documentError(at doc, err error) error { return fmt.Errorf("document %d: %w", at, err) }
