package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestEveryPatternIsOne starts a koubo that compiles each of its expressions at once, not as texts need them: one that is none ends it.
func TestEveryPatternIsOne(t *testing.T) {
	if testing.Short() {
		t.Skip("linking takes seconds")
	}
	koubo := filepath.Join(t.TempDir(), "koubo")
	link := exec.Command("go", "build", "-buildvcs=false", "-ldflags=-s -w -X koubo/opportunity/jtext.parsed=at_once", "-o", koubo, ".")
	if out, err := link.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(koubo, "version").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
