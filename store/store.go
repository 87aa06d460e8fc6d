// Package store keeps everything koubo knows in one bbolt file: the records and their revisions, what is remembered of
// each source between visits, and the indexes that answer questions about the records.
//
// A record lives under a document number that moves up with every change, so that the order of the documents is the
// order of the changes and the newest change is the last document. The indexes of a document are postings (see
// terms.go); the newest documents, up to mergeAfter of them, wait for a common merge and are read one by one until then.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Options says how to open a store. The zero value opens it for reading and writing.
type Options struct {
	ReadOnly bool             // several processes may read at once, while none writes
	Timeout  time.Duration    // how long to wait for another process; 0 for 1 s
	Now      func() time.Time // the clock; nil for time.Now
	Migrates func()           // called before a file of an older format is brought to the present one, which may take a minute; nil for nobody
}

// Store is an open data file. Its methods may be called from many goroutines at once.
type Store struct {
	path string
	db   *bolt.DB
	now  func() time.Time

	first bool // the file is of the first version, which only a store open for reading leaves so
	loose bool // likewise of one whose postings and index of deadlines only prepare an answer

	untold bool // likewise of one without the index of news

	generation atomic.Uint64           // of the last transaction
	alive      atomic.Pointer[alive]   // what aliveAt found last
	waiting    atomic.Pointer[waiting] // what waitingTerms found last
	postings   atomic.Pointer[postings]

	followers atomic.Pointer[[]follower] // who is told of changes; nil for nobody
	announced chan struct{}              // holds one where something was left for delivery since it was emptied

	written int          // visits; only the leader's
	read    atomic.Int64 // sources whose memory was read
	stuck   atomic.Bool  // bbolt may hold its locks for good; see transact

	mu      sync.Mutex
	queue   []*change // visits waiting for the next transaction
	leading bool      // whether a goroutine is committing
	closed  bool
	idle    sync.Cond // leading became false
}

// mapping is the address space reserved for the file (1 GiB), so that a growing file need not be mapped anew, for
// which a writer would have to wait for every reader.
const mapping = 1 << 30

// Open opens the data file at path, and creates it where it is missing. The errors are ErrLocked, ErrVersion,
// ErrNotStore, ErrDamaged, ErrReadOnly and ErrFull, each in a sentence that says what to do; the file is left as it
// was in all of these cases.
func Open(path string, opt Options) (*Store, error) {
	if opt.Timeout == 0 {
		opt.Timeout = time.Second
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if err := preflight(path, opt.ReadOnly); err != nil {
		return nil, err
	}
	var db *bolt.DB
	err := sheltered(func() (err error) {
		db, err = openFile(path, opt)
		return err
	})
	if err != nil {
		return nil, openError(path, err)
	}
	s := &Store{path: path, db: db, now: opt.Now, announced: make(chan struct{}, 1)}
	s.idle.L = &s.mu
	err = s.prepare(opt.Migrates)
	if err == nil {
		err = s.view(func(tx *bolt.Tx) error {
			s.generation.Store(tx.Bucket(eventBucket).Sequence())
			return nil
		})
	}
	if err != nil {
		return nil, errors.Join(err, s.closeFile())
	}
	return s, nil
}

// prepare checks the format of the file, and lays out an empty one.
func (s *Store) prepare(migrates func()) error {
	var format string
	empty := false
	err := s.view(func(tx *bolt.Tx) error {
		first, _ := tx.Cursor().First()
		empty = first == nil
		if meta := tx.Bucket(metaBucket); meta != nil {
			format = string(meta.Get(formatKey))
		}
		return nil
	})
	older := format == firstFormat || format == secondFormat || format == thirdFormat || format == fourthFormat
	if older && err == nil && migrates != nil && !s.db.IsReadOnly() {
		migrates()
	}
	switch {
	case err != nil:
		return err
	case format == formatVersion:
		return nil
	case older && s.db.IsReadOnly():
		s.first, s.loose, s.untold = format == firstFormat, true, format != fourthFormat
		return nil
	case format == firstFormat:
		return s.writeError(s.update(func(tx *bolt.Tx) error { return errors.Join(migrate(tx), migrateIndexes(tx)) }))
	case older:
		return s.writeError(s.update(migrateIndexes))
	case format != "":
		return versionError(s.path, format)
	case !empty:
		return &Fault{Is: ErrNotStore, Path: s.path, Mend: "it is a bbolt file of another program; name another file with --db"}
	case s.db.IsReadOnly():
		return &Fault{Is: ErrNotStore, Path: s.path, Mend: "it is empty; run koubo crawl first, which fills it"}
	}
	return s.writeError(s.update(layOut))
}

// layOut creates the buckets of a new file.
func layOut(tx *bolt.Tx) error {
	if err := makeBuckets(tx, allBuckets); err != nil {
		return err
	}
	return tx.Bucket(metaBucket).Put(formatKey, []byte(formatVersion))
}

// makeBuckets creates those of the buckets that a file has not.
func makeBuckets(tx *bolt.Tx, names [][]byte) error {
	for _, name := range names {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}

// Close waits for the visits that are being stored and closes the file. Calls after the first do nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	for s.leading {
		s.idle.Wait()
	}
	s.mu.Unlock()
	return s.closeFile()
}

func (s *Store) closeFile() error {
	if s.stuck.Load() {
		return nil // closing would wait for locks that nobody gives back; the system closes the file with the process
	}
	return sheltered(s.db.Close)
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

func versionError(path, format string) error {
	mend := fmt.Sprintf("it has format %q and this koubo writes %q; use the koubo that wrote it, or start a new file", format, formatVersion)
	switch {
	case len(format) > len(formatVersion), len(format) == len(formatVersion) && format > formatVersion:
		mend = fmt.Sprintf("a newer koubo wrote it (format %q, this one knows %q); update this koubo", format, formatVersion)
	case format < formatVersion || len(format) < len(formatVersion):
		mend = fmt.Sprintf("an older koubo wrote it (format %q, this one knows %q); export its records with that one and start a new file", format, formatVersion)
	}
	return &Fault{Is: ErrVersion, Path: path, Mend: mend}
}
