//go:build !linux

package store

// LetGo does nothing: only Linux counts mapped pages of a file until it is advised otherwise.
func (f *File) letGo(int64) {}
