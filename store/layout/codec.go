package layout

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

// Encoder appends values to b.
type Encoder struct{ b []byte }

// NewEncoder returns one with room for so many bytes.
func NewEncoder(size int) *Encoder { return &Encoder{make([]byte, 0, size)} }

// Bytes are what was encoded.
func (e *Encoder) Bytes() []byte { return e.b }

func (e *Encoder) count(n int)    { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *Encoder) number(n int64) { e.b = binary.AppendVarint(e.b, n) }

// Text appends a text.
func (e *Encoder) Text(s string) { e.count(len(s)); e.b = append(e.b, s...) }

func (e *Encoder) flag(set bool) {
	value := byte(0)
	if set {
		value = 1
	}
	e.b = append(e.b, value)
}

// Texts appends a list of texts.
func (e *Encoder) Texts(s []string) { EncodeList(e, s, (*Encoder).Text) }

func (e *Encoder) instant(t time.Time) {
	e.b = binary.AppendUvarint(e.b, uint64(t.Unix()+secondsToUnix))
	e.count(t.Nanosecond())
}

// secondsToUnix are the seconds from the year 1, where time.Time begins, to 1970.
const secondsToUnix = 62135596800

func (e *Encoder) dictionary(m map[string]string) {
	e.count(len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		e.Text(key)
		e.Text(m[key])
	}
}

// EncodeList appends a list, each item as one appends it.
func EncodeList[T any](e *Encoder, list []T, one func(*Encoder, T)) {
	e.count(len(list))
	for _, item := range list {
		one(e, item)
	}
}

// errShort is met by a decoder whose bytes end before the record does.
var errShort = errors.New("the bytes end before the record does")

// Decoder takes values off the front of s. After the first error every value is zero. Texts are parts of s.
type Decoder struct {
	s   string
	err error
}

// NewDecoder reads a copy of a value.
func NewDecoder(value []byte) *Decoder { return &Decoder{s: string(value)} }

func (d *Decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.s = ""
}

// unsigned reads a varint. It is encoding/binary's, on a string.
func (d *Decoder) unsigned() uint64 {
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

func (d *Decoder) number() int64 {
	n := d.unsigned()
	return int64(n>>1) ^ -int64(n&1)
}

// count reads a length. Whatever is counted takes a byte at least, so that a count cannot exceed the bytes left.
func (d *Decoder) count() int {
	n := d.unsigned()
	if n > uint64(len(d.s)) {
		d.fail(errShort)
		return 0
	}
	return int(n)
}

// Text takes a text, "" after an error.
func (d *Decoder) Text() string {
	n := d.count()
	text := d.s[:n]
	d.s = d.s[n:]
	return text
}

func (d *Decoder) flag() bool {
	if d.s == "" {
		d.fail(errShort)
		return false
	}
	set := d.s[0] != 0
	d.s = d.s[1:]
	return set
}

func (d *Decoder) instant() time.Time {
	second, nano := d.unsigned(), d.unsigned()
	if nano >= 1e9 || second > 1<<40 {
		d.fail(fmt.Errorf("no instant has %d seconds and %d nanoseconds", second, nano))
		return time.Time{}
	}
	return time.Unix(int64(second)-secondsToUnix, int64(nano)).UTC()
}

// Texts takes a list of texts.
func (d *Decoder) Texts() []string { return DecodeList(d, (*Decoder).Text) }

func (d *Decoder) dictionary() map[string]string {
	n := d.count()
	if n == 0 {
		return nil
	}
	m := make(map[string]string, n)
	for range n {
		key := d.Text()
		m[key] = d.Text()
	}
	return m
}

// DecodeList takes a list, each item as one takes it.
func DecodeList[T any](d *Decoder, one func(*Decoder) T) []T {
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

// Finish reports what went wrong, and bytes that are left over.
func (d *Decoder) Finish() error {
	if d.err == nil && d.s != "" {
		return fmt.Errorf("%d bytes are left after the record", len(d.s))
	}
	return d.err
}
