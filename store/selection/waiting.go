package selection

import (
	"maps"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"koubo/store/index"
	"koubo/store/layout"
)

// waiting is what the documents that have no postings yet would be listed under, their text aside, at one generation of the
// file. It does not change, so that any number of questions reads it; what the next generation has in common with it, the next
// shares: a visit adds ten documents to a thousand.
type waiting struct {
	generation   uint64
	done, newest layout.Doc
	documents    []waitingDocument // in their order
	fields       map[fieldOfBlock]map[string]numbers

	mu     sync.Mutex
	joined map[string]*posting                      // of keptTerms: those in the file with the waiting documents, by their keys
	usual  map[layout.Block]map[condition]documents // those of conditions that are the same for every question, as they are asked for
}

// waitingDocument is a document with its terms, which never change.
type waitingDocument struct {
	at    layout.Doc
	terms []string
}

type fieldOfBlock struct {
	block layout.Block
	field string
}

// numbers are low bits of documents, ascending.
type numbers []uint16

func newWaiting(done layout.Doc) *waiting {
	return &waiting{done: done, fields: map[fieldOfBlock]map[string]numbers{}, joined: map[string]*posting{}, usual: map[layout.Block]map[condition]documents{}}
}

// waitingTerms returns the terms of the waiting documents. Only those are read that were not there the last time.
func (e *Engine) waitingTerms(tx *bolt.Tx, done, newest layout.Doc) (*waiting, error) {
	generation := tx.Bucket(layout.EventBucket).Sequence()
	holds := func(w *waiting) bool {
		return w != nil && w.generation == generation && w.done == done && w.newest == newest
	}
	return caughtUp(e, &e.waiting, holds, func(last *waiting) (*waiting, error) {
		if last == nil || last.done != done {
			last = newWaiting(done)
		}
		documents, err := last.documentsOf(tx, newest)
		if err != nil {
			return nil, err
		}
		w := last.with(documents)
		w.generation, w.newest = generation, newest
		return w, nil
	})
}

// documentsOf lists the documents that wait in the file. Those that waited before are not read again.
func (w *waiting) documentsOf(tx *bolt.Tx, newest layout.Doc) (found []waitingDocument, err error) {
	c, known := tx.Bucket(layout.DocBucket).Cursor(), w.documents
	found = make([]waitingDocument, 0, len(known)+64)
	for key, value := c.Seek((w.done + 1).Key()); key != nil; key, value = c.Next() {
		at := layout.DocOf(key)
		if at > newest { // see newestOf
			break
		}
		for len(known) > 0 && known[0].at < at {
			known = known[1:]
		}
		if len(known) > 0 && known[0].at == at {
			found = append(found, known[0])
			continue
		}
		o, err := layout.DecodeRecord(value)
		if err != nil {
			return nil, index.DocumentError(at, err)
		}
		one := waitingDocument{at: at}
		index.EachField(o, func(field, value string) { one.terms = append(one.terms, field+value) })
		found = append(found, one)
	}
	return found, nil
}

// with returns what waits when these documents do. What neither came nor went stands in both.
func (w *waiting) with(documents []waitingDocument) *waiting {
	next := &waitingEdit{waiting: newWaiting(w.done), copied: map[fieldOfBlock]bool{}}
	next.documents, next.fields = documents, maps.Clone(w.fields)
	w.mu.Lock()
	next.joined = maps.Clone(w.joined)
	w.mu.Unlock()
	before := w.documents
	for _, one := range documents {
		for ; len(before) > 0 && before[0].at < one.at; before = before[1:] {
			next.each(before[0], numbers.without)
		}
		if len(before) > 0 && before[0].at == one.at {
			before = before[1:]
			continue
		}
		next.each(one, numbers.with)
	}
	for _, one := range before {
		next.each(one, numbers.without)
	}
	return next.waiting
}

// waitingEdit is one that is being made of the one before it.
type waitingEdit struct {
	*waiting
	copied map[fieldOfBlock]bool
}

// each changes the numbers under every term of a document.
func (w *waitingEdit) each(d waitingDocument, change func(numbers, uint16) numbers) {
	for _, term := range d.terms {
		at := fieldOfBlock{d.at.Block(), term[:1]}
		if !w.copied[at] {
			w.copied[at] = true
			if w.fields[at] = maps.Clone(w.fields[at]); w.fields[at] == nil {
				w.fields[at] = map[string]numbers{}
			}
		}
		values := w.fields[at]
		if left := change(values[term[1:]], uint16(d.at.Low())); len(left) > 0 {
			values[term[1:]] = left
		} else {
			delete(values, term[1:])
		}
		delete(w.joined, string(layout.PostingKey(d.at.Block(), term)))
	}
}

// with returns the numbers with one more. A document may name a term twice. What lies behind the end of the numbers belongs to
// the next generation alone, of which there is but one.
func (n numbers) with(low uint16) numbers {
	at, found := slices.BinarySearch(n, low)
	switch {
	case found:
		return n
	case at == len(n):
		return append(n, low)
	}
	return slices.Insert(slices.Clip(n), at, low) // clipped, it is a copy
}

// without returns the numbers without one.
func (n numbers) without(low uint16) numbers {
	at, found := slices.BinarySearch(n, low)
	if !found {
		return n
	}
	return slices.Concat(n[:at], n[at+1:])
}

// joinedOnce returns the posting of a key, which join makes where nobody asked for it before.
func (w *waiting) joinedOnce(key string, join func() *posting) *posting {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.joined[key] == nil {
		w.joined[key] = join()
	}
	return w.joined[key]
}

// usually returns the documents of a block that meet a condition, the same for every question at this generation, which find finds
// where nobody asked for them before.
func (w *waiting) usually(b layout.Block, c condition, find func() (documents, error)) (documents, error) {
	w.mu.Lock()
	known, found := w.usual[b][c]
	w.mu.Unlock()
	if found {
		return known, nil
	}
	some, err := find() // it may ask for another condition
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.usual[b] == nil {
		w.usual[b] = map[condition]documents{}
	}
	w.usual[b][c] = some
	return some, nil
}

// of returns the numbers of a block's waiting documents by the values of a field.
func (w *waiting) of(b layout.Block, field string) map[string]numbers {
	return w.fields[fieldOfBlock{b, field}]
}

// under returns the numbers of a block's waiting documents that have a term.
func (w *waiting) under(b layout.Block, term string) numbers { return w.of(b, term[:1])[term[1:]] }

// between adds those that have a value of a field that lies between two, inclusive; last "" is no bound.
func (w *waiting) between(b layout.Block, field, first, last string, to dense) {
	for value, some := range w.of(b, field) {
		if value >= first && (last == "" || value <= last) {
			to.addNumbers(some)
		}
	}
}

// reaches reports whether a block has waiting documents.
func (w *waiting) reaches(b layout.Block) bool { return w.newest > w.done && b >= (w.done+1).Block() }

// addNumbers adds documents to the set.
func (d dense) addNumbers(some numbers) {
	for _, low := range some {
		d.set(uint32(low))
	}
}

// countNumbers counts those of the documents that are in the set.
func (d dense) countNumbers(some numbers) (n int) {
	for _, low := range some {
		n += d.bit(uint32(low))
	}
	return n
}

// joinedWith returns a posting with more documents.
func (p *posting) joinedWith(some numbers) *posting {
	all := p.documents.Clone()
	for _, low := range some {
		all.Add(uint32(low))
	}
	return postingOf(all)
}
