package main

import (
	"errors"
	"path/filepath"
	"testing"
)

// TestACopyThatCannotBeReleasedIsClosed, so that nothing holds its file.
func TestACopyThatCannotBeReleasedIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	st, err := openStore(path, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the connection broke")
	if st, err := openCopy(path, func() error { return broken }); st != nil || !errors.Is(err, broken) {
		t.Errorf("%v, %v", st, err)
	}
	st, err = openStore(path, false)
	if err != nil {
		t.Fatal("it is still open: ", err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}
