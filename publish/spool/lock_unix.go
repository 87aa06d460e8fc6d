//go:build unix

package spool

import (
	"errors"
	"os"
	"syscall"
)

// knowsLiving says that lock tells whether the process that made a folder is alive.
const knowsLiving = true

// lock holds a lock on what stands at a path, a folder or a file of this user's own; errHeld where another one does. Anybody
// may put a link or a pipe into the folder for temporary files: a link is not followed, and nothing is waited for.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if err := lockOwn(f, path); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

func lockOwn(f *os.File, path string) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if of, ok := info.Sys().(*syscall.Stat_t); !ok || int(of.Uid) != os.Geteuid() {
		return errHeld
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		if errors.Is(err, syscall.EWOULDBLOCK) {
			err = errHeld
		}
		return err
	}
	now, err := os.Lstat(path)
	if err == nil && !os.SameFile(info, now) {
		err = os.ErrNotExist // it was removed, and another one came in its place
	}
	return err
}
