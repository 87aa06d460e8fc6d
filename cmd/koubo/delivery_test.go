package main

import (
	"log/slog"
	"net/url"
	"path/filepath"
	"testing"

	"koubo/sources"
	"koubo/store"
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
		s := &service{cfg: sources.Default(), store: st, log: slog.New(slog.DiscardHandler), front: front.Config{BaseURL: "https://koubo.example.jp/"}}
		s.cfg.Notifications = []sources.Notification{{ID: "letter", To: sources.Email, Address: "a@example.jp"}}
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
