package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// numberedID sorts as the number does.
func numberedID(n int) (id recordID) {
	copy(id[:], fmt.Sprintf("%08d", n))
	return id
}

// TestNearlyInOrderFillsThePages: the files of records come from many goroutines.
func TestNearlyInOrderFillsThePages(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	const most, near = 50_000, 40
	ids := random.Perm(near)
	b := byID[int]{}
	for first := 0; first < most; first += near {
		random.Shuffle(near, func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		for _, n := range ids {
			b.set(numberedID(first+n), first+n)
		}
	}
	if full := most / pageOfIDs; b.count() != most || len(b.pages) > full*21/20 {
		t.Errorf("%d ids in %d pages, of which %d could hold them", b.count(), len(b.pages), full)
	}
}

// TestValuesByIDAreThoseOfAMap sets, removes and goes through values, in order and in none.
func TestValuesByIDAreThoseOfAMap(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, most := range []int{3, 300, 5000} {
		b, m := byID[int]{}, map[recordID]int{}
		check := func(step string) {
			t.Helper()
			var ids []recordID
			for id, value := range b.all() {
				if ids = append(ids, id); m[id] != value {
					t.Fatalf("%s: %s has %d, want %d", step, id, value, m[id])
				}
			}
			if !slices.Equal(ids, slices.SortedFunc(maps.Keys(m), recordID.compare)) || b.count() != len(m) {
				t.Fatalf("%s: %d ids, %d counted, want %d in order", step, len(ids), b.count(), len(m))
			}
			if len(ids) > 0 {
				first := random.IntN(len(ids))
				left := 0
				for range b.from(ids[first]) {
					left++
				}
				if left != len(ids)-first {
					t.Fatalf("%s: %d from the %d. on, of %d", step, left, first, len(ids))
				}
			}
		}
		check("empty")
		for n := range most { // in order
			b.set(numberedID(2*n), n)
			m[numberedID(2*n)] = n
		}
		check("in order")
		for step := range 3 * most {
			id := numberedID(random.IntN(2 * most))
			if random.IntN(3) == 0 {
				b.remove(id)
				delete(m, id)
			} else {
				b.set(id, step)
				m[id] = step
			}
			want, is := m[id]
			if got, found := b.get(id); got != want || found != is {
				t.Fatalf("%s has %d, %t, want %d, %t", id, got, found, want, is)
			}
		}
		check("in no order")
		for id := range b.all() { // while they are gone through
			switch random.IntN(3) {
			case 0:
				b.remove(id)
				delete(m, id)
			case 1:
				b.set(id, -7)
				m[id] = -7
			}
		}
		check("one in three removed")
		for id := range b.all() {
			b.remove(id)
		}
		clear(m)
		check("all removed")
	}
}
