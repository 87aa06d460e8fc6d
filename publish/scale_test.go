//go:build unix

package publish_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"koubo/publish"
	"koubo/publish/target"
)

// TestScale publishes as many records as KOUBO_RECORDS says to a folder or, where KOUBO_BUCKET names one of AWS_ENDPOINT_URL, to a
// bucket, changes ten, publishes again, and logs files, time, the processor's part of it, and peak memory; it must write what the ten
// touch alone, and take no more than mostMemory. The memory is bounded as the command bounds it.
func TestScale(t *testing.T) {
	records, err := strconv.Atoi(os.Getenv("KOUBO_RECORDS"))
	if err != nil {
		t.Skip("KOUBO_RECORDS names no number of records, such as 100000")
	}
	c := newTown(t, records)
	debug.SetMemoryLimit(publish.Memory(records))
	debug.SetGCPercent(500)
	to := scaleTarget(t)
	for _, step := range []string{"at first", "again", "after ten changes", "a day later"} {
		switch step {
		case "after ten changes":
			c.now = c.now.Add(time.Hour)
			c.extend(t, 3, 1003, 2003, 3003, 4003, 5003, 6003, 7003, 8003, 9003)
		case "a day later":
			c.now = c.now.Add(24 * time.Hour)
		}
		debug.FreeOSMemory()
		_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // Linux forgets the peak so far
		before := processorTime()
		report := c.mustPublish(t, to)
		peak := peakMemory()
		t.Logf("%s: %+v, processor %v, peak memory %d MB", step, report, processorTime()-before, peak/1e6)
		if peak > mostMemory && records <= 100_000 {
			t.Errorf("%s: %d bytes of memory, at most %d are to be taken", step, peak, int(mostMemory))
		}
		if step == "again" && report.Bytes > 0 {
			t.Errorf("publishing again wrote %d bytes", report.Bytes)
		}
	}
}

// mostMemory is what publishing may take of a small machine, in bytes.
const mostMemory = 200e6

func scaleTarget(t *testing.T) publish.Target {
	t.Helper()
	name, isBucket := os.LookupEnv("KOUBO_BUCKET")
	if !isBucket {
		to, err := target.NewFolder(filepath.Join(t.TempDir(), "site"))
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("KOUBO_PAGES") == "unwritten" {
			return withoutPages{to}
		}
		return to
	}
	to, err := target.NewBucket(t.Context(), target.BucketOptions{Bucket: name})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// withoutPages is a folder that has no room for the files of millions of records, which no run reads again: they are made and not written.
type withoutPages struct{ *target.Folder }

func (w withoutPages) Write(ctx context.Context, path string, body *io.SectionReader) error {
	if strings.HasPrefix(path, "o/") {
		return nil
	}
	return w.Folder.Write(ctx, path, body)
}

func (w withoutPages) Stage(ctx context.Context, path string, body *io.SectionReader) error {
	if strings.HasPrefix(path, "o/") {
		return nil
	}
	return w.Folder.Stage(ctx, path, body)
}

func (w withoutPages) Show(ctx context.Context, paths []string) error {
	return w.Folder.Show(ctx, slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return strings.HasPrefix(path, "o/") }))
}

// processorTime is how long processors have worked for this process.
func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakMemory is the greatest memory of this process in bytes, as Linux tells it, 0 where nothing does.
func peakMemory() (bytes int64) {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if peak, found := strings.CutPrefix(line, "VmHWM:"); found {
			_, _ = fmt.Sscan(peak, &bytes) // in kB of 1,024
		}
	}
	return bytes << 10
}
