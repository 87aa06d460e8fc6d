package publish

import (
	"bytes"
	"iter"
	"slices"
	"strings"
)

// recordID is the id of a record (see opportunity.NewID). As an array it holds no pointer: a site of a million records keeps
// millions of these.
type recordID [20]byte

func idOf(id string) (r recordID) {
	copy(r[:], id)
	return r
}

func (r recordID) String() string { return string(bytes.TrimRight(r[:], "\x00")) }

func (r recordID) compare(other recordID) int { return bytes.Compare(r[:], other[:]) }

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

// files are the files of a site by their paths. Nearly all of them are records', which are kept without their paths: in a third of the room.
type files struct {
	records map[recordID][len(recordEndings)]file
	named   map[string]file
}

func newFiles() files {
	return files{map[recordID][len(recordEndings)]file{}, map[string]file{}}
}

// recordPath is the path of a record's file of the kind that recordEndings lists at a place.
func recordPath(id string, kind int) string { return ofRecord + id + recordEndings[kind] }

// recordFile tells which record's file stands at a path, and of which kind; ok is false where it is none's.
func recordFile(path string) (id recordID, kind int, ok bool) {
	name, ok := strings.CutPrefix(path, ofRecord)
	if !ok || len(name) < len(id) {
		return id, 0, false
	}
	for kind, ending := range recordEndings {
		if name[len(id):] == ending {
			return idOf(name[:len(id)]), kind, true
		}
	}
	return id, 0, false
}

// at returns the file of a path, false where there is none.
func (f files) at(path string) (file, bool) {
	one := f.named[path]
	if id, kind, ok := recordFile(path); ok {
		one = f.records[id][kind]
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
	} else if f.put(path, file{}); f.records[id] == [len(recordEndings)]file{} {
		delete(f.records, id)
	}
}

func (f files) put(path string, one file) {
	id, kind, ok := recordFile(path)
	if !ok {
		f.named[path] = one
		return
	}
	its := f.records[id]
	its[kind] = one
	f.records[id] = its
}

// all goes through the files in no order.
func (f files) all() iter.Seq2[string, file] {
	return func(yield func(string, file) bool) {
		for path, one := range f.named {
			if !yield(path, one) {
				return
			}
		}
		for id, its := range f.records {
			for kind, one := range its {
				if one.there && !yield(recordPath(id.String(), kind), one) {
					return
				}
			}
		}
	}
}

// stagedOfRecords goes through the records' files that are staged, in the order of the ids.
func (f files) stagedOfRecords() iter.Seq[string] {
	var ids []recordID
	for id, its := range f.records {
		if slices.ContainsFunc(its[:], func(one file) bool { return one.staged }) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, recordID.compare)
	return func(yield func(string) bool) {
		for _, id := range ids {
			for kind, one := range f.records[id] {
				if one.staged && !yield(recordPath(id.String(), kind)) {
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
	for _, its := range f.records {
		for _, one := range its {
			if one.there {
				n++
			}
		}
	}
	return n
}
