package publish_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"koubo/publish"
	"koubo/publish/spool"
	"koubo/publish/target"
)

// watchedTarget notes which folders for what is put aside there are whenever something is written.
type watchedTarget struct {
	publish.Target
	mu   sync.Mutex
	seen map[string]bool
}

func (w *watchedTarget) look() {
	found, _ := filepath.Glob(filepath.Join(os.TempDir(), spool.Publish+"*"))
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, folder := range found {
		w.seen[folder] = true
	}
}

func (w *watchedTarget) Write(ctx context.Context, path string, body *io.SectionReader) error {
	w.look()
	return w.Target.Write(ctx, path, body)
}

func (w *watchedTarget) Stage(ctx context.Context, path string, body *io.SectionReader) error {
	w.look()
	return w.Target.Stage(ctx, path, body)
}

func (w *watchedTarget) Save(ctx context.Context, name string, body *io.SectionReader) error {
	w.look()
	return w.Target.Save(ctx, name, body)
}

// spoolingTarget has a folder of its own, as a bucket has while it is locked.
type spoolingTarget struct {
	watchedTarget
	folder string
}

func (s *spoolingTarget) Spool() string { return s.folder }

// TestARunHasOneRoom for all that it puts aside, that of the target where it has one, and leaves nothing in it.
func TestARunHasOneRoom(t *testing.T) {
	temporary, folder := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	c := newTown(t, 60)
	to, err := target.NewFolder(filepath.Join(folder, "site"))
	if err != nil {
		t.Fatal(err)
	}
	once := &watchedTarget{Target: to, seen: map[string]bool{}}
	c.mustPublish(t, once)
	if len(once.seen) != 1 {
		t.Errorf("a run makes %d folders: %v", len(once.seen), once.seen)
	}
	own := &spoolingTarget{watchedTarget{Target: to, seen: map[string]bool{}}, t.TempDir()}
	c.extend(t, 1, 2)
	c.mustPublish(t, own)
	if len(own.seen) != 0 {
		t.Errorf("beside that of the target a run makes %v", own.seen)
	}
	for _, place := range []string{temporary, own.folder} {
		left, err := os.ReadDir(place)
		if err != nil || strings.Contains(strings.Join(namesOf(left), " "), "run-") || len(left) > 0 && place == own.folder {
			t.Errorf("%s holds %v, %v", place, namesOf(left), err)
		}
	}
}

func namesOf(entries []os.DirEntry) (names []string) {
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
