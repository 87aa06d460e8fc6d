package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"koubo/crawler/transport"
	"koubo/notify"
	"koubo/notify/signup"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
)

// gatherNews is how long what is told at once waits for more: a visit often brings several calls.
const gatherNews = 3 * time.Second

// keepNews has the store keep what the configured notifications, and those of readers, are told of the visits to come.
func keepNews(st *store.Store, cfg *sources.Config, readers *signup.List) {
	all := cfg.Notifications
	if readers != nil {
		all = slices.Concat(all, readers.Notifications())
	}
	var list []store.Follower
	for _, n := range all {
		if !n.Sources {
			list = append(list, store.Follower{ID: n.ID, Query: n.Query})
		}
	}
	st.Follow(list)
}

// openReaders reads who subscribed from the page, nil where the configuration has no key for it.
func openReaders(st *store.Store, cfg *sources.Config, log *slog.Logger) (*signup.List, error) {
	if cfg.SignUp.Key == "" {
		return nil, nil
	}
	list, foreign, err := signup.Open(st.Drawer(signup.DrawerName), cfg.SignUp, time.Now)
	if foreign > 0 {
		log.Warn("some subscriptions from the page were made with another key, or for a channel that sign_up: no longer has: they are told nothing until that stands there again", "subscriptions", foreign)
	}
	return list, err
}

// outbox is the store's, and erases readers who end what they subscribed to from the page.
type outbox struct {
	*store.Store
	readers *signup.List // nil where nobody can subscribe any more
}

// Stop ends a notification, or resumes it. That of a reader is erased, and cannot be resumed.
func (o outbox) Stop(id string, stop bool) error {
	switch {
	case !signup.IsReader(id):
		return o.Store.Stop(id, stop)
	case !stop:
		return nil
	}
	erase := func(id string) error { return signup.Erase(o.Drawer(signup.DrawerName), id) }
	if o.readers != nil {
		erase = o.readers.Erase
	}
	return errors.Join(erase(id), o.Forget(id))
}

// end stops a notification whose receiver is not there, and counts those of readers.
func (o outbox) end(id string) error {
	if err := o.Stop(id, true); err != nil || !signup.IsReader(id) {
		return err
	}
	return signup.NoteEnded(o.Drawer(signup.EndedName), time.Now())
}

// Bounced notes that a letter came back because there is no such mailbox, and ends the notification after as many as notify says.
func (o outbox) Bounced(key string) (known, ended bool, err error) {
	follower, inARow, err := o.Store.Bounced(key)
	if err != nil || follower == "" || inARow < notify.MostGone {
		return follower != "", false, err
	}
	return true, true, o.end(follower)
}

// Subscribers is how many subscriptions from the page are kept, and how many ended of late because there was no such receiver.
func (o outbox) Subscribers() (kept, ended int, err error) {
	kept, err = signup.Count(o.Drawer(signup.DrawerName))
	if err != nil {
		return 0, 0, err
	}
	ended, err = signup.Ended(o.Drawer(signup.EndedName), time.Now())
	return kept, ended, err
}

// newSender sends notifications past the same guard as a crawl, and signs letters where the configuration names a key.
func newSender(cfg *sources.Config) (*notify.Sender, error) {
	signature, err := notify.ReadSignature(cfg.Mail)
	return &notify.Sender{
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: cfg.Crawl.AllowNetworks}, Timeout: cfg.Crawl.Timeout, Proxy: cfg.Crawl.ProxyFromEnvironment}),
		UserAgent: userAgent(cfg), Mail: cfg.Mail, Signature: signature, Now: time.Now,
	}, err
}

// deliver prepares the worker that sends what waits, where notifications are configured or readers can subscribe to some.
func (s *service) deliver() (err error) {
	s.outbox = outbox{Store: s.store}
	if s.outbox.readers, err = openReaders(s.store, s.cfg, s.log); err != nil {
		return err
	}
	kept, _, err := s.outbox.Subscribers()
	if err != nil || len(s.cfg.Notifications) == 0 && s.outbox.readers == nil && kept == 0 {
		return err
	}
	keepNews(s.store, s.cfg, s.outbox.readers)
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
		Gather: gatherNews, Now: time.Now, Wait: notify.Backoff(rand.Float64), End: s.outbox.end, Log: s.log}
	if baseURL != "" {
		s.delivery.Unsubscribe = func(id string) string {
			return baseURL + web.StopAddress(id, stopToken(secret, id))
		}
	}
	if s.outbox.readers != nil {
		s.takeSignUps(sender, baseURL)
	}
	s.proves = func(id, token string) bool { return hmac.Equal([]byte(token), []byte(stopToken(secret, id))) }
	return nil
}

// takeSignUps has readers subscribe from the page. Their links need an address that they can be reached by.
func (s *service) takeSignUps(sender *notify.Sender, baseURL string) {
	readers := s.outbox.readers
	s.delivery.Readers = readers.Notifications
	readers.Courier, readers.Changed = sender, func() { keepNews(s.store, s.cfg, readers) }
	readers.Confirm = func(token string) string { return baseURL + web.ConfirmAddress(token) }
	if baseURL == "" {
		s.log.Warn("the page offers no subscriptions: the links in letters need --base-url")
		return
	}
	s.front.SignUp = readers
}

// stopToken is what only who was sent a notification, and the data file, know.
func stopToken(secret []byte, id string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("stop\x00" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
