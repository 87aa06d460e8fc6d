//go:build !race

package worktime

// slower is how many times longer code takes under the race detector, at most.
const slower = 1
