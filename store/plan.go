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

// plan is what postings and the index of deadlines tell of a selection. Where they do not tell all, every candidate is
// asked in full.
type plan struct {
	tx           *bolt.Tx
	query        opportunity.Query // without the text
	words        []string          // of the text, folded
	all          [][]string        // a candidate has a term of each of these lists
	none         []string          // and none of these
	calls        bool              // it invites, or did so before it was called off
	live         *roaring.Bitmap   // documents that are not over, or were called off of late; nil where those that are over are wanted, too
	off, offCall *roaring.Bitmap   // documents that were called off of late, and those that invited; nil where they do not count
	dead         *roaring.Bitmap   // documents that were replaced and still stand in postings
	settled      bool              // all and none and live decide on the documents that have postings, but for the words
	newest, done doc               // the latest document, and the latest with postings
	now          time.Time
}

// newestOf returns the newest document that is there. The number of the latest stands in the file once, and a wrong one would
// have every number below it asked for.
func newestOf(tx *bolt.Tx) doc {
	key, _ := tx.Bucket(docBucket).Cursor().Last()
	return min(docOf(key), latest(tx))
}

// isSettled reports whether postings and the index of deadlines decide what belongs to a selection, its words aside.
func isSettled(q opportunity.Query) bool {
	return len(q.Stages) == 0 && len(q.Statuses) == 0 && q.Since.IsZero() && q.ClosingAfter == "" && q.ClosingBefore == ""
}

func (s *Store) newPlan(tx *bolt.Tx, q opportunity.Query, now time.Time) (*plan, error) {
	p := &plan{tx: tx, query: q, words: words(q.Text), now: now, newest: newestOf(tx), settled: !s.loose && isSettled(q)}
	p.query.Text = ""
	unknown := s.untold && !q.CalledOffSince.IsZero() // then every record must be asked
	p.settled = p.settled && !unknown
	p.done = min(merged(tx), p.newest)
	if p.settled {
		p.all = append(p.all, []string{anyTerm})
		p.calls = !q.AllStages
		if len(q.Kinds) == 0 && !q.AllKinds {
			p.none = termsAmong(kindTerm, opportunity.Routine())
		}
		p.dead = roaring.New()
		if err := tx.Bucket(deadBucket).ForEach(func(key, _ []byte) error {
			p.dead.Add(uint32(docOf(key)))
			return nil
		}); err != nil {
			return nil, err
		}
	}
	for _, either := range [][]string{
		termsAmong(issuerTerm, q.Issuers), termsAmong(prefectureTerm, q.Prefectures), termsAmong(themeTerm, q.Themes), termsAmong(kindTerm, q.Kinds),
	} {
		if len(either) > 0 {
			p.all = append(p.all, either)
		}
	}
	if q.Source != "" {
		p.all = append(p.all, []string{sourceTerm + q.Source})
	}
	for _, word := range p.words {
		for pair := range pairs(word) {
			p.all = append(p.all, []string{pairTerm + pair})
		}
	}
	if unknown {
		return p, nil
	}
	return p, s.readEnds(p)
}

// readEnds notes the documents that are not over, and those that were called off of late, as far as the selection goes by it.
func (s *Store) readEnds(p *plan) (err error) {
	if !p.query.CalledOffSince.IsZero() {
		if p.off, p.offCall, err = calledOff(p.tx, p.query.CalledOffSince); err != nil {
			return err
		}
	}
	if wantsClosed(p.query) {
		return nil
	}
	if p.live, err = s.liveDocuments(p.tx, p.now); err == nil && p.off != nil {
		p.live = roaring.Or(p.live, p.off)
	}
	return err
}

// termsAmong returns the terms of a field's values.
func termsAmong[T ~string](field string, values []T) (terms []string) {
	for _, value := range values {
		terms = append(terms, field+string(value))
	}
	return terms
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

// candidates returns the low bits of a block's documents that may belong to the selection: those that all postings
// agree on, and those that have no postings yet.
func (p *plan) candidates(b block) (*roaring.Bitmap, error) {
	found, err := p.posted(b)
	if err != nil {
		return nil, err
	}
	if first, last := max(b.at(0), p.done+1), min(b.at(0xffff), p.newest); first <= last {
		found.AddRange(uint64(first.low()), uint64(last.low())+1)
	}
	if p.live != nil {
		found.And(within16(p.live, b))
	}
	return found, nil
}

// posted returns those that have postings.
func (p *plan) posted(b block) (*roaring.Bitmap, error) {
	found := roaring.New()
	if first, last := max(b.at(0), 1), min(b.at(0xffff), p.done); first <= last {
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
	if p.calls && !found.IsEmpty() {
		inviting, err := p.union(b, []string{callTerm})
		if err != nil {
			return nil, err
		}
		if p.offCall != nil {
			inviting.Or(within16(p.offCall, b))
		}
		found.And(inviting)
	}
	if len(p.none) > 0 && !found.IsEmpty() {
		either, err := p.union(b, p.none)
		if err != nil {
			return nil, err
		}
		found.AndNot(either)
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
	if p.dead != nil {
		found.AndNot(within16(p.dead, b))
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

// within16 returns the low bits of those of the documents that are in a block.
func within16(documents *roaring.Bitmap, b block) *roaring.Bitmap {
	reach := roaring.New()
	reach.AddRange(uint64(b.at(0)), uint64(b.at(0xffff))+1)
	reach.And(documents)
	return roaring.AddOffset64(reach, -int64(b.at(0)))
}

// ask hands a candidate on where it belongs to the selection. Its record is read only where that is needed to tell.
func (p *plan) ask(at doc, take func(hit) bool) (bool, error) {
	if len(p.words) > 0 && !holdsAll(string(p.tx.Bucket(textBucket).Get(at.key())), p.words) {
		return true, nil // the pairs stand in another order
	}
	if p.settled && at <= p.done && p.query.Sort != opportunity.ByPublished {
		return take(hit{at: at}), nil
	}
	o, found, err := p.read(at)
	if err != nil || !found || !p.query.Match(o) {
		return err == nil, err
	}
	h := hit{at: at, item: &o}
	if !p.settled || p.query.Sort == opportunity.ByPublished { // else it comes in order
		h.rank = rank(o, p.query.Sort, p.now)
	}
	return take(h), nil
}

// read reads a document as it stands now; false where it was replaced since.
func (p *plan) read(at doc) (o opportunity.Opportunity, found bool, err error) {
	data := p.tx.Bucket(docBucket).Get(at.key())
	if data == nil {
		return o, false, nil
	}
	if o, err = decodeRecord(data); err != nil {
		return o, false, fmt.Errorf("document %d: %w", at, err)
	}
	return o.At(p.now), true, nil
}
