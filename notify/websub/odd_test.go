package websub_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/notify/websub"
	"koubo/sources"
)

// TestACallbacksOwnParametersStay has a callback with parameters whose order and form are its own, as one that is signed has.
func TestACallbacksOwnParametersStay(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/a?z=1;y=2&b=%7e&a=+", "/feed.atom", nil)
	if got := c.queries[0]; !strings.HasPrefix(got, "z=1;y=2&b=%7e&a=+&hub.") {
		t.Errorf("the callback was asked with %s", got)
	}
}

// TestAHostIsOneHoweverItIsWritten counts the callbacks at a host.
func TestAHostIsOneHoweverItIsWritten(t *testing.T) {
	c := newTown(t, websub.Limits{Checks: 2})
	codes := ""
	for _, host := range []string{"x.invalid", "X.INVALID", "x.invalid.", "x.Invalid:8080"} {
		codes += fmt.Sprint(c.ask(url.Values{"hub.mode": {"subscribe"}, "hub.callback": {"http://" + host + "/"}, "hub.topic": {base + "/feed.atom"}}).Code, " ")
	}
	if codes != "202 202 429 429 " {
		t.Errorf("a host in four spellings is answered %s", codes)
	}
}

// TestLimitsHoldForWhatWaits asks for more topics than are taken, before the first is confirmed.
func TestLimitsHoldForWhatWaits(t *testing.T) {
	c := newTown(t, websub.Limits{Topics: 2})
	c.stop()
	for _, kind := range []string{"pilot", "pfi", "proposal", "accelerator", "subsidy"} {
		if w := c.ask(c.form("subscribe", "/a", "/feed.atom?kind="+kind)); w.Code != http.StatusAccepted {
			t.Fatalf("%s: %d %s", kind, w.Code, w.Body)
		}
	}
	c.run(t)
	c.until(t, "all are asked", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return len(c.checks) == 5 })
	c.subscribe(t, "/b", "/feed.atom?kind="+c.oneKept(t), nil)
	if n := c.kept("t "); n != 2 {
		t.Errorf("%d topics are kept, of 2 at most", n)
	}
}

// oneKept is the kind of a topic that is kept.
func (c *town) oneKept(t *testing.T) (kind string) {
	t.Helper()
	c.until(t, "a topic is kept", func() bool { return c.kept("t ") > 1 })
	_ = c.Drawer("websub").Each(func(key string, _ []byte) error {
		if rest, is := strings.CutPrefix(key, "t "); is {
			_, kind, _ = strings.Cut(rest, "kind=")
		}
		return nil
	})
	return kind
}

// TestRequestsForManyHostsTakeNoMemory floods a hub whose line is full.
func TestRequestsForManyHostsTakeNoMemory(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.stop()
	for i := range 2000 {
		c.ask(url.Values{"hub.mode": {"subscribe"}, "hub.callback": {fmt.Sprintf("http://h%d.invalid/", i)}, "hub.topic": {base + "/feed.atom"}})
	}
	if n := c.hub.Checked(); n > c.hub.Waiting() {
		t.Errorf("%d hosts are remembered, of %d that wait", n, c.hub.Waiting())
	}
}

// TestAClockThatWasAhead has a feed looked at by a clock that is set back a day.
func TestAClockThatWasAhead(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.move(24 * time.Hour)
	c.subscribe(t, "/a", "/feed.atom", nil)
	c.move(-24 * time.Hour)
	c.news(t, 1001)
	c.until(t, "it is sent", func() bool { return c.deliveries("/a") == 1 })
}

// slowDrawer lets a test hold up what is put.
type slowDrawer struct {
	websub.Drawer
	before atomic.Pointer[func(map[string][]byte)]
}

func (d *slowDrawer) Put(values map[string][]byte) error {
	if before := d.before.Load(); before != nil {
		(*before)(values)
	}
	return d.Drawer.Put(values)
}

