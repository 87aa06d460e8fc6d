package datafile

import (
	"io/fs"
	"syscall"
)

// inodeOf is the number by which /proc/locks names a file.
func inodeOf(info fs.FileInfo) (inode uint64, ok bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return stat.Ino, true
}
