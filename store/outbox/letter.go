package outbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// Letter is what is sent a follower at once: what it holds is settled when it is made, and so is its key, so that it can be
// sent again as often as it takes. It leaves the file in the transaction that notes its delivery.
type Letter struct {
	Follower string        `json:"-"`
	Number   uint64        `json:"-"` // letters of one follower are sent in the order of their numbers
	Key      string        `json:"key"`
	Made     time.Time     `json:"made"`
	Items    []Item        `json:"items,omitempty"`
	Alerts   []SourceAlert `json:"alerts,omitempty"`
	More     int           `json:"more,omitempty"` // alerts beyond those named
	Site     *SiteAlert    `json:"site,omitempty"`
	Attempts int           `json:"attempts,omitempty"`
	Next     time.Time     `json:"next,omitzero"`    // before which it is not tried again
	Reason   string        `json:"reason,omitempty"` // of the latest failure, a sentence
	Dead     bool          `json:"dead,omitempty"`   // it is tried no more
}

// Item is one announcement of a letter, with an idempotency key of its own.
type Item struct {
	Key          string        `json:"key"`
	Number       uint64        `json:"number"`
	Announcement *Announcement `json:"-"`
	Closed       bool          `json:"-"` // the call has closed since this was left: whoever sends the letter says so
}

// SourceAlert is how the state of a source changed since the alert before.
type SourceAlert struct {
	Source string        `json:"source"`
	From   sources.State `json:"from"`
	To     sources.State `json:"to"`
	Reason string        `json:"reason,omitempty"`
	At     time.Time     `json:"at"` // of the latest change
}

// SiteAlert is how publishing the site fares otherwise than at the alert before.
type SiteAlert struct {
	Place    string        `json:"place"`    // a folder, or s3://bucket/prefix
	BaseURL  string        `json:"base_url"` // where readers find it
	From     sources.State `json:"from"`
	To       sources.State `json:"to"`
	Reason   string        `json:"reason,omitempty"`
	At       time.Time     `json:"at"`                 // since when it fares so
	LastGood time.Time     `json:"last_good,omitzero"` // when it was published last, the zero time where that is not known
}

// Alert is what an operator is alerted of on a day of Japan.
type Alert struct {
	Day     string
	Event   uint64 // up to which the sources are told of
	Sources []SourceAlert
	More    int // sources beyond those named
	Site    *SiteAlert
	Knows   sources.State // of publishing the site, as the operator knows it from now on
}

// Things counts what a letter tells.
func (l Letter) Things() int {
	n := len(l.Items) + len(l.Alerts)
	if l.Site != nil {
		n++
	}
	return n
}

// Delivery is a letter that arrived.
type Delivery struct {
	Key      string    `json:"key"`
	At       time.Time `json:"at"`
	Items    int       `json:"items"`
	Attempts int       `json:"attempts"`
	Bounced  bool      `json:"bounced,omitempty"` // it came back later
}

// eachLetter visits the letters under a prefix in order, without their announcements.
func eachLetter(tx *bolt.Tx, prefix []byte, visit func(Letter) error) error {
	letters := tx.Bucket(layout.LetterBucket)
	if letters == nil {
		return nil
	}
	c := letters.Cursor()
	for key, value := c.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, value = c.Next() {
		l, err := letterOf(key, value)
		if err != nil {
			return err
		}
		if err := visit(l); err != nil {
			return err
		}
	}
	return nil
}

func letterOf(key, value []byte) (l Letter, err error) {
	follower, number, ok := layout.OfNumberKey(key)
	if !ok {
		return l, fmt.Errorf("the key %x leads to no letter", key)
	}
	if err := layout.Unmarshal(value, &l); err != nil {
		return l, fmt.Errorf("letter %d of %s: %w", number, follower, err)
	}
	l.Follower, l.Number = follower, number
	return l, nil
}

func putLetter(tx *bolt.Tx, l Letter) error {
	value, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return tx.Bucket(layout.LetterBucket).Put(layout.NumberKey(l.Follower, l.Number), value)
}

// Seal makes a letter of the oldest announcements that wait for a follower, most of them at most, and returns its number; that of
// the letter that is to be sent before where there is one, 0 where nothing waits.
func (b *Box) Seal(follower string, most int) (number uint64, err error) {
	err = b.commit(func(tx *bolt.Tx) error {
		if number, err = openLetter(tx, follower); err != nil || number > 0 || tx.Bucket(layout.WaitingBucket) == nil {
			return err
		}
		l := Letter{Follower: follower, Made: b.now()}
		parts := []string{"letter", follower}
		c, prefix := tx.Bucket(layout.WaitingBucket).Cursor(), layout.Under(follower)
		for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix) && len(l.Items) < most; key, value = c.Seek(prefix) {
			_, n, _ := layout.OfNumberKey(key)
			_, id := layout.OfWaitingValue(value)
			l.Items = append(l.Items, Item{Key: id, Number: n})
			parts = append(parts, id)
			if err := c.Delete(); err != nil {
				return err
			}
		}
		if len(l.Items) == 0 {
			return nil
		}
		l.Key = idempotencyKey(parts...)
		number, err = addLetter(tx, l)
		return err
	})
	return number, err
}

