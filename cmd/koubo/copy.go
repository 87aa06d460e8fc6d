package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"koubo/store"
	"koubo/store/datafile"
	"koubo/web"

	"github.com/spf13/cobra"
)

// copier copies the data file for other programs of this machine, which it is closed to: one copy at a time, beside the file. It is a
// front.Copier.
type copier struct {
	*service
	ended <-chan struct{} // closed when the service ends
	one   chan struct{}   // holds one while there is a copy
}

// Copy makes a copy, lets it be used, and removes it. What a service that was killed left is removed before.
func (c copier) Copy(ctx context.Context, data string, use func(ctx context.Context, path string)) error {
	if !sameFile(data, c.cfg.Data) {
		return fmt.Errorf("it keeps another data file, %s", c.cfg.Data)
	}
	ctx, cancel := endingWith(ctx, c.ended)
	defer cancel()
	select {
	case c.one <- struct{}{}:
		defer func() { <-c.one }()
	case <-ctx.Done():
		return ctx.Err()
	}
	path, err := filepath.Abs(c.cfg.Data + ".copy")
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := c.store.Copy(path); err != nil {
		return err
	}
	defer func() {
		if err := os.Remove(path); err != nil {
			c.log.Error("a copy of the data file is left", "path", path, "error", err)
		}
	}()
	use(ctx, path)
	return nil
}

// openBeside opens the data file for reading or, where a running koubo holds it, a copy that it makes. The copy loses its name as soon
// as it is open, and its room on the disk when it is closed.
func openBeside(cmd *cobra.Command, data, listen string) (*store.Store, error) {
	st, locked := openStore(data, true)
	if !errors.Is(locked, datafile.ErrLocked) {
		return st, locked
	}
	base := loopback(listen)
	path, done, err := requestCopy(cmd, base, data, locked)
	if err != nil {
		return nil, err
	}
	tongue().Fprintf(os.Stderr, "koubo: %s is held by the koubo that serves at %s; it is published from a copy\n", data, base)
	return openCopy(path, done)
}

// openCopy opens a copy of a data file and says that it is open, by done.
func openCopy(path string, done func() error) (*store.Store, error) {
	st, err := openStore(path, true)
	err = errors.Join(err, done())
	if err != nil && st != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, err
}

// requestCopy asks for a copy of the data file, which is there until done is called. locked is what the data file answered.
func requestCopy(cmd *cobra.Command, base, data string, locked error) (path string, done func() error, err error) {
	absolute, err := filepath.Abs(data)
	if err != nil {
		return "", nil, err
	}
	resp, err := postJSON(cmd, http.DefaultClient, base+"/api/v1/copies", web.CopyRequest{Data: absolute}) // without a timeout: a large file takes its time
	if err != nil {
		return "", nil, inVain(locked, err)
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		return "", nil, fmt.Errorf("the koubo that serves at %s does not copy its data file for this command: %s", base, refusal(resp))
	}
	var answer web.CopyAnswer
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "", nil, errors.Join(fmt.Errorf("the koubo that serves at %s ended before it had copied its data file: %w", base, err), resp.Body.Close())
	}
	return answer.Path, resp.Body.Close, nil
}
