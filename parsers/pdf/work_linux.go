package pdf

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// threadWork binds the calling goroutine to its thread until unlock, and returns what tells how much processor time the
// thread has used since. work may be called by any goroutine.
func threadWork() (work func() time.Duration, unlock func()) {
	runtime.LockOSThread()
	// The clock of a thread, as pthread_getcpuclockid(3) makes it: CPUCLOCK_PERTHREAD|CPUCLOCK_SCHED.
	clock := int32(^unix.Gettid()<<3 | 6)
	used := func() time.Duration {
		var t unix.Timespec
		if unix.ClockGettime(clock, &t) != nil {
			return 0 // then the wall clock bounds the reading
		}
		return time.Duration(t.Nano())
	}
	begun := used()
	return func() time.Duration { return used() - begun }, runtime.UnlockOSThread
}
