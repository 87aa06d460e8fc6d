package datafile

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

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

// mappedMost is how many bytes of the file, and of the program itself, stay mapped while questions are answered: each touches pages
// all over the file, and with a million records they would add up to a gigabyte that a container counts as ours.
const mappedMost = 128 << 20

// relieveEvery is after how many questions it is looked whether there are too many.
const relieveEvery = 4

// Relieve lets pages go where too many are mapped. Whoever answers questions calls it after each; size is the file's, in bytes.
func (f *File) Relieve(size int64) {
	if f.questions.Add(1)%relieveEvery == 0 {
		f.letGoAbove(size, mappedMost)
	}
}

func (f *File) letGoAbove(size, most int64) {
	if mapped, ok := mappedBytes(); ok && mapped > most {
		f.LetGo(size)
	}
}

// mappedBytes is how many bytes of files are in the memory of this process (proc(5), statm: the third number, in pages).
func mappedBytes() (n int64, ok bool) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	numbers := strings.Fields(string(text))
	if len(numbers) < 3 {
		return 0, false
	}
	pages, err := strconv.ParseInt(numbers[2], 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}
