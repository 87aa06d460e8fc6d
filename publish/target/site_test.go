package target

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"koubo/bench/synthetic"
	"koubo/opportunity/jdate"
	"koubo/publish"
	"koubo/sources"
	"koubo/store"
	"koubo/web/front"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, jdate.JST)

func smallStore(t *testing.T, records int) *store.Store {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := synthetic.Fill(s, records, noon); err != nil {
		t.Fatal(err)
	}
	return s
}

func publishTo(s *store.Store, to publish.Target, now time.Time) (publish.Report, error) {
	front := front.Config{Visits: s, BaseURL: "https://koubo.example.jp", Version: "test"}
	return publish.Run(context.Background(), publish.Options{Records: s, Front: front, Target: to, Now: now, Keep: time.Hour})
}

// TestASiteInARealStore publishes the same to a folder and to an S3 server, changes it, and compares.
func TestASiteInARealStore(t *testing.T) {
	endpoint := realStore(t)
	s, root := smallStore(t, 120), t.TempDir()
	folder, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	bucket := bucketAt(t, endpoint)
	for _, now := range []time.Time{noon, noon.Add(2 * time.Hour), noon.Add(26 * time.Hour)} {
		if now.After(noon) {
			changed := synthetic.Record(7, noon)
			changed.Deadlines[2].End = changed.Deadlines[2].End.AddDays(now.Day())
			v := sources.Visit{Source: sources.Source{ID: "s1"}, At: now, Health: sources.Health{State: sources.OK}, Report: sources.Report{Start: now, State: sources.OK}}
			v.Records = append(v.Records, changed, synthetic.Record(200+now.Day(), noon))
			if _, err := s.Apply(v); err != nil {
				t.Fatal(err)
			}
		}
		for _, to := range []publish.Target{folder, bucket} {
			if _, err := publishTo(s, to, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	objects := 0
	for o := range bucket.client.ListObjects(context.Background(), "site", minio.ListObjectsOptions{Prefix: "calls/", Recursive: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if !strings.Contains(o.Key, "/"+aside+"/") {
			objects++
		}
	}
	files := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == aside:
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		files++
		want, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		o, err := bucket.client.GetObject(context.Background(), "site", "calls/"+filepath.ToSlash(name), minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		info, err := o.Stat()
		if err != nil || info.Size != int64(len(want)) {
			t.Errorf("%s has %d bytes in the store, %d in the folder: %v", name, info.Size, len(want), err)
		}
		return o.Close()
	})
	if err != nil || files != objects || files < 500 {
		t.Errorf("the folder has %d files, the store %d objects: %v", files, objects, err)
	}
}

// TestAStoreThatRefusesHalfWayKeepsTheOldSite has a store refuse, and then take again, a change.
func TestAStoreThatRefusesHalfWayKeepsTheOldSite(t *testing.T) {
	o, server := newObjects(t)
	s := smallStore(t, 60)
	if _, err := publishTo(s, bucketAt(t, server.URL), noon); err != nil {
		t.Fatal(err)
	}
	start, objects, puts := string(o.bodies["calls/index.html"]), len(o.bodies), o.puts
	now := noon.Add(time.Hour)
	v := sources.Visit{Source: sources.Source{ID: "s1"}, At: now, Health: sources.Health{State: sources.OK}, Report: sources.Report{Start: now, State: sources.OK}}
	for n := range 20 {
		v.Records = append(v.Records, synthetic.Record(100+n, noon))
	}
	if _, err := s.Apply(v); err != nil {
		t.Fatal(err)
	}
	o.failAt, o.fail = puts+12, http.StatusForbidden
	_, err := publishTo(s, bucketAt(t, server.URL), now)
	if err == nil || !strings.Contains(err.Error(), "nothing was published") || !strings.Contains(err.Error(), "refuses these credentials") {
		t.Errorf("a store that refuses half-way is told as: %v", err)
	}
	if string(o.bodies["calls/index.html"]) != start || len(o.bodies) != objects {
		t.Errorf("%d objects are there, %d were", len(o.bodies), objects)
	}
	o.failAt = 0
	if report, err := publishTo(s, bucketAt(t, server.URL), now); err != nil || report.Records != 80 {
		t.Errorf("afterwards %d records are published: %v", report.Records, err)
	}
}
