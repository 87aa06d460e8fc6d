// Package parsing holds the goroutines that parse pages for all visits, and lets visits begin as they can be parsed.
package parsing

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// Pool is the few goroutines that parse: a parsed page is twenty times its bytes, and the stack that parsing takes would
// stay with each of hundreds of visits that wait for their hosts. One lasts as long as there is work, and a moment longer.
type Pool struct {
	busy    chan struct{} // holds a token for each goroutine
	work    chan func()   // for the next that is done
	waiting atomic.Int32  // visits that want something parsed
	eased   chan struct{} // holds a token where a visit may begin
}

// New returns a pool of so many goroutines at most.
func New(most int) *Pool {
	return &Pool{busy: make(chan struct{}, most), work: make(chan func()), eased: make(chan struct{}, 1)}
}

// enough is how many visits may wait for each goroutine that parses before no further one begins.
const enough = 4

// Await waits until a visit more is of use: one that begins while others wait for the processor would hold memory and wait, too. So
// any number begins while none waits, and otherwise one whenever something was parsed and few wait.
func (p *Pool) Await(ctx context.Context) error {
	if p.waiting.Load() > 0 {
		select {
		case <-p.eased:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if p.waiting.Load() == 0 {
		p.ease()
	}
	return nil
}

// ease lets the next visit begin.
func (p *Pool) ease() {
	select {
	case p.eased <- struct{}{}:
	default:
	}
}

// Run runs f on one of the goroutines and waits for its end. A panic of f becomes one of the caller.
func (p *Pool) Run(f func()) {
	failed := make(chan any, 1)
	guarded := func() {
		defer func() {
			fault := recover()
			if fault != nil {
				fault = fmt.Sprintf("%v\n%s", fault, debug.Stack())
			}
			failed <- fault
		}()
		f()
	}
	p.waiting.Add(1)
	select {
	case p.work <- guarded:
	case p.busy <- struct{}{}:
		go p.serve(guarded)
	}
	if int(p.waiting.Add(-1)) < enough*cap(p.busy) {
		p.ease()
	}
	if fault := <-failed; fault != nil {
		panic(fault)
	}
}

// idleParser is how long a goroutine waits for more work: its stack has grown to what reading a page takes, and a new one's
// would be copied to twice the size five times.
const idleParser = 100 * time.Millisecond

// serve runs f, and then what waits or comes soon.
func (p *Pool) serve(f func()) {
	defer func() { <-p.busy }()
	idle := time.NewTimer(idleParser)
	defer idle.Stop()
	for {
		f()
		idle.Reset(idleParser)
		select {
		case f = <-p.work:
		case <-idle.C:
			return
		}
	}
}
