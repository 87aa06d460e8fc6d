package datafile

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// TestPagesAreLetGoOnceThereAreMany reads a file of 24 MB: what was mapped of it leaves the memory of the process, and can be read
// again.
func TestPagesAreLetGoOnceThereAreMany(t *testing.T) {
	f, err := Open(filepath.Join(t.TempDir(), "a.db"), false, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	const values, size = 24, 1 << 20
	if err := f.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("a"))
		for n := 0; n < values && err == nil; n++ {
			err = b.Put([]byte{byte(n)}, make([]byte, size))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	read := func(after func(tx *bolt.Tx)) {
		if err := f.View(func(tx *bolt.Tx) error {
			sum := 0
			err := tx.Bucket([]byte("a")).ForEach(func(_, value []byte) error {
				for n := 0; n < len(value); n += 4096 {
					sum += int(value[n]) + 1
				}
				return nil
			})
			if sum != values*size/4096 {
				t.Errorf("%d pages were read", sum)
			}
			after(tx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	mapped := func() (n int64) {
		n, ok := mappedBytes()
		if !ok {
			t.Skip("the system does not tell what is mapped")
		}
		return n
	}
	read(func(tx *bolt.Tx) {
		before := mapped()
		f.letGoAbove(tx.Size(), before)
		if now := mapped(); now < before-1<<20 {
			t.Errorf("%d of %d bytes stay although they are not too many", now, before)
		}
		f.letGoAbove(tx.Size(), before-1)
		if now := mapped(); now > before-values*size/2 {
			t.Errorf("%d bytes stay of %d", now, before)
		}
	})
	read(func(*bolt.Tx) {})
}

// TestThePartsOfTheProgramThatAreOnlyRead: what may be written, another file, and one whose name only ends alike stay where they are.
func TestThePartsOfTheProgramThatAreOnlyRead(t *testing.T) {
	maps := `00400000-01000000 r-xp 00000000 08:01 1234                               /srv/kou bo/koubo
01000000-02000000 r--p 00c00000 08:01 1234                               /srv/kou bo/koubo
02000000-02100000 rw-p 01c00000 08:01 1234                               /srv/kou bo/koubo
03000000-03100000 r--s 00000000 08:01 77                                 /srv/kou bo/koubo.db
04000000-04100000 r--p 00000000 08:01 78                                 /opt/srv/kou bo/koubo
05000000-05100000 r--p 00000000 08:01 79                                 koubo
c000000000-c000400000 rw-p 00000000 00:00 0
7ffd00000000-7ffd00021000 r--p 00000000 00:00 0                          [vvar]
`
	want := []span{{0x400000, 0x1000000}, {0x1000000, 0x2000000}}
	if got := mappedParts(maps, "/srv/kou bo/koubo"); !slices.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
	if len(program()) == 0 {
		t.Error("no part of this program is found")
	}
}
