// Package notify tells people what changed: it takes letters out of the store's outbox and sends them, each until it has
// arrived or was tried too often. What a letter holds and its key never change, so that a receiver that has seen the key knows
// it again: at least once on the wire, exactly once for whoever honours the key.
package notify

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
	"koubo/store/selection"
)

// Outbox is where announcements wait and letters are kept; *store.Store is one.
type Outbox interface {
	Announced() <-chan struct{}
	Lanes() ([]outbox.Lane, error)
	Seal(follower string, most int) (uint64, error)
	Letter(follower string, number uint64) (outbox.Letter, bool, error)
	Delivered(outbox.Letter) error
	Failed(l outbox.Letter, reason string, next time.Time, dead bool) error
	Gone(follower string) (inARow int, err error)
	Prune(before time.Time) error

	Note(follower string) (outbox.FollowerNote, error)
	Remind(follower, day string, list []outbox.Announcement) error
	Alert(follower string, a outbox.Alert) error
	Query(q opportunity.Query, now time.Time) (selection.Result, error)
	Get(id string) (o opportunity.Opportunity, found bool, err error)
	Events(since uint64, n int) ([]store.Event, error)
	Health() ([]store.SourceHealth, error)
}

// Courier sends one message; a *Sender does. The error is a *Refusal.
type Courier interface {
	Send(ctx context.Context, n config.Notification, m Message, l outbox.Letter) error
}

// Worker sends what waits in the outbox.
type Worker struct {
	Outbox        Outbox
	Courier       Courier
	Notifications []config.Notification        // at the start; Tell changes them
	Readers       func() []config.Notification // who has subscribed from the page by now; nil for nobody
	Site          func() Site                  // how publishing the site fares; nil where nothing is published
	BaseURL       string                       // of the page, without a slash at the end; "" for none
	Unsubscribe   func(id string) string       // address that ends a notification by e-mail, or a reader's; nil for none
	End           func(id string) error        // ends a notification whose receiver is not there; nil for never
	Gather        time.Duration                // how long what is told at once waits for more
	Now           func() time.Time
	Wait          func(attempts int) time.Duration // how long a letter rests after so many failed attempts; see Backoff
	Log           *slog.Logger

	byID  map[string]config.Notification
	mu    sync.Mutex
	mails bool            // a letter has left by the mail server since the start, or since Tell
	busy  map[string]bool // notifications with a letter under way
	hosts map[string]int  // letters under way by receiver
	told  chan struct{}   // the notifications have changed
}

// So many letters are under way at once, and to one receiver: one that is slow holds up no other.
const (
	mostUnderWay = 64
	mostToOne    = 16
)

// deadAge is after how long what could not be delivered is forgotten.
const deadAge = 30 * 24 * time.Hour

// longestRest is after how long the worker looks again though nothing woke it.
const longestRest = 10 * time.Minute

// Run sends letters until ctx ends, and returns when those under way have been given up.
func (w *Worker) Run(ctx context.Context) error {
	w.mu.Lock()
	w.busy, w.hosts, w.told = map[string]bool{}, map[string]int{}, make(chan struct{}, 1)
	w.mu.Unlock()
	var sending sync.WaitGroup
	defer sending.Wait()
	freed := make(chan struct{}, 1)
	sending.Go(func() { w.eachDay(ctx) })
	var lanes []outbox.Lane
	var scanned time.Time
	for rescan := true; ctx.Err() == nil; {
		if rescan {
			lanes, scanned = w.scan(), time.Now()
		}
		left, blocked, next := w.start(ctx, lanes, &sending, freed)
		lanes = left
		rest := time.NewTimer(min(max(next.Sub(w.Now()), 0), longestRest))
		select {
		case <-ctx.Done():
		case <-w.Outbox.Announced():
			rescan = true
		case <-w.told:
			rescan = true
		case <-freed:
			rescan = blocked == 0 || time.Since(scanned) > scanEvery
		case <-rest.C:
			rescan = true
		}
		rest.Stop()
	}
	return nil
}

// scanEvery is how often the outbox is read at most while letters wait for a place.
const scanEvery = 500 * time.Millisecond

// Tell replaces the notifications of the configuration; letters may leave by another mail server from now on.
func (w *Worker) Tell(list []config.Notification) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.Notifications, w.mails = list, false
	select {
	case w.told <- struct{}{}:
	default: // not running yet, or told already
	}
}

// configured returns the notifications of the configuration as they are now.
func (w *Worker) configured() []config.Notification {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.Notifications
}

// all returns the notifications as they are now, readers' among them.
func (w *Worker) all() []config.Notification {
	if w.Readers == nil {
		return w.configured()
	}
	return slices.Concat(w.configured(), w.Readers())
}

