package publish

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	gohash "hash"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"koubo/feeds"
	"koubo/opportunity"
)

// segment is a part of a table: the records of a run of places, packed by itself where the table is packed (RFC 1952 §2.2: a file of
// several members is one).
type segment struct {
	number uint32 // headSegment for what stands above the records
	bytes  int64
}

const headSegment = math.MaxUint32

// table is a file of records while it is written.
type table struct {
	path     string
	file     *os.File
	out      *bufio.Writer
	written  int64
	site     feeds.Channel // whose addresses and ids stand in a row
	packer   *gzip.Writer  // nil where the table is not packed
	segments []segment
	old      *oldTable // nil where it is written anew
}

// newTable begins a table in a file of its own.
func newTable(path, name string, site feeds.Channel) (*table, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, fmt.Errorf("there is no room for the tables: %w", err)
	}
	t := &table{path: path, file: f, out: bufio.NewWriter(f), site: site}
	if filepath.Ext(path) == ".gz" {
		t.packer = gzip.NewWriter(t)
	}
	if t.isCSV() {
		err = t.segment(headSegment, func(w io.Writer) error { return feeds.CSVWithBOM(w, site, nil) })
	}
	return t, err
}

func (t *table) isCSV() bool { return strings.HasSuffix(strings.TrimSuffix(t.path, ".gz"), ".csv") }

// Write counts what is written.
func (t *table) Write(b []byte) (int, error) {
	n, err := t.out.Write(b)
	t.written += int64(n)
	return n, roomError(err)
}

// segment adds what write writes.
func (t *table) segment(number uint32, write func(io.Writer) error) error {
	before := t.written
	var err error
	if t.packer == nil {
		err = write(t)
	} else {
		t.packer.Reset(t)
		err = errors.Join(write(t.packer), t.packer.Close())
	}
	if err != nil {
		return err
	}
	t.segments = append(t.segments, segment{number, t.written - before})
	return nil
}

// write adds a segment of records.
func (t *table) write(number uint32, records []opportunity.Opportunity) error {
	return t.segment(number, func(w io.Writer) error {
		if t.isCSV() {
			return feeds.CSVRows(w, t.site, records)
		}
		return feeds.JSONLines(w, records)
	})
}

// oldTable is a published table that segments are copied from, in their order.
type oldTable struct {
	segments []segment // that are not read yet
	body     io.ReadCloser
	sum      gohash.Hash
	want     hash
}

// follow has segments copied from what a target has of the table; errOutdated where that cannot be.
func (t *table) follow(ctx context.Context, from Target, segments []segment, want hash) error {
	body, err := from.Open(ctx, t.path)
	if len(segments) == 0 || err != nil {
		if err == nil {
			_ = body.Close()
		}
		return errOutdated // whatever is the matter, writing tells
	}
	t.old = &oldTable{segments: segments, body: body, sum: sha256.New(), want: want}
	return nil
}

// copy adds a segment as it is published; there may be none of that number.
func (t *table) copy(number uint32) error {
	if err := t.old.skip(number); err != nil {
		return err
	}
	if len(t.old.segments) == 0 || t.old.segments[0].number != number {
		return nil
	}
	one := t.old.segments[0]
	if err := t.old.read(t); err != nil {
		return err
	}
	t.segments = append(t.segments, one)
	return nil
}

// skip reads the segments in front of one.
func (o *oldTable) skip(number uint32) error {
	for len(o.segments) > 0 && o.segments[0].number > number {
		if err := o.read(io.Discard); err != nil {
			return err
		}
	}
	return nil
}

// read copies the next segment.
func (o *oldTable) read(to io.Writer) error {
	into := &judged{Writer: to}
	if _, err := io.CopyN(io.MultiWriter(o.sum, into), o.body, o.segments[0].bytes); err != nil {
		if into.err != nil {
			return into.err
		}
		return errOutdated
	}
	o.segments = o.segments[1:]
	return nil
}

// judged remembers that it was the writer that failed.
type judged struct {
	io.Writer
	err error
}

func (j *judged) Write(b []byte) (n int, err error) {
	n, j.err = j.Writer.Write(b)
	return n, j.err
}

// end reads the published table to its end: what was copied counts only where all of it is as it was published.
func (t *table) end() error {
	if err := roomError(t.out.Flush()); err != nil || t.old == nil {
		return err
	}
	for len(t.old.segments) > 0 {
		if err := t.old.read(io.Discard); err != nil {
			return err
		}
	}
	if more, err := t.old.body.Read(make([]byte, 1)); more > 0 || !errors.Is(err, io.EOF) || hash(t.old.sum.Sum(nil)[:len(hash{})]) != t.old.want {
		return errOutdated
	}
	return nil
}

// publish makes the file part of the site, and returns its segments.
func (t *table) publish(ctx context.Context, c *change) ([]segment, error) {
	body := io.NewSectionReader(t.file, 0, t.written)
	sum, err := hashFile(body)
	if err != nil {
		return nil, err
	}
	return t.segments, c.putFile(ctx, t.path, body, sum)
}

func (t *table) close() {
	_ = t.file.Close() // it is removed
	_ = os.Remove(t.file.Name())
	if t.old != nil {
		_ = t.old.body.Close() // it was read
	}
}

// roomError says what to do about a table that could not be written.
func roomError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("a table cannot be written to the folder for temporary files (TMPDIR): %w", err)
}
