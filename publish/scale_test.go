package publish_test

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"koubo/publish/target"
)

// TestScale publishes as many records as KOUBO_RECORDS says to a folder, changes ten, publishes again, and logs files, time and
// peak memory; it must write what the ten touch alone. The memory is bounded as the command bounds it.
func TestScale(t *testing.T) {
	records, err := strconv.Atoi(os.Getenv("KOUBO_RECORDS"))
	if err != nil {
		t.Skip("KOUBO_RECORDS names no number of records, such as 100000")
	}
	c := newTown(t, records)
	debug.SetMemoryLimit(72 << 20)
	debug.SetGCPercent(200)
	to, err := target.NewFolder(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
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
		report := c.mustPublish(t, to)
		t.Logf("%s: %+v, peak memory %s", step, report, peakMemory())
		if step == "again" && report.Bytes > 0 {
			t.Errorf("publishing again wrote %d bytes", report.Bytes)
		}
	}
}

// peakMemory is the greatest memory of this process, as Linux tells it.
func peakMemory() string {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if peak, found := strings.CutPrefix(line, "VmHWM:"); found {
			return strings.TrimSpace(peak)
		}
	}
	return "unknown"
}
