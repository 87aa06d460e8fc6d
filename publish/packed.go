package publish

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"

	"koubo/publish/spool"
)

// pack compresses what write writes.
func pack(write func(io.Writer)) ([]byte, error) {
	var out bytes.Buffer
	err := packInto(&out, write)
	return out.Bytes(), err
}

func packInto(out io.Writer, write func(io.Writer)) error {
	z := gzip.NewWriter(out)
	buffered := bufio.NewWriter(z)
	write(buffered)
	if err := buffered.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// spooling is a target that has a folder on this machine for what is put aside, while it is locked.
type spooling interface{ Spool() string }

// roomFor makes the folder of what a run puts aside, in that of the target where it has one.
func roomFor(t Target) (room string, remove func() error, err error) {
	if own, ok := t.(spooling); ok {
		room, err = os.MkdirTemp(own.Spool(), "run-")
		remove = func() error { return os.RemoveAll(room) }
	} else {
		room, remove, err = spool.New(spool.Publish)
	}
	if err != nil {
		err = fmt.Errorf("there is no room for what is published (TMPDIR): %w", err)
	}
	return room, remove, err
}

// packed is something compressed that has no room in memory.
type packed struct{ file *os.File }

// packAside is pack for what grows with the records: it is written to a file of its own in the room of the run, which close removes.
func packAside(room string, write func(io.Writer)) (*packed, error) {
	f, err := os.CreateTemp(room, "packed-")
	if err != nil {
		return nil, fmt.Errorf("there is no room for what is published (TMPDIR): %w", err)
	}
	p := &packed{f}
	if err := packInto(f, write); err != nil {
		p.close()
		return nil, fmt.Errorf("what is published cannot be noted in the folder for temporary files (TMPDIR): %w", err)
	}
	return p, nil
}

// save keeps it beside the site, and removes the file.
func (p *packed) save(ctx context.Context, t Target, name string) error {
	defer p.close()
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	return t.Save(ctx, name, io.NewSectionReader(p.file, 0, info.Size()))
}

func (p *packed) close() {
	_ = p.file.Close() // it is removed
	_ = os.Remove(p.file.Name())
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// readKept has something read that a target keeps, if it keeps it. An error is the target's: what reads cannot tell an answer that
// broke off from one that is no state.
func readKept(ctx context.Context, t Target, name string, read func(io.Reader)) error {
	body, err := t.Load(ctx, name)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	whole := &attended{Reader: body}
	read(whole)
	return errors.Join(whole.err, body.Close())
}

// attended remembers why reading failed.
type attended struct {
	io.Reader
	err error
}

func (a *attended) Read(b []byte) (n int, err error) {
	n, err = a.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		a.err = fmt.Errorf("what is published cannot be read: %w", err)
	}
	return n, err
}
