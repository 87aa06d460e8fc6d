package target

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoRoomToKeepAside has a machine without a folder for temporary files: a sentence says so, and nobody waits for the lock.
func TestNoRoomToKeepAside(t *testing.T) {
	o, server := newObjects(t)
	b := bucketAt(t, server.URL)
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	if _, err := b.Lock(context.Background()); err == nil || !strings.Contains(err.Error(), "nothing can be kept aside on this machine") {
		t.Errorf("it is told as: %v", err)
	}
	if len(o.bodies) > 0 {
		t.Errorf("the lock stays: %q", o.bodies)
	}
}

// TestAPrefixIsNoFolderOfTheSite publishes below names that the site uses itself, for files that may be kept for a year.
func TestAPrefixIsNoFolderOfTheSite(t *testing.T) {
	ctx := context.Background()
	o, server := newObjects(t)
	for prefix, path := range map[string]string{"static": "index.html", "x/static": "feed.atom", "search": "export.csv.gz"} {
		b := bucketAt(t, server.URL)
		b.Prefix = prefix
		if err := b.Write(ctx, path, section("x")); err != nil {
			t.Fatal(err)
		}
		if age := o.ages[prefix+"/"+path]; age != "public, max-age=60" {
			t.Errorf("%s below %s may be kept: %s", path, prefix, age)
		}
	}
}

// TestALateHolderDoesNotTakeTheLockBack has a machine sleep for longer than its lock lasts.
func TestALateHolderDoesNotTakeTheLockBack(t *testing.T) {
	ctx := context.Background()
	o, server := newObjects(t)
	late := bucketAt(t, server.URL)
	if err := late.acquire(ctx, "late"); err != nil {
		t.Fatal(err)
	}
	if err := bucketAt(t, server.URL).putLock(ctx, "other", ""); err != nil {
		t.Fatal(err)
	}
	late.prolong(ctx, "late")
	if held := string(o.bodies["calls/.koubo/lock"]); !strings.Contains(held, `"other"`) {
		t.Errorf("the lock is held by %s", held)
	}
}

func TestAFolderNeedsAName(t *testing.T) {
	t.Chdir(t.TempDir())
	if f, err := NewFolder(""); err == nil || !strings.Contains(err.Error(), "name a folder") {
		t.Errorf("no name is taken as %+v: %v", f, err)
	}
}
