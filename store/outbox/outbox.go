// Package outbox holds what followers are to be told and were not yet.
package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/datafile"
	"koubo/store/layout"
)

// The outbox holds what followers are to be told and were not yet. It is written in the transaction of the visit that brought
// the change: there is no change without its announcements, and none without its change. An announcement stands in the file
// once and waits for each follower it concerns; letter.go tells how it leaves.

// Announcement is what a follower is told: a change of a record or, where Reminder is given, a step that comes near.
type Announcement struct {
	Record   opportunity.Opportunity `json:"record"` // as it was then, Status filled, without history and evidence
	News     opportunity.News        `json:"news,omitzero"`
	Reminder *Reminder               `json:"reminder,omitempty"`
}

// Reminder is a step of a record that comes near.
type Reminder struct {
	Key   string `json:"key"`   // tells it from other steps of the record
	Title string `json:"title"` // that of the record, with the step in front
	Line  string `json:"line"`  // what is due when
}

// Box is the outbox of a file. Its methods may be called from many goroutines at once.
type Box struct {
	file   *datafile.File
	commit func(func(*bolt.Tx) error) error // runs its argument in a write transaction, which is on the disk then
	now    func() time.Time

	followers atomic.Pointer[[]follower] // who is told of changes; nil for nobody
	announced chan struct{}              // holds one where something was left for delivery since it was emptied
}

// New returns the outbox of a file that is written by commit.
func New(file *datafile.File, commit func(func(*bolt.Tx) error) error, now func() time.Time) *Box {
	return &Box{file: file, commit: commit, now: now, announced: make(chan struct{}, 1)}
}

// Announcer leaves announcements within the transaction of one visit.
type Announcer struct {
	Tx        *bolt.Tx
	at        time.Time
	followers []follower
	left      func() // called once where something was left
}

// Announcer returns what leaves the announcements of a visit made at an instant.
func (b *Box) Announcer(tx *bolt.Tx, at time.Time) *Announcer {
	a := &Announcer{Tx: tx, at: at, left: func() { tx.OnCommit(b.wake) }}
	if list := b.followers.Load(); list != nil {
		a.followers = *list
	}
	return a
}

// wake says that something is left for delivery.
func (b *Box) wake() {
	select {
	case b.announced <- struct{}{}:
	default: // said already
	}
}

// Announced receives a value where something was left for delivery since the latest value.
func (b *Box) Announced() <-chan struct{} { return b.announced }

// Tell leaves what a change of a record tells, for each follower that it concerns.
func (a *Announcer) Tell(c Change) error {
	if len(a.followers) == 0 {
		return nil
	}
	r := newRevision(c, a.at)
	if r.quiet {
		return a.tellOfComingIn(c, r)
	}
	var concerned, losing []string
	for _, f := range a.followers {
		if f.concerns(r) {
			concerned = append(concerned, f.id)
		}
		if f.loses(r) {
			losing = append(losing, f.id)
		}
	}
	what := "revision " + strconv.Itoa(c.After.Revision) + " " + string(r.news.Class)
	return errors.Join(a.leave(Announcement{Record: r.after.record, News: r.news}, concerned, what), noteLeft(a.Tx, losing, c.After.ID, a.at))
}

// leave lets an announcement wait for followers, but those that were stopped. what tells it from others of the same record.
func (a *Announcer) leave(told Announcement, followers []string, what string) error {
	number, wanted := uint64(0), uint64(0)
	for _, id := range followers {
		stopped, err := isStopped(a.Tx, id)
		if err != nil {
			return err
		}
		if stopped {
			continue
		}
		if number == 0 {
			if number, err = putAnnouncement(a.Tx, told); err != nil {
				return err
			}
		}
		key := idempotencyKey(id, told.Record.ID, what)
		if err := a.Tx.Bucket(layout.WaitingBucket).Put(layout.NumberKey(id, number), layout.WaitingValue(a.at, key)); err != nil {
			return err
		}
		wanted++
	}
	if wanted == 0 {
		return nil
	}
	if a.left != nil {
		a.left()
		a.left = nil
	}
	return a.Tx.Bucket(layout.WantedBucket).Put(layout.SequenceKey(number), layout.SequenceKey(wanted))
}

// putAnnouncement stores an announcement under the next number, and lays the outbox out where there is none.
func putAnnouncement(tx *bolt.Tx, told Announcement) (number uint64, err error) {
	if err := layOutbox(tx); err != nil {
		return 0, err
	}
	told.Record.History, told.Record.Evidence, told.Record.Mentions = nil, nil, nil
	value, err := json.Marshal(told)
	if err != nil {
		return 0, err
	}
	announced := tx.Bucket(layout.AnnouncedBucket)
	if number, err = announced.NextSequence(); err != nil {
		return 0, err
	}
	return number, announced.Put(layout.SequenceKey(number), value)
}

func layOutbox(tx *bolt.Tx) error {
	if tx.Bucket(layout.FollowerBucket) != nil {
		return nil
	}
	return layout.MakeBuckets(tx, layout.OutboxBuckets)
}

// idempotencyKey is the same whenever the same is told the same follower: 32 hexadecimal digits.
func idempotencyKey(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// unwant takes one of those that wait for an announcement away; nobody needs it after the last.
func unwant(tx *bolt.Tx, number uint64) error {
	wanted, key := tx.Bucket(layout.WantedBucket), layout.SequenceKey(number)
	if n := layout.SequenceOf(wanted.Get(key)); n > 1 {
		return wanted.Put(key, layout.SequenceKey(n-1))
	}
	if err := wanted.Delete(key); err != nil {
		return err
	}
	return tx.Bucket(layout.AnnouncedBucket).Delete(key)
}
