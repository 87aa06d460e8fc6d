package selection

import (
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/store/index"
	"koubo/store/layout"
)

// waiting is what the documents that have no postings yet would be listed under, their text aside, at one generation of the
// file. The terms of a document never change.
type waiting struct {
	generation   uint64
	done, newest layout.Doc
	fields       map[layout.Doc][]string
	terms        map[string]*roaring.Bitmap

	mu     sync.Mutex
	joined map[string]*posting // of keptTerms: those in the file with the waiting documents, by their keys
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

// waitingTerms returns the terms of the waiting documents. Only those are read that were not there the last time.
func (e *Engine) waitingTerms(tx *bolt.Tx, done, newest layout.Doc) (*waiting, error) {
	generation, last := tx.Bucket(layout.EventBucket).Sequence(), e.waiting.Load()
	if last != nil && last.generation == generation && last.done == done && last.newest == newest {
		return last, nil
	}
	w := &waiting{generation: generation, done: done, newest: newest, fields: map[layout.Doc][]string{}, terms: map[string]*roaring.Bitmap{}, joined: map[string]*posting{}}
	c := tx.Bucket(layout.DocBucket).Cursor()
	for key, value := c.Seek((done + 1).Key()); key != nil; key, value = c.Next() {
		at := layout.DocOf(key)
		if at > newest { // see newestOf
			break
		}
		if last != nil && last.fields[at] != nil {
			w.add(at, last.fields[at])
			continue
		}
		o, err := layout.DecodeRecord(value)
		if err != nil {
			return nil, index.DocumentError(at, err)
		}
		var fields []string
		index.EachField(o, func(field, value string) { fields = append(fields, field+value) })
		w.add(at, fields)
	}
	e.waiting.Store(w)
	return w, nil
}

func (w *waiting) add(at layout.Doc, fields []string) {
	w.fields[at] = fields
	for _, term := range fields {
		if w.terms[term] == nil {
			w.terms[term] = roaring.New()
		}
		w.terms[term].Add(uint32(at))
	}
}

// between adds those that have a term of a field whose value lies between two, inclusive; last "" is no bound.
func (w *waiting) between(b layout.Block, field, first, last string, to *roaring.Bitmap) {
	if !w.reaches(b) {
		return
	}
	all := roaring.New()
	for term, documents := range w.terms {
		if value, found := strings.CutPrefix(term, field); found && value >= first && (last == "" || value <= last) {
			all.Or(documents)
		}
	}
	to.Or(within16(all, b))
}

// reaches reports whether a block has waiting documents.
func (w *waiting) reaches(b layout.Block) bool { return w.newest > w.done && b >= (w.done+1).Block() }
