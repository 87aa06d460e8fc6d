package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// aliasesKept is how many identity keys besides its first lead to a record. A site that makes a session's address anew at
// each visit adds one each time; the newest stay.
const aliasesKept = 16

// maxKey is the length from which on an identity key is kept as a hash; bbolt takes 32,768 bytes.
const maxKey = 2 << 10

func aliasKey(key string) []byte {
	if len(key) <= maxKey {
		return []byte(key)
	}
	sum := sha256.Sum256([]byte(key))
	return []byte(key[:64] + "#" + hex.EncodeToString(sum[:]))
}

// survivor follows the ids of records that were merged into others to the one that is there now.
func survivor(tx *bolt.Tx, id string) string {
	moved := tx.Bucket(layout.MovedBucket)
	if moved == nil { // a file of the first version, open for reading
		return id
	}
	for range 64 {
		next := moved.Get([]byte(id))
		if next == nil {
			return id
		}
		id = string(next)
	}
	return id
}

// stored returns the id that a record of this id is stored under, "" for none.
func stored(tx *bolt.Tx, id string) string {
	ids := tx.Bucket(layout.IDBucket)
	if ids.Get([]byte(id)) != nil {
		return id
	}
	if id = survivor(tx, id); ids.Get([]byte(id)) != nil {
		return id
	}
	return ""
}

// leadsTo returns the id of the stored record that an identity key leads to, "" for none.
func leadsTo(tx *bolt.Tx, key string) string {
	id := tx.Bucket(layout.AliasBucket).Get(aliasKey(key))
	if id == nil {
		return ""
	}
	return stored(tx, string(id))
}

// identifies reports whether an identity key can tell which announcement is meant: a home page cannot.
func identifies(key string) bool { return key != "" && !opportunity.IsHome(key) }

// addAlias makes a key lead to a record. A key that leads to one already is left alone.
func addAlias(tx *bolt.Tx, id, key string, first bool) error {
	aliases := tx.Bucket(layout.AliasBucket)
	if !identifies(key) || leadsTo(tx, key) != "" {
		return nil
	}
	if err := aliases.Put(aliasKey(key), []byte(id)); err != nil || first {
		return err
	}
	return keepAliases(tx, id, append(aliasesOf(tx, id), string(aliasKey(key))))
}

// aliasesOf returns the keys besides the first that lead to a record, oldest first.
func aliasesOf(tx *bolt.Tx, id string) []string {
	value := tx.Bucket(layout.FurtherBucket).Get([]byte(id))
	if value == nil {
		return nil
	}
	d := layout.NewDecoder(value)
	return d.Texts()
}

// keepAliases stores the further keys of a record, and forgets the oldest where there are too many.
func keepAliases(tx *bolt.Tx, id string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	for len(keys) > aliasesKept {
		if err := tx.Bucket(layout.AliasBucket).Delete([]byte(keys[0])); err != nil {
			return err
		}
		keys = keys[1:]
	}
	e := &layout.Encoder{}
	e.Texts(keys)
	return tx.Bucket(layout.FurtherBucket).Put([]byte(id), e.Bytes())
}

// unite merges stored records that turned out to be one, into the oldest, and returns its id, and the records as they were. The ids of
// the others lead to it from now on; each is told of by an event that tell makes.
func unite(tx *bolt.Tx, ids []string, tell func(Event) error) (id string, were []opportunity.Opportunity, err error) {
	var all []*index.Document
	for _, id := range ids {
		d, err := index.Find(tx, id)
		if err != nil {
			return "", nil, err
		}
		all, were = append(all, d), append(were, d.Record)
	}
	slices.SortFunc(all, func(a, b *index.Document) int { return older(a.Record, b.Record) })
	kept := all[0]
	merged := kept.Record
	for _, d := range all[1:] {
		merged = join(merged, d.Record)
		if err := errors.Join(dissolve(tx, d, kept.Record.ID), tell(Event{Kind: EventMerged, Record: d.Record.ID, Into: kept.Record.ID})); err != nil {
			return "", nil, err
		}
	}
	return merged.ID, were, index.Replace(tx, kept, merged)
}

// dissolve takes a record out of the file; what leads to it leads to the record id from now on.
func dissolve(tx *bolt.Tx, d *index.Document, id string) error {
	own := d.Record.ID
	seen := tx.Bucket(layout.SeenBucket)
	last := layout.OfSecondValue(seen.Get(layout.Within(d.Source, own)))
	further := append(aliasesOf(tx, id), aliasesOf(tx, own)...)
	return errors.Join(
		index.Touch(tx, id, last),
		seen.Delete(layout.Within(d.Source, own)),
		index.Remove(tx, d),
		tx.Bucket(layout.IDBucket).Delete([]byte(own)),
		tx.Bucket(layout.FurtherBucket).Delete([]byte(own)),
		keepAliases(tx, id, further),
		tx.Bucket(layout.MovedBucket).Put([]byte(own), []byte(id)),
	)
}
