package response

import (
	"bytes"
	"fmt"
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
