// Package target holds what a site can be published to: a folder and an object store. Each exchanges a file at once, so that a
// reader sees the old one or the new one and never a part, and keeps two publishers apart.
package target

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
)

// Taken is the error where another koubo publishes to the same place: nothing is wrong, and the site is, or will be, what it makes of it.
type Taken string

func (t Taken) Error() string { return string(t) }

// aside is the folder within a site in which koubo keeps what is no part of it.
const aside = ".koubo"

// Folder is a folder that a web server carries. The folder of what is staged lies within it, so that a file can be put in its
// place by renaming it.
type Folder struct {
	root   string
	number atomic.Int64 // of the next file that is kept aside

	mu   sync.Mutex
	made map[string]bool // folders
}

// NewFolder returns the target of a folder, which is made where it is missing. A folder that holds files of somebody else is
// refused.
func NewFolder(root string) (*Folder, error) {
	f := &Folder{root: root, made: map[string]bool{}}
	entries, err := os.ReadDir(root)
	switch {
	case root == "":
		return nil, errors.New("name a folder for the site; \"\" is none (. is the present one)")
	case errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("%s is a file; name a folder for the site", root)
	case err != nil:
		return nil, fmt.Errorf("the folder %s cannot be read: %w", root, err)
	case len(entries) > 0 && !isThere(filepath.Join(root, aside)):
		return nil, fmt.Errorf("%s holds files that koubo did not publish, such as %s; name an empty folder, which is then the site's alone", root, entries[0].Name())
	}
	if err := os.MkdirAll(f.kept("staged"), 0o755); err != nil {
		return nil, f.fault("", err)
	}
	return f, nil
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (f *Folder) kept(name string) string   { return filepath.Join(f.root, aside, name) }
func (f *Folder) placed(path string) string { return filepath.Join(f.root, filepath.FromSlash(path)) }

// Lock holds a lock of the system, which a process that dies gives back. What such a one left aside is removed.
func (f *Folder) Lock(context.Context) (unlock func() error, err error) {
	unlock, err = lockFile(f.kept("lock"))
	switch {
	case errors.Is(err, errLocked):
		return nil, Taken(fmt.Sprintf("another koubo is publishing to %s; wait until it is done", f.root))
	case err != nil:
		return nil, f.fault("", err)
	}
	if err := f.sweep(); err != nil {
		return nil, errors.Join(f.fault("", err), unlock())
	}
	return unlock, nil
}

// Load reads what Save kept.
func (f *Folder) Load(_ context.Context, name string) (io.ReadCloser, error) {
	body, err := os.Open(f.kept(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err != nil:
		return nil, f.fault("", err)
	}
	return body, nil
}

// Save keeps something beside the site.
func (f *Folder) Save(_ context.Context, name string, body *io.SectionReader) error {
	if body == nil {
		if err := os.Remove(f.kept(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f.fault("", err)
		}
		return nil
	}
	temporary, err := f.setAside(body)
	if err == nil {
		err = os.Rename(temporary, f.kept(name))
	}
	return f.fault("", err)
}

// Open reads a file of the site.
func (f *Folder) Open(_ context.Context, path string) (io.ReadCloser, error) {
	return os.Open(f.placed(path))
}

// Write puts a file in its place.
func (f *Folder) Write(_ context.Context, path string, body *io.SectionReader) error {
	temporary, err := f.setAside(body)
	if err == nil {
		err = f.move(temporary, path)
	}
	return f.fault(path, err)
}

// Stage keeps a file aside.
func (f *Folder) Stage(_ context.Context, path string, body *io.SectionReader) error {
	return f.fault(path, f.setAsideAt(f.stagedAt(path), body))
}

// stagedAt is where a staged file is kept: under a name that its path gives, so that millions need not be remembered.
func (f *Folder) stagedAt(path string) string {
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(f.kept("staged"), hex.EncodeToString(sum[:16]))
}

// setAside writes a body to a file of its own, or to none.
func (f *Folder) setAside(body *io.SectionReader) (path string, err error) {
	path = filepath.Join(f.kept("staged"), strconv.FormatInt(f.number.Add(1), 10))
	return path, f.setAsideAt(path, body)
}

func (f *Folder) setAsideAt(path string, body *io.SectionReader) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, body)
	if err = errors.Join(err, out.Close()); err != nil {
		_ = os.Remove(path)
	}
	return err
}

// move renames a file to its place, whose folder is made first.
func (f *Folder) move(from, path string) error {
	to := f.placed(path)
	parent := filepath.Dir(to)
	f.mu.Lock()
	known := f.made[parent]
	f.mu.Unlock()
	if !known {
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return err
		}
		f.mu.Lock()
		f.made[parent] = true // not before it is: others go on from here
		f.mu.Unlock()
	}
	return os.Rename(from, to)
}

// Show moves what was staged to its places.
func (f *Folder) Show(_ context.Context, paths []string) error {
	for _, path := range paths {
		if err := f.move(f.stagedAt(path), path); err != nil {
			return f.fault(path, err)
		}
	}
	return nil
}

// Remove removes a file.
func (f *Folder) Remove(_ context.Context, path string) error {
	if err := os.Remove(f.placed(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.fault(path, err)
	}
	return nil
}

// Sync has the system write everything of the folder's disk.
func (f *Folder) Sync(context.Context) error { return f.fault("", syncDisk(f.root)) }

// Discard removes what is staged.
func (f *Folder) Discard() { _ = f.sweep() } // the next run sweeps, too

// sweep removes what lies aside.
func (f *Folder) sweep() error {
	left, err := os.ReadDir(f.kept("staged"))
	for _, e := range left {
		err = errors.Join(err, os.Remove(filepath.Join(f.kept("staged"), e.Name())))
	}
	return err
}

// Workers is one a processor.
func (f *Folder) Workers() int { return runtime.GOMAXPROCS(0) }

// fault puts an error of the disk into a sentence; nil stays nil.
func (f *Folder) fault(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("the disk of %s is full; make room there and publish again: %w", f.root, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("this user may not write to %s; change its owner or mode: %w", f.root, err)
	}
	return fmt.Errorf("%s cannot be written: %w", filepath.Join(f.root, path), err)
}
