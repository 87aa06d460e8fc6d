package pdf

import "testing"

func TestMemoryGrowsToItsBoundAndKeepsWhatItHolds(t *testing.T) {
	m := new(memory)
	m.Allocate(0, 0)
	for size := uint64(1 << 20); size <= maxMemory; size += 1 << 20 {
		b := m.Reallocate(size)
		if uint64(len(b)) != size || cap(b) != len(b) || size > 1<<20 && b[size-1-1<<20] != 7 || len(m.buffer) > maxMemory {
			t.Fatalf("%d bytes: %d long, %d wide, %d held", size, len(b), cap(b), len(m.buffer))
		}
		b[size-1] = 7
	}
	if m.Reallocate(maxMemory+1) != nil {
		t.Error("it grows beyond its bound")
	}
}

func TestMemoryIsClearForTheNextDocument(t *testing.T) {
	m := new(memory)
	for _, size := range []uint64{keptMemory, keptMemory / 2, keptMemory + 1, keptMemory} {
		m.Allocate(0, 0)
		b := m.Reallocate(size / 2)
		b[0] = 1
		b = m.Reallocate(size)
		for i, c := range b {
			if c != 0 && i > 0 {
				t.Fatalf("byte %d of %d is left from the document before", i, size)
			}
		}
		b[size-1], b[size/2] = 1, 1
		m.Free()
		if len(m.buffer) > keptMemory {
			t.Errorf("%d bytes are kept", len(m.buffer))
		}
	}
}
