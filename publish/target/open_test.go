package target

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"testing"
	"time"
)

// TestOpenReadsWhatWasWritten of both targets, and says of what is not there that it is not.
func TestOpenReadsWhatWasWritten(t *testing.T) {
	_, server := newObjects(t)
	bucket, err := NewBucket(context.Background(), BucketOptions{Endpoint: server.URL, Bucket: "site", Prefix: "calls"})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := NewFolder(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.Repeat([]byte("表"), 100_000)
	for name, target := range map[string]interface {
		Write(context.Context, string, *io.SectionReader) error
		Open(context.Context, string) (io.ReadCloser, error)
	}{"bucket": bucket, "folder": folder} {
		if err := target.Write(t.Context(), "pref/20.csv", io.NewSectionReader(bytes.NewReader(text), 0, int64(len(text)))); err != nil {
			t.Fatal(name, err)
		}
		f, err := target.Open(t.Context(), "pref/20.csv")
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := io.ReadAll(f)
		if err := errors.Join(err, f.Close()); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		if _, err := target.Open(t.Context(), "pref/21.csv"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: what is not there: %v", name, err)
		}
	}
}

// TestLongFilesTakeTheirTime: a minute is too short for a table over a slow line.
func TestLongFilesTakeTheirTime(t *testing.T) {
	b := &Bucket{BucketOptions: BucketOptions{Timeout: time.Minute}}
	for bytes, want := range map[int64]time.Duration{0: time.Minute, 100 << 10: time.Minute + time.Second, 60 << 20: time.Minute + 614400*time.Millisecond} {
		if got := b.timeFor(bytes); got != want {
			t.Errorf("%d bytes: %v, want %v", bytes, got, want)
		}
	}
}
