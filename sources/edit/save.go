package edit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Save puts a configuration file's new text in the place of the text it was made from, at once: whoever reads the file sees
// the one or the other. A file that was changed meanwhile is left alone, with an error; a nil text before stands for a
// file that does not exist yet, which gets the mode. A file that exists keeps its own, and a symbolic link stays one.
func Save(path string, before, after []byte, mode fs.FileMode) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("%s cannot be replaced: %w", path, err)
	}
	defer os.Remove(temporary.Name()) // in vain once it is renamed
	if err := errors.Join(fill(temporary, after, mode), unchanged(path, before)); err != nil {
		return fmt.Errorf("%s is left as it was: %w", path, err)
	}
	return os.Rename(temporary.Name(), path)
}

// fill writes a file to the disk and closes it.
func fill(f *os.File, text []byte, mode fs.FileMode) error {
	_, err := f.Write(text)
	return errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
}

// unchanged returns an error where a file's text is another than before; nil stands for no file.
func unchanged(path string, before []byte) error {
	now, err := os.ReadFile(path)
	switch {
	case before == nil && errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case before == nil || !bytes.Equal(now, before):
		return errors.New("it was changed meanwhile; run the command again")
	}
	return nil
}
