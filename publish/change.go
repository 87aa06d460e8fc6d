package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Target is where a site is written to. Paths are those of the site, with slashes and none in front. Its errors are sentences.
// Write, Stage and Remove may be called from many goroutines at once.
type Target interface {
	// Lock keeps other publishers away until unlock is called, or this process is no more.
	Lock(ctx context.Context) (unlock func() error, err error)
	// Load reads what Save kept under a name; the error is fs.ErrNotExist where there is none.
	Load(ctx context.Context, name string) (io.ReadCloser, error)
	// Save keeps something that is no part of the site, whole or not at all; nil removes it.
	Save(ctx context.Context, name string, body *io.SectionReader) error
	// Open reads a file of the site; the error is fs.ErrNotExist where there is none.
	Open(ctx context.Context, path string) (io.ReadCloser, error)
	// Write puts a file in its place, whole or not at all.
	Write(ctx context.Context, path string, body *io.SectionReader) error
	// Stage keeps a file aside until Show.
	Stage(ctx context.Context, path string, body *io.SectionReader) error
	// Show exchanges the files that were staged, each at once, in this order.
	Show(ctx context.Context, paths []string) error
	// Remove removes a file; one that is not there is no error.
	Remove(ctx context.Context, path string) error
	// Sync returns when what was written so far would outlive a failure of power.
	Sync(ctx context.Context) error
	// Discard drops what was staged and not shown.
	Discard()
	// Workers is how many files may well be written at once.
	Workers() int
}

// change is what a run makes of the site. Its methods may be called from many goroutines at once.
type change struct {
	target Target
	room   string // the folder of what is put aside on this machine
	now    time.Time
	lost   bool // what is written may be part of the site, though no state tells of it

	mu      sync.Mutex
	files   files // of the last run, and of this one where they are current
	leaving map[string]time.Time
	report  Report
}

func newChange(t Target, room string, last *state, now time.Time) *change {
	return &change{target: t, room: room, now: now, lost: last.lost, files: last.files, leaving: last.leaving}
}

// put makes a file part of the site, and writes it where it is not so already.
func (c *change) put(ctx context.Context, path string, body []byte) error {
	return c.putFile(ctx, path, io.NewSectionReader(bytes.NewReader(body), 0, int64(len(body))), hashOf(body))
}

// putFile is put for a body that is not in memory.
func (c *change) putFile(ctx context.Context, path string, body *io.SectionReader, sum hash) error {
	path = strings.TrimPrefix(path, "/")
	c.mu.Lock()
	old, known := c.files.at(path)
	same := known && old.hash == sum
	_, leaves := c.leaving[path]
	aside := known || leaves || isFoundByName(path)
	switch {
	case same:
	case known:
		c.report.Replaced++
	default:
		c.report.Added++
	}
	if !same {
		c.report.Bytes += body.Size()
	}
	c.files.set(path, file{hash: sum, current: true, fresh: old.fresh || !same && !aside, staged: old.staged || !same && aside})
	c.mu.Unlock()
	switch {
	case same:
		return nil
	case aside:
		return c.target.Stage(ctx, path, body)
	}
	return c.target.Write(ctx, path, body)
}

// keep says that a file of the last run is part of this one, unchanged; it reports whether there is one.
func (c *change) keep(path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	f, known := c.files.at(path)
	if known {
		f.current = true
		c.files.set(path, f)
	}
	return known
}

// isFoundByName reports whether people come to a file without a link: by its name, which stays. Search engines and those who
// have the address of a page are not led to it before it is there.
func isFoundByName(path string) bool { return !strings.Contains(path, "/") }

// abandon takes back what was written of a run that failed.
func (c *change) abandon(ctx context.Context) {
	c.target.Discard()
	if c.lost {
		return // the next run writes it again
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	for path, f := range c.files.all() {
		if f.fresh && c.target.Remove(ctx, path) != nil { // nothing leads to it, and the next run writes it again
			return
		}
	}
}

// apply exchanges what was kept aside, and notes what is published now.
func (c *change) apply(ctx context.Context, next *state, keep time.Duration) error {
	if err := c.target.Sync(ctx); err != nil {
		c.abandon(ctx)
		return err
	}
	pending, err := c.pending()
	if err != nil {
		c.abandon(ctx)
		return err
	}
	if err := pending.save(ctx, c.target, pendingName); err != nil {
		c.abandon(ctx)
		return err
	}
	if err := c.target.Sync(ctx); err != nil { // it must outlive what is exchanged after it
		c.target.Discard()
		return err
	}
	if err := c.show(ctx); err != nil {
		c.target.Discard()
		return err
	}
	if err := c.sweep(ctx, keep); err != nil {
		return err
	}
	next.files, next.leaving = c.files, c.leaving
	packed, err := next.encode(c.room)
	if err != nil {
		return err
	}
	if err := packed.save(ctx, c.target, stateName); err != nil {
		return err
	}
	if err := c.target.Save(ctx, pendingName, nil); err != nil {
		return err
	}
	return c.target.Sync(ctx)
}

// show exchanges what is staged: the files of the records first, some at once, since there may be millions; and the start page last.
func (c *change) show(ctx context.Context) error {
	var some []string
	for path := range c.files.stagedOfRecords() {
		if some = append(some, path); len(some) == atOnce {
			if err := c.target.Show(ctx, some); err != nil {
				return err
			}
			some = some[:0]
		}
	}
	return c.target.Show(ctx, append(some, c.files.stagedByName()...))
}

// atOnce is how many files of records are exchanged by one request of the target.
const atOnce = 4096

// pending lists the files that nobody knows of, or not whether they are there, should the run end while files are exchanged.
func (c *change) pending() (*packed, error) {
	return packAside(c.room, func(w io.Writer) {
		for path, f := range c.files.all() {
			if f.fresh || f.staged || !f.current {
				fmt.Fprintln(w, path)
			}
		}
	})
}

// entryLast orders files so that what leads to many others comes after them, and the start page last.
func entryLast(a, b string) int {
	rank := func(path string) int {
		switch {
		case path == "index.html":
			return 2
		case isFoundByName(path):
			return 1
		}
		return 0
	}
	if by := rank(a) - rank(b); by != 0 {
		return by
	}
	return strings.Compare(a, b)
}

// sweep notes which files are no part of the site any more, and removes those that have not been for long enough.
func (c *change) sweep(ctx context.Context, keep time.Duration) error {
	for path, f := range c.files.all() {
		if f.current {
			delete(c.leaving, path)
			continue
		}
		c.files.remove(path)
		c.leaving[path] = c.now
	}
	for _, path := range slices.Sorted(maps.Keys(c.leaving)) {
		if c.now.Sub(c.leaving[path]) < keep {
			continue
		}
		if err := c.target.Remove(ctx, path); err != nil {
			return err
		}
		delete(c.leaving, path)
		c.report.Removed++
	}
	c.report.Leaves = len(c.leaving)
	return nil
}

// hashFile hashes a file of any length.
func hashFile(body *io.SectionReader) (hash, error) {
	h := sha256.New()
	if _, err := io.Copy(h, body); err != nil {
		return hash{}, err
	}
	_, err := body.Seek(0, io.SeekStart)
	return hash(h.Sum(nil)[:len(hash{})]), err
}