// scan reads what there is to do, and for whom; a fault of the file is logged, and it is looked at again after a rest.
func (w *Worker) scan() []outbox.Lane {
	w.byID = map[string]config.Notification{}
	for _, n := range w.all() {
		w.byID[n.ID] = n
	}
	lanes, err := w.Outbox.Lanes()
	if err != nil {
		w.Log.Error("the outbox cannot be read", "error", err)
	}
	return lanes
}

// start begins to send what is due of the lanes. It returns the others, how many of them are due and found no place, and when the
// next of the rest will be due.
func (w *Worker) start(ctx context.Context, lanes []outbox.Lane, sending *sync.WaitGroup, freed chan<- struct{}) (left []outbox.Lane, blocked int, next time.Time) {
	now := w.Now()
	next = now.Add(longestRest)
	for _, lane := range lanes {
		n, configured := w.byID[lane.Follower]
		if !configured {
			continue
		}
		if due := w.due(n, lane); due.After(now) {
			left, next = append(left, lane), earlier(next, due)
			continue
		}
		if !w.acquire(n) {
			left, blocked = append(left, lane), blocked+1
			continue
		}
		sending.Go(func() {
			w.deliver(ctx, n, lane)
			w.release(n)
			select {
			case freed <- struct{}{}:
			default: // said already
			}
		})
	}
	return left, blocked, next
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// due is when the next letter of a lane leaves.
func (w *Worker) due(n config.Notification, lane outbox.Lane) time.Time {
	switch {
	case lane.Letter > 0:
		return lane.Next
	case n.When == config.AtOnce:
		return lane.Oldest.Add(w.Gather)
	}
	return firstSlot(n.When, lane.Oldest)
}

// acquire takes a place for a letter of a notification; one has one letter under way at most.
func (w *Worker) acquire(n config.Notification) bool {
	host := hostOf(n)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy[n.ID] || len(w.busy) >= mostUnderWay || w.hosts[host] >= mostToOne {
		return false
	}
	w.busy[n.ID] = true
	w.hosts[host]++
	return true
}

func (w *Worker) release(n config.Notification) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.busy, n.ID)
	if host := hostOf(n); w.hosts[host] > 1 {
		w.hosts[host]--
	} else {
		delete(w.hosts, host)
	}
}

// hostOf names the receiver of a notification; all e-mail leaves by one server.
func hostOf(n config.Notification) string {
	if u, err := url.Parse(n.URL); err == nil {
		return u.Host
	}
	return ""
}

// deliver sends the next letter of a lane, which it makes where there is none.
func (w *Worker) deliver(ctx context.Context, n config.Notification, lane outbox.Lane) {
	number, err := lane.Letter, error(nil)
	if number == 0 {
		number, err = w.Outbox.Seal(n.ID, itemsOf(n))
	}
	if err == nil && number > 0 {
		err = w.attempt(ctx, n, number)
	}
	if err != nil {
		w.Log.Error("a letter cannot be kept", "notification", n.ID, "error", err)
	}
}

// attempt sends a letter and notes what came of it. The error is the outbox's.
func (w *Worker) attempt(ctx context.Context, n config.Notification, number uint64) error {
	l, found, err := w.Outbox.Letter(n.ID, number)
	if err != nil || !found || l.Dead || l.Next.After(w.Now()) { // since the lanes were read
		return err
	}
	if err := w.noteClosed(l); err != nil {
		return err
	}
	m := messageOf(n, l, w.BaseURL, w.Now())
	if w.Unsubscribe != nil && (n.To == config.Email || n.Private) {
		m.Unsubscribe = w.Unsubscribe(n.ID)
	}
	failed := w.Courier.Send(ctx, n, m, l)
	if failed == nil {
		if err := w.Outbox.Delivered(l); err != nil {
			return err
		}
		w.arrived(n)
		w.Log.Info("notified", "notification", n.ID, "items", len(m.Items), "key", l.Key)
		return nil
	}
	if ctx.Err() != nil {
		return nil // given up, not failed
	}
	refusal := &Refusal{Reason: failed.Error()}
	errors.As(failed, &refusal)
	attempts := l.Attempts + 1
	dead := refusal.Permanent || attempts >= mostAttempts
	wait := max(w.Wait(attempts), refusal.After)
	err = w.Outbox.Failed(l, refusal.Reason, w.Now().Add(wait), dead)
	w.Log.Warn("not notified", "notification", n.ID, "attempt", attempts, "dead", dead, "reason", refusal.Reason)
	if err == nil && refusal.Gone {
		err = w.gone(n)
	}
	return err
}
