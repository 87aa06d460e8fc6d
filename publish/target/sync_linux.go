package target

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// syncDisk writes everything that waits to be written to the disk of a folder: one call for any number of files.
func syncDisk(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(f.Fd())), f.Close())
}
