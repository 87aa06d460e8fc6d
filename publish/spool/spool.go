// Package spool makes folders for what is put aside while a program runs, and removes those that a kill left.
package spool

import (
	"errors"
	"os"
	"path/filepath"
)

// Purposes of folders; their names begin with them.
const (
	Publish = "koubo-publish-"
	Demo    = "koubo-demo-"
)

// errHeld says that another process has what was to be locked.
var errHeld = errors.New("another process has it")

// New makes a folder of this process's own in the folder for temporary files, which remove takes away. Those for the same purpose
// of processes that are gone, which a kill left, are taken away before. The system's lock on a folder tells whose is alive.
func New(purpose string) (folder string, remove func() error, err error) {
	sweep(purpose)
	for {
		if folder, err = os.MkdirTemp("", purpose); err != nil {
			return "", nil, err
		}
		unlock, err := lock(folder)
		if errors.Is(err, errHeld) || errors.Is(err, os.ErrNotExist) {
			continue // another one that sweeps came between
		}
		if err != nil {
			return "", nil, errors.Join(err, os.RemoveAll(folder))
		}
		return folder, func() error { return errors.Join(os.RemoveAll(folder), unlock()) }, nil
	}
}

// sweep removes what processes left that are gone. What cannot be removed is in nobody's way.
func sweep(purpose string) {
	if !knowsLiving {
		return
	}
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), purpose+"*")) // the pattern is sound
	for _, path := range left {
		if unlock, err := lock(path); err == nil {
			_ = os.RemoveAll(path)
			_ = unlock()
		}
	}
}
