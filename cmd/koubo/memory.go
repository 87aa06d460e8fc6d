package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// softMemory is what the program's own memory is held to as long as that costs little: small machines run it beside other
// things. The collector works harder near it; more is taken where more is needed. Below it, the memory in use may grow to
// six times what the latest collection left, and not to twice as by default: collecting half as often saves a tenth of
// a pass's work.
const (
	softMemory = 104 << 20
	growth     = 500 // percent
)

// boundMemory sets the soft limit in bytes and the growth, unless the operator has set GOMEMLIMIT or GOGC.
func boundMemory(soft int64) {
	if os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return
	}
	runtime.MemProfileRate = 0 // nobody asks for a profile of the memory, and keeping one takes 2 MB
	debug.SetMemoryLimit(soft)
	debug.SetGCPercent(growth)
}
