//go:build !linux

package datafile

import "io/fs"

// inodeOf knows none: only Linux lists the locks of files by it.
func inodeOf(fs.FileInfo) (inode uint64, ok bool) { return 0, false }