// TestAnEndedSubscriptionStaysEnded has one end while a delivery to it is being noted.
func TestAnEndedSubscriptionStaysEnded(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.stop()
	slow := &slowDrawer{Drawer: c.Drawer("websub")}
	c.hub.Drawer = slow
	c.run(t)
	c.subscribe(t, "/a", "/feed.atom", nil)
	var ended, noted sync.Once
	hasEnded, isNoted := make(chan struct{}), make(chan struct{})
	hold := func(values map[string][]byte) {
		for key, value := range values {
			switch {
			case !strings.HasPrefix(key, "s "):
			case value == nil:
				ended.Do(func() { defer close(hasEnded) })
			default:
				noted.Do(func() {
					close(isNoted)
					select {
					case <-hasEnded:
					case <-time.After(time.Second): // it waits for its turn, as it should
					}
				})
			}
		}
	}
	slow.before.Store(&hold)
	c.news(t, 1001)
	<-isNoted
	c.ask(c.form("unsubscribe", "/a", "/feed.atom"))
	<-hasEnded
	c.ask(c.form("subscribe", "/b", "/feed.atom")) // so that what was under way is put
	c.until(t, "the other is kept", func() bool {
		_, there := c.values()["s "+base+"/feed.atom "+c.subscribers.URL+"/b"]
		return there
	})
	c.stop()
	if n := c.kept("s "); n != 1 {
		t.Errorf("%d subscriptions are kept, of one", n)
	}
}

// TestACallThatComesIntoATopicIsSent though nothing is announced of it, once; what comes up in a long topic by another telephone number is
// not.
func TestACallThatComesIntoATopicIsSent(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/a", "/feed.atom?q=練習場&kind=all&stage=all&status=all", nil)
	c.subscribe(t, "/long", "/feed.atom", nil)
	c.mu.Lock()
	c.offset = 24 * time.Hour
	c.mu.Unlock()
	o := synthetic.Record(3, time.Now())
	o.Contact.Phone = "0999-99-9998"
	c.apply(t, sources.Visit{Records: append(sources.Visit{}.Records, o)})
	o.Title += "（ドローン練習場）"
	c.apply(t, sources.Visit{Records: append(sources.Visit{}.Records, o)})
	c.until(t, "it is sent", func() bool { return c.deliveries("/a") == 1 })
	o.Contact.Phone = "0999-99-9999"
	c.apply(t, sources.Visit{Records: append(sources.Visit{}.Records, o)})
	title := c.news(t, 1001)
	c.until(t, "the next call is sent", func() bool { return c.deliveries("/long") == 1 })
	if n := c.deliveries("/a"); n != 1 || !bytes.Contains(c.got["/long"][0].body, []byte(title)) {
		t.Errorf("it was sent %d times", n)
	}
}

// values are what the data file holds of the hub.
func (c *town) values() map[string]string {
	all := map[string]string{}
	_ = c.Drawer("websub").Each(func(key string, value []byte) error {
		all[key] = string(value)
		return nil
	})
	return all
}

// slowTopics have something new told while a feed is looked at for the first time.
type slowTopics struct {
	websub.Topics
	once  sync.Once
	after func()
}

func (s *slowTopics) Marks(topic string) (map[string]time.Time, error) {
	marks, err := s.Topics.Marks(topic)
	s.once.Do(s.after)
	return marks, err
}

// TestNewsWhileASubscriptionIsConfirmed comes after the feed was looked at, and before the hub keeps it.
func TestNewsWhileASubscriptionIsConfirmed(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.stop()
	var looked atomic.Int64
	c.hub.Generation = func() uint64 { looked.Add(1); return c.Generation() }
	c.hub.Topics = &slowTopics{Topics: c.hub.Topics, after: func() {
		c.news(t, 1001)
		for from := looked.Load(); looked.Load() < from+3; {
			time.Sleep(time.Millisecond)
		}
	}}
	c.run(t)
	c.subscribe(t, "/a", "/feed.atom", nil)
	c.until(t, "it is sent", func() bool { return c.deliveries("/a") == 1 })
}

// TestWhatArrivedAtTheEndIsNotSentAgain has the hub stop before it notes that a delivery arrived, and that another was given up.
func TestWhatArrivedAtTheEndIsNotSentAgain(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/a", "/feed.atom", nil)
	c.subscribe(t, "/b", "/feed.atom", nil)
	c.stop()
	key := "s " + base + "/feed.atom " + c.subscribers.URL
	c.hub.NoteAtEnd(7, key+"/a", key+"/b")
	for path, want := range map[string]string{"/a": `"version":7`, "/b": `"version":1`} {
		if value := c.values()[key+path]; !strings.Contains(value, want) || strings.Contains(value, "failures") {
			t.Errorf("%s is kept as %s, want %s", path, value, want)
		}
	}
}
