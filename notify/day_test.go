package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// A day of the whole country: so many calls are new, so many get a later deadline, so many vanish.
const (
	dayNew      = 190
	dayExtended = 97
	dayVanished = 44
	dayVisits   = 50
)

// savedSelection draws one of the selections that a thousand people save.
func savedSelection(random *rand.Rand) opportunity.Query {
	q := opportunity.Query{Sort: opportunity.ByRevised}
	switch random.IntN(4) {
	case 0:
		q.Kinds = []opportunity.Kind{opportunity.Proposal, opportunity.Pilot}
	case 1:
		q.AllKinds = true
	case 2:
		q.Text = []string{"ドローン", "観光", "GIS", "プロポーザル", "防災"}[random.IntN(5)]
	}
	for range random.IntN(4) {
		q.Prefectures = append(q.Prefectures, fmt.Sprintf("%02d", 1+random.IntN(47)))
	}
	if random.IntN(3) == 0 {
		q.Themes = []string{[]string{"tourism", "disaster", "dx"}[random.IntN(3)]}
	}
	return q
}

// openCalls makes n records that are open at now, from the first number on.
func openCalls(n, first int, now time.Time) (list []opportunity.Opportunity) {
	for i := first; len(list) < n; i++ {
		o := synthetic.Record(i, now)
		o.Stage, o.IsOpportunity, o.Source = opportunity.OpenCall, true, fmt.Sprint("s", len(list)%dayVisits)
		end := jdate.DateOf(now).AddDays(14 + i%30)
		o.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: end, EndTime: "17:00", Evidence: "提出期限"}}
		list = append(list, o)
	}
	return list
}

// countingReceiver notes what each notification is told, once a key.
type countingReceiver struct {
	mu   sync.Mutex
	keys map[string]bool
	told map[string][]string
}

func (c *countingReceiver) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	var body webhookBody
	_ = json.NewDecoder(r.Body).Decode(&body)
	c.mu.Lock()
	defer c.mu.Unlock()
	if key := r.Header.Get("Idempotency-Key"); !c.keys[key] {
		c.keys[key] = true
		for _, item := range body.Items {
			c.told[body.Notification] = append(c.told[body.Notification], fmt.Sprint(item.Opportunity.ID, " ", item.Class))
		}
	}
}

// TestADayReachesAThousandSelections delivers the news of a day to 1,000 receivers, and compares what each got with a plain scan of
// the day's changes. It says how long the delivery took.
func TestADayReachesAThousandSelections(t *testing.T) {
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	at := time.Now().Truncate(time.Second)
	old := openCalls(dayExtended+dayVanished, 100_000, at)
	for i := range dayVisits {
		apply(t, st, visitOf(fmt.Sprint("s", i), at.Add(-time.Hour), ofVisit(old, i)...))
	}
	receiver := &countingReceiver{keys: map[string]bool{}, told: map[string][]string{}}
	server := httptest.NewServer(receiver)
	defer server.Close()
	random := rand.New(rand.NewPCG(5, 6))
	w, followers := worker(st, server.URL), []outbox.Follower{}
	selections := 1000
	if testing.Short() {
		selections = 100
	}
	for i := range selections {
		n := config.Notification{ID: fmt.Sprint("n", i), To: config.Webhook, URL: server.URL, When: config.AtOnce, Query: savedSelection(random)}
		w.Notifications, followers = append(w.Notifications, n), append(followers, outbox.Follower{ID: n.ID, Query: n.Query})
	}
	st.Follow(followers)
	begun := time.Now()
	want, total := theDay(t, st, old, at, w.Notifications)
	stored := time.Since(begun)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	for tick := time.NewTicker(100 * time.Millisecond); ; <-tick.C {
		if lanes, err := st.Lanes(); err != nil || len(lanes) == 0 {
			break
		}
	}
	t.Logf("%d things in %d letters: %s to store, %s to deliver; %s", total, len(receiver.keys), stored, time.Since(begun)-stored, peakMemory())
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for _, n := range w.Notifications {
		got := receiver.told[n.ID]
		slices.Sort(got)
		if slices.Sort(want[n.ID]); !slices.Equal(got, want[n.ID]) {
			t.Errorf("%s is told %d things, a scan selects %d", n.ID, len(got), len(want[n.ID]))
		}
	}
	if total < 20*selections {
		t.Errorf("only %d things", total)
	}
	if err := st.Check(); err != nil {
		t.Error(err)
	}
}

// ofVisit returns the records of the i-th visit's source.
func ofVisit(list []opportunity.Opportunity, i int) (its []opportunity.Opportunity) {
	for _, o := range list {
		if o.Source == fmt.Sprint("s", i) {
			its = append(its, o)
		}
	}
	return its
}

// theDay applies the visits of the day, and scans its changes for what each notification selects.
func theDay(t *testing.T, st *store.Store, old []opportunity.Opportunity, at time.Time, list []config.Notification) (want map[string][]string, total int) {
	want = map[string][]string{}
	today := jdate.DateOf(at)
	note := func(class opportunity.ChangeClass, sides ...opportunity.Opportunity) {
		for _, n := range list {
			if slices.ContainsFunc(sides, func(o opportunity.Opportunity) bool { return n.Query.On(today).Match(o.At(at)) }) {
				want[n.ID] = append(want[n.ID], fmt.Sprint(sides[0].ID, " ", class))
				total++
			}
		}
	}
	fresh := openCalls(dayNew, 200_000, at)
	for i := range dayVisits {
		v := visitOf(fmt.Sprint("s", i), at, ofVisit(fresh, i)...)
		v.Withdrawn = map[string]string{}
		for _, o := range ofVisit(fresh, i) {
			note(opportunity.ChangedNew, o)
		}
		for _, o := range ofVisit(old[:dayExtended], i) {
			moved := o
			moved.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: o.Deadlines[0].End.AddDays(7), EndTime: "17:00"}}
			v.Records = append(v.Records, moved)
			note(opportunity.ChangedDeadline, moved, o)
		}
		for _, o := range ofVisit(old[dayExtended:], i) {
			v.Withdrawn[o.ID] = "ページがありません。"
			note(opportunity.ChangedWithdrawn, o)
		}
		apply(t, st, v)
	}
	return want, total
}

// peakMemory is the most memory that this process has held, where the system tells.
func peakMemory() string {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM") {
			return strings.Join(strings.Fields(line), " ")
		}
	}
	return "unknown memory"
}
