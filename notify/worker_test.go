package notify

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// courier keeps what it is given, and refuses what refuse says.
type courier struct {
	mu     sync.Mutex
	sent   []outbox.Letter
	titles []string
	refuse func(n config.Notification, attempt int) error
	tries  map[string]int
}

func (c *courier) Send(ctx context.Context, n config.Notification, m Message, l outbox.Letter) error {
	c.mu.Lock()
	if c.tries == nil {
		c.tries = map[string]int{}
	}
	c.tries[n.ID]++
	attempt := c.tries[n.ID]
	c.mu.Unlock()
	if c.refuse != nil {
		if err := c.refuse(n, attempt); err != nil {
			return err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, l)
	for _, item := range m.Items {
		c.titles = append(c.titles, n.ID+" "+item.Title)
	}
	return nil
}

func (c *courier) letters() []outbox.Letter {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.sent)
}

// inOffice runs a worker over a store in a bubble of its own time, which begins at midnight UTC of 2000-01-01, 9 in Japan.
func inOffice(t *testing.T, c *courier, list []config.Notification, work func(st *store.Store)) {
	synctest.Test(t, func(t *testing.T) {
		st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var followers []outbox.Follower
		for _, n := range list {
			if !n.Sources {
				followers = append(followers, outbox.Follower{ID: n.ID, Query: n.Query})
			}
		}
		w := worker(st, "http://127.0.0.1") // which follows a selection of its own
		st.Follow(followers)
		w.Courier, w.Notifications, w.Wait, w.Gather = c, list, Backoff(func() float64 { return 0 }), 3*time.Second
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.Run(ctx) }()
		work(st)
		if err := st.Check(); err != nil {
			t.Error(err)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
}

func apply(t *testing.T, st *store.Store, v sources.Visit) {
	t.Helper()
	if _, err := st.Apply(v); err != nil {
		t.Fatal(err)
	}
}

func atOnce(id string) config.Notification {
	return config.Notification{ID: id, To: config.Discord, URL: "https://" + id + ".example/", When: config.AtOnce}
}

// TestWhatComesTogetherLeavesTogether, no more than the channel holds at once.
func TestWhatComesTogetherLeavesTogether(t *testing.T) {
	c := &courier{}
	inOffice(t, c, []config.Notification{atOnce("all")}, func(st *store.Store) {
		for n := range 12 {
			apply(t, st, visitOf("a", time.Now(), call(n, 0)))
		}
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 2 || len(sent[0].Items) != 10 || len(sent[1].Items) != 2 {
			t.Errorf("%d letters", len(sent))
		}
		apply(t, st, visitOf("a", time.Now(), call(3, 5)))
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 3 || sent[2].Items[0].Announcement.News.Class != opportunity.ChangedDeadline {
			t.Errorf("%d letters", len(sent))
		}
	})
}

// TestALetterIsTriedUntilItArrives, with the same key; one that never does is given up, seen as such, and tried again where that is
// asked for.
func TestALetterIsTriedUntilItArrives(t *testing.T) {
	var broken atomic.Bool
	broken.Store(true)
	c := &courier{refuse: func(n config.Notification, attempt int) error {
		if n.ID == "flaky" && attempt < 4 || n.ID == "dead" && broken.Load() {
			return &Refusal{Reason: "the receiver answered 500"}
		}
		if n.ID == "gone" {
			return &Refusal{Reason: "the receiver answered 410", Permanent: true}
		}
		return nil
	}}
	inOffice(t, c, []config.Notification{atOnce("flaky"), atOnce("dead"), atOnce("gone")}, func(st *store.Store) {
		apply(t, st, visitOf("a", time.Now(), call(1, 0)))
		time.Sleep(5 * time.Minute) // 3 s, then 30 s, 1 and 2 minutes
		if sent := c.letters(); len(sent) != 1 || sent[0].Follower != "flaky" || sent[0].Attempts != 3 {
			t.Errorf("%+v", sent)
		}
		time.Sleep(36 * time.Hour)
		states, err := st.Outbox()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range states {
			if s.ID == "flaky" {
				continue
			}
			want := map[string]int{"dead": mostAttempts, "gone": 1}[s.ID]
			if len(s.Letters) != 1 || !s.Letters[0].Dead || s.Letters[0].Attempts != want || !strings.HasPrefix(s.Letters[0].Reason, "the receiver answered") {
				t.Errorf("%+v, want %d attempts", s, want)
			}
		}
		apply(t, st, visitOf("a", time.Now(), call(2, 0)))
		broken.Store(false)
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 3 {
			t.Errorf("a dead letter holds the next one up: %d letters", len(sent))
		}
		if n, err := st.Revive("dead"); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		time.Sleep(time.Second)
		if sent := c.letters(); len(sent) != 4 || sent[3].Items[0].Announcement.Record.ID != call(1, 0).ID {
			t.Errorf("what was revived does not leave: %d letters", len(sent))
		}
	})
}

// TestASlowReceiverHoldsUpNoOther, though hundreds of its letters wait.
func TestASlowReceiverHoldsUpNoOther(t *testing.T) {
	c := &courier{refuse: func(n config.Notification, _ int) error {
		if n.ID != "z-quick" {
			time.Sleep(time.Hour)
		}
		return nil
	}}
	list := []config.Notification{}
	for i := range 300 {
		n := atOnce(fmt.Sprint("slow-", i))
		n.URL = "https://slow.example/"
		list = append(list, n)
	}
	inOffice(t, c, append(list, atOnce("z-quick")), func(st *store.Store) {
		apply(t, st, visitOf("a", time.Now(), call(1, 0)))
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 1 || sent[0].Follower != "z-quick" {
			t.Errorf("%d letters", len(sent))
		}
		apply(t, st, visitOf("a", time.Now(), call(2, 0)))
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 2 {
			t.Errorf("%d letters", len(sent))
		}
		time.Sleep(48 * time.Hour)
		if sent := c.letters(); len(sent) < 302 {
			t.Errorf("only %d letters in two days", len(sent))
		}
	})
}

// TestDigestsComeOnceADay or a week, at 8.
func TestDigestsComeOnceADay(t *testing.T) {
	daily, weekly := atOnce("daily"), atOnce("weekly")
	daily.When, weekly.When = config.Daily, config.Weekly
	c := &courier{}
	inOffice(t, c, []config.Notification{daily, weekly}, func(st *store.Store) { // Saturday, 9 in Japan
		for n := range 5 {
			apply(t, st, visitOf("a", time.Now(), call(n, 0)))
			time.Sleep(time.Hour)
		}
		if sent := c.letters(); len(sent) != 0 {
			t.Errorf("%d letters at once", len(sent))
		}
		time.Sleep(18*time.Hour + time.Minute) // Sunday, 8:01
		if sent := c.letters(); len(sent) != 1 || sent[0].Follower != "daily" || len(sent[0].Items) != 5 {
			t.Errorf("%+v on Sunday", sent)
		}
		apply(t, st, visitOf("a", time.Now(), call(7, 0)))
		time.Sleep(24 * time.Hour)
		if sent := c.letters(); len(sent) != 3 || len(sent[1].Items)+len(sent[2].Items) != 7 {
			t.Errorf("%d letters on Monday", len(sent))
		}
	})
}

// TestDeadlinesAreRemindedOf so many days ahead, once each, with the digest of the day; a deadline that moved is reminded of anew,
// and one that was called off is not.
func TestDeadlinesAreRemindedOf(t *testing.T) {
	n := atOnce("pilots")
	n.When, n.RemindDays = config.Daily, []int{3, 7}
	n.Query.Kinds = []opportunity.Kind{opportunity.Pilot}
	c := &courier{}
	inOffice(t, c, []config.Notification{n}, func(st *store.Store) {
		other, off := call(2, 0), call(3, 0)
		other.Kind = opportunity.Subsidy
		apply(t, st, visitOf("a", time.Now(), call(1, 0), other, off))
		off.Stage, off.IsOpportunity = opportunity.Cancelled, false
		apply(t, st, visitOf("a", time.Now().Add(time.Second), off))
		told := func(days int) (titles []string) {
			c.mu.Lock()
			before := len(c.titles)
			c.mu.Unlock()
			time.Sleep(time.Duration(days) * 24 * time.Hour)
			c.mu.Lock()
			defer c.mu.Unlock()
			return slices.Clone(c.titles[before:])
		}
		if got := told(22); len(got) != 3 {
			t.Errorf("told of %v", got)
		}
		if got := told(1); !slices.Equal(got, []string{"pilots 【提出期限 1/31】第1号の公募"}) { // closes on the 31st
			t.Errorf("a week before: %v", got)
		}
		if got := told(3); len(got) != 0 {
			t.Errorf("between: %v", got)
		}
		if got := told(1); len(got) != 1 {
			t.Errorf("three days before: %v", got)
		}
		moved := call(1, 0)
		moved.Deadlines[0].End = "2000-02-10"
		apply(t, st, visitOf("a", time.Now(), moved))
		if got := told(8); len(got) != 2 || !strings.Contains(got[0], "締切延長") || got[1] != "pilots 【提出期限 2/10】第1号の公募" {
			t.Errorf("after it moved: %v", got)
		}
		keys := map[string]bool{}
		for _, l := range c.letters() {
			for _, item := range l.Items {
				if keys[item.Key] {
					t.Errorf("the key of %s comes twice", item.Announcement.Record.Title)
				}
				keys[item.Key] = true
			}
		}
	})
}

// TestAnOperatorHearsOfTrouble once a day, of what is new in it alone.
func TestAnOperatorHearsOfTrouble(t *testing.T) {
	n := config.Notification{ID: "operator", To: config.Slack, URL: "https://o.example/", When: config.Daily, Sources: true}
	c := &courier{}
	inOffice(t, c, []config.Notification{n}, func(st *store.Store) {
		state := func(id string, to sources.State) {
			v := visitOf(id, time.Now())
			v.Health = sources.Health{State: to, Reason: "HTTP 500", LastRun: time.Now()}
			apply(t, st, v)
		}
		for i := range 70 {
			state(fmt.Sprintf("s%02d", i), sources.OK)
		}
		state("old", sources.Failing)
		time.Sleep(25 * time.Hour)
		if sent := c.letters(); len(sent) != 1 || len(sent[0].Alerts) != 1 || sent[0].Alerts[0].Source != "old" {
			t.Errorf("first: %+v", sent)
		}
		state("s00", sources.Failing)
		for range 5 { // to and fro
			state("s01", sources.Failing)
			state("s01", sources.OK)
		}
		state("s02", sources.Empty)
		state("old", sources.OK)
		if time.Sleep(23 * time.Hour); len(c.letters()) != 2 {
			t.Fatalf("%d letters", len(c.letters()))
		}
		got := c.letters()[1].Alerts
		if len(got) != 2 || got[0].Source != "old" || got[0].To != sources.OK || got[1].Source != "s00" || got[1].Reason != "HTTP 500" {
			t.Errorf("second: %+v", got)
		}
		for i := range 70 {
			state(fmt.Sprintf("s%02d", i), sources.Failing)
		}
		if time.Sleep(24 * time.Hour); len(c.letters()) != 3 {
			t.Fatalf("%d letters", len(c.letters()))
		}
		if l := c.letters()[2]; len(l.Alerts) != mostAlerts || l.More != 19 {
			t.Errorf("a storm of %d, %d more", len(l.Alerts), l.More)
		}
		if time.Sleep(72 * time.Hour); len(c.letters()) != 3 {
			t.Error("quiet days are told of")
		}
	})
}

// TestALetterRests although the lanes were read before it failed: what they say of it is not true any more.
func TestALetterRests(t *testing.T) {
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	c := &courier{}
	w := worker(st, "http://127.0.0.1", "all")
	w.Courier = c
	apply(t, st, visitOf("a", time.Now(), call(1, 0), call(2, 0)))
	number, err := st.Seal("all", 1)
	if err != nil {
		t.Fatal(err)
	}
	l, _, err := st.Letter("all", number)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Failed(l, "the receiver answered 500", time.Now().Add(time.Hour), false); err != nil {
		t.Fatal(err)
	}
	for _, stale := range []outbox.Lane{{Follower: "all", Letter: number}, {Follower: "all", Oldest: time.Now()}} {
		w.deliver(t.Context(), w.Notifications[0], stale)
	}
	if len(c.tries) > 0 {
		t.Errorf("it was tried %v", c.tries)
	}
}
