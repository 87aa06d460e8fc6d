package main

import (
	"os"
	"runtime/debug"
)

// softMemory is what the program's own memory is held to as long as that costs little: small machines run it beside other
// things. The collector works harder near it; more is taken where more is needed.
const softMemory = 94 << 20

// boundMemory sets the soft limit, unless the operator has set GOMEMLIMIT.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
}
