package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestACopyIsTheFileAsItStands, while it goes on, and never takes the place of another file.
func TestACopyIsTheFileAsItStands(t *testing.T) {
	folder := t.TempDir()
	path, copied := filepath.Join(folder, "koubo.db"), filepath.Join(folder, "koubo.db.copy")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := s.Drawer("test").Put(map[string][]byte{"a": []byte("before")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Copy(copied); err != nil {
		t.Fatal(err)
	}
	if err := s.Drawer("test").Put(map[string][]byte{"a": []byte("after")}); err != nil {
		t.Fatal(err)
	}
	c, err := Open(copied, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Drawer("test").Each(func(_ string, value []byte) error {
		if string(value) != "before" {
			t.Errorf("the copy says %s", value)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if err := s.Copy(copied); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
}
