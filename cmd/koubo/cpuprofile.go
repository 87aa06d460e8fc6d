package main

import (
	"fmt"
	"os"
	"runtime/pprof"
)

// startCPUProfile writes what the processor's time is spent on to a file until stop is called; without a path it does nothing.
func startCPUProfile(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, usage(fmt.Errorf("--cpu-profile: %w; name a file that may be written", err))
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}
