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
	"sync"
	"time"

	"koubo/notify"
	"koubo/notify/signup"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
	"koubo/web/front"
	"koubo/web/page"
)

// gatherNews is how long what is told at once waits for more: a visit often brings several calls.
const gatherNews = 3 * time.Second

// followers are the configured notifications, and those of readers, that are told of records.
func followers(cfg *config.Settings, readers *signup.List) (list []outbox.Follower) {
	all := cfg.Notifications
	if readers != nil {
		all = slices.Concat(all, readers.Notifications())
	}
	for _, n := range all {
		if !n.Sources {
			list = append(list, outbox.Follower{ID: n.ID, Query: n.Query})
		}
	}
	return list
}

// followed has the store keep what followers are told of the visits to come. The configuration and the readers change
// independently of each other; read is called with the mutex held, so that the list set last is also the one read last.
type followed struct {
	mu   sync.Mutex
	read func() []outbox.Follower
	set  func([]outbox.Follower)
}

func (f *followed) update() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.set(f.read())
}

// openReaders reads who subscribed from the page, nil where the configuration has no key for it.
func openReaders(st *store.Store, cfg *config.Settings, log *slog.Logger) (*signup.List, error) {
	if cfg.SignUp.Key == "" {
		return nil, nil
	}
	list, foreign, err := signup.Open(st.Drawer(signup.DrawerName), cfg.SignUp, time.Now)
	if foreign > 0 {
		log.Warn("some subscriptions from the page were made with another key, or for a channel that sign_up: no longer has: they are told nothing until that stands there again", "subscriptions", foreign)
	}
	if list != nil {
		list.Spent = st.Drawer(signup.SpentName)
	}
	return list, err
}

// readersOutbox is the store's, and erases readers who end what they subscribed to from the page.
type readersOutbox struct {
	*store.Store
	readers *signup.List // nil where nobody can subscribe any more
}

// Stop ends a notification, or resumes it. That of a reader is erased, and cannot be resumed.
func (o readersOutbox) Stop(id string, stop bool) error {
	switch {
	case !signup.IsReader(id):
		return o.Store.Stop(id, stop)
	case !stop:
		return nil
	}
	erase := func(id string) error {
		return signup.Erase(o.Drawer(signup.DrawerName), o.Drawer(signup.SpentName), id, time.Now())
	}
	if o.readers != nil {
		erase = o.readers.Erase
	}
	return errors.Join(erase(id), o.Forget(id))
}

// IsStopped reports whether a notification was ended; that of a reader is not there any more then.
func (o readersOutbox) IsStopped(id string) (bool, error) {
	if signup.IsReader(id) {
		is, err := signup.Has(o.Drawer(signup.DrawerName), id)
		return !is, err
	}
	n, err := o.Note(id)
	return !n.Stopped.IsZero(), err
}

// end stops a notification whose receiver is not there, and counts those of readers.
func (o readersOutbox) end(id string) error {
	if err := o.Stop(id, true); err != nil || !signup.IsReader(id) {
		return err
	}
	return signup.NoteEnded(o.Drawer(signup.EndedName), time.Now())
}

// Bounced notes that a letter came back because there is no such mailbox, and ends the notification after as many as notify says.
func (o readersOutbox) Bounced(key string) (known, ended bool, err error) {
	follower, inARow, err := o.Store.Bounced(key)
	if err != nil || follower == "" || inARow < notify.MostGone {
		return follower != "", false, err
	}
	return true, true, o.end(follower)
}

// Subscribers is how many subscriptions from the page are kept, and how many ended of late because there was no such receiver.
func (o readersOutbox) Subscribers() (kept, ended int, err error) {
	kept, err = signup.Count(o.Drawer(signup.DrawerName))
	if err != nil {
		return 0, 0, err
	}
	ended, err = signup.Ended(o.Drawer(signup.EndedName), time.Now())
	return kept, ended, err
}

// newSender sends notifications past the same guard as a crawl, and signs letters where the configuration names a key.
func newSender(cfg *config.Settings) (*notify.Sender, error) {
	signature, err := notify.ReadSignature(cfg.Mail)
	return &notify.Sender{
		Transport: *guarded(cfg),
		UserAgent: userAgent(cfg), Mail: cfg.Mail, Signature: signature, Now: time.Now,
	}, err
}

// deliver prepares the worker that sends what waits, where notifications are configured or readers can subscribe to some.
func (s *service) deliver() (err error) {
	s.outbox = readersOutbox{Store: s.store}
	if s.outbox.readers, err = openReaders(s.store, s.cfg, s.log); err != nil {
		return err
	}
	kept, _, err := s.outbox.Subscribers()
	if err != nil || len(s.cfg.Notifications) == 0 && s.outbox.readers == nil && kept == 0 {
		return err
	}
	sender, err := newSender(s.cfg)
	if err != nil {
		return err
	}
	return s.newDelivery(s.cfg, sender)
}

// newDelivery makes the worker of a configuration.
func (s *service) newDelivery(cfg *config.Settings, sender *notify.Sender) error {
	secret, err := s.store.Secret()
	if err != nil {
		return err
	}
	s.secret.Store(&secret)
	s.courier.Store(sender)
	s.followed = &followed{read: func() []outbox.Follower { return followers(s.config(), s.outbox.readers) }, set: s.store.Follow}
	s.followed.update()
	baseURL := strings.TrimRight(s.front.BaseURL, "/")
	s.delivery = &notify.Worker{Outbox: s.store, Courier: &s.courier, Notifications: cfg.Notifications, Site: s.siteFares, BaseURL: baseURL,
		Gather: gatherNews, Now: time.Now, Wait: notify.Backoff(rand.Float64), End: s.outbox.end, Log: s.log}
	if baseURL != "" {
		s.delivery.Unsubscribe = func(id string) string {
			return baseURL + front.StopAddress(id, stopToken(secret, id))
		}
	}
	if s.outbox.readers != nil {
		s.takeSignUps(baseURL)
	}
	return nil
}

// proves reports whether whoever ends a notification was sent its token; nobody was sent any before there were notifications.
func (s *service) proves(id, token string) bool {
	secret := s.secret.Load()
	return secret != nil && hmac.Equal([]byte(token), []byte(stopToken(*secret, id)))
}

// deliverAnew takes over whom the configuration in force tells, and its sender, by whom letters leave. The worker is begun where there
// was none.
func (s *service) deliverAnew(cfg *config.Settings, sender *notify.Sender) error {
	if s.delivery == nil {
		if len(cfg.Notifications) == 0 {
			return nil
		}
		err := s.newDelivery(cfg, sender)
		if err == nil {
			s.goOn(s.delivery)
		}
		return err
	}
	s.courier.Store(sender)
	s.followed.update()
	s.delivery.Tell(cfg.Notifications)
	return nil
}

// takeSignUps has readers subscribe from the page. Their links need an address that they can be reached by.
func (s *service) takeSignUps(baseURL string) {
	readers := s.outbox.readers
	s.delivery.Readers = readers.Notifications
	readers.Courier, readers.Changed = &s.courier, s.followed.update
	readers.Confirm = func(token string) string { return baseURL + page.ConfirmAddress(token) }
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
