// Package worktime tells tests how long code worked, whatever else the machine does at the same time.
package worktime

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// Of runs f on its own thread and returns the processor time it took, divided by how much longer code takes under the
// race detector where that is on. It skips the test where the system does not tell the processor time of a thread.
func Of(t *testing.T, f func()) time.Duration {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := spent(t)
	f()
	return (spent(t) - began) / slower
}

// spent is how long this thread has worked.
func spent(t *testing.T) time.Duration {
	t.Helper()
	var use syscall.Rusage
	const thisThread = 1 // RUSAGE_THREAD, getrusage(2)
	if err := syscall.Getrusage(thisThread, &use); err != nil {
		t.Skip("this system does not tell the processor time of a thread: ", err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
