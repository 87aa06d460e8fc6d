package pdf

import "github.com/tetratelabs/wazero/experimental"

const (
	maxMemory  = 128 << 20 // bytes that a sandbox may grow to
	keptMemory = 32 << 20  // bytes kept for the next document; announcements need no more
)

// memory is the linear memory of one sandbox, used by one document after another. wazero's own is made anew for each and
// copied at each step of its growth: a document that takes all it may get costs several times that before the garbage
// collector comes round. It is Go memory, so that a view of it that is kept too long is no fault of the process.
type memory struct {
	buffer []byte
	used   int // bytes of the buffer that were handed out since it was clear
}

// Allocate is an experimental.MemoryAllocator, asked at the start of a document.
func (m *memory) Allocate(_, _ uint64) experimental.LinearMemory {
	clear(m.buffer[:m.used])
	m.used = 0
	return m
}

// Reallocate returns the memory with a size in bytes, nil where that is too much.
func (m *memory) Reallocate(size uint64) []byte {
	if size > maxMemory {
		return nil
	}
	n := int(size)
	if n > len(m.buffer) {
		grown := make([]byte, min(max(n, 2*len(m.buffer)), maxMemory))
		copy(grown, m.buffer[:m.used])
		m.buffer = grown
	}
	m.used = max(m.used, n)
	return m.buffer[:n:n]
}

// Free ends a document.
func (m *memory) Free() {
	if len(m.buffer) > keptMemory {
		m.buffer, m.used = nil, 0
	}
}
