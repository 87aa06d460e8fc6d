package main

import (
	"log/slog"
	"net/url"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/schedule"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
	"koubo/web/front"
)

// TestAnEmailHoldsTheAddressThatEndsIt, which stays good when koubo is started anew and ends no other notification.
func TestAnEmailHoldsTheAddressThatEndsIt(t *testing.T) {
	data := filepath.Join(t.TempDir(), "koubo.db")
	started := func() *service {
		st, err := store.Open(data, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := &service{cfg: config.Default(), store: st, log: slog.New(slog.DiscardHandler), front: front.Config{BaseURL: "https://koubo.example.jp/"}}
		s.cfg.Notifications = []config.Notification{{ID: "letter", To: config.Email, Address: "a@example.jp"}}
		if err := s.deliver(); err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := started()
	address, err := url.Parse(s.delivery.Unsubscribe("letter"))
	if err != nil || address.Host != "koubo.example.jp" || address.Path != "/notify/stop" || address.Query().Get("id") != "letter" {
		t.Fatalf("%s: %v", address, err)
	}
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	again := started()
	defer again.store.Close()
	token := address.Query().Get("token")
	if !again.proves("letter", token) || again.proves("other", token) || again.proves("letter", "") || len(token) < 40 {
		t.Errorf("the token %s proves the wrong things", token)
	}
}

// TestAReaderWhoConfirmsWhileFollowersAreReadIsKept: what is read before a change must not be set after what is read behind it.
func TestAReaderWhoConfirmsWhileFollowersAreReadIsKept(t *testing.T) {
	configured, reader := outbox.Follower{ID: "configured"}, outbox.Follower{ID: "reader:1"}
	known, last := []outbox.Follower{configured}, []outbox.Follower(nil)
	var f *followed
	confirmed := make(chan struct{})
	reads := 0
	f = &followed{
		read: func() []outbox.Follower {
			list := slices.Clone(known)
			if reads++; reads > 1 {
				return list
			}
			known = append(known, reader)
			go func() {
				f.update() // by the reader's confirmation
				close(confirmed)
			}()
			for range 10_000 { // time enough for it, where nothing holds it back
				runtime.Gosched()
			}
			return list
		},
		set: func(list []outbox.Follower) { last = list },
	}
	f.update() // by a change of the configuration
	<-confirmed
	if !reflect.DeepEqual(last, []outbox.Follower{configured, reader}) {
		t.Errorf("%v are followed", last)
	}
}

// TestAConfigurationTakenOverIsFollowed at once, and stays in force when a reader confirms.
func TestAConfigurationTakenOverIsFollowed(t *testing.T) {
	s := newSignUpService(t, func(*config.Settings) {})
	s.scheduler = &schedule.Scheduler{Clock: fetch.SystemClock{}, Log: s.log}
	s.watched.Store(watchedOf(s.cfg))
	s.metrics, s.ready, s.edition = newMetrics(nil), newReadiness(time.Now, s.nextVisit, s.firstPlanned), &edition{Store: s.store}
	next := *s.cfg
	next.Notifications = []config.Notification{{ID: "letter", To: config.Email, Address: "a@example.jp"}}
	if _, err := s.takeOver(t.Context(), &next); err != nil {
		t.Fatal(err)
	}
	s.announce(t, "公募")
	if head, _ := arrived(t, s.letters); head.Get("To") != "<a@example.jp>" {
		t.Errorf("%v", head)
	}
}
