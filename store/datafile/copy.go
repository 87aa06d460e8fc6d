package datafile

import (
	"errors"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// Copy writes the file as it stands now to a new one, which whoever may read the one may read too. Visits go on meanwhile. Where it
// fails no part of a copy is left.
func (f *File) Copy(path string) error {
	info, err := os.Stat(f.Path)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return openError(path, err)
	}
	err = f.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(out)
		return err
	})
	if err = errors.Join(err, out.Close()); err != nil {
		if left := os.Remove(path); left != nil && !errors.Is(left, fs.ErrNotExist) {
			err = errors.Join(err, left)
		}
		return openError(path, err)
	}
	return nil
}
