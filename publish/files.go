package publish

import (
	"bytes"
	"hash/fnv"
	"iter"
	"slices"
	"strings"
)

// recordID is the id of a record in 13 bytes: a site of a million records keeps millions of these. An id has 20 characters that hold 5
// bits each (see opportunity.NewID), and its bytes sort as it does. Whatever else is short stands as it is, its length in the last
// four bits, which an id leaves free.
type recordID [13]byte

const (
	idCharacters = 20
	idAlphabet   = "234567abcdefghijklmnopqrstuvwxyz" // as the characters sort
	shortID      = 12
)

// idOf packs an id; ok is false where there is no room for it.
func idOf(id string) (r recordID, ok bool) {
	if len(id) > 0 && len(id) <= shortID {
		copy(r[:], id)
		r[shortID] = byte(len(id))
		return r, true
	}
	if len(id) != idCharacters {
		return r, false
	}
	for i := range id {
		bits, at := strings.IndexByte(idAlphabet, id[i]), 5*i
		if bits < 0 {
			return r, false
		}
		two := uint16(bits) << (11 - at%8) // the 5 bits lie in one byte or in two
		r[at/8] |= byte(two >> 8)
		if byte(two) != 0 {
			r[at/8+1] |= byte(two)
		}
	}
	return r, true
}

func (r recordID) String() string {
	if short := r[shortID] & 15; short > 0 {
		return string(r[:short])
	}
	var id [idCharacters]byte
	for i := range id {
		at := 5 * i
		two := uint16(r[at/8]) << 8
		if at%8 > 3 {
			two |= uint16(r[at/8+1])
		}
		id[i] = idAlphabet[two>>(11-at%8)&31]
	}
	return string(id[:])
}

func (r recordID) compare(other recordID) int { return bytes.Compare(r[:], other[:]) }

// spread is a number that spreads the ids evenly.
func (r recordID) spread() uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.String()))
	return h.Sum32()
}

// file is one file of the site.
type file struct {
	hash
	there   bool
	current bool // the present run has it
	fresh   bool // it was written by the present run, and was no part of the site before
	staged  bool // it waits aside
}

// Folder and endings of the files that each record may have.
const ofRecord = "o/"

var recordEndings = [...]string{".html", ".ics", ".atom"}

// files are the files of a site by their paths. Nearly all of them are records', which are kept without their paths: in a fourth of the
// room.
type files struct {
	records *byID[filesOfRecord]
	named   map[string]file
}

// filesOfRecord are the files of a record, by their kinds.
type filesOfRecord [len(recordEndings)]smallFile

// smallFile is a file in as few bytes as it takes.
type smallFile struct {
	hash
	marks byte // there, current, fresh, staged
}

func (f file) small() smallFile {
	s := smallFile{hash: f.hash}
	for i, mark := range [...]bool{f.there, f.current, f.fresh, f.staged} {
		if mark {
			s.marks |= 1 << i
		}
	}
	return s
}

func (s smallFile) file() file {
	return file{hash: s.hash, there: s.marks&1 != 0, current: s.marks&2 != 0, fresh: s.marks&4 != 0, staged: s.marks&8 != 0}
}

func newFiles() files { return files{&byID[filesOfRecord]{}, map[string]file{}} }

// recordPath is the path of a record's file of the kind that recordEndings lists at a place.
func recordPath(id string, kind int) string { return ofRecord + id + recordEndings[kind] }

// recordFile tells which record's file stands at a path, and of which kind; ok is false where it is none's.
func recordFile(path string) (id recordID, kind int, ok bool) {
	name, ok := strings.CutPrefix(path, ofRecord)
	if !ok || len(name) < idCharacters {
		return id, 0, false
	}
	for kind, ending := range recordEndings {
		if name[idCharacters:] == ending {
			id, ok = idOf(name[:idCharacters])
			return id, kind, ok
		}
	}
	return id, 0, false
}

// at returns the file of a path, false where there is none.
func (f files) at(path string) (file, bool) {
	one := f.named[path]
	if id, kind, ok := recordFile(path); ok {
		its, _ := f.records.get(id)
		one = its[kind].file()
	}
	return one, one.there
}

// set makes a file that of a path.
func (f files) set(path string, one file) {
	one.there = true
	f.put(path, one)
}

// remove takes a path out. It may be called while all goes through the files.
func (f files) remove(path string) {
	if id, _, ok := recordFile(path); !ok {
		delete(f.named, path)
	} else if f.put(path, file{}); f.isBare(id) {
		f.records.remove(id)
	}
}

// isBare reports whether a record has no file.
func (f files) isBare(id recordID) bool {
	its, _ := f.records.get(id)
	return its == filesOfRecord{}
}

func (f files) put(path string, one file) {
	id, kind, ok := recordFile(path)
	if !ok {
		f.named[path] = one
		return
	}
	its, _ := f.records.get(id)
	its[kind] = one.small()
	f.records.set(id, its)
}

// all goes through the files, those of the records in the order of their ids. Meanwhile the one just given may be removed.
func (f files) all() iter.Seq2[string, file] {
	return func(yield func(string, file) bool) {
		for path, one := range f.named {
			if !yield(path, one) {
				return
			}
		}
		for id, its := range f.records.all() {
			for kind, small := range its {
				if one := small.file(); one.there && !yield(recordPath(id.String(), kind), one) {
					return
				}
			}
		}
	}
}

// stagedOfRecords goes through the records' files that are staged, in the order of the ids.
func (f files) stagedOfRecords() iter.Seq[string] {
	return func(yield func(string) bool) {
		for id, its := range f.records.all() {
			for kind, one := range its {
				if one.file().staged && !yield(recordPath(id.String(), kind)) {
					return
				}
			}
		}
	}
}

// stagedByName are the other files that are staged, the start page last.
func (f files) stagedByName() (paths []string) {
	for path, one := range f.named {
		if one.staged {
			paths = append(paths, path)
		}
	}
	slices.SortFunc(paths, entryLast)
	return paths
}

// count is how many files there are.
func (f files) count() int {
	n := len(f.named)
	for _, its := range f.records.all() {
		for _, one := range its {
			if one.file().there {
				n++
			}
		}
	}
	return n
}
