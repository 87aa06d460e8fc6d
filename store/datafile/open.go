// Package datafile opens the bbolt file and runs transactions on it, so that a damaged page, a full disk or another process is
// a sentence and neither a crash nor a wait for ever.
package datafile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// mapping is the address space reserved for the file (1 GiB), so that a growing file need not be mapped anew, for
// which a writer would have to wait for every reader.
const mapping = 1 << 30

// File is an open data file.
type File struct {
	Path  string
	db    *bolt.DB
	pages *os.File    // the same file, to read its pages by ourselves
	stuck atomic.Bool // bbolt may hold its locks for good; see transact

	sound     atomic.Int64  // the committed state whose root was found sound; see checkRootOnce
	readings  atomic.Uint64 // see Relieve
	mapAtMost atomic.Int64  // see MapAtMost
}

// MapAtMost bounds how many bytes of the file, and of the program itself, stay mapped while records are read, 0 for the usual bound;
// it is kept to as Relieve is called.
func (f *File) MapAtMost(bytes int64) { f.mapAtMost.Store(bytes) }

// Open opens the file at path, and creates it where it is missing.
func Open(path string, readOnly bool, timeout time.Duration) (*File, error) {
	if err := preflight(path, readOnly); err != nil {
		return nil, err
	}
	var db *bolt.DB
	err := sheltered(func() (err error) {
		db, err = openFile(path, readOnly, timeout)
		return err
	})
	if err != nil {
		return nil, openError(path, err)
	}
	pages, err := os.Open(path)
	if err != nil {
		return nil, openError(path, errors.Join(err, db.Close()))
	}
	f := &File{Path: path, db: db, pages: pages}
	f.sound.Store(-1)
	return f, nil
}

// IsReadOnly reports whether the file is open for reading only.
func (f *File) IsReadOnly() bool { return f.db.IsReadOnly() }

// Close closes the file.
func (f *File) Close() error {
	if f.stuck.Load() {
		return nil // closing would wait for locks that nobody gives back; the system closes the file with the process
	}
	return errors.Join(sheltered(f.db.Close), f.pages.Close())
}

// preflight reports what bbolt would say less clearly: a missing folder or file, a folder in the file's place.
func preflight(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &Fault{Is: ErrNotStore, Path: path, Mend: "it is a folder; name a file, such as " + filepath.Join(path, "koubo.db")}
	case err == nil && info.Size() == 0 && readOnly:
		return &Fault{Is: ErrNotStore, Path: path, Mend: "it is empty; remove it and run koubo crawl, which creates it anew"}
	case errors.Is(err, syscall.ENOTDIR):
		return &Fault{Is: fs.ErrNotExist, Path: path, Mend: "a part of its path is a file and no folder; correct the path"}
	case err == nil, !errors.Is(err, fs.ErrNotExist):
		return nil
	case readOnly:
		return &Fault{Is: fs.ErrNotExist, Path: path, Mend: "there is no data file yet; run koubo crawl first, which creates it"}
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return &Fault{Is: fs.ErrNotExist, Path: path, Mend: "its folder is missing; create it with: mkdir -p " + folder}
	}
	return nil
}

// openError puts what bbolt and the system say of a file that cannot be opened into a sentence.
func openError(path string, err error) error {
	fault := func(is error, mend string) error { return &Fault{Is: is, Path: path, Mend: mend, Cause: err} }
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fault(ErrLocked, heldBy(path))
	case errors.Is(err, ErrDamaged):
		return fault(ErrDamaged, "it was cut short or overwritten; put back a copy of it")
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return fault(ErrNotStore, "it is not a data file of koubo, or its head was overwritten; name another file with --db, or put back a copy of it")
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return fault(ErrFull, "make room on the disk")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault(fs.ErrPermission, "this user may not write it or its folder; change its owner or mode, or name another file with --db")
	}
	return fault(err, "see the cause at the end")
}
