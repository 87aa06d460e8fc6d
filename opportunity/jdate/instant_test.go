package jdate

import (
	"testing"
	"time"
)

// TestInstantReadsWhatTimeParseReads, and nothing else.
func TestInstantReadsWhatTimeParseReads(t *testing.T) {
	for _, words := range []string{"2026-11-30T05:30:00Z", "2026-11-30T05:30:00+09:00", "2026-11-30T5:30:00Z", "2026-11-30T05:30:00.123Z", "2026-11-30", "2026-11-30 05:30:00", "2026-11-30T", "令和8年11月30日", "T", ""} {
		want, err := time.Parse(time.RFC3339, words)
		if got, ok := Instant(words); ok != (err == nil) || ok && !got.Equal(want) {
			t.Errorf("%q: %v %v, want %v %v", words, got, ok, want, err)
		}
	}
}
