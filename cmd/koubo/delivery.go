package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"time"

	"koubo/crawler/transport"
	"koubo/notify"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
)

// gatherNews is how long what is told at once waits for more: a visit often brings several calls.
const gatherNews = 3 * time.Second

// keepNews has the store keep what the configured notifications are told of the visits to come.
func keepNews(st *store.Store, cfg *sources.Config) {
	var list []store.Follower
	for _, n := range cfg.Notifications {
		if !n.Sources {
			list = append(list, store.Follower{ID: n.ID, Query: n.Query})
		}
	}
	st.Follow(list)
}

// newSender sends notifications past the same guard as a crawl, and signs letters where the configuration names a key.
func newSender(cfg *sources.Config) (*notify.Sender, error) {
	signature, err := notify.ReadSignature(cfg.Mail)
	return &notify.Sender{
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: cfg.Crawl.AllowNetworks}, Timeout: cfg.Crawl.Timeout, Proxy: cfg.Crawl.ProxyFromEnvironment}),
		UserAgent: userAgent(cfg), Mail: cfg.Mail, Signature: signature, Now: time.Now,
	}, err
}

// deliver prepares the worker that sends what waits, where notifications are configured.
func (s *service) deliver() error {
	if len(s.cfg.Notifications) == 0 {
		return nil
	}
	keepNews(s.store, s.cfg)
	secret, err := s.store.Secret()
	if err != nil {
		return err
	}
	sender, err := newSender(s.cfg)
	if err != nil {
		return err
	}
	baseURL := strings.TrimRight(s.front.BaseURL, "/")
	s.delivery = &notify.Worker{Outbox: s.store, Courier: sender, Notifications: s.cfg.Notifications, BaseURL: baseURL,
		Gather: gatherNews, Now: time.Now, Wait: notify.Backoff(rand.Float64), Log: s.log}
	if baseURL != "" {
		s.delivery.Unsubscribe = func(id string) string {
			return baseURL + web.StopAddress(id, stopToken(secret, id))
		}
	}
	s.proves = func(id, token string) bool { return hmac.Equal([]byte(token), []byte(stopToken(secret, id))) }
	return nil
}

// stopToken is what only who was sent a notification, and the data file, know.
func stopToken(secret []byte, id string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("stop\x00" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
