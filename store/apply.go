package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/index"
	"koubo/store/layout"
	"koubo/store/outbox"
)

// Apply stores a visit, whole or not at all, and returns once it is on the disk. Applying a visit again moves nothing
// but last_seen and last_run. Visits applied at the same time may share a transaction.
func (s *Store) Apply(v sources.Visit) (sources.Outcome, error) {
	if err := storable(v); err != nil {
		return sources.Outcome{}, err
	}
	var out sources.Outcome
	err := s.commit(func(tx *bolt.Tx) (err error) {
		out, err = s.applyVisit(tx, v)
		return err
	})
	if err != nil {
		return sources.Outcome{}, fmt.Errorf("visit of source %s: %w", v.Source.ID, err)
	}
	return out, nil
}

// storable refuses what could not be found again.
func storable(v sources.Visit) error {
	if v.Source.ID == "" || strings.ContainsRune(v.Source.ID, 0) {
		return fmt.Errorf("a visit of a source with id %q cannot be stored: give the source an id of [a-z0-9-]+", v.Source.ID)
	}
	for _, o := range v.Records {
		if o.ID == "" || strings.ContainsRune(o.Source, 0) {
			return fmt.Errorf("the record %q of %s has no id that it could be stored under", o.Title, o.URL)
		}
	}
	return nil
}