// openLetter returns the number of the first letter of a follower that is not dead, 0 for none.
func openLetter(tx *bolt.Tx, follower string) (number uint64, err error) {
	err = eachLetter(tx, layout.Under(follower), func(l Letter) error {
		if !l.Dead && number == 0 {
			number = l.Number
		}
		return nil
	})
	return number, err
}

func addLetter(tx *bolt.Tx, l Letter) (number uint64, err error) {
	if l.Number, err = tx.Bucket(layout.LetterBucket).NextSequence(); err != nil {
		return 0, err
	}
	return l.Number, putLetter(tx, l)
}

// Alert makes a letter of what an operator is alerted of, once a day of Japan. With nothing to tell it only remembers what is known.
func (b *Box) Alert(follower string, a Alert) error {
	return b.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil || n.Day >= a.Day || !n.Stopped.IsZero() {
			return err
		}
		n.Day, n.Alerted, n.Site = a.Day, a.Event, a.Knows
		if err := putNote(tx, follower, n); err != nil || len(a.Sources) == 0 && a.Site == nil {
			return err
		}
		tx.OnCommit(b.wake)
		_, err = addLetter(tx, Letter{Follower: follower, Made: b.now(), Alerts: a.Sources, More: a.More, Site: a.Site, Key: idempotencyKey("alert", follower, a.Day)})
		return err
	})
}

// Letter returns a letter with its announcements, false where there is none of that number.
func (b *Box) Letter(follower string, number uint64) (l Letter, found bool, err error) {
	err = b.file.View(func(tx *bolt.Tx) error {
		letters := tx.Bucket(layout.LetterBucket)
		if letters == nil {
			return nil
		}
		key := layout.NumberKey(follower, number)
		value := letters.Get(key)
		if value == nil {
			return nil
		}
		if l, err = letterOf(key, value); err != nil {
			return err
		}
		found = true
		for i, item := range l.Items {
			l.Items[i].Announcement = &Announcement{}
			if err := layout.Unmarshal(tx.Bucket(layout.AnnouncedBucket).Get(layout.SequenceKey(item.Number)), l.Items[i].Announcement); err != nil {
				return fmt.Errorf("announcement %d: %w", item.Number, err)
			}
		}
		return nil
	})
	return l, found, err
}

// deliveriesKept is how many deliveries of each follower are remembered.
const deliveriesKept = 20

// Delivered notes that a letter has arrived, and forgets the letter. A second note of the same letter does nothing.
func (b *Box) Delivered(l Letter) error {
	return b.commit(func(tx *bolt.Tx) error {
		letters, key := tx.Bucket(layout.LetterBucket), layout.NumberKey(l.Follower, l.Number)
		if letters.Get(key) == nil {
			return nil
		}
		if err := errors.Join(dropLetter(tx, l), isThere(tx, l.Follower)); err != nil {
			return err
		}
		value, err := json.Marshal(Delivery{Key: l.Key, At: b.now(), Items: l.Things(), Attempts: l.Attempts + 1})
		if err != nil {
			return err
		}
		delivered := tx.Bucket(layout.DeliveredBucket)
		if err := delivered.Put(key, value); err != nil {
			return err
		}
		return layout.KeepLatest(delivered, layout.Under(l.Follower), deliveriesKept)
	})
}

// lettersWhere returns those of the letters under a prefix that are so: what changes letters goes through these, because a
// bucket must not change while it is gone through.
func lettersWhere(tx *bolt.Tx, prefix []byte, is func(Letter) bool) (letters []Letter, err error) {
	err = eachLetter(tx, prefix, func(l Letter) error {
		if is(l) {
			letters = append(letters, l)
		}
		return nil
	})
	return letters, err
}

// dropLetters forgets those of the letters under a prefix that are so.
func dropLetters(tx *bolt.Tx, prefix []byte, is func(Letter) bool) error {
	letters, err := lettersWhere(tx, prefix, is)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := dropLetter(tx, l); err != nil {
			return err
		}
	}
	return nil
}

func dropLetter(tx *bolt.Tx, l Letter) error {
	for _, item := range l.Items {
		if err := unwant(tx, item.Number); err != nil {
			return err
		}
	}
	return tx.Bucket(layout.LetterBucket).Delete(layout.NumberKey(l.Follower, l.Number))
}
