// Package store keeps everything koubo knows in one bbolt file: the records and their revisions, what is remembered of
// each source between visits, and the indexes that answer questions about the records.
//
// A record lives under a document number that moves up with every change, so that the order of the documents is the
// order of the changes and the newest change is the last document. The indexes of a document are postings (see
// index/terms.go); the newest documents, up to MergeAfter of them, wait for a common merge and are read one by one until then.
package store

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/datafile"
	"koubo/store/layout"
	"koubo/store/outbox"
	"koubo/store/selection"
)

// Options says how to open a store. The zero value opens it for reading and writing.
type Options struct {
	ReadOnly bool             // several processes may read at once, while none writes
	Timeout  time.Duration    // how long to wait for another process; 0 for 1 s
	Now      func() time.Time // the clock; nil for time.Now
	Reading  func() string    // names the rules by which pages are read: what was read by others is read anew; nil for whichever. No reader calls it
	Migrates func()           // called before a file of an older format is brought to the present one, which may take a minute; nil for nobody
}

// Store is an open data file. Its methods may be called from many goroutines at once.
type Store struct {
	*selection.Engine // answers questions about the records
	*outbox.Box       // what followers are to be told
	file              *datafile.File

	first bool // the file is of the first version, which only a store open for reading leaves so

	generation atomic.Uint64 // of the last transaction

	read atomic.Int64 // sources whose memory was read

	mu      sync.Mutex
	queue   []*change // visits waiting for the next transaction
	leading bool      // whether a goroutine is committing
	closed  bool
	idle    sync.Cond // leading became false
}

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
	file, err := datafile.Open(path, opt.ReadOnly, opt.Timeout)
	if err != nil {
		return nil, err
	}
	s := &Store{file: file}
	s.Engine, s.Box = selection.New(file), outbox.New(file, s.commit, opt.Now)
	s.idle.L = &s.mu
	err = s.prepare(opt.Migrates)
	if err == nil && opt.Reading != nil && !opt.ReadOnly {
		err = s.readBy(opt.Reading())
	}
	if err == nil {
		err = s.file.View(func(tx *bolt.Tx) error {
			s.generation.Store(tx.Bucket(layout.EventBucket).Sequence())
			return nil
		})
	}
	if err != nil {
		return nil, errors.Join(err, s.file.Close())
	}
	return s, nil
}

// olderFormats are those that are migrated, or read as they are where the file is open for reading.
var olderFormats = []string{layout.FirstFormat, layout.SecondFormat, layout.ThirdFormat, layout.FourthFormat, layout.FifthFormat, layout.SixthFormat, layout.SeventhFormat, layout.EighthFormat}

// prepare checks the format of the file, and lays out an empty one.
func (s *Store) prepare(migrates func()) error {
	var format string
	empty := false
	err := s.file.View(func(tx *bolt.Tx) error {
		first, _ := tx.Cursor().First()
		empty = first == nil
		if meta := tx.Bucket(layout.MetaBucket); meta != nil {
			format = string(meta.Get(layout.FormatKey))
		}
		return nil
	})
	older := slices.Contains(olderFormats, format)
	if older && err == nil && migrates != nil && !s.file.IsReadOnly() {
		migrates()
	}
	switch {
	case err != nil:
		return err
	case format == layout.FormatVersion:
		return nil
	case older && s.file.IsReadOnly():
		s.first = format == layout.FirstFormat
		s.ReadAsOlder()
		return nil
	case format == layout.FirstFormat:
		return s.file.WriteError(s.file.Update(func(tx *bolt.Tx) error { return errors.Join(migrate(tx), migrateIndexes(tx)) }))
	case older:
		return s.file.WriteError(s.file.Update(migrateIndexes))
	case format != "":
		return versionError(s.file.Path, format)
	case !empty:
		return &datafile.Fault{Is: datafile.ErrNotStore, Path: s.file.Path, Mend: "it is a bbolt file of another program; name another file with --db"}
	case s.file.IsReadOnly():
		return &datafile.Fault{Is: datafile.ErrNotStore, Path: s.file.Path, Mend: "it is empty; run koubo crawl first, which fills it"}
	}
	return s.file.WriteError(s.file.Update(layOut))
}

// layOut creates the buckets of a new file.
func layOut(tx *bolt.Tx) error {
	if err := layout.MakeBuckets(tx, layout.AllBuckets); err != nil {
		return err
	}
	return tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(layout.FormatVersion))
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
	return s.file.Close()
}

// Copy writes the data file as it stands now to a new file; see datafile.File.
func (s *Store) Copy(path string) error { return s.file.Copy(path) }

func versionError(path, format string) error {
	mend := fmt.Sprintf("it has format %q and this koubo writes %q; use the koubo that wrote it, or start a new file", format, layout.FormatVersion)
	switch {
	case len(format) > len(layout.FormatVersion), len(format) == len(layout.FormatVersion) && format > layout.FormatVersion:
		mend = fmt.Sprintf("a newer koubo wrote it (format %q, this one knows %q); update this koubo", format, layout.FormatVersion)
	case format < layout.FormatVersion || len(format) < len(layout.FormatVersion):
		mend = fmt.Sprintf("an older koubo wrote it (format %q, this one knows %q); export its records with that one and start a new file", format, layout.FormatVersion)
	}
	return &datafile.Fault{Is: datafile.ErrVersion, Path: path, Mend: mend}
}
