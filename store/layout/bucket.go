package layout

import (
	"bytes"
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// PutChanged writes only what differs, so that a page of the file without a change is not written again.
func PutChanged(b *bolt.Bucket, key, value []byte) error {
	if old := b.Get(key); old != nil && bytes.Equal(old, value) {
		return nil
	}
	return b.Put(key, value)
}

// EachUnder visits the keys of one source in order. value is only good until visit returns.
func EachUnder(b *bolt.Bucket, source string, visit func(rest string, value []byte) error) error {
	prefix := Under(source)
	c := b.Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		if err := visit(string(key[len(prefix):]), value); err != nil {
			return fmt.Errorf("%s of source %s: %w", key[len(prefix):], source, err)
		}
	}
	return nil
}

// MakeBuckets creates those of the buckets that a file has not.
func MakeBuckets(tx *bolt.Tx, names [][]byte) error {
	for _, name := range names {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}

// KeepLatest deletes the first of the keys under a prefix until no more than n are left.
func KeepLatest(b *bolt.Bucket, prefix []byte, n int) error {
	var keys [][]byte
	c := b.Cursor()
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		keys = append(keys, bytes.Clone(key))
	}
	for ; len(keys) > n; keys = keys[1:] {
		if err := b.Delete(keys[0]); err != nil {
			return err
		}
	}
	return nil
}

// OutOfOrder is what a key says of its bucket that does not come after the one before it: whoever goes on from such a key may
// go round for ever.
func OutOfOrder(bucket, key []byte) error {
	return fmt.Errorf("the keys of %s are out of order at %x", bucket, key)
}

// Unmarshal reads JSON that stands on a page. It reads a copy: the decoder keeps what it is given on the heap, and of a damaged
// page that may be no memory of ours, which the collector of garbage does not survive.
func Unmarshal(onPage []byte, into any) error { return json.Unmarshal(bytes.Clone(onPage), into) }
