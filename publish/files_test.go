package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"koubo/opportunity"
)

// TestFilesAreKeptByTheirPaths whatever these look like.
func TestFilesAreKeptByTheirPaths(t *testing.T) {
	id := opportunity.NewID("472018", "https://a.example.jp/1")
	paths := []string{"index.html", "o/" + id + ".html", "o/" + id + ".ics", "o/" + id + ".atom", "o/" + id + ".json", "o/" + id, "o/" + id + "x.html", "o/short.html", "o/.html", "o/", "", "kind/pilot.html"}
	f := newFiles()
	for i, path := range paths {
		if _, there := f.at(path); there {
			t.Errorf("%q is there before it is set", path)
		}
		f.set(path, file{hash: hash{byte(i)}, current: i%2 == 0})
	}
	all := maps.Collect(f.all())
	if len(all) != len(paths) || f.count() != len(paths) {
		t.Fatalf("%d of %d: %v", len(all), len(paths), all)
	}
	for i, path := range paths {
		if one, there := f.at(path); !there || one != all[path] || one.hash != (hash{byte(i)}) || one.current != (i%2 == 0) {
			t.Errorf("%q: %+v", path, one)
		}
	}
	for path, one := range f.all() {
		if one.current {
			f.remove(path)
		}
	}
	left := slices.Sorted(maps.Keys(maps.Collect(f.all())))
	var want []string
	for i, path := range paths {
		if i%2 == 1 {
			want = append(want, path)
		}
	}
	if slices.Sort(want); !slices.Equal(left, want) {
		t.Errorf("left are %q, want %q", left, want)
	}
	for _, path := range paths {
		f.remove(path)
	}
	if f.records.count() > 0 || f.count() > 0 {
		t.Errorf("%d are left", f.count())
	}
}

// TestAStateIsReadAsItWasWritten, its records beside their files.
func TestAStateIsReadAsItWasWritten(t *testing.T) {
	s := emptyState()
	s.fingerprint, s.at, s.lost = "of a program", time.Unix(1_800_000_000, 0), false
	for n := range 50 {
		id := opportunity.NewID("472018", fmt.Sprint(n))
		s.records.set(packedID(t, id), record{place: uint32(n), moment: 4_000_000_000, state: recordState(1 - n%2), issuer: codeOf([]string{"472018", ""}[n%2])})
		for kind := range recordEndings[:n%3] {
			s.files.set(recordPath(id, kind), file{hash: hashOf([]byte{byte(n), byte(kind)})})
		}
	}
	s.files.set("o/gone.html", file{hash: hashOf(nil)})
	packed, err := s.encode(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer packed.close()
	text, err := os.ReadFile(packed.file.Name())
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeState(bytes.NewReader(text))
	if err != nil || got.fingerprint != s.fingerprint || !got.at.Equal(s.at) || !maps.Equal(maps.Collect(got.records.all()), maps.Collect(s.records.all())) || !maps.Equal(got.files.named, s.files.named) || !maps.Equal(maps.Collect(got.files.records.all()), maps.Collect(s.files.records.all())) {
		t.Errorf("%v: %+v", err, got)
	}
	if text, err = unpack(text); err != nil {
		t.Fatal(err)
	}
	before := ""
	for line := range strings.Lines(string(text)) {
		if id, is := strings.CutPrefix(line, "r\t"); is && strings.HasPrefix(before, "f\to/") && !strings.Contains(before, "gone") && !strings.Contains(before, id[:20]) {
			t.Errorf("%q stands before %q", before, line)
		}
		before = line
	}
}

// TestWhatIsRememberedOfARecordIsSmall: a site of a million records is published by a small machine, too.
func TestWhatIsRememberedOfARecordIsSmall(t *testing.T) {
	const records, most = 100_000, 90 // bytes each, with its page, its calendar and, of one in ten, its feed; it was 420 in maps by paths
	memory := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	var ids []string
	for n := range records {
		ids = append(ids, opportunity.NewID("472018", fmt.Sprint(n)))
	}
	slices.Sort(ids)
	before := memory()
	s := emptyState()
	for n, id := range ids { // as the store and a state list them
		s.records.set(packedID(t, id), record{place: uint32(n), issuer: codeOf("472018")})
		for kind := range recordEndings[:2+n%10/9] {
			s.files.set(recordPath(id, kind), file{current: true})
		}
	}
	each := (memory() - before) / records
	runtime.KeepAlive(s)
	runtime.KeepAlive(ids)
	t.Logf("%d bytes a record", each)
	if each > most {
		t.Errorf("%d bytes a record are too many", each)
	}
}

func packedID(t *testing.T, id string) recordID {
	t.Helper()
	packed, ok := idOf(id)
	if !ok {
		t.Fatalf("%q is no id", id)
	}
	return packed
}

// TestIDsArePackedInTheirOrder: they come back as they were, and what is no id is none.
func TestIDsArePackedInTheirOrder(t *testing.T) {
	ids := []string{"22222222222222222222", "zzzzzzzzzzzzzzzzzzzz", "2zzzzzzzzzzzzzzzzzzz", "a2222222222222222223", "7a7a7a7a7a7a7a7a7a7z"}
	for n := range 2000 {
		ids = append(ids, opportunity.NewID("472018", fmt.Sprint(n)))
	}
	slices.Sort(ids)
	last := recordID{}
	for i, id := range ids {
		packed := packedID(t, id)
		if packed.String() != id || i > 0 && last.compare(packed) >= 0 {
			t.Errorf("%s comes back as %s, behind %s", id, packed, last)
		}
		last = packed
	}
	for _, id := range []string{"a", "ofnobody", "公募公募"} {
		if packed := packedID(t, id); packed.String() != id {
			t.Errorf("%s comes back as %s", id, packed)
		}
	}
	for _, id := range []string{"", "1234567890123", "222222222222222222222", "0aaaaaaaaaaaaaaaaaaa", "Aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaa公", "a/aaaaaaaaaaaaaaaaaa"} {
		if packed, ok := idOf(id); ok {
			t.Errorf("%q is packed as %s", id, packed)
		}
	}
}

// brokenTarget breaks off while what it keeps is read.
type brokenTarget struct{ Target }

func (brokenTarget) Load(context.Context, string) (io.ReadCloser, error) {
	packed, err := emptyState().encode("")
	if err != nil {
		return nil, err
	}
	defer packed.close()
	text, err := os.ReadFile(packed.file.Name())
	return io.NopCloser(io.MultiReader(bytes.NewReader(text[:len(text)/2]), iotest.ErrReader(errors.New("connection reset")))), err
}

// TestAStateThatBreaksOffIsNotLost: a store that does not answer to the end is a failure, and no reason to write everything anew.
func TestAStateThatBreaksOffIsNotLost(t *testing.T) {
	if _, err := loadState(t.Context(), brokenTarget{}); err == nil || !strings.Contains(err.Error(), "connection reset") {
		t.Errorf("%v", err)
	}
}
