package store

import (
	"bytes"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
)

// plan is what postings can tell of a selection beforehand. Every candidate is still asked in full.
type plan struct {
	tx    *bolt.Tx
	query opportunity.Query // without the text
	words []string          // of the text, folded
	all   [][]string        // a candidate has a term of each of these lists
	live  *roaring.Bitmap   // documents that may still be open; nil where closed ones are wanted
	now   time.Time
}

// selectRecords calls take with every record of a selection, newest change first, until take returns false.
func selectRecords(tx *bolt.Tx, q opportunity.Query, now time.Time, take func(hit) bool) error {
	p := newPlan(tx, q, now)
	newest, done := latest(tx), merged(tx)
	for b := int(newest.block()); b >= 0; b-- {
		candidates, err := p.candidates(block(b), newest, done)
		if err != nil {
			return err
		}
		for low := candidates.ReverseIterator(); low.HasNext(); {
			more, err := p.ask(block(b).at(low.Next()), take)
			if err != nil || !more {
				return err
			}
		}
	}
	return nil
}

func newPlan(tx *bolt.Tx, q opportunity.Query, now time.Time) *plan {
	p := &plan{tx: tx, query: q, words: words(q.Text), now: now}
	p.query.Text = ""
	for _, one := range []struct{ field, value string }{
		{issuerTerm, q.Issuer}, {prefectureTerm, q.Prefecture}, {sourceTerm, q.Source}, {themeTerm, q.Theme},
	} {
		if one.value != "" {
			p.all = append(p.all, []string{one.field + one.value})
		}
	}
	if len(q.Kinds) > 0 {
		var kinds []string
		for _, kind := range q.Kinds {
			kinds = append(kinds, kindTerm+string(kind))
		}
		p.all = append(p.all, kinds)
	}
	for _, word := range p.words {
		for pair := range pairs(word) {
			p.all = append(p.all, []string{pairTerm + pair})
		}
	}
	if !wantsClosed(q) {
		p.live = liveDocuments(tx, now)
	}
	return p
}

// wantsClosed asks the selection itself whether a closed record can belong to it, at any stage that it names.
func wantsClosed(q opportunity.Query) bool {
	probe := opportunity.Query{Stages: q.Stages, Statuses: q.Statuses, AllStatuses: q.AllStatuses, AllKinds: true, AllStages: true}
	for _, stage := range append([]opportunity.Stage{opportunity.OpenCall}, q.Stages...) {
		if probe.Match(opportunity.Opportunity{Status: opportunity.Closed, Stage: stage, IsOpportunity: true}) {
			return true
		}
	}
	return false
}

// liveDocuments reads the index of deadlines from now on.
func liveDocuments(tx *bolt.Tx, now time.Time) *roaring.Bitmap {
	live := roaring.New()
	c := tx.Bucket(deadlineBucket).Cursor()
	for key, _ := c.Seek(deadlineKey(closingSecond(now), 0)); key != nil; key, _ = c.Next() {
		live.Add(uint32(ofDeadlineKey(key)))
	}
	return live
}

// candidates returns the low bits of a block's documents that may belong to the selection: those that all postings
// agree on, and those that have no postings yet.
func (p *plan) candidates(b block, newest, done doc) (*roaring.Bitmap, error) {
	found := roaring.New()
	if first, last := max(b.at(0), 1), min(b.at(0xffff), done); first <= last {
		found.AddRange(uint64(first.low()), uint64(last.low())+1)
	}
	for _, terms := range p.all {
		if found.IsEmpty() {
			break
		}
		either, err := p.union(b, terms)
		if err != nil {
			return nil, err
		}
		found.And(either)
	}
	for _, word := range p.words {
		if _, size := utf8.DecodeRuneInString(word); size == len(word) && !found.IsEmpty() {
			either, err := p.beginning(b, pairTerm+word)
			if err != nil {
				return nil, err
			}
			found.And(either)
		}
	}
	if first, last := max(b.at(0), done+1), min(b.at(0xffff), newest); first <= last {
		found.AddRange(uint64(first.low()), uint64(last.low())+1)
	}
	if p.live != nil {
		found.And(p.liveIn(b))
	}
	return found, nil
}

// union returns the documents of a block that have any of the terms.
func (p *plan) union(b block, terms []string) (*roaring.Bitmap, error) {
	either := roaring.New()
	for _, term := range terms {
		key := postingKey(b, term)
		one, err := bitmapOf(p.tx.Bucket(postingBucket).Get(key))
		if err != nil {
			return nil, fmt.Errorf("posting %x: %w", key, err)
		}
		either.Or(one)
	}
	return either, nil
}

// beginning returns the documents of a block that have a term beginning so: how a single character is found.
func (p *plan) beginning(b block, start string) (*roaring.Bitmap, error) {
	either, prefix := roaring.New(), postingKey(b, start)
	c := p.tx.Bucket(postingBucket).Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		one, err := bitmapOf(value)
		if err != nil {
			return nil, fmt.Errorf("posting %x: %w", key, err)
		}
		either.Or(one)
	}
	return either, nil
}

// liveIn returns the low bits of the live documents of a block.
func (p *plan) liveIn(b block) *roaring.Bitmap {
	reach := roaring.New()
	reach.AddRange(uint64(b.at(0)), uint64(b.at(0xffff))+1)
	reach.And(p.live)
	return roaring.AddOffset64(reach, -int64(b.at(0)))
}

// ask reads one candidate in full, and hands it on where it belongs to the selection.
func (p *plan) ask(at doc, take func(hit) bool) (bool, error) {
	key := at.key()
	data := p.tx.Bucket(docBucket).Get(key)
	if data == nil || len(p.words) > 0 && !holdsAll(string(p.tx.Bucket(textBucket).Get(key)), p.words) {
		return true, nil // replaced since, or the pairs stand in another order
	}
	o, err := decodeRecord(data)
	if err != nil {
		return false, fmt.Errorf("document %d: %w", at, err)
	}
	if o = o.At(p.now); !p.query.Match(o) {
		return true, nil
	}
	return take(hit{rank: rank(o, p.query.Sort, p.now), at: at, item: o}), nil
}
