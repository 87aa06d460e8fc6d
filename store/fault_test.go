package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/datafile"
)

// childEnv names the part that this test binary plays when it is started as another process.
const childEnv = "KOUBO_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "hold":
		holdFile(os.Args[1])
	case "crawl":
		crawlForever(os.Args[1])
	case "fill":
		fillDisk(os.Args[1])
	default:
		os.Exit(m.Run())
	}
}

// child starts this test binary in another part, and returns its standard output line by line.
func child(t *testing.T, part, path string) (*exec.Cmd, *lines) {
	t.Helper()
	cmd := exec.Command(os.Args[0], path)
	cmd.Env = append(os.Environ(), childEnv+"="+part)
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return cmd, newLines(out)
}

func holdFile(path string) {
	s, err := Open(path, Options{})
	fmt.Println("held", err)
	_, _ = os.Stdin.Read(make([]byte, 1)) // until the test kills it, or ends
	_ = s.Close()
}

func TestLockedFileNamesItsHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	cmd, out := child(t, "hold", path)
	if !out.scanner.Scan() || out.scanner.Text() != "held <nil>" {
		t.Fatalf("the other process says %q", out.scanner.Text())
	}
	_, err := Open(path, Options{Timeout: time.Millisecond})
	if !errors.Is(err, datafile.ErrLocked) {
		t.Fatalf("error %v, want ErrLocked", err)
	}
	if _, procErr := os.Stat("/proc/locks"); procErr == nil && !strings.Contains(err.Error(), fmt.Sprintf("process %d ", cmd.Process.Pid)) {
		t.Errorf("%q does not name process %d", err, cmd.Process.Pid)
	}
}

// boltFile writes a bbolt file with one key in the bucket meta.
func boltFile(t *testing.T, path, bucket, key, value string) {
	t.Helper()
	db, err := bolt.Open(path, 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte(bucket))
		return errors.Join(err, b.Put([]byte(key), []byte(value)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// filledStore makes a data file of some records, and returns its size in bytes.
func filledStore(t *testing.T, path string) int64 {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		apply(t, s, visit("a", day.Add(time.Duration(i)*time.Hour), sample(i, "募集")))
	}
	size := int64(0)
	_ = s.file.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return size
}

// TestAnOverwrittenFileIsFoundDamaged overwrites one page after the other: whichever it is, the check says so, or the file
// cannot be opened, or the page was a free one.
func TestAnOverwrittenFileIsFoundDamaged(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "koubo.db")
	size := filledStore(t, path)
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for at := int64(0); at < size; at += 4096 {
		broken := bytes.Clone(sound)
		copy(broken[at:], bytes.Repeat([]byte("<html>"), 4096/6))
		write(t, path, string(broken))
		s, err := Open(path, Options{ReadOnly: true})
		if err == nil {
			err = s.Check()
			_ = s.Close()
		}
		switch {
		case err == nil: // free, or the spare head
		case errors.Is(err, datafile.ErrDamaged), errors.Is(err, datafile.ErrNotStore):
			found++
		default:
			t.Errorf("page %d: %v", at/4096, err)
		}
	}
	if found < 10 {
		t.Errorf("only %d overwritten pages were found", found)
	}
}

func TestUnusableFilesAreLeftAlone(t *testing.T) {
	for _, c := range []struct {
		name  string
		make  func(t *testing.T, path string)
		want  error
		words string
	}{
		{"newer", func(t *testing.T, path string) { boltFile(t, path, "meta", "format", "koubo 99") }, datafile.ErrVersion, "newer koubo"},
		{"older", func(t *testing.T, path string) { boltFile(t, path, "meta", "format", "koubo 0") }, datafile.ErrVersion, "older koubo"},
		{"foreign bbolt", func(t *testing.T, path string) { boltFile(t, path, "other", "a", "b") }, datafile.ErrNotStore, "another program"},
		{"text", func(t *testing.T, path string) { write(t, path, strings.Repeat("<html>", 4000)) }, datafile.ErrNotStore, "--db"},
		{"short text", func(t *testing.T, path string) { write(t, path, "id,title\n") }, datafile.ErrNotStore, "--db"},
		{"cut short", func(t *testing.T, path string) { filledStore(t, path); cut(t, path, 3*4096) }, datafile.ErrDamaged, "copy"},
		{"a page missing", func(t *testing.T, path string) { filledStore(t, path); cut(t, path, filledStore(t, path)-4096) }, datafile.ErrDamaged, "bytes, and has"},
		{"folder", func(t *testing.T, path string) { _ = os.Mkdir(path, 0o755) }, datafile.ErrNotStore, "folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "koubo.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := Open(path, Options{})
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.words) || !strings.Contains(fmt.Sprint(err), path) {
				t.Errorf("error %v, want %v, %q", err, c.want, c.words)
			}
			if err == nil {
				_ = s.Close()
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func cut(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func TestMissingPlaces(t *testing.T) {
	folder := t.TempDir()
	if _, err := Open(filepath.Join(folder, "no", "koubo.db"), Options{}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "mkdir -p") {
		t.Errorf("missing folder: %v", err)
	}
	if _, err := Open(filepath.Join(folder, "koubo.db"), Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "koubo crawl") {
		t.Errorf("missing file, for reading: %v", err)
	}
}

func TestReadersShareAndCannotWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, visit("a", day, sample(1, "募集")))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, err := Open(path, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		if got := answer(t, r, everything()); got.Total != 1 {
			t.Errorf("a reader finds %d records", got.Total)
		}
		if _, err := r.Apply(visit("a", day)); !errors.Is(err, datafile.ErrReadOnly) {
			t.Errorf("a reader's write ends in %v", err)
		}
		check(t, r)
	}
	if _, err := s.Apply(visit("a", day)); !errors.Is(err, datafile.ErrClosed) {
		t.Errorf("writing after Close ends in %v", err)
	}
	if _, err := s.Memory("a"); !errors.Is(err, datafile.ErrClosed) {
		t.Errorf("reading after Close ends in %v", err)
	}
}
