package selection

import (
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/store/layout"
)

// readTexts is what texts told of the words of a search.
type readTexts struct {
	read, holding *roaring.Bitmap // documents whose text was read, and those of them whose text has the words
	fresh         bool            // something was read that is not remembered
}

func newReadTexts() readTexts { return readTexts{read: roaring.New(), holding: roaring.New()} }

// in returns the low bits of a block's documents whose text was read, and of those that have the words.
func (t readTexts) in(b layout.Block) (read, holding documents) {
	return within16(t.read, b), within16(t.holding, b)
}

// searchesKept is how many searches are remembered. At a million records each takes 256 kB at most, and a tenth of it usually.
const searchesKept = 64

// verdicts remember what texts told of the latest searches: whoever narrows a search asks for the same words again. The text of a
// document never changes, and no other document is given its number, so that they hold for ever.
type verdicts struct {
	mu  sync.Mutex
	all []verdict // asked for last first
}

type verdict struct {
	words string // in their canonical form
	texts readTexts
}

// of returns a copy of what is remembered of a search.
func (v *verdicts) of(words string) readTexts {
	v.mu.Lock()
	defer v.mu.Unlock()
	if one := v.find(words); one != nil {
		return readTexts{read: one.texts.read.Clone(), holding: one.texts.holding.Clone()}
	}
	return newReadTexts()
}

// add remembers what was read for a search.
func (v *verdicts) add(words string, t readTexts) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if one := v.find(words); one != nil {
		one.texts.read.Or(t.read)
		one.texts.holding.Or(t.holding)
		return
	}
	v.all = slices.Insert(v.all, 0, verdict{words, t})
	v.all = v.all[:min(len(v.all), searchesKept)]
}

// find moves a search to the front, nil where it is not remembered.
func (v *verdicts) find(words string) *verdict {
	at := slices.IndexFunc(v.all, func(one verdict) bool { return one.words == words })
	if at < 0 {
		return nil
	}
	found := v.all[at]
	copy(v.all[1:at+1], v.all[:at])
	v.all[0] = found
	return &v.all[0]
}
