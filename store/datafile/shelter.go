package datafile

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// This file alone begins transactions, so that none can be begun without shelter: bbolt trusts its pages, and where one
// of them is damaged it panics, or reads beyond the file, which is a fault of memory.

// View runs read in a read transaction. Its errors are sentences: a damaged page is ErrDamaged.
func (f *File) View(read func(tx *bolt.Tx) error) error {
	return f.readError(f.transact(f.db.View, func(tx *bolt.Tx) error {
		return sheltered(func() error {
			if err := f.checkRootOnce(tx); err != nil {
				return err
			}
			return read(tx)
		})
	}))
}

// Update runs write in a write transaction, which is rolled back where write fails or panics.
func (f *File) Update(write func(tx *bolt.Tx) error) error {
	return f.transact(f.db.Update, func(tx *bolt.Tx) error {
		if err := f.checkRootOnce(tx); err != nil {
			return err
		}
		return Guard(write, tx)
	})
}

// checkRootOnce checks what the transaction begins with, once for each state that was committed.
func (f *File) checkRootOnce(tx *bolt.Tx) error {
	state := int64(tx.ID())
	if tx.Writable() {
		state-- // its own is the number of the state it is going to make
	}
	if f.sound.Load() == state {
		return nil
	}
	if err := checkRoot(f.pages, tx); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	f.sound.Store(state)
	return nil
}

// transact runs do in a transaction that begin begins and ends. Where bbolt itself panics, at the beginning or the end of
// a transaction, it may hold its locks for good: then nothing more is asked of it, lest the caller wait for ever.
func (f *File) transact(begin func(func(*bolt.Tx) error) error, do func(*bolt.Tx) error) error {
	if f.stuck.Load() {
		return fmt.Errorf("%w: a page could not be read before", ErrDamaged)
	}
	ended := false
	err := sheltered(func() error {
		err := begin(do)
		ended = true
		return err
	})
	if !ended {
		f.stuck.Store(true)
	}
	return err
}

// sheltered turns the fault or panic that a damaged page leads to into an error.
func sheltered(read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: a page cannot be read: %v", ErrDamaged, fault)
		}
	}()
	return read()
}

// Guard turns a panic of a visit's part of a transaction into its error: the transaction is rolled back, and the other
// visits are stored. It is the file's fault where bbolt panics or memory cannot be read, and ours elsewhere.
func Guard(apply func(*bolt.Tx) error, tx *bolt.Tx) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		fault := recover()
		var address interface{ Addr() uintptr }
		cause, _ := fault.(error)
		switch {
		case fault == nil:
		case errors.As(cause, &address), inBolt():
			err = fmt.Errorf("%w: a page cannot be read: %v", ErrDamaged, fault)
		default:
			err = fmt.Errorf("a record could not be stored: %v", fault)
		}
	}()
	return apply(tx)
}

// inBolt reports whether the panic being recovered from was raised by bbolt.
func inBolt() bool {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") {
			return strings.HasPrefix(frame.Function, "go.etcd.io/bbolt")
		}
		if !more {
			return false
		}
	}
}

// openFile maps the file.
func openFile(path string, readOnly bool, timeout time.Duration) (db *bolt.DB, err error) {
	db, err = bolt.Open(path, 0o644, &bolt.Options{
		Timeout:  timeout,
		ReadOnly: readOnly,
		// The map finds free pages in constant time. The list itself is written with every commit (a few hundred bytes),
		// because without it the next start would have to walk the whole file.
		FreelistType:    bolt.FreelistMapType,
		NoFreelistSync:  false,
		InitialMmapSize: mapping,
		NoStatistics:    true,
	})
	if err != nil {
		return nil, err
	}
	if err := whole(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// whole says whether the file has all the pages that it says it has. The missing ones could not even be read as zeros.
func whole(db *bolt.DB) error {
	info, err := os.Stat(db.Path())
	if err != nil {
		return err
	}
	return db.View(func(tx *bolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%w: it says that it has %d bytes, and has %d", ErrDamaged, tx.Size(), info.Size())
		}
		return nil
	})
}
