package crawler

import (
	"fmt"
	"runtime/debug"
)

// parsers are the few goroutines that parse: a parsed page is twenty times its bytes, and the stack that parsing takes would
// stay with each of hundreds of visits that wait for their hosts. One lasts as long as there is work.
type parsers struct {
	busy chan struct{} // holds a token for each goroutine
	work chan func()   // for the next that is done
}

func newParsers(most int) *parsers {
	return &parsers{busy: make(chan struct{}, most), work: make(chan func())}
}

// run runs f on one of the goroutines and waits for its end. A panic of f becomes one of the caller.
func (p *parsers) run(f func()) {
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
	select {
	case p.work <- guarded:
	case p.busy <- struct{}{}:
		go p.serve(guarded)
	}
	if fault := <-failed; fault != nil {
		panic(fault)
	}
}

// serve runs f, and then what waits, until nothing does.
func (p *parsers) serve(f func()) {
	defer func() { <-p.busy }()
	for {
		f()
		select {
		case f = <-p.work:
		default:
			return
		}
	}
}
