//go:build !unix

package spool

// knowsLiving says that lock tells whether the process that made a folder is alive.
const knowsLiving = false

func lock(string) (unlock func() error, err error) { return func() error { return nil }, nil }
