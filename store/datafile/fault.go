package datafile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	bolterrors "go.etcd.io/bbolt/errors"

	"koubo/opportunity/jtext"
)

// What can be wrong with a data file; test with errors.Is.
var (
	ErrLocked   = errors.New("the data file is in use")
	ErrVersion  = errors.New("the data file has another format")
	ErrNotStore = errors.New("not a data file of koubo")
	ErrDamaged  = errors.New("the data file is damaged")
	ErrFull     = errors.New("no room to write the data file")
	ErrReadOnly = errors.New("the data file is open for reading only")
	ErrClosed   = errors.New("the data file is closed")
)

// Fault is a problem with the data file, put as a sentence with its mend. Both Is and Cause are found by errors.Is.
type Fault struct {
	Is    error
	Path  string
	Mend  string
	Cause error // what bbolt or the system said; may be nil
}

func (f *Fault) Error() string {
	text := fmt.Sprintf("%s: %v: %s", f.Path, f.Is, f.Mend)
	if f.Cause != nil && f.Cause != f.Is {
		cause := strings.TrimPrefix(f.Cause.Error(), f.Is.Error()+": ") // which is said already
		text += fmt.Sprintf(" (%s)", readable(cause))
	}
	return text
}

// Unwrap returns what errors.Is looks at.
func (f *Fault) Unwrap() []error {
	if f.Cause == nil {
		return []error{f.Is}
	}
	return []error{f.Is, f.Cause}
}

// readError puts a failed reading into a sentence.
func (f *File) readError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen):
		return &Fault{Is: ErrClosed, Path: f.Path, Mend: "this program is shutting down", Cause: fs.ErrClosed}
	}
	return &Fault{Is: ErrDamaged, Path: f.Path, Mend: "put back a copy of it", Cause: err}
}

// WriteError puts a failed transaction into a sentence. bbolt has rolled it back: the file holds what it held before.
func (f *File) WriteError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return &Fault{Is: ErrFull, Path: f.Path, Mend: "nothing of this visit was stored; make room on the disk", Cause: err}
	case errors.Is(err, bolterrors.ErrDatabaseReadOnly):
		return &Fault{Is: ErrReadOnly, Path: f.Path, Mend: "open it for writing", Cause: err}
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen):
		return &Fault{Is: ErrClosed, Path: f.Path, Mend: "this program is shutting down", Cause: err}
	case errors.Is(err, ErrDamaged):
		return &Fault{Is: ErrDamaged, Path: f.Path, Mend: "nothing of this visit was stored; put back a copy of it", Cause: err}
	}
	return &failure{fmt.Sprintf("%s: storing failed, and nothing was changed: %s", f.Path, readable(err.Error())), err}
}

// failure is an error in words of its own.
type failure struct {
	words string
	cause error
}

func (f *failure) Error() string { return f.words }
func (f *failure) Unwrap() error { return f.cause }

// longestCause is the greatest number of characters that are told of a cause: what a damaged page holds may stand in it.
const longestCause = 300

// readable makes one short line of words that may hold any bytes.
func readable(words string) string {
	words = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, jtext.ClipBytes(words, 8*longestCause))
	return jtext.Clip(words, longestCause)
}

// heldBy says which process holds the lock of a file, where the system tells (Linux: /proc/locks, by inode).
func heldBy(path string) string {
	const mend = "; stop it, or ask it through its API"
	info, err := os.Stat(path)
	if err != nil {
		return "another koubo is using it" + mend
	}
	inode, ok := inodeOf(info)
	locks, err := os.ReadFile("/proc/locks")
	if !ok || err != nil {
		return "another koubo is using it" + mend
	}
	if pid := lockHolder(string(locks), inode); pid > 0 {
		return fmt.Sprintf("process %d (%s) is using it", pid, commandOf(pid)) + mend
	}
	return "another koubo is using it" + mend
}

// lockHolder returns the process that holds a flock on the inode, 0 where none is listed. A line of /proc/locks reads
// "1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF"; one that waits has "->" after the number.
func lockHolder(locks string, inode uint64) int {
	for line := range strings.Lines(locks) {
		words := strings.Fields(line)
		if len(words) < 6 || words[1] == "->" {
			continue
		}
		device := strings.Split(words[5], ":")
		if len(device) == 3 && device[2] == strconv.FormatUint(inode, 10) {
			pid, _ := strconv.Atoi(words[4])
			return pid
		}
	}
	return 0
}

func commandOf(pid int) string {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	if err != nil {
		return "koubo"
	}
	return strings.TrimSpace(string(name))
}
