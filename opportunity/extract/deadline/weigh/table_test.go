package weigh

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
)

// TestTheTableIsAMap notes features at random, some of them twice, beside a map.
func TestTheTableIsAMap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	rows, want := table{}, map[string]places{}
	if _, known := rows.find([]byte("own=")); known {
		t.Error("an empty table knows a feature")
	}
	for n := range 3000 {
		name := fmt.Sprint("own~", random.IntN(2000))
		at := places{int32(n), int32(-n)}
		rows.set(name, at)
		want[name] = at
	}
	rows.set("", places{7, 7})
	want[""] = places{7, 7}
	for n := range 2500 {
		name := fmt.Sprint("own~", n)
		at, known := rows.find([]byte(name))
		if should, is := want[name]; known != is || at != should {
			t.Fatalf("%s: %v %v, want %v %v", name, at, known, should, is)
		}
	}
	if got := maps.Collect(rows.all()); !maps.Equal(got, want) {
		t.Errorf("%d features are yielded, want %d", len(got), len(want))
	}
}
