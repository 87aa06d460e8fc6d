package publish

import (
	"bytes"
	"time"
)

// Leaving are the files that a state keeps for a while, and since when they are no part of the site.
func Leaving(state []byte) map[string]time.Time {
	s, err := decodeState(bytes.NewReader(state))
	if err != nil {
		return nil
	}
	return s.leaving
}
