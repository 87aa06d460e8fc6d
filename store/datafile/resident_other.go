//go:build !linux

package datafile

// LetGo does nothing: only Linux counts mapped pages of a file until it is advised otherwise.
func (*File) LetGo(int64) {}

// Rest does nothing here.
func (*File) Rest(int64) {}

// Breathe does nothing here.
func (*File) Breathe(int64) {}

// Relieve does nothing here.
func (*File) Relieve(int64, uint64) {}
