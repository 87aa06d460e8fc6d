package frame

import (
	"math"
	"math/bits"
	"slices"
	"sync"

	"koubo/parsers/page"
)

// Bounds of a Memory.
const (
	maxBlocks  = 1500
	keepBlocks = 1200 // once there are more than maxBlocks
	maxPages   = 32   // remembered of a host, each a bit of a mask
	entryPages = 8    // of them, which are no announcements
	youngPages = 6    // announcements, up to which a host's frame may still be unknown

	entryMask = uint32(1<<entryPages - 1)
)

// Now is the instant of a Memory that is not an earlier one.
const Now = math.MaxUint32

// Memory is what is remembered of the pages of one host. The zero value remembers nothing. It is not safe for concurrent use.
type Memory struct {
	clock   uint32 // how often a page was noted that was new, or held other blocks than before
	pages   [maxPages]slot
	blocks  []seen // sorted by key
	changed bool
}

// slot is one page that is remembered.
type slot struct {
	mark uint32 // of its address, 0 where the slot is free
	sum  uint32 // of its blocks
	read uint32 // clock
}

// seen is a block that was seen on pages.
type seen struct {
	key   key
	pages uint32 // mask of the slots
	since uint32 // clock at which it became the frame's, 0 where it is not
	last  uint32 // clock at which its last page was forgotten, where there is none
}

// Clock is the instant that a page read now is read at.
func (m *Memory) Clock() uint32 { return m.clock }

// Changed reports whether the memory is another than when it was decoded, or last encoded.
func (m *Memory) Changed() bool { return m.changed }

// Note notes the blocks of a page. A page noted before, by its address without fragment, counts once, however often it is
// read; entry says that it lists announcements and is none. Of more pages than fit, those that were noted last stay.
func (m *Memory) Note(address string, entry bool, s *Sheet) {
	at, known := m.slot(markOf(address), entry)
	sum := s.sum()
	if known && m.pages[at].sum == sum {
		return
	}
	m.clock++
	m.pages[at].sum, m.pages[at].read = sum, m.clock
	m.changed = true
	m.merge(1<<at, s.keys)
	m.drop()
	m.find(s.keys)
}

// NotedAt returns the instant at which a page was noted last with other blocks than before, false where it is not remembered.
func (m *Memory) NotedAt(address string) (clock uint32, known bool) {
	mark := markOf(address)
	for _, p := range m.pages {
		if p.mark == mark {
			return p.read, true
		}
	}
	return 0, false
}

// markOf is a hash of an address, never 0.
func markOf(address string) uint32 {
	hash, _ := hashOf(page.WithoutFragment(address))
	return uint32(hash>>32) | 1
}

// slot returns the slot of a page: its own, a free one, or the one noted longest ago.
func (m *Memory) slot(mark uint32, entry bool) (at int, known bool) {
	if at = slices.IndexFunc(m.pages[:], func(p slot) bool { return p.mark == mark }); at >= 0 {
		return at, true
	}
	first, end := entryPages, maxPages
	if entry {
		first, end = 0, entryPages
	}
	at = first
	for i := first; i < end; i++ {
		if m.pages[i].read < m.pages[at].read {
			at = i
		}
	}
	m.pages[at] = slot{mark: mark}
	return at, false
}

// sum is a hash of the blocks of a page.
func (s *Sheet) sum() uint32 {
	sum := uint64(offset)
	for _, k := range s.keys {
		sum = mix(sum, uint64(k))
	}
	return uint32(sum >> 32)
}

// merge sets the bit of a page on its blocks, and takes it from all others.
func (m *Memory) merge(bit uint32, keys []key) {
	memory := mergers.Get().(*[]seen)
	merged := (*memory)[:0]
	i, at := 0, 0
	for i < len(m.blocks) || at < len(keys) {
		switch {
		case at == len(keys) || i < len(m.blocks) && m.blocks[i].key < keys[at]:
			b := m.blocks[i]
			i++
			if b.pages &^= bit; b.pages == 0 {
				if b.since == 0 {
					continue
				}
				if b.last == 0 {
					b.last = m.clock
				}
			}
			merged = append(merged, b)
		case i == len(m.blocks) || keys[at] < m.blocks[i].key:
			merged = append(merged, seen{key: keys[at], pages: bit})
			at++
		default:
			b := m.blocks[i]
			b.pages, b.last = b.pages|bit, 0
			merged = append(merged, b)
			i, at = i+1, at+1
		}
	}
	m.blocks = append(m.blocks[:0], merged...)
	*memory = merged
	mergers.Put(memory)
}

// mergers is memory for merging.
var mergers = sync.Pool{New: func() any { return new([]seen) }}

// find finds which of a page's blocks are the frame's from now on.
func (m *Memory) find(keys []key) {
	all := m.announcements()
	at := 0
	for i := range m.blocks {
		b := &m.blocks[i]
		for at < len(keys) && keys[at] < b.key {
			at++
		}
		if at < len(keys) && keys[at] == b.key && b.since == 0 && b.isFrame(all) {
			b.since = m.clock
		}
	}
}

// announcements is how many announcements' pages are remembered.
func (m *Memory) announcements() (n int) {
	for _, p := range m.pages[entryPages:] {
		if p.mark != 0 {
			n++
		}
	}
	return n
}

// isFrame reports whether a block is the frame's by the pages that it stands on; all is how many announcements are remembered. The
// package comment has the reasons.
func (b *seen) isFrame(all int) bool {
	pages, calls := bits.OnesCount32(b.pages), bits.OnesCount32(b.pages&^entryMask)
	switch b.key.class() {
	case links:
		return pages >= 3 && 4*calls >= all
	case datedLinks:
		return pages >= 4 && calls >= 3 && 3*calls >= all
	case words:
		return pages >= 4 && b.pages&entryMask != 0 && 2*calls > all
	}
	return false
}
