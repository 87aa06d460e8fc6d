package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// logLines hands on what is logged, line by line.
type logLines chan string

func (l logLines) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}

// watchedFile has a reloader watch a file; what it takes over comes through texts, what it says through lines.
func watchedFile(t *testing.T, path string) (texts chan string, lines logLines, asked chan os.Signal) {
	t.Helper()
	texts, lines, asked = make(chan string, 1), make(logLines, 10), make(chan os.Signal)
	r := newReloader(path, asked, func() (string, error) {
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte("broken")) {
			err = errors.New("line 1")
		}
		if err == nil {
			texts <- string(text)
		}
		return "", err
	}, slog.New(slog.NewTextHandler(lines, nil)))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		r.run(ctx)
		close(ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	asked <- os.Interrupt // answered once it watches
	<-texts
	<-lines
	return texts, lines, asked
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReloadWaitsForTheWholeFile writes a file piece by piece: only the whole is read.
func TestReloadWaitsForTheWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sources.yaml")
	write(t, path, "old\n")
	texts, _, _ := watchedFile(t, path)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"sources:\n", "  - id: a\n", "  - id: b\n    is", "suer: x\n"} {
		if _, err := f.WriteString(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := <-texts; got != "sources:\n  - id: a\n  - id: b\n    issuer: x\n" {
		t.Errorf("%q was taken over", got)
	}
}

// TestAFileCutShortIsNotTakenOver, while one whose last entries are gone is.
func TestAFileCutShortIsNotTakenOver(t *testing.T) {
	const before = "a: 1\nsources:\n  - id: a\n    list: https://a.jp/koubo/\n"
	for now, want := range map[string]bool{
		"a: 1\nsources:\n  - id: a\n    list: https://a.jp/ko": true,
		"a: 1\nsources:\n  - i":                                true,
		"a: 1\nsources:\n":                                     false, // what follows was taken out
		"a: 1\nsources:":                                       false, // by an editor that ends no last line
		strings.TrimSuffix(before, "\n"):                       false,
		"a: 1\nsources:\n  - id: b":                            false,
		before:                                                 false,
	} {
		if got := isCutShort([]byte(before), []byte(now)); got != want {
			t.Errorf("%q: %v", now, got)
		}
	}
}

// TestReloadSeesEveryKindOfChange replaces the file as editors do, and what a link leads to.
func TestReloadSeesEveryKindOfChange(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "sources.yaml")
	write(t, filepath.Join(other, "real.yaml"), "old\n")
	if err := os.Symlink(filepath.Join(other, "real.yaml"), path); err != nil {
		t.Fatal(err)
	}
	texts, lines, asked := watchedFile(t, path)
	write(t, filepath.Join(other, "real.yaml"), "through the link\n")
	if got := <-texts; got != "through the link\n" {
		t.Errorf("%q", got)
	}
	<-lines
	write(t, filepath.Join(folder, ".sources.yaml-1"), "renamed\n")
	if err := os.Rename(filepath.Join(folder, ".sources.yaml-1"), path); err != nil {
		t.Fatal(err)
	}
	if got := <-texts; got != "renamed\n" {
		t.Errorf("%q", got)
	}
	<-lines
	write(t, path, "broken\n")
	if line := <-lines; !bytes.Contains([]byte(line), []byte("stays in force\" error=\"line 1\"")) {
		t.Errorf("%s", line)
	}
	begun := time.Now()
	write(t, path, "without an end")
	if got := <-texts; got != "without an end" || time.Since(begun) < halfPause {
		t.Errorf("%q, after %s", got, time.Since(begun))
	}
	<-lines
	asked <- os.Interrupt
	if got := <-texts; got != "without an end" {
		t.Errorf("%q", got)
	}
}

// TestReloadOfALinkIsNotHeldUp by what else is written in its folder, such as the data file at each visit.
func TestReloadOfALinkIsNotHeldUp(t *testing.T) {
	folder := t.TempDir()
	path, real, data := filepath.Join(folder, "sources.yaml"), filepath.Join(folder, "real.yaml"), filepath.Join(folder, "koubo.db")
	write(t, real, "old\n")
	write(t, filepath.Join(folder, "next.yaml"), "next\n")
	if err := os.Symlink("real.yaml", path); err != nil {
		t.Fatal(err)
	}
	r := newReloader(path, nil, nil, nil)
	if r.concerns(data) {
		t.Error("the data file may be the configuration")
	}
	write(t, real, "longer than before\n")
	if !r.concerns(real) || r.concerns(data) {
		t.Error("what is linked was changed, and that is not noticed once")
	}
	if err := errors.Join(os.Symlink("next.yaml", path+"~"), os.Rename(path+"~", path)); err != nil {
		t.Fatal(err)
	}
	if !r.concerns(filepath.Join(folder, "..data")) || r.concerns(data) {
		t.Error("it links elsewhere, and that is not noticed once")
	}
}
