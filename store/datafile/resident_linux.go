package datafile

import (
	"cmp"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// LetGo tells the system that the pages of the file mapped so far need not stay in this process's memory, nor those of the
// program itself: a pass over the country touches every page once, a start-up much of the program that is never run again, and
// what is read again comes from the page cache. size is the file's, in bytes.
//
// It may be called within a transaction, or by the writer between two: then the mapping does not move. Readers are not
// disturbed; they find their pages again.
func (f *File) LetGo(size int64) {
	f.letGoFile(size)
	letGoProgram()
}

func (f *File) letGoFile(size int64) {
	const worthwhile = 4 << 20
	if size >= worthwhile {
		letGo(span{f.db.Info().Data, f.db.Info().Data + uintptr(size)})
	}
}

func letGoProgram() {
	for _, part := range program() {
		letGo(part)
	}
}

// span is a range of addresses.
type span struct{ from, to uintptr }

// letGo advises the system. Advice that is refused changes nothing, so the result does not matter.
func letGo(s span) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, s.from, s.to-s.from, syscall.MADV_DONTNEED)
}

// program is where the program's own file is mapped, as far as it is only read or run: such pages hold what the file holds. None
// where the system does not tell.
var program = sync.OnceValue(func() []span {
	own, err := os.Executable()
	if err != nil {
		return nil
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return nil
	}
	return mappedParts(string(maps), own)
})

// mappedParts are the parts of a file that proc(5) tells to be mapped without leave to write, privately.
func mappedParts(maps, path string) (parts []span) {
	for line := range strings.Lines(maps) {
		place, isOwn := strings.CutSuffix(strings.TrimSuffix(line, "\n"), " "+path)
		fields := strings.Fields(place)
		if !isOwn || len(fields) != 5 || fields[1] != "r--p" && fields[1] != "r-xp" {
			continue
		}
		first, last, _ := strings.Cut(fields[0], "-")
		from, err := strconv.ParseUint(first, 16, 64)
		to, errTo := strconv.ParseUint(last, 16, 64)
		if err == nil && errTo == nil {
			parts = append(parts, span{uintptr(from), uintptr(to)})
		}
	}
	return parts
}

// mappedMost is how many bytes of the file, and of the program itself, stay mapped while questions are answered: each touches pages
// all over the file, and with a million records they would add up to a gigabyte that a container counts as ours.
const mappedMost = 128 << 20

// relieveEvery is after how many readings it is looked whether there are too many. The system maps the pages around one that is
// touched with it, so that a record and its latest visit take 128 kB: 8 MB until the next look.
const relieveEvery = 64

// restMost is how many bytes of them stay mapped between two transactions that store visits: such a pass keeps the program's memory at
// its bound already. Of the program itself a pass uses 20 MB, and maps 26 in time, for the system maps the neighbours of a page with it.
const restMost = 24 << 20

// busyMost is how many bytes of them stay mapped within such a transaction, and where what is remembered of sources is read for visits.
// A page that a transaction has changed is touched until its end: with less, it would be let go and mapped again by each visit.
const busyMost = 31 << 20

// Rest lets pages go where too many are mapped after a transaction of a pass; size is the file's, in bytes. It may be called where LetGo
// may.
func (f *File) Rest(size int64) { f.letGoAbove(size, restMost) }

// Breathe is Rest within a transaction.
func (f *File) Breathe(size int64) { f.letGoAbove(size, busyMost) }

// Relieve lets pages go where too many are mapped. Whoever reads a record calls it, and whoever has answered a question, which is
// worth as many readings of other pages as it says; size is the file's, in bytes. It may be called where LetGo may.
func (f *File) Relieve(size int64, readings uint64) {
	most := f.mapAtMost.Load()
	isDue := most > 0 && readings > 1 // with a million records a question may touch a hundred megabytes
	if now := f.readings.Add(readings); isDue || now/relieveEvery != (now-readings)/relieveEvery {
		f.letGoAbove(size, cmp.Or(most, mappedMost))
	}
}

// letGoAbove lets pages of the file go where more than so many bytes are mapped, and those of the program itself where that is not
// enough: of these, most are run again at once.
func (f *File) letGoAbove(size, most int64) {
	isAbove := func() bool {
		mapped, ok := mappedBytes()
		return ok && mapped > most
	}
	if !isAbove() {
		return
	}
	if f.letGoFile(size); isAbove() {
		letGoProgram()
	}
}

// statm is what the system tells of this process's memory; nil where it does not. It is read at each visit, and kept open for that.
var statm = sync.OnceValue(func() *os.File {
	f, err := os.Open("/proc/self/statm")
	if err != nil {
		return nil
	}
	return f
})

// mappedBytes is how many bytes of files are in the memory of this process (proc(5), statm: the third number, in pages).
func mappedBytes() (n int64, ok bool) {
	var text [128]byte // seven numbers
	length, _ := statm().ReadAt(text[:], 0)
	numbers := strings.Fields(string(text[:length]))
	if len(numbers) < 3 {
		return 0, false
	}
	pages, err := strconv.ParseInt(numbers[2], 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}
