package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long a configuration file must lie still before it is read: whoever writes it has finished then. One that does not end
// in a line break may be half a file, and is given longer.
const (
	writingPause = 250 * time.Millisecond
	halfPause    = time.Second
)

// reloader reads the configuration file anew when it changes, or when that is asked for. What cannot be taken over is logged,
// and changes nothing.
type reloader struct {
	path  string
	asked <-chan os.Signal                // to read it although it may not have changed
	take  func() (said string, err error) // reads the file and takes it over, or leaves all as it is
	log   *slog.Logger

	stood fs.FileInfo // how the file stood when it was looked at last; nil where it did not
	taken []byte      // the text that was read last
	force bool        // it is to be taken over even if the text is the same
}

// newReloader returns a reloader for a file as it stands now; it need not exist.
func newReloader(path string, asked <-chan os.Signal, take func() (string, error), log *slog.Logger) *reloader {
	text, _ := os.ReadFile(path)
	info, _ := os.Stat(path)
	return &reloader{path: path, asked: asked, take: take, log: log, taken: text, stood: info}
}

// run watches until ctx ends. Where the file cannot be watched, it is read when that is asked for.
func (r *reloader) run(ctx context.Context) {
	watcher, err := fsnotify.NewWatcher()
	if err == nil {
		defer watcher.Close()
		err = watchFolders(watcher, r.path)
	} else {
		watcher = &fsnotify.Watcher{}
	}
	if err != nil {
		r.log.Warn("the configuration file cannot be watched; SIGHUP has it read anew", "file", r.path, "error", err)
	}
	still := time.NewTimer(time.Hour)
	still.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.asked:
			r.force = true
			still.Reset(0)
		case event := <-watcher.Events:
			if r.concerns(event.Name) {
				still.Reset(r.pause())
			}
		case err := <-watcher.Errors:
			r.log.Warn("changes of the configuration file may have been missed; SIGHUP has it read anew", "file", r.path, "error", err)
		case <-still.C:
			r.reload()
		}
	}
}

// watchFolders watches the folders in which the file and what it links to stand: editors put another file in its place.
func watchFolders(w *fsnotify.Watcher, path string) error {
	err := w.Add(filepath.Dir(path))
	if target, linked := filepath.EvalSymlinks(path); linked == nil && filepath.Dir(target) != filepath.Dir(path) {
		err = errors.Join(err, w.Add(filepath.Dir(target)))
	}
	return err
}

// concerns reports whether a change in the folders is one of the configuration: of the file itself, of what it links to, or of a
// link on the way. Whatever else is written there, such as the data file at each visit, must not put off the reading.
func (r *reloader) concerns(name string) bool {
	before := r.stood
	r.stood, _ = os.Stat(r.path)
	return filepath.Base(name) == filepath.Base(r.path) || !isSameFile(before, r.stood)
}

func isSameFile(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

func (r *reloader) pause() time.Duration {
	if text, err := os.ReadFile(r.path); err == nil && len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		return halfPause
	}
	return writingPause
}

// reload takes the file over where it holds another text than before.
func (r *reloader) reload() {
	text, err := os.ReadFile(r.path)
	force := r.force
	r.force = false
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.refuse(fmt.Errorf("%s is gone", r.path))
		return
	case err == nil && bytes.Equal(text, r.taken) && !force:
		return
	case err == nil && len(bytes.TrimSpace(text)) == 0:
		r.refuse(fmt.Errorf("%s is empty", r.path))
		return
	case isCutShort(r.taken, text) && !force:
		r.refuse(fmt.Errorf("%s:%d: the file ends here, in the midst of a line that went on before: save all of it", r.path, bytes.Count(text, []byte("\n"))+1))
		return
	}
	said, err := r.take()
	if err != nil {
		r.refuse(err)
	} else {
		r.log.Info("the configuration was read anew", "file", r.path, "what", said)
	}
	r.taken = text
}

// isCutShort reports whether a file is the one before up to the midst of a line: half of it was written, for nobody ends it so.
func isCutShort(before, now []byte) bool {
	rest, isStart := bytes.CutPrefix(before, now)
	return isStart && len(now) > 0 && len(bytes.TrimSpace(rest)) > 0 && now[len(now)-1] != '\n' && rest[0] != '\n' && rest[0] != '\r'
}

func (r *reloader) refuse(err error) {
	r.log.Error("the configuration was not taken over; the one before stays in force", "error", err)
}
