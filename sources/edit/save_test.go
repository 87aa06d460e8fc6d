package edit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSave(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.yaml"), filepath.Join(dir, "sources.yaml")
	if err := os.WriteFile(real, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	if err := Save(link, []byte("other"), []byte("new"), 0o644); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("a file that was changed: %v", err)
	}
	if err := Save(link, nil, []byte("new"), 0o644); err == nil {
		t.Error("a file that was made meanwhile is overwritten")
	}
	check := func(want string) {
		t.Helper()
		text, _ := os.ReadFile(real)
		info, _ := os.Stat(real)
		at, err := os.Lstat(link)
		entries, _ := os.ReadDir(dir)
		if string(text) != want || info.Mode().Perm() != 0o600 || err != nil || at.Mode()&os.ModeSymlink == 0 || len(entries) != 2 {
			t.Errorf("the file says %q, mode %v, the link is %v, the folder holds %v", text, info.Mode(), at.Mode(), entries)
		}
	}
	check("old")
	if err := Save(link, []byte("old"), []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("new")
	fresh := filepath.Join(dir, "none.yaml")
	if err := Save(fresh, nil, []byte("first"), 0o600); err != nil {
		t.Errorf("a new file: %v", err)
	}
	if info, err := os.Stat(fresh); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("a new file has the mode %v, %v", info.Mode(), err)
	}
	if err := Save(filepath.Join(dir, "no", "folder.yaml"), nil, []byte("first"), 0o644); err == nil {
		t.Error("a folder that does not exist takes a file")
	}
}
