package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSIGHUPWhileServePrepares ends nothing: the configuration is read anew once koubo serves. The first reading of it comes from a
// pipe, which holds koubo in its first moments.
func TestSIGHUPWhileServePrepares(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "sources.yaml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	server := exec.Command("koubo", "serve", "--listen", "127.0.0.1:0")
	server.Dir = folder
	log, err := server.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer server.Wait()
	defer server.Process.Kill()
	pipe, err := os.OpenFile(path, os.O_WRONLY, 0) // returns once koubo reads
	if err != nil {
		t.Fatal(err)
	}
	write(t, path+".next", "catalog: none\n")
	if err := os.Rename(path+".next", path); err != nil {
		t.Fatal(err)
	}
	if err := server.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if _, err := pipe.WriteString("catalog: none\n"); err != nil {
		t.Fatal(err)
	}
	if err := pipe.Close(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(log); lines.Scan(); {
		if strings.Contains(lines.Text(), "the configuration was read anew") {
			return
		}
	}
	t.Error("koubo ended without reading its configuration anew")
}
