//go:build !race

package feeds

// slower is how many times longer code takes under the race detector, at most.
const slower = 1
