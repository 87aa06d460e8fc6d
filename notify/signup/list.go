// Package signup lets readers subscribe from the page, by e-mail or to a webhook of Slack, Teams or Discord. Whoever asks is sent
// one letter with a link in which the address and the selection are sealed; nothing is stored before the reader has clicked. What
// is stored then is encrypted with the operator's key, and erased when the reader ends it. No address reaches a log, a list or an
// error.
package signup

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"koubo/notify"
	"koubo/sources/config"
)

// prefix begins the ids of readers' notifications. It cannot stand in an id of sources.yaml.
const prefix = "reader:"

// IsReader reports whether a notification of an id belongs to a reader who subscribed from the page.
func IsReader(id string) bool { return strings.HasPrefix(id, prefix) }

// Drawer keeps the subscriptions; store.Drawer does.
type Drawer interface {
	Each(visit func(key string, value []byte) error) error
	Put(values map[string][]byte) error
}

// DrawerName is the name of the drawer that they are kept in.
const DrawerName = "signup"

// List is who has subscribed. Its methods may be called at once.
type List struct {
	keys    keys
	allowed config.SignUp
	drawer  Drawer
	now     func() time.Time
	quota   quota

	// Set before the list is used; not needed to read it.
	Courier notify.Courier // sends the letters of confirmation
	Confirm func(token string) string
	Changed func() // called after each change, one call at a time
	Limits  Limits
	Spent   Drawer // that of SpentName; nil remembers no end

	changing sync.Mutex // held while a subscription is stored or erased, and told of
	mu       sync.Mutex
	readers  map[string]config.Notification // by id
}

// Open reads the subscriptions in a drawer. foreign is how many of them the key does not open, or go by a channel or to a host that
// is not allowed any more; they stay as they are, and are told nothing.
func Open(drawer Drawer, allowed config.SignUp, now func() time.Time) (l *List, foreign int, err error) {
	l = &List{drawer: drawer, allowed: allowed, now: now, Changed: func() {}, readers: map[string]config.Notification{}}
	if l.keys, err = newKeys(allowed.Key); err != nil {
		return nil, 0, err
	}
	err = drawer.Each(func(id string, sealed []byte) error {
		n, err := l.notification(id, sealed)
		if err != nil {
			foreign++
			return nil
		}
		l.readers[id] = n
		return nil
	})
	return l, foreign, err
}

// notification opens what is kept of a reader.
func (l *List) notification(id string, sealed []byte) (n config.Notification, err error) {
	text, err := open(l.keys.kept, sealed, id)
	if err != nil {
		return n, err
	}
	var w written
	if err := json.Unmarshal(text, &w); err != nil {
		return n, err
	}
	o, err := l.offerOf(w)
	return notificationOf(id, o), err
}

func notificationOf(id string, o Offer) config.Notification {
	n := config.Notification{ID: id, Where: "the page", Query: o.Query, To: o.To, Address: o.Address, When: o.When, Private: true}
	if o.To != config.Email {
		n.Address, n.URL = "", o.Address
	}
	return n
}

// Channels are those that readers can subscribe by.
func (l *List) Channels() []config.Channel { return l.allowed.To }

// Notifications returns what the readers are to be told, in the order of the ids.
func (l *List) Notifications() []config.Notification {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]config.Notification, 0, len(l.readers))
	for _, id := range slices.Sorted(maps.Keys(l.readers)) {
		list = append(list, l.readers[id])
	}
	return list
}

// Subscribe stores what the token of a link holds, and returns it. The same address and selection are one subscription, of which
// the later pace counts.
func (l *List) Subscribe(token string) (Offer, error) {
	o, err := l.Read(token)
	if err != nil {
		return o, err
	}
	id := l.idOf(o)
	text, err := json.Marshal(written{Address: o.Address, Query: o.Query.Values().Encode(), When: o.When, Since: l.now().UTC().Truncate(time.Second)})
	if err != nil {
		return o, err
	}
	l.changing.Lock()
	defer l.changing.Unlock()
	if !l.has(id) && l.isFull() {
		return o, ErrFull
	}
	if err := l.drawer.Put(map[string][]byte{id: seal(l.keys.kept, text, id)}); err != nil {
		return o, fmt.Errorf("a subscription cannot be stored: %w", err)
	}
	l.mu.Lock()
	l.readers[id] = notificationOf(id, o)
	l.mu.Unlock()
	l.quota.confirmed(l.keys.name("token", token))
	l.Changed()
	return o, nil
}

// idOf is the id of the subscription that an offer makes.
func (l *List) idOf(o Offer) string {
	return prefix + l.keys.name("reader", o.spelling(), o.Query.Values().Encode())
}

func (l *List) has(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, known := l.readers[id]
	return known
}

func (l *List) isFull() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.readers) >= cmp.Or(l.Limits.Subscriptions, 5000)
}

// Erase removes a reader's address and selection; one that is not there does no harm.
func (l *List) Erase(id string) error {
	l.changing.Lock()
	defer l.changing.Unlock()
	if err := Erase(l.drawer, l.Spent, id, l.now()); err != nil {
		return err
	}
	l.mu.Lock()
	delete(l.readers, id)
	l.mu.Unlock()
	l.Changed()
	return nil
}

// Erase removes what a drawer keeps of a reader, and spends the links to it in the drawer of SpentName, nil for none. No key is needed.
func Erase(drawer, spent Drawer, id string, now time.Time) error {
	if spent != nil {
		if err := spend(spent, id, now); err != nil {
			return err
		}
	}
	if err := drawer.Put(map[string][]byte{id: nil}); err != nil {
		return fmt.Errorf("a subscription cannot be erased: %w", err)
	}
	return nil
}

// Has reports whether a drawer keeps a reader's subscription, for which no key is needed.
func Has(drawer Drawer, id string) (is bool, err error) {
	err = drawer.Each(func(other string, _ []byte) error { is = is || other == id; return nil })
	return is, err
}

// Count is how many subscriptions a drawer keeps, for which no key is needed.
func Count(drawer Drawer) (n int, err error) {
	err = drawer.Each(func(string, []byte) error { n++; return nil })
	return n, err
}
