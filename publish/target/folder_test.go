package target

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestFolder(t *testing.T) {
	ctx, root := context.Background(), filepath.Join(t.TempDir(), "www", "calls")
	f, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := f.Lock(ctx)
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Lock(ctx); !errors.As(err, new(Taken)) || !strings.Contains(err.Error(), "another koubo is publishing to "+root) {
		t.Errorf("a second publisher hears: %v", err)
	}
	if err := errors.Join(f.Write(ctx, "o/a.html", section("a")), f.Stage(ctx, "index.html", section("i")), f.Save(ctx, "state", section("s"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "index.html")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is kept aside is seen: %v", err)
	}
	if err := errors.Join(f.Sync(ctx), f.Show(ctx, []string{"index.html"}), f.Remove(ctx, "o/a.html"), f.Remove(ctx, "o/a.html"), unlock()); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(root, "index.html"))
	if err != nil || string(body) != "i" {
		t.Errorf("the start page is %q: %v", body, err)
	}
	if kept, err := readAll(f.Load(ctx, "state")); err != nil || kept != "s" {
		t.Errorf("the state is %q: %v", kept, err)
	}
}

func TestAFolderOfOthersIsRefused(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "thesis.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFolder(root); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("a folder with files of others: %v", err)
	}
	if _, err := NewFolder(filepath.Join(root, "thesis.txt")); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("a file: %v", err)
	}
}

// TestWhatADeadPublisherLeftIsRemoved leaves files aside, as a killed run does.
func TestWhatADeadPublisherLeftIsRemoved(t *testing.T) {
	ctx, root := context.Background(), t.TempDir()
	f, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Stage(ctx, "index.html", section("half")); err != nil {
		t.Fatal(err)
	}
	again, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := again.Lock(ctx)
	if err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Join(root, aside, "staged"))
	if err != nil || len(left) > 0 || unlock() != nil {
		t.Errorf("%d files are left aside: %v", len(left), err)
	}
}

// TestADiskThatRefusesIsASentence words what the system says.
func TestADiskThatRefusesIsASentence(t *testing.T) {
	f, err := NewFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if got := f.fault("a", syscall.ENOSPC); !strings.Contains(got.Error(), "is full; make room") {
		t.Error(got)
	}
	if got := f.fault("a", fs.ErrPermission); !strings.Contains(got.Error(), "may not write") {
		t.Error(got)
	}
	if f.fault("a", nil) != nil {
		t.Error("no error became one")
	}
}

// readAll reads what Load returned, and closes it.
func readAll(body io.ReadCloser, err error) (string, error) {
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(body)
	return string(text), errors.Join(err, body.Close())
}
