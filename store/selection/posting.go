package selection

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/store/index"
	"koubo/store/layout"
)

// keptTerms begin the terms whose postings stay in memory: those of fields with few values, which every selection and all
// numbers of further choices are made of. That is a hundred and some postings of at most 8 kB for each block.
const keptTerms = index.KindTerm + index.PrefectureTerm + index.ThemeTerm + index.AnyTerm + index.CallTerm + index.StageTerm + index.WithdrawnTerm + index.BudgetTerm + index.BudgetBitTerm

func isKept(term string) bool { return strings.Contains(keptTerms, term[:1]) }

// postings are those of keptTerms that were asked for since the latest merge.
type postings struct {
	merge uint64 // as the sequence of their bucket counts
	mu    sync.Mutex
	kept  map[string]*posting
}

// posting is the documents that a term is listed under in a block. They must not be changed.
type posting struct {
	documents documents
	bits      func() dense
}

// dense is a bit for each document of a block. Two such sets are compared ten times as fast as a list with another set.
type dense []uint64

// newDense returns an empty set.
func newDense() dense { return make(dense, 1<<16/64) }

func denseOf(documents documents) dense {
	d := newDense()
	documents.WriteDenseTo(d)
	return d
}

// add puts the documents of a posting, as it is written, into the set.
func (d dense) add(value []byte) error {
	if len(value) > 0 && value[0] == index.SparseNumbers {
		for value = value[1:]; len(value) >= 2; value = value[2:] {
			d.set(uint32(binary.BigEndian.Uint16(value)))
		}
		return nil
	}
	bitmap, err := index.BitmapOf(value)
	if err != nil {
		return err
	}
	if bitmap.GetCardinality() < uint64(len(d)) {
		bitmap.Iterate(func(low uint32) bool {
			d.set(low)
			return true
		})
		return nil
	}
	d.or(denseOf(bitmap))
	return nil
}

func (d dense) set(low uint32) { d[low>>6] |= 1 << (low & 63) }

// bit is 1 for a document that is in the set, 0 for another.
func (d dense) bit(low uint32) int { return int(d[low>>6] >> (low & 63) & 1) }

// or puts the documents of another set into this one.
func (d dense) or(more dense) {
	for i, word := range more {
		d[i] |= word
	}
}

// inBoth counts the documents of two sets.
func inBoth(a, b dense) (n int) {
	for i, word := range a {
		n += bits.OnesCount64(word & b[i])
	}
	return n
}

// keptPostings returns the postings that are kept of the file as a transaction sees it.
func (e *Engine) keptPostings(tx *bolt.Tx) *postings {
	merge := tx.Bucket(layout.PostingBucket).Sequence()
	if p := e.postings.Load(); p != nil && p.merge == merge {
		return p
	}
	p := &postings{merge: merge, kept: map[string]*posting{}}
	e.postings.Store(p)
	return p
}

// stored returns the posting of a term.
func (p *plan) stored(b layout.Block, term string) (*posting, error) {
	key := string(layout.PostingKey(b, term))
	if !isKept(term) {
		return p.decode(key)
	}
	p.postings.mu.Lock()
	defer p.postings.mu.Unlock()
	if found := p.postings.kept[key]; found != nil {
		return found, nil
	}
	found, err := p.decode(key)
	if err == nil {
		p.postings.kept[key] = found
	}
	return found, err
}

func (p *plan) decode(key string) (*posting, error) {
	found, err := index.BitmapOf(p.posted.Get([]byte(key)))
	if err != nil {
		return &posting{documents: roaring.New()}, fmt.Errorf("posting %x: %w", key, err)
	}
	return postingOf(found), nil
}

func postingOf(found documents) *posting {
	return &posting{found, sync.OnceValue(func() dense { return denseOf(found) })}
}

// term returns the documents of a block that have a term, with or without a posting. They must not be changed.
func (p *plan) term(b layout.Block, term string) (documents, error) {
	found, err := p.whole(b, term)
	return found.documents, err
}

// whole returns the posting of a term as it will be when the waiting documents have theirs.
func (p *plan) whole(b layout.Block, term string) (*posting, error) {
	found, err := p.stored(b, term)
	waiting := p.waiting.under(b, term)
	if err != nil || len(waiting) == 0 {
		return found, err
	}
	join := func() *posting { return found.joinedWith(waiting) }
	if !isKept(term) {
		return join(), nil
	}
	return p.waiting.joinedOnce(string(layout.PostingKey(b, term)), join), nil
}

// fewCompared is how many are compared with a set one by one.
const fewCompared = 256

// count returns how many documents of a block's set have a term.
func (p *plan) count(b layout.Block, term string, among *posting) (n int, err error) {
	found, err := p.stored(b, term)
	if err != nil {
		return 0, err
	}
	if among.isShort() || found.isShort() {
		n = int(among.documents.AndCardinality(found.documents))
	} else {
		n = inBoth(among.bits(), found.bits())
	}
	return n + among.countNumbers(p.waiting.under(b, term)), nil
}

func (p *posting) isShort() bool { return p.documents.GetCardinality() <= fewCompared }

// countNumbers counts those of the documents that are in the posting.
func (p *posting) countNumbers(some numbers) (n int) {
	if len(some) == 0 || p.documents.IsEmpty() {
		return 0
	}
	if !p.isShort() {
		return p.bits().countNumbers(some)
	}
	own := p.documents.Iterator()
	for own.AdvanceIfNeeded(uint32(some[0])); own.HasNext(); {
		if _, found := slices.BinarySearch(some, uint16(own.Next())); found {
			n++
		}
	}
	return n
}
