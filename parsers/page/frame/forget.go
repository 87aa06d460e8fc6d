package frame

import (
	"cmp"
	"math/bits"
	"slices"
)

// What a Memory lets go, so that it stays small.

// drop forgets the blocks that are of least use where there are too many: those of one page, before those of several, before those of the
// frame, each the longest unseen first.
func (m *Memory) drop() {
	if len(m.blocks) <= maxBlocks {
		return
	}
	m.dropOwn(len(m.blocks) - keepBlocks)
	if len(m.blocks) <= maxBlocks {
		return
	}
	ranks := make([]uint64, len(m.blocks))
	for i := range m.blocks {
		ranks[i] = m.rank(&m.blocks[i])
	}
	slices.Sort(ranks)
	least := ranks[len(ranks)-keepBlocks]
	m.blocks = slices.DeleteFunc(m.blocks, func(b seen) bool { return m.rank(&b) < least })
	m.blocks = m.blocks[:min(len(m.blocks), maxBlocks)] // many of one rank
}

// dropOwn forgets what stands on one page alone, of the pages noted longest ago but not the latest, until so many blocks are
// gone. It is the rule, and spares sorting all blocks.
func (m *Memory) dropOwn(surplus int) {
	var own [maxPages]int
	for i := range m.blocks {
		if b := &m.blocks[i]; b.isOwn() {
			own[bits.TrailingZeros32(b.pages)]++
		}
	}
	slots := make([]int, maxPages)
	for at := range slots {
		slots[at] = at
	}
	slices.SortFunc(slots, func(a, b int) int { return cmp.Compare(m.pages[a].read, m.pages[b].read) })
	gone := uint32(0)
	for _, at := range slots {
		if surplus <= 0 || m.pages[at].read == m.clock {
			break
		}
		gone |= 1 << at
		surplus -= own[at]
	}
	m.blocks = slices.DeleteFunc(m.blocks, func(b seen) bool { return b.isOwn() && b.pages&gone != 0 })
}

// isOwn reports whether a block stands on one page alone, and is not the frame's.
func (b *seen) isOwn() bool { return b.since == 0 && b.pages&(b.pages-1) == 0 }

// rank orders blocks by how much is lost with them.
func (m *Memory) rank(b *seen) uint64 {
	latest := b.last
	for rest := b.pages; rest != 0; rest &= rest - 1 {
		latest = max(latest, m.pages[bits.TrailingZeros32(rest)].read)
	}
	rank := uint64(latest)
	switch {
	case b.since != 0:
		rank |= 2 << 32
	case b.pages&(b.pages-1) != 0:
		rank |= 1 << 32
	}
	return rank
}
