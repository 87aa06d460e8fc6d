package weigh

import (
	"hash/maphash"
	"iter"
)

// table leads from the names of features to the places of their weights. It is a few long pieces of memory without pointers: a map
// of as many strings would be walked at each collection of a pass.
type table struct {
	seed    maphash.Seed
	slots   []slot // a power of two, at most half of them taken
	entries []tableEntry
	names   []byte
}

// slot leads to an entry. Most features of a text are known to no table: the sum of a name tells so without a look at the names.
type slot struct {
	entry int32 // its number and 1, 0 for none
	sum   uint32
}

type tableEntry struct {
	from, to uint32 // its name in names
	at       places
}

// find returns the places of a feature, and whether it is known.
func (t *table) find(name []byte) (places, bool) {
	if len(t.slots) == 0 {
		return places{}, false
	}
	if s, _ := t.slotOf(name); s.entry > 0 {
		return t.entries[s.entry-1].at, true
	}
	return places{}, false
}

// slotOf returns the slot of a feature, or the one that it would take, and the sum of its name.
func (t *table) slotOf(name []byte) (s *slot, sum uint32) {
	last := uint64(len(t.slots) - 1)
	hash := maphash.Bytes(t.seed, name)
	sum = uint32(hash >> 32)
	for at := hash & last; ; at = (at + 1) & last {
		s = &t.slots[at]
		if s.entry == 0 || s.sum == sum && string(t.nameOf(&t.entries[s.entry-1])) == string(name) {
			return s, sum
		}
	}
}

func (t *table) nameOf(e *tableEntry) []byte { return t.names[e.from:e.to] }

// set notes the places of a feature, in the place of those it had.
func (t *table) set(name string, at places) {
	if 2*len(t.entries) >= len(t.slots) {
		t.grow()
	}
	s, sum := t.slotOf([]byte(name))
	if s.entry > 0 {
		t.entries[s.entry-1].at = at
		return
	}
	from := len(t.names)
	t.names = append(t.names, name...)
	t.entries = append(t.entries, tableEntry{uint32(from), uint32(len(t.names)), at})
	*s = slot{int32(len(t.entries)), sum}
}

// grow makes room for twice as many features.
func (t *table) grow() {
	const least = 64
	if len(t.slots) == 0 {
		t.seed = maphash.MakeSeed()
	}
	t.slots = make([]slot, max(least, 2*len(t.slots)))
	for n := range t.entries {
		s, sum := t.slotOf(t.nameOf(&t.entries[n]))
		*s = slot{int32(n + 1), sum}
	}
}

// all yields each feature with its places, in the order in which they were noted first.
func (t *table) all() iter.Seq2[string, places] {
	return func(yield func(string, places) bool) {
		for n := range t.entries {
			if e := &t.entries[n]; !yield(string(t.nameOf(e)), e.at) {
				return
			}
		}
	}
}
