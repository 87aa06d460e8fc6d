package datafile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLockHolder(t *testing.T) {
	const locks = "1: POSIX  ADVISORY  READ 11 fe:00:77 128 128\n2: FLOCK  ADVISORY  WRITE 12 fe:00:78 0 EOF\n2: -> FLOCK  ADVISORY  WRITE 13 fe:00:79 0 EOF\nshort\n"
	for inode, want := range map[uint64]int{77: 11, 78: 12, 79: 0, 7: 0} {
		if got := lockHolder(locks, inode); got != want {
			t.Errorf("inode %d is held by %d, want %d", inode, got, want)
		}
	}
}

func TestForbiddenPlaces(t *testing.T) {
	err := openError("koubo.db", &fs.PathError{Op: "open", Path: "koubo.db", Err: syscall.EACCES})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "owner or mode") {
		t.Errorf("forbidden: %v", err)
	}
}

// TestTheWordsOfADamagedFileAreReadable: what a damaged page holds stands in causes, as keys and names.
func TestTheWordsOfADamagedFileAreReadable(t *testing.T) {
	raw := "known of \x00\x01\xff\x1b[31m" + strings.Repeat("募集", 4000) + "\n"
	cause := fmt.Errorf("%s of source a: %w", raw, io.ErrUnexpectedEOF)
	s := &File{Path: "koubo.db"}
	for _, err := range []error{s.WriteError(cause), &Fault{Is: ErrDamaged, Path: "koubo.db", Mend: "put back a copy of it", Cause: cause}} {
		text := err.Error()
		if len(text) > 1200 || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) || !strings.Contains(text, "known of") {
			t.Errorf("%.300q", text)
		}
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Error("the cause is lost")
		}
	}
}
