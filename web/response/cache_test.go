package response

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestManySelectionsStayBounded asks for ten thousand different selections.
func TestManySelectionsStayBounded(t *testing.T) {
	cache := NewCache()
	body := bytes.Repeat([]byte("x"), 100_000)
	for n := range 10_000 {
		m := prepare(Answer{Body: body})
		cache.kept.Set(fmt.Sprint(n), m)
	}
	cache.kept.CleanUp()
	if held := cache.kept.WeightedSize(); held > answerMemory || held == 0 {
		t.Errorf("%d bytes are kept, want at most %d", held, answerMemory)
	}
}

// TestWhatIsKeptTakesWhatItWeighs: a body that grew as it was written stands in twice the memory.
func TestWhatIsKeptTakesWhatItWeighs(t *testing.T) {
	grown := append(make([]byte, 0, 200_000), bytes.Repeat([]byte("公募 "), 10_000)...)
	m := prepare(Answer{Body: grown})
	if cap(m.Body) > len(m.Body)*9/8 || cap(m.plain.body) > len(m.Body)*9/8 || !bytes.Equal(m.Body, grown) {
		t.Errorf("a body of %d bytes stands in %d", len(m.Body), cap(m.plain.body))
	}
	for e := range encodings {
		body := page(rand.New(rand.NewPCG(5, 6)), 90_000)
		if packed := e.pack(body); cap(packed) > len(packed)*9/8 {
			t.Errorf("%s: %d bytes stand in %d", e.name(), len(packed), cap(packed))
		}
	}
}