// applyVisit is the whole of a visit within one transaction.
func (s *Store) applyVisit(tx *bolt.Tx, v sources.Visit) (sources.Outcome, error) {
	out := sources.Outcome{Report: v.Report}
	a := s.Announcer(tx, v.At)
	r := newResolver(tx, v, a)
	// A page lists its newest first; stored last, it is the latest change.
	for _, o := range slices.Backward(v.Records) {
		if err := r.apply(o, &out); err != nil {
			return out, err
		}
	}
	slices.Reverse(out.New)
	slices.Reverse(out.Revised)
	for _, id := range v.SeenIDs {
		if err := index.Touch(tx, r.final(id), v.At); err != nil {
			return out, err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(v.Withdrawn)) {
		if err := withdraw(a, v, r.final(id), v.Withdrawn[id], &out); err != nil {
			return out, err
		}
	}
	before, err := healthOf(tx, v.Source.ID)
	if err != nil {
		return out, err
	}
	if err := errors.Join(remember(tx, v, r.final), sweep(tx, v, before.LastRun), putDropped(tx, v), putHosts(tx, v.Hosts), putFrames(tx, v.Frames), applyHealth(tx, v, before.State)); err != nil {
		return out, err
	}
	return out, appendReport(tx, v, &out)
}

// apply stores one record that the visit read, under the id of the stored record that it is, with the keys that lead to it.
func (r *resolver) apply(o opportunity.Opportunity, out *sources.Outcome) error {
	at := opportunity.Origin{Source: o.Source, URL: o.URL, FirstSeen: r.visit.At}
	if o.Source == "" {
		at.Source = r.visit.Source.ID
	}
	o.Origins = opportunity.MergeOrigins(o.Origins, []opportunity.Origin{at})
	id, keys, err := r.resolve(o)
	if err != nil {
		return err
	}
	past := past{joined: r.joined[id]}
	if b, is := r.visit.Reread[o.ID]; is {
		past.reread = &b
	}
	past.anew = r.visit.Anew[o.ID]
	o.ID = id
	fresh, err := applyRecord(r.announcer, r.visit, o, past, out)
	if err != nil {
		return err
	}
	for i, key := range keys {
		if err := addAlias(r.tx, id, key, fresh && i == 0); err != nil {
			return err
		}
	}
	return nil
}

// past is what tells a change that the body made from one that comes of reading otherwise or knowing more.
type past struct {
	reread *opportunity.Opportunity  // its value in Visit.Reread, nil for none
	anew   bool                      // whether it is in Visit.Anew
	joined []opportunity.Opportunity // what turned out to be this record in this visit, as it was
}

// change is what followers are told of: a record as it was and as it is, and what of it the body did not bring about.
func (p past) change(old, merged opportunity.Opportunity, at time.Time) outbox.Change {
	c := outbox.Change{Before: &old, After: merged, Anew: p.anew, Joined: p.joined}
	if p.reread != nil {
		before, _ := opportunity.Revise(old, fromOtherSource(old, *p.reread), at)
		c.Reread = &before
	}
	return c
}

// applyRecord stores one record that the visit read, and reports whether it is new.
func applyRecord(a *outbox.Announcer, v sources.Visit, fresh opportunity.Opportunity, past past, out *sources.Outcome) (isNew bool, err error) {
	tx := a.Tx
	old, err := index.Find(tx, fresh.ID)
	if err != nil {
		return false, err
	}
	if old == nil {
		fresh.Revision, fresh.Revised = 1, v.At
		if fresh.FirstSeen.IsZero() {
			fresh.FirstSeen = v.At
		}
		out.New = append(out.New, fresh.ID)
		count(out, fresh.Kind, sources.Changes{New: 1})
		return true, errors.Join(index.Put(tx, nil, fresh), index.Touch(tx, fresh.ID, v.At), record(tx, v, EventNew, fresh), a.Tell(outbox.Change{After: fresh}))
	}
	merged, revised := revisedBy(old.Record, fresh, past, v.At)
	merged.Source = old.Record.Source // last_seen stands under it
	if err := index.Touch(tx, fresh.ID, v.At); err != nil {
		return false, err
	}
	switch {
	case revised:
		if !slices.Contains(out.Revised, merged.ID) {
			out.Revised = append(out.Revised, merged.ID)
		}
		count(out, merged.Kind, sources.Changes{Revised: 1})
		return false, errors.Join(index.Put(tx, old, merged), record(tx, v, EventRevised, merged), a.Tell(past.change(old.Record, merged, v.At)))
	case !old.Same(merged):
		return false, errors.Join(index.Replace(tx, old, merged), record(tx, v, EventCompleted, merged), a.Tell(past.change(old.Record, merged, v.At)))
	}
	return false, nil
}

// revisedBy merges what a visit read into a stored record.
func revisedBy(old, fresh opportunity.Opportunity, past past, at time.Time) (merged opportunity.Opportunity, revised bool) {
	fresh = fromOtherSource(old, fresh)
	switch {
	case len(past.joined) > 0:
		return opportunity.ReviseJoined(old, past.joined, fresh, at)
	case past.anew:
		return opportunity.ReviseAnew(old, fresh, at)
	case past.reread != nil:
		return opportunity.ReviseReread(old, fromOtherSource(old, *past.reread), fresh, at)
	}
	return opportunity.Revise(old, fresh, at)
}

// count adds to what the report says of a kind.
func count(out *sources.Outcome, kind opportunity.Kind, more sources.Changes) {
	if out.Report.Kinds == nil {
		out.Report.Kinds = map[opportunity.Kind]sources.Changes{}
	}
	of := out.Report.Kinds[kind]
	out.Report.Kinds[kind] = sources.Changes{New: of.New + more.New, Revised: of.Revised + more.Revised, Withdrawn: of.Withdrawn + more.Withdrawn}
}

// withdraw marks a record that vanished: it stays. That is a revision where it was still open. What another source lists
// has not vanished.
func withdraw(a *outbox.Announcer, v sources.Visit, id, reason string, out *sources.Outcome) error {
	tx := a.Tx
	old, err := index.Find(tx, id)
	if err != nil || old == nil || old.Record.Withdrawn != nil || !old.Record.IsOpportunity {
		return err
	}
	if elsewhere, err := listedElsewhere(tx, v, old.Record); err != nil || elsewhere {
		return err
	}
	o := old.Record
	o.Withdrawn = &opportunity.Withdrawal{At: v.At, Reason: reason}
	if !o.CutShort() {
		return index.Replace(tx, old, o)
	}
	o.History = opportunity.AddChanges(o.History, []opportunity.Change{{At: v.At, Field: "withdrawn", New: reason}})
	o.Revision++
	o.Revised = v.At
	out.Withdrawn = append(out.Withdrawn, id)
	count(out, o.Kind, sources.Changes{Withdrawn: 1})
	return errors.Join(index.Put(tx, old, o), record(tx, v, EventWithdrawn, o), a.Tell(outbox.Change{Before: &old.Record, After: o}))
}

// watchedAge is how long ago another source was visited at most for what it lists to count.
const watchedAge = 14 * 24 * time.Hour

// listedElsewhere reports whether another source that is still visited listed a record when it was last read.
func listedElsewhere(tx *bolt.Tx, v sources.Visit, o opportunity.Opportunity) (bool, error) {
	for _, at := range o.Origins {
		if at.Source == v.Source.ID {
			continue
		}
		value := tx.Bucket(layout.KnownBucket).Get(layout.Within(at.Source, opportunity.PartKey(at.URL, o.Part)))
		if value == nil {
			continue
		}
		health, err := healthOf(tx, at.Source)
		if err != nil {
			return false, err
		}
		known, err := layout.DecodeKnown(value)
		if err != nil {
			return false, err
		}
		if !known.Gone && known.Missed == 0 && survivor(tx, known.ID) == o.ID && v.At.Sub(health.LastRun) < watchedAge {
			return true, nil
		}
	}
	return false, nil
}

// applyHealth stores how the source fares, and an event where its state changed.
func applyHealth(tx *bolt.Tx, v sources.Visit, before sources.State) error {
	value, err := json.Marshal(v.Health)
	if err != nil {
		return err
	}
	if err := layout.PutChanged(tx.Bucket(layout.HealthBucket), []byte(v.Source.ID), value); err != nil || before == v.Health.State {
		return err
	}
	return appendEvent(tx, Event{At: v.At, Kind: EventState, Source: v.Source.ID, From: before, To: v.Health.State})
}
