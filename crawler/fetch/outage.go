package fetch

import (
	"context"
	"errors"
	"sync"
	"syscall"
	"time"
)

const (
	outageHosts  = 5                // so many hosts in a row that cannot be reached are suspicious,
	outageShare  = 5                // where they are at least a fifth of those that
	outageWindow = 30 * time.Second // answered so lately
	verdictWait  = 4 * time.Second  // how long a visit waits to learn whose fault it was
	verdictStep  = 100 * time.Millisecond
)

// OwnNetwork is the error of a request that failed like those to all other hosts at the moment: our own network is down.
type OwnNetwork struct{}

func (e OwnNetwork) Error() string {
	return "no server can be reached at the moment; this machine's own network or name service is down"
}

// outage tells a host that is down from our own network being so: then many hosts fail and none answers between.
type outage struct {
	clock Clock

	mu       sync.Mutex
	answered map[string]time.Time // hosts that answered lately, and when
	latest   time.Time            // of those answers
	failed   map[string]time.Time // hosts that could not be reached since, and when the first request to them began
}

func newOutage(clock Clock) *outage {
	return &outage{clock: clock, answered: map[string]time.Time{}, failed: map[string]time.Time{}}
}

// note takes down how a request to a host ended that began at an instant. Whatever the server said, it was reached.
func (o *outage) note(host string, began time.Time, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch reason := ReasonOf(err); {
	case reason == ReasonNone, reason == ReasonTooLarge:
		o.latest = o.clock.Now()
		o.answered[host] = o.latest
		clear(o.failed)
	case (reason == ReasonUnreachable && !isOfServer(err) || reason == ReasonSlow) && !began.Before(o.latest):
		if _, again := o.failed[host]; !again {
			o.failed[host] = began
		}
	}
}

// isOfServer reports whether a failure shows that the way to the server is open: it spoke, if not to our liking.
func isOfServer(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || isTLSError(err)
}

// isDown reports whether our own network is to be suspected.
func (o *outage) isDown() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.clock.Now()
	for host, at := range o.answered {
		if age := now.Sub(at); age > outageWindow || age < 0 {
			delete(o.answered, host)
		}
	}
	return len(o.failed) >= max(outageHosts, len(o.answered)/outageShare)
}

// hasFailed reports whether the host is among those that cannot be reached while none answers.
func (o *outage) hasFailed(host string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, failed := o.failed[host]
	return failed
}

// OutageOf waits, while others tells that visits of other hosts are under way, until it is known whether the hosts that
// this client could not reach are down or our own network is; then it returns an OwnNetwork, else nil. It waits for
// seconds at most, and not at all where a host of this client was reached.
func (c *Client) OutageOf(ctx context.Context, others func() bool) error {
	o := c.network.outage
	for waited := time.Duration(0); ; waited += verdictStep {
		suspect := len(c.used) > 0
		for host := range c.used {
			suspect = suspect && o.hasFailed(host)
		}
		switch {
		case !suspect:
			return nil
		case o.isDown():
			return OwnNetwork{}
		case waited >= verdictWait || !others():
			return nil
		}
		if err := c.wait(ctx, verdictStep); err != nil {
			return nil
		}
	}
}
