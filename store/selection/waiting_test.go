package selection

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"koubo/store/layout"
)

// copyOf returns what waits in memory of its own.
func copyOf(fields map[fieldOfBlock]map[string]numbers) map[fieldOfBlock]map[string]numbers {
	all := map[fieldOfBlock]map[string]numbers{}
	for field, values := range fields {
		own := map[string]numbers{}
		for value, some := range values {
			own[value] = slices.Clone(some)
		}
		if len(own) > 0 {
			all[field] = own
		}
	}
	return all
}

// TestWhatWaitsIsThatOfItsOwnGeneration lets documents come and go, on both sides of the end of a block: what waits is each time what
// it would be anew, and what waited before stays what it was, also for a reader of an older state who comes late.
func TestWhatWaitsIsThatOfItsOwnGeneration(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const done = layout.Doc(65_500)
	terms := func() (some []string) {
		for range random.IntN(6) {
			some = append(some, fmt.Sprint([]string{"k", "p", "d", "a"}[random.IntN(4)], random.IntN(5)))
		}
		return some
	}
	w, newest := newWaiting(done), done
	var kept []*waiting
	var asTheyWere []map[fieldOfBlock]map[string]numbers
	for step := range 400 {
		documents := slices.Clone(w.documents)
		if len(kept) > 0 && random.IntN(10) == 0 {
			documents = slices.Clone(kept[len(kept)-1-random.IntN(min(3, len(kept)))].documents)
		}
		documents = slices.DeleteFunc(documents, func(waitingDocument) bool { return random.IntN(40) == 0 })
		for range random.IntN(4) {
			newest++
			documents = append(documents, waitingDocument{newest, terms()})
		}
		w = w.with(documents)
		if got, want := copyOf(w.fields), copyOf(newWaiting(done).with(documents).fields); !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d: %v waits, want %v", step, got, want)
		}
		kept, asTheyWere = append(kept, w), append(asTheyWere, copyOf(w.fields))
	}
	for step, w := range kept {
		if !reflect.DeepEqual(copyOf(w.fields), asTheyWere[step]) {
			t.Fatalf("what waited at step %d is another now", step)
		}
	}
}

// TestJoinedPostingsOfTermsThatNobodyTouchedStay: they are made anew where a document of theirs came or went, and there alone.
func TestJoinedPostingsOfTermsThatNobodyTouchedStay(t *testing.T) {
	w := newWaiting(10).with([]waitingDocument{{11, []string{"k1", "p1"}}, {12, []string{"k2"}}})
	w.newest = 12
	for _, term := range []string{"k1", "k2", "p1"} {
		w.joinedOnce(string(layout.PostingKey(0, term)), func() *posting { return &posting{} })
	}
	next := w.with([]waitingDocument{{11, []string{"k1", "p1"}}, {13, []string{"k1"}}})
	var left []string
	for key := range maps.Keys(next.joined) {
		_, term := layout.OfPostingKey([]byte(key))
		left = append(left, term)
	}
	if !slices.Equal(left, []string{"p1"}) || len(w.joined) != 3 {
		t.Errorf("%q stay of %d, want p1 alone of 3", left, len(w.joined))
	}
}
