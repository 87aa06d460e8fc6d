//go:build unix

package spool

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// killed has the process of this test make a folder, say its name and wait to be killed.
const killed = "KOUBO_KILLED_SPOOL"

func TestMain(m *testing.M) {
	if os.Getenv(killed) == "" {
		os.Exit(m.Run())
	}
	folder, _, err := New(Publish)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "0"), []byte("a table"), 0o600)
	}
	if err != nil {
		println(err.Error())
		os.Exit(1)
	}
	os.Stdout.WriteString(folder + "\n")
	select {}
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestWhatAKilledProcessLeftIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), killed+"=1")
	out, err := other.StdoutPipe()
	if err == nil {
		err = other.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	theirs := lines.Text()
	ours, remove, err := New(Publish)
	if err != nil {
		t.Fatal(err)
	}
	if !isThere(filepath.Join(theirs, "0")) {
		t.Error("the folder of a process that lives was removed")
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = other.Wait() // it was killed
	if _, again, err := New(Publish); err != nil {
		t.Fatal(err)
	} else if err := again(); err != nil {
		t.Error(err)
	}
	if theirs == "" || isThere(theirs) {
		t.Errorf("the folder %q of a process that was killed is still there", theirs)
	}
	if !isThere(ours) {
		t.Error("the own folder was removed")
	}
	if err := remove(); err != nil || isThere(ours) {
		t.Errorf("the own folder stays: %v", err)
	}
}

// TestWhatOthersPutThereIsNotWaitedFor has a pipe, a link, a file and a folder of another purpose in the folder for temporary files.
func TestWhatOthersPutThereIsNotWaitedFor(t *testing.T) {
	temporary, elsewhere := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	pipe, link, file := filepath.Join(temporary, Publish+"pipe"), filepath.Join(temporary, Publish+"link"), filepath.Join(temporary, Publish+"7")
	other := filepath.Join(temporary, Demo+"7")
	for _, err := range []error{os.Mkdir(other, 0o700), syscall.Mkfifo(pipe, 0o600), os.Symlink(elsewhere, link), os.WriteFile(file, nil, 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	_, remove, err := New(Publish)
	if err != nil {
		t.Fatal(err)
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
	if !isThere(other) {
		t.Error("what was made for another purpose was removed")
	}
	if !isThere(elsewhere) {
		t.Error("what a link leads to was removed")
	}
	if isThere(file) {
		t.Error("a file that an earlier version left stays")
	}
}
