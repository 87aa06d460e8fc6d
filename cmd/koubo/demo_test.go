//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWhatAKilledDemoLeftIsRemoved when the next one begins; its own folder goes with it.
func TestWhatAKilledDemoLeftIsRemoved(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	left := filepath.Join(temporary, "koubo-demo-7")
	if err := os.Mkdir(left, 0o700); err != nil {
		t.Fatal(err)
	}
	var f demoFlags
	path, remove, err := f.data()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("what was left is still there: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
	if all, err := os.ReadDir(temporary); len(all) > 0 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
}
