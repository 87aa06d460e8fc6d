//go:build !unix

package target

import (
	"errors"
	"io/fs"
	"os"
)

var errLocked = errors.New("locked")

// lockFile makes a file that must not be there yet; errLocked where it is. One that a killed process left has to be removed.
func lockFile(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return func() error { return errors.Join(f.Close(), os.Remove(path)) }, nil
}
