package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Records are written field after field: lengths and numbers as varints (encoding/binary), text as it is, instants as
// seconds since the year 1 and nanoseconds. It is a tenth of the time of JSON, which counts where a query reads
// thousands of records. The first byte is the version; fields are only ever added at the end of a new version.

// encoder appends values to b.
type encoder struct{ b []byte }

func (e *encoder) count(n int)      { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) number(n int64)   { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) text(s string)    { e.count(len(s)); e.b = append(e.b, s...) }
func (e *encoder) flag(set bool)    { e.b = append(e.b, map[bool]byte{true: 1}[set]) }
func (e *encoder) texts(s []string) { encodeList(e, s, (*encoder).text) }

func (e *encoder) instant(t time.Time) {
	e.b = binary.AppendUvarint(e.b, uint64(t.Unix()+secondsToUnix))
	e.count(t.Nanosecond())
}

// secondsToUnix are the seconds from the year 1, where time.Time begins, to 1970.
const secondsToUnix = 62135596800

func (e *encoder) dictionary(m map[string]string) {
	e.count(len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		e.text(key)
		e.text(m[key])
	}
}

func encodeList[T any](e *encoder, list []T, one func(*encoder, T)) {
	e.count(len(list))
	for _, item := range list {
		one(e, item)
	}
}

// errShort is met by a decoder whose bytes end before the record does.
var errShort = errors.New("the bytes end before the record does")

// decoder takes values off the front of s. After the first error every value is zero. Texts are parts of s.
type decoder struct {
	s   string
	err error
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.s = ""
}

// unsigned reads a varint. It is encoding/binary's, on a string.
func (d *decoder) unsigned() uint64 {
	var n uint64
	for i := 0; i < len(d.s) && i < binary.MaxVarintLen64; i++ {
		c := d.s[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.s = d.s[i+1:]
			return n
		}
	}
	d.fail(errShort)
	return 0
}

func (d *decoder) number() int64 {
	n := d.unsigned()
	return int64(n>>1) ^ -int64(n&1)
}

// count reads a length. Whatever is counted takes a byte at least, so that a count cannot exceed the bytes left.
func (d *decoder) count() int {
	n := d.unsigned()
	if n > uint64(len(d.s)) {
		d.fail(errShort)
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.count()
	text := d.s[:n]
	d.s = d.s[n:]
	return text
}

func (d *decoder) flag() bool {
	if d.s == "" {
		d.fail(errShort)
		return false
	}
	set := d.s[0] != 0
	d.s = d.s[1:]
	return set
}

func (d *decoder) instant() time.Time {
	second, nano := d.unsigned(), d.unsigned()
	if nano >= 1e9 || second > 1<<40 {
		d.fail(fmt.Errorf("no instant has %d seconds and %d nanoseconds", second, nano))
		return time.Time{}
	}
	return time.Unix(int64(second)-secondsToUnix, int64(nano)).UTC()
}

func (d *decoder) texts() []string { return decodeList(d, (*decoder).text) }

func (d *decoder) dictionary() map[string]string {
	n := d.count()
	if n == 0 {
		return nil
	}
	m := make(map[string]string, n)
	for range n {
		key := d.text()
		m[key] = d.text()
	}
	return m
}

func decodeList[T any](d *decoder, one func(*decoder) T) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	list := make([]T, 0, min(n, 64))
	for range n {
		list = append(list, one(d))
	}
	return list
}

// finish reports what went wrong, and bytes that are left over.
func (d *decoder) finish() error {
	if d.err == nil && d.s != "" {
		return fmt.Errorf("%d bytes are left after the record", len(d.s))
	}
	return d.err
}
