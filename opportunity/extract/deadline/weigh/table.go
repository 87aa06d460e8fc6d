package weigh

import (
	"hash/maphash"
	"iter"
)

// table leads from the names of features to the places of their weights. It is a few long pieces of memory without pointers: a map
// of as many strings would be walked at each collection of a pass.
type table struct {
	seed    maphash.Seed
	slots   []int32 // number of an entry and 1, 0 for none; a power of two, at most half of them taken
	entries []tableEntry
	names   []byte
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
	if n := t.slots[t.slotOf(name)]; n > 0 {
		return t.entries[n-1].at, true
	}
	return places{}, false
}

// slotOf returns the slot of a feature, or the one that it would take.
func (t *table) slotOf(name []byte) uint64 {
	last := uint64(len(t.slots) - 1)
	slot := maphash.Bytes(t.seed, name) & last
	for {
		n := t.slots[slot]
		if n == 0 || string(t.nameOf(&t.entries[n-1])) == string(name) {
			return slot
		}
		slot = (slot + 1) & last
	}
}

func (t *table) nameOf(e *tableEntry) []byte { return t.names[e.from:e.to] }

// set notes the places of a feature, in the place of those it had.
func (t *table) set(name string, at places) {
	if 2*len(t.entries) >= len(t.slots) {
		t.grow()
	}
	slot := t.slotOf([]byte(name))
	if n := t.slots[slot]; n > 0 {
		t.entries[n-1].at = at
		return
	}
	from := len(t.names)
	t.names = append(t.names, name...)
	t.entries = append(t.entries, tableEntry{uint32(from), uint32(len(t.names)), at})
	t.slots[slot] = int32(len(t.entries))
}

// grow makes room for twice as many features.
func (t *table) grow() {
	const least = 64
	if len(t.slots) == 0 {
		t.seed = maphash.MakeSeed()
	}
	t.slots = make([]int32, max(least, 2*len(t.slots)))
	for n := range t.entries {
		t.slots[t.slotOf(t.nameOf(&t.entries[n]))] = int32(n + 1)
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
