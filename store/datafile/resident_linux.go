package datafile

import "syscall"

// LetGo tells the system that the pages of the file mapped so far need not stay in this process's memory: a pass over
// the country touches every page once, and what is read again comes from the page cache. size is the file's, in bytes.
//
// It may be called within a transaction, or by the writer between two: then the mapping does not move. Readers are not
// disturbed; they find their pages again.
func (f *File) LetGo(size int64) {
	const worthwhile = 8 << 20
	if size < worthwhile {
		return
	}
	// Advice that is refused changes nothing, so the result does not matter.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, f.db.Info().Data, uintptr(size), syscall.MADV_DONTNEED)
}
