package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// childEnv makes this test binary a koubo that visits and delivers until it is killed.
const childEnv = "KOUBO_NOTIFY_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		if err := deliverUntilKilled(os.Args[1], os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// killFollowers are told of everything; two of them, so that one's letters go on while the other's fail.
var killFollowers = []string{"one", "two"}

// dear follows calls with a great budget, which each of them states in the end: a change that those are not told of.
const dear = "dear"

// priced is a call that states its budget.
func priced(n, moves int) opportunity.Opportunity {
	o, yen := call(n, moves), int64(15_000_000)
	o.BudgetYen, o.Amounts = &yen, []opportunity.Amount{{Role: "ceiling", Yen: yen}}
	return o
}

// call is the n-th record of a life of calls, after so many moves of its deadline.
func call(n, moves int) opportunity.Opportunity {
	url := fmt.Sprintf("https://www.city.example.jp/koubo/%d.html", n)
	return opportunity.Opportunity{
		ID: opportunity.NewID("202100", url), URL: url, Title: fmt.Sprintf("第%d号の公募", n), Source: "a", Kind: opportunity.Pilot, Stage: opportunity.OpenCall,
		IsOpportunity: true, Detail: opportunity.DetailRead, Issuer: opportunity.Issuer{Code: "202100", Name: "駒ヶ根市", Prefecture: "長野県"},
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.DateOf(time.Now()).AddDays(30 + moves)}},
	}
}

func visitOf(id string, at time.Time, records ...opportunity.Opportunity) sources.Visit {
	return sources.Visit{Source: sources.Source{ID: id}, At: at, Records: records,
		Health: sources.Health{State: sources.OK, LastRun: at}, Report: sources.Report{Start: at, State: sources.OK}}
}

// deliverUntilKilled goes on with visits, each with one new call, a later deadline of the one before and the budget of the one before that,
// up to the last-th, and sends what they tell. With nothing left to send it ends.
func deliverUntilKilled(path, url, last string) error {
	st, err := store.Open(path, store.Options{Timeout: 10 * time.Second})
	if err != nil {
		return err
	}
	w := worker(st, url, append([]string{dear}, killFollowers...)...)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	most, err := strconv.Atoi(last)
	if err != nil {
		return err
	}
	stored := 0
	if err := st.Each(func(opportunity.Opportunity) error { stored++; return nil }); err != nil {
		return err
	}
	for n := stored; n < most; n++ {
		records := []opportunity.Opportunity{call(n, 0)}
		if n > 0 {
			records = append(records, call(n-1, 1))
		}
		if n > 1 {
			records = append(records, priced(n-2, 1))
		}
		if _, err := st.Apply(visitOf("a", time.Now(), records...)); err != nil {
			return err
		}
	}
	for tick := time.NewTicker(5 * time.Millisecond); ; <-tick.C {
		if _, err := st.Revive(""); err != nil { // twelve failures in a row happen
			return err
		}
		if lanes, err := st.Lanes(); err != nil || len(lanes) == 0 {
			cancel()
			return errors.Join(err, <-ended, st.Close())
		}
	}
}

// worker sends to one receiver on a loopback address, and tries again at once.
func worker(st *store.Store, url string, ids ...string) *Worker {
	var list []config.Notification
	var followers []outbox.Follower
	for _, id := range ids {
		n := config.Notification{ID: id, To: config.Webhook, URL: url + "/" + id, When: config.AtOnce, Query: opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true}}
		if id == dear {
			n.Query.BudgetMin = 13_000_000
		}
		list, followers = append(list, n), append(followers, outbox.Follower{ID: id, Query: n.Query})
	}
	st.Follow(followers)
	return &Worker{Outbox: st, Notifications: list, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Wait:    func(int) time.Duration { return time.Millisecond },
		Courier: &Sender{Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: loopback}}), Now: time.Now, Timeout: 10 * time.Second}}
}

// flakyReceiver fails half of the time, before or after it took a message, and answers late. It honours keys.
type flakyReceiver struct {
	mu       sync.Mutex
	messages map[string][]string // by key of the message: what each item is, after the follower
	requests int
	killAt   int
	victim   *os.Process
}

func (f *flakyReceiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body webhookBody
	if json.NewDecoder(r.Body).Decode(&body) != nil { // its sender died
		return
	}
	luck := rand.IntN(4)
	f.mu.Lock()
	f.requests++
	strike := f.requests == f.killAt
	if luck != 0 && f.messages[r.Header.Get("Idempotency-Key")] == nil {
		var items []string
		for _, item := range body.Items {
			items = append(items, fmt.Sprint(body.Notification, " ", item.Opportunity.ID, " ", item.Class))
		}
		f.messages[r.Header.Get("Idempotency-Key")] = items
	}
	f.mu.Unlock()
	if strike && luck%2 == 0 {
		f.victim.Kill()
	}
	time.Sleep(rand.N(20 * time.Millisecond))
	if luck < 2 {
		w.WriteHeader(http.StatusInternalServerError)
	}
	if strike && luck%2 == 1 {
		http.NewResponseController(w).Flush()
		time.Sleep(rand.N(3 * time.Millisecond)) // while the sender notes the delivery
		f.victim.Kill()
	}
}

// TestKilledDeliveriesLoseNothing kills a koubo at random moments of its deliveries, again and again, and lets the last one end:
// whoever honours the keys was told each change once.
func TestKilledDeliveriesLoseNothing(t *testing.T) {
	kills, perRound := 20, 8
	if testing.Short() {
		kills = 4
	}
	f := &flakyReceiver{messages: map[string][]string{}}
	server := httptest.NewServer(f)
	defer server.Close()
	path := filepath.Join(t.TempDir(), "koubo.db")
	killed, calls := 0, 0
	for last := false; !last; {
		last = killed == kills
		if !last {
			calls += perRound
		}
		cmd := exec.Command(os.Args[0], path, server.URL, strconv.Itoa(calls))
		cmd.Env = append(os.Environ(), childEnv+"=1")
		cmd.Stderr = os.Stderr
		f.mu.Lock()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		f.victim, f.requests, f.killAt = cmd.Process, 0, 1+rand.IntN(8)
		if last {
			f.killAt = 0
		}
		f.mu.Unlock()
		if err := cmd.Wait(); err == nil {
			continue // all was delivered before its moment came
		}
		if killed++; last || cmd.ProcessState.ExitCode() != -1 {
			t.Fatalf("after %d kills: %v", killed, cmd.ProcessState)
		}
	}
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.Check(); err != nil {
		t.Error(err)
	}
	times := map[string]int{}
	for _, items := range f.messages {
		for _, item := range items {
			times[item]++
		}
	}
	want := 0
	for _, follower := range killFollowers {
		for n := range calls {
			for _, class := range []opportunity.ChangeClass{opportunity.ChangedNew, opportunity.ChangedDeadline} {
				if n == calls-1 && class == opportunity.ChangedDeadline {
					continue
				}
				want++
				if item := fmt.Sprint(follower, " ", call(n, 0).ID, " ", class); times[item] != 1 {
					t.Errorf("%s (call %d) was told %d times", item, n, times[item])
				}
			}
		}
	}
	for n := range calls - 2 {
		want++
		if item := fmt.Sprint(dear, " ", call(n, 0).ID, " ", opportunity.ChangedNew); times[item] != 1 {
			t.Errorf("%s (call %d) was told %d times", item, n, times[item])
		}
	}
	if len(times) != want {
		t.Errorf("%d told, want %d", len(times), want)
	}
	t.Logf("%d things told in %d letters, %d deliveries killed", len(times), len(f.messages), killed)
}
