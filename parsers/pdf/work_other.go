//go:build !linux

package pdf

import "time"

// threadWork knows no processor time here: the wall clock alone bounds a reading.
func threadWork() (work func() time.Duration, unlock func()) {
	return func() time.Duration { return 0 }, func() {}
}
