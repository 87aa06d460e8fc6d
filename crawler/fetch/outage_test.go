package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"
)

func failHosts(o *outage, clock *stopped, from, n int) {
	for i := range n {
		o.note(fmt.Sprintf("h%d", from+i), clock.now, Unreachable{Words: "no route"})
	}
}

func TestManyHostsThatFailAtOnceAreOurOwnNetwork(t *testing.T) {
	clock := newStopped()
	o := newOutage(clock)
	failHosts(o, clock, 0, 4)
	failHosts(o, clock, 0, 1) // again the same
	if o.isDown() {
		t.Errorf("%d hosts are taken for an outage", 4)
	}
	if failHosts(o, clock, 4, 1); !o.isDown() {
		t.Errorf("%d hosts are not taken for an outage", 5)
	}
	clock.now = clock.now.Add(time.Second)
	if o.note("other", clock.now, nil); o.isDown() || o.hasFailed("h0") {
		t.Error("an answer does not end the outage")
	}
}

func TestHostsThatFailWhileOthersAnswerAreDownThemselves(t *testing.T) {
	clock := newStopped()
	o := newOutage(clock)
	began := clock.now
	clock.now = clock.now.Add(10 * time.Second)
	o.note("fine", clock.now, nil)
	for i := range 3 * outageHosts { // all of them began before the answer came
		o.note(fmt.Sprintf("h%d", i), began, Slow{After: 20 * time.Second})
	}
	if o.isDown() {
		t.Error("hosts that timed out while another answered are taken for an outage")
	}
	for i := range 100 {
		o.note(fmt.Sprintf("fine%d", i), clock.now, nil)
	}
	clock.now = clock.now.Add(time.Second)
	failHosts(o, clock, 0, 100/outageShare-1)
	if o.isDown() {
		t.Error("a few of many hosts are taken for an outage")
	}
	if failHosts(o, clock, 100, 1); !o.isDown() {
		t.Error("a fifth of all hosts in a row is not taken for an outage")
	}
	clock.now = clock.now.Add(time.Second)
	if o.note("fine", clock.now, nil); o.isDown() {
		t.Error("an answer does not end the outage")
	}
	clock.now = clock.now.Add(outageWindow + time.Second)
	if failHosts(o, clock, 0, outageHosts); !o.isDown() {
		t.Error("what answered long ago still counts")
	}
}

func TestAServerThatSpokeIsNoOutage(t *testing.T) {
	clock := newStopped()
	for _, err := range []error{ // each for itself: an answer forgets what failed before
		Forbidden{}, TooLarge{}, Later{}, RedirectError{}, context.Canceled, errors.New("the disk is full"),
		Unreachable{Words: "tls", cause: x509.UnknownAuthorityError{}}, Unreachable{Words: "reset", cause: syscall.ECONNRESET},
	} {
		o := newOutage(clock)
		for i := range 2 * outageHosts {
			o.note(fmt.Sprintf("h%d", i), clock.now, err)
		}
		if o.isDown() || o.hasFailed("h0") {
			t.Errorf("%T is taken for an outage", err)
		}
	}
}

func TestAVisitWaitsForTheVerdictWhileOthersAreUnderWay(t *testing.T) {
	clock := newStopped()
	n := &Network{clock: clock, outage: newOutage(clock)}
	c := &Client{network: n, used: map[string]*gate{"h0": nil}}
	failHosts(n.outage, clock, 0, 1)
	alone := func() bool { return false }
	if err := c.OutageOf(t.Context(), alone); err != nil || clock.slept != 0 {
		t.Errorf("alone: %v, slept %s", err, clock.slept)
	}
	polls := 0
	company := func() bool {
		if polls++; polls == 3 {
			failHosts(n.outage, clock, 1, outageHosts)
		}
		return true
	}
	if err := c.OutageOf(t.Context(), company); err == nil || polls != 3 {
		t.Errorf("with others failing: %v after %d polls", err, polls)
	}
	clock.now = clock.now.Add(time.Second)
	n.outage.note("fine", clock.now, nil)
	if err := c.OutageOf(t.Context(), company); err != nil {
		t.Errorf("after an answer: %v", err)
	}
	failHosts(n.outage, clock, 0, 1)
	began := clock.now
	if err := c.OutageOf(t.Context(), func() bool { return true }); err != nil || clock.now.Sub(began) != verdictWait {
		t.Errorf("without a verdict: %v after %s", err, clock.now.Sub(began))
	}
}

