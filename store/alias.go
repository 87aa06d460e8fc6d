package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
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
	moved := tx.Bucket(movedBucket)
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
	ids := tx.Bucket(idBucket)
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
	id := tx.Bucket(aliasBucket).Get(aliasKey(key))
	if id == nil {
		return ""
	}
	return stored(tx, string(id))
}

// identifies reports whether an identity key can tell which announcement is meant: a home page cannot.
func identifies(key string) bool { return key != "" && !opportunity.IsHome(key) }

// addAlias makes a key lead to a record. A key that leads to one already is left alone.
func addAlias(tx *bolt.Tx, id, key string, first bool) error {
	aliases := tx.Bucket(aliasBucket)
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
	value := tx.Bucket(furtherBucket).Get([]byte(id))
	if value == nil {
		return nil
	}
	d := &decoder{s: string(value)}
	return d.texts()
}

// keepAliases stores the further keys of a record, and forgets the oldest where there are too many.
func keepAliases(tx *bolt.Tx, id string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	for len(keys) > aliasesKept {
		if err := tx.Bucket(aliasBucket).Delete([]byte(keys[0])); err != nil {
			return err
		}
		keys = keys[1:]
	}
	e := &encoder{}
	e.texts(keys)
	return tx.Bucket(furtherBucket).Put([]byte(id), e.b)
}

// unite merges stored records that turned out to be one, into the oldest, and returns that. The ids of the others lead to
// it from now on; each is told of by an event that tell makes.
func unite(tx *bolt.Tx, ids []string, tell func(Event) error) (string, error) {
	var all []*document
	for _, id := range ids {
		d, err := find(tx, id)
		if err != nil {
			return "", err
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b *document) int { return older(a.record, b.record) })
	kept := all[0]
	merged := kept.record
	for _, d := range all[1:] {
		merged = join(merged, d.record)
		if err := errors.Join(dissolve(tx, d, kept.record.ID), tell(Event{Kind: EventMerged, Record: d.record.ID, Into: kept.record.ID})); err != nil {
			return "", err
		}
	}
	return merged.ID, replace(tx, kept, merged)
}

// dissolve takes a record out of the file; what leads to it leads to the record id from now on.
func dissolve(tx *bolt.Tx, d *document, id string) error {
	own := d.record.ID
	seen := tx.Bucket(seenBucket)
	last := ofSecondValue(seen.Get(within(d.source, own)))
	further := append(aliasesOf(tx, id), aliasesOf(tx, own)...)
	return errors.Join(
		touch(tx, id, last),
		seen.Delete(within(d.source, own)),
		remove(tx, d),
		tx.Bucket(idBucket).Delete([]byte(own)),
		tx.Bucket(furtherBucket).Delete([]byte(own)),
		keepAliases(tx, id, further),
		tx.Bucket(movedBucket).Put([]byte(own), []byte(id)),
	)
}
