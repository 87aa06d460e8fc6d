package publish_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"koubo/opportunity"
	"koubo/publish"
	"koubo/sources"
	"koubo/web/front"
)

// counted counts the records that are read one by one.
type counted struct {
	*town
	read atomic.Int64
}

func (c *counted) Get(id string) (opportunity.Opportunity, bool, error) {
	c.read.Add(1)
	return c.town.Get(id)
}

// content is what a file holds, unpacked.
func content(t *testing.T, path string, body []byte) []byte {
	t.Helper()
	if !strings.HasSuffix(path, ".gz") {
		return body
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return text
}

// equalFresh compares a site with one that is published from nothing.
func equalFresh(t *testing.T, c *town, d *disk) {
	t.Helper()
	fresh := newDisk()
	c.mustPublish(t, fresh)
	for path, body := range fresh.files {
		if d.files[path] == nil {
			t.Errorf("%s is missing", path)
		} else if !bytes.Equal(content(t, path, body), content(t, path, d.files[path])) {
			t.Errorf("%s is another than one that is made anew", path)
		}
	}
}

// TestWhatIsCopiedIsAsIfMadeAnew over several changes, midnights and losses.
func TestWhatIsCopiedIsAsIfMadeAnew(t *testing.T) {
	c, d := newTown(t, 1100), newDisk()
	c.mustPublish(t, d)
	for _, step := range []func(){
		func() { c.now = c.now.Add(time.Hour); c.extend(t, 3, 700, 1099) },
		func() { c.now = c.now.Add(time.Hour) },
		func() { c.now = c.now.Add(10 * 24 * time.Hour) },
		func() { c.now = c.now.Add(time.Hour); c.extend(t, 3, 4, 5) },
		func() {
			c.now = c.now.Add(time.Hour)
			c.extend(t, 900)
			d.files["export.jsonl.gz"] = append([]byte("x"), d.files["export.jsonl.gz"][1:]...) // somebody's
		},
		func() {
			c.now = c.now.Add(time.Hour)
			c.extend(t, 901)
			delete(d.files, "export.csv.gz")
			for path := range d.files {
				if strings.HasPrefix(path, "search/run-") {
					d.files[path] = []byte("somebody's")
				}
			}
		},
		func() {
			c.now = c.now.Add(time.Hour)
			if err := fillFurther(c, 1100, 1200); err != nil {
				t.Fatal(err)
			}
		},
	} {
		step()
		c.mustPublish(t, d)
	}
	equalFresh(t, c, d)
}

// TestFewRecordsAreReadForAFewChanges: those that changed, and those of the segments that they stood in and stand in now.
func TestFewRecordsAreReadForAFewChanges(t *testing.T) {
	c, d := newTown(t, 3200), newDisk()
	c.mustPublish(t, d)
	c.now = c.now.Add(time.Hour)
	c.extend(t, 10, 20)
	few := &counted{town: c}
	front := front.Config{Visits: c, Sources: func() []sources.Source { return watched }, BaseURL: base, Version: "test"}
	if _, err := publish.Run(context.Background(), publish.Options{Records: few, Front: front, Target: d, Now: c.now, Keep: time.Hour}); err != nil {
		t.Fatal(err)
	}
	if n := few.read.Load(); n > 3*512+50 {
		t.Errorf("%d of 3200 records were read for two changes", n)
	}
}