// TestSlowHostsAreUnreachableToo: an outage often shows as time-outs.
func TestSlowHostsAreUnreachableToo(t *testing.T) {
	clock := newStopped()
	o := newOutage(clock)
	for i := range 5 {
		o.note(fmt.Sprintf("h%d", i), clock.now, Slow{After: time.Second})
	}
	if !o.isDown() {
		t.Error("five hosts that time out are not taken for an outage")
	}
	if o.note("h9", clock.now, nil); o.hasFailed("h0") {
		t.Error("an answer leaves a host failed")
	}
}

// TestAnswersOfThisMomentCount among those that speak against an outage.
func TestAnswersOfThisMomentCount(t *testing.T) {
	clock := newStopped()
	o := newOutage(clock)
	for i := range 10 * outageShare {
		o.note(fmt.Sprintf("fine%d", i), clock.now, nil)
	}
	failHosts(o, clock, 0, outageHosts)
	if o.isDown() {
		t.Errorf("%d hosts of %d are taken for an outage", outageHosts, 10*outageShare)
	}
	for i := range 10 * outageShare { // the clock is set back: nothing of the future counts
		o.answered[fmt.Sprintf("fine%d", i)] = clock.now.Add(time.Second)
	}
	if !o.isDown() {
		t.Error("answers that lie ahead count")
	}
}

// TestWhoAnsweredLatelyCounts for half a minute, and no longer.
func TestWhoAnsweredLatelyCounts(t *testing.T) {
	for age, counts := range map[time.Duration]bool{0: true, outageWindow: true, outageWindow + 1: false, -1: false} {
		clock := newStopped()
		o := newOutage(clock)
		for i := range 6 * outageShare {
			o.answered[fmt.Sprintf("fine%d", i)] = clock.now.Add(-age)
		}
		failHosts(o, clock, 0, outageHosts)
		if o.isDown() == counts || (len(o.answered) > 0) != counts {
			t.Errorf("answers %s ago count: %v, %d are remembered", age, !o.isDown(), len(o.answered))
		}
		failHosts(o, clock, outageHosts, 1)
		if !o.isDown() {
			t.Errorf("answers %s ago: a fifth of the hosts is no outage", age)
		}
	}
}

// TestARequestThatBeganBeforeAnAnswerSaysNothing: the way was open meanwhile.
func TestARequestThatBeganBeforeAnAnswerSaysNothing(t *testing.T) {
	clock := newStopped()
	o := newOutage(clock)
	began := clock.now
	o.note("fine", began, nil)
	o.note("before", began.Add(-1), Slow{After: time.Second})
	o.note("at once", began, Slow{After: time.Second})
	o.note("at once", began.Add(time.Second), Slow{After: time.Second})
	if o.hasFailed("before") || !o.hasFailed("at once") || !o.failed["at once"].Equal(began) {
		t.Errorf("%v", o.failed)
	}
	if o.note("large", began, TooLarge{Limit: 1}); o.hasFailed("at once") || !o.answered["large"].Equal(clock.now) {
		t.Error("a server that sends too much was not reached")
	}
}

// TestAVisitIsOfAnOutageOnlyWhereNoneOfItsHostsWasReached.
func TestAVisitIsOfAnOutageOnlyWhereNoneOfItsHostsWasReached(t *testing.T) {
	clock := newStopped()
	n := &Network{clock: clock, outage: newOutage(clock)}
	failHosts(n.outage, clock, 0, outageHosts)
	for name, c := range map[string]struct {
		used map[string]*gate
		want error
	}{
		"none": {nil, nil}, "failed ones": {map[string]*gate{"h0": nil, "h1": nil}, OwnNetwork{}}, "another, too": {map[string]*gate{"h0": nil, "fine": nil}, nil},
	} {
		client := &Client{network: n, used: c.used}
		if err := client.OutageOf(t.Context(), func() bool { return false }); err != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	alone := &Network{clock: clock, outage: newOutage(clock)}
	failHosts(alone.outage, clock, 0, 1)
	began := clock.now
	client := &Client{network: alone, used: map[string]*gate{"h0": nil}}
	if err := client.OutageOf(ended, func() bool { return true }); err != nil || clock.now.Sub(began) > verdictStep {
		t.Errorf("a visit that ends waits %s: %v", clock.now.Sub(began), err)
	}
}
