package publish

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Names of what a target keeps beside the site.
const (
	stateName   = "state.gz"   // what is published
	pendingName = "pending.gz" // the files that are being exchanged, while they are
)

// stateFormat is the first line of a state. Another format is read as no state: everything is written anew.
const stateFormat = "koubo site 2"

// hash is the beginning of a file's SHA-256; the zero value stands for one that nobody knows.
type hash [12]byte

func hashOf(body []byte) hash {
	sum := sha256.Sum256(body)
	return hash(sum[:12])
}

// record is what is remembered of a record between runs. It holds no pointers, see recordID.
type record struct {
	place  uint32
	moment uint32 // second from which on its page may read otherwise; 0 for never
	issuer issuerCode
	state  recordState
}

// recordState is what a record is of these.
type recordState uint8

const (
	isOpen    recordState = 1 << iota // searched among what is open
	isCurrent                         // there in the present run
	isChanged                         // made by the present run
)

func (r record) is(s recordState) bool { return r.state&s != 0 }

// issuerCode is the code of a body, of 6 digits; nothing but zero bytes for none.
type issuerCode [6]byte

func (c issuerCode) String() string { return string(bytes.TrimRight(c[:], "\x00")) }

func codeOf(code string) (c issuerCode) {
	copy(c[:], code)
	return c
}

// state is what is published: the files, those that stay for a while, and the records they were made of.
type state struct {
	fingerprint string
	at          time.Time
	files       files
	leaving     map[string]time.Time // path → since when it is no part of the site
	records     *byID[record]
	shards      map[string]string
	tables      map[string][]segment // path → what it is made of
	hashes      map[string]hash      // of the tables
	lost        bool                 // nobody knows what is published, if anything is
}

func emptyState() *state {
	return &state{lost: true, files: newFiles(), leaving: map[string]time.Time{}, records: &byID[record]{}, shards: map[string]string{}, tables: map[string][]segment{}, hashes: map[string]hash{}}
}

// loadState reads what is published: nothing, where nothing is or another version of koubo published it.
func loadState(ctx context.Context, t Target) (*state, error) {
	s := emptyState()
	err := readKept(ctx, t, stateName, func(body io.Reader) {
		if read, err := decodeState(body); err == nil { // else it is made anew
			s = read
		}
	})
	if err != nil || s.lost {
		return s, err
	}
	return s, readKept(ctx, t, pendingName, s.forget)
}

// forget takes it that nobody knows what stands in the files that were being exchanged when a run ended, and that those which came
// with it are linked already. Everything is made anew: the run may have been one with other settings, or at another time.
func (s *state) forget(pending io.Reader) {
	s.fingerprint = ""
	clear(s.tables)
	z, err := gzip.NewReader(pending)
	if err == nil {
		lines := bufio.NewScanner(z)
		for lines.Scan() {
			s.files.set(lines.Text(), file{})
		}
		err = lines.Err()
	}
	if err != nil { // it may have been any
		for path := range s.files.all() {
			s.files.set(path, file{})
		}
	}
}

// longestLine bounds a line of a state in bytes: that of a table names each of its segments.
const longestLine = 4 << 20

// encode writes the state as lines: a kind, and fields with tabs between.
func (s *state) encode(room string) (*packed, error) {
	return packAside(room, func(w io.Writer) {
		fmt.Fprintf(w, "%s\t%s\t%d\n", stateFormat, s.fingerprint, s.at.Unix())
		for _, path := range slices.Sorted(maps.Keys(s.files.named)) {
			s.files.named[path].encode(w, path)
		}
		s.encodeRecords(w)
		for _, path := range slices.Sorted(maps.Keys(s.leaving)) {
			fmt.Fprintf(w, "g\t%s\t%d\n", path, s.leaving[path].Unix())
		}
		for _, name := range slices.Sorted(maps.Keys(s.shards)) {
			fmt.Fprintf(w, "s\t%s\t%s\n", name, s.shards[name])
		}
		for _, path := range slices.Sorted(maps.Keys(s.tables)) {
			fmt.Fprintf(w, "t\t%s\t", path)
			for _, one := range s.tables[path] {
				fmt.Fprintf(w, "%d:%d ", one.number, one.bytes)
			}
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, "end")
	})
}

func (f file) encode(w io.Writer, path string) {
	fmt.Fprintf(w, "f\t%s\t%s\n", path, base64.RawURLEncoding.EncodeToString(f.hash[:]))
}

// encodeRecords writes each record beside its files, so that its id is packed once.
func (s *state) encodeRecords(w io.Writer) {
	for id, its := range s.files.records.all() {
		for kind, small := range its {
			if one := small.file(); one.there {
				one.encode(w, recordPath(id.String(), kind))
			}
		}
		if r, known := s.records.get(id); known {
			r.encode(w, id)
		}
	}
	for id, r := range s.records.all() {
		if s.files.isBare(id) {
			r.encode(w, id)
		}
	}
}

func (r record) encode(w io.Writer, id recordID) {
	fmt.Fprintf(w, "r\t%s\t%d\t%t\t%d\t%s\n", id, r.place, r.is(isOpen), r.moment, r.issuer)
}

func decodeState(packed io.Reader) (*state, error) {
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	s := emptyState()
	s.lost = false
	whole := false
	lines := bufio.NewScanner(z) // unpacked it is ten times as long
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if whole = fields[0] == "end"; whole {
			break
		}
		if err := s.read(fields); err != nil {
			return nil, err
		}
	}
	if !whole {
		return nil, cmp.Or(lines.Err(), io.ErrUnexpectedEOF)
	}
	for path := range s.tables {
		one, _ := s.files.at(path)
		s.hashes[path] = one.hash
	}
	return s, nil
}

// read takes one line of a state.
func (s *state) read(fields []string) error {
	number := func(text string) int64 {
		n, _ := strconv.ParseInt(text, 10, 64) // what is no number is 0, and made anew
		return n
	}
	switch {
	case fields[0] == stateFormat && len(fields) == 3:
		s.fingerprint, s.at = fields[1], time.Unix(number(fields[2]), 0)
	case fields[0] == "f" && len(fields) == 3:
		sum, err := base64.RawURLEncoding.DecodeString(fields[2])
		if err != nil || len(sum) != len(hash{}) {
			return fmt.Errorf("the hash of %s cannot be read", fields[1])
		}
		s.files.set(strings.Clone(fields[1]), file{hash: hash(sum)})
	case fields[0] == "g" && len(fields) == 3:
		s.leaving[strings.Clone(fields[1])] = time.Unix(number(fields[2]), 0)
	case fields[0] == "s" && len(fields) == 3:
		s.shards[fields[1]] = fields[2]
	case fields[0] == "t" && len(fields) == 3:
		var list []segment
		for word := range strings.FieldsSeq(fields[2]) {
			first, bytes, _ := strings.Cut(word, ":")
			list = append(list, segment{uint32(number(first)), number(bytes)})
		}
		s.tables[strings.Clone(fields[1])] = list
	case fields[0] == "r" && len(fields) == 6:
		id, ok := idOf(fields[1])
		if !ok {
			return fmt.Errorf("%q is no id", fields[1])
		}
		r := record{place: uint32(number(fields[2])), moment: uint32(number(fields[4])), issuer: codeOf(fields[5])}
		if fields[3] == "true" {
			r.state = isOpen
		}
		s.records.set(id, r)
	default:
		return fmt.Errorf("a line of kind %q is unknown", fields[0])
	}
	return nil
}
