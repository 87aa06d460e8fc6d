package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/datafile"
	"koubo/store/index"
)

// TestTransactionsBeginInOnePlace: whoever begins a transaction elsewhere forgets the shelter.
func TestTransactionsBeginInOnePlace(t *testing.T) {
	files, err := filepath.Glob("*.go")
	inner, err2 := filepath.Glob("*/*.go")
	files = append(files, inner...)
	if err := errors.Join(err, err2); err != nil || len(files) < 30 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if file == filepath.Join("datafile", "shelter.go") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{"db.View(", "db.Update(", ".DB().View(", ".DB().Update(", ".Begin(", ".Batch(", "bolt.Open("} {
			if bytes.Contains(text, []byte(call)) {
				t.Errorf("%s calls %s; begin transactions by View and Update of a datafile.File", file, strings.Trim(call, ".("))
			}
		}
	}
}

// calls are all that a store can be asked, each with its error.
var calls = []struct {
	name string
	ask  func(*Store) error
}{
	{"Get", func(s *Store) error { _, _, err := s.Get(sample(3, "").ID); return err }},
	{"Each", func(s *Store) error { return s.Each(func(opportunity.Opportunity) error { return nil }) }},
	{"Query", func(s *Store) error { _, err := s.Query(everything(), day); return err }},
	{"Query by word", func(s *Store) error {
		_, err := s.Query(opportunity.Query{Text: "募集", AllStatuses: true}, day)
		return err
	}},
	{"Query of what is open", func(s *Store) error {
		_, err := s.Query(opportunity.Query{Sort: opportunity.ByDeadline}, day)
		return err
	}},
	{"Memory", func(s *Store) error { _, err := s.Memory("a"); return err }},
	{"Host", func(s *Store) error { _, err := s.Host("www.city.example.jp"); return err }},
	{"Health", func(s *Store) error { _, err := s.Health(); return err }},
	{"Reports", func(s *Store) error { _, err := s.Reports("a", 10); return err }},
	{"Dropped", func(s *Store) error { _, err := s.Dropped("a"); return err }},
	{"Events", func(s *Store) error { _, err := s.Events(0, 1000); return err }},
	{"LastChange", func(s *Store) error { _, err := s.LastChange(); return err }},
	{"Generation", func(s *Store) error { s.Generation(); return nil }},
	{"Queue", func(s *Store) error { s.Queue(); return nil }},
	{"Check", (*Store).Check},
	{"SetHost", func(s *Store) error { return s.SetHost("b.example.jp", sources.HostNote{Requests: 1}) }},
	{"Apply", func(s *Store) error {
		_, err := s.Apply(visit("a", day.Add(1000*time.Hour), sample(3, "募集の再開"), sample(77, "新しい募集")))
		return err
	}},
	{"Close", (*Store).Close},
}

// damages are ways to spoil a page; the first 16 bytes are its header.
var damages = []struct {
	name  string
	spoil func(page []byte, random *rand.Rand)
}{
	{"noise behind the header", func(page []byte, random *rand.Rand) { noise(page[16:], random) }},
	{"noise all over", noise},
	{"zeros", func(page []byte, _ *rand.Rand) { clear(page) }},
	{"ones behind the header", func(page []byte, _ *rand.Rand) { fillWith(page[16:], 0xff) }},
	{"text", func(page []byte, _ *rand.Rand) { copy(page, bytes.Repeat([]byte("<html>"), len(page)/6)) }},
	{"another count", func(page []byte, _ *rand.Rand) { binary.LittleEndian.PutUint16(page[10:], 0xffff) }},
	{"another kind", func(page []byte, _ *rand.Rand) { page[8] ^= 3 }},
	{"far elements", func(page []byte, _ *rand.Rand) {
		for at := 16; at < 256; at += 16 {
			binary.LittleEndian.PutUint32(page[at+4:], 0x7ffffff0)
		}
	}},
	{"a few bytes", func(page []byte, random *rand.Rand) {
		for range 12 {
			page[16+random.IntN(len(page)-16)] ^= byte(1 + random.IntN(255))
		}
	}},
}

func noise(page []byte, random *rand.Rand) {
	for i := range page {
		page[i] = byte(random.Uint32())
	}
}

func fillWith(page []byte, c byte) {
	for i := range page {
		page[i] = c
	}
}

// smallStore returns the bytes of a file in which every bucket holds something.
func smallStore(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		o := sample(i%8, "募集")
		o.Summary = strings.Repeat("公募型プロポーザルにより事業者を選定します。", 20)
		v := visit("a", day.Add(time.Duration(i)*time.Hour), o)
		v.Known = map[string]sources.Known{o.Key(): {ID: o.ID, Title: o.Title, URL: o.URL}}
		v.Validators = map[string]sources.Validator{o.URL: {ETag: `"1"`, Fetched: v.At}}
		v.Hosts = map[string]sources.HostNote{"www.city.example.jp": {Requests: i}}
		v.Dropped = []sources.Dropped{{Title: "休館日のお知らせ", Why: "notice"}}
		apply(t, s, v)
	}
	if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	_ = s.file.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data[:size]
}

// TestADamagedPageIsASentence damages each page in each way, and asks all that can be asked: the answer is one, or a
// sentence, and never a panic, which would end this process.
func TestADamagedPageIsASentence(t *testing.T) {
	sound := smallStore(t)
	folder, random, told := t.TempDir(), rand.New(rand.NewPCG(1, 2)), map[string]int{}
	for page := 0; page < len(sound)/4096; page++ {
		for _, damage := range damages {
			broken := bytes.Clone(sound)
			damage.spoil(broken[page*4096:(page+1)*4096], random)
			for _, readOnly := range []bool{true, false} {
				// A file of its own: a store that bbolt left locked keeps the file until the process ends.
				path := filepath.Join(folder, fmt.Sprint(page, damage.name, readOnly))
				write(t, path, string(broken))
				askAll(t, path, readOnly, damage.name, told)
				_ = os.Remove(path)
			}
		}
	}
	// Host and Health read what stands in the page of the root here, which is met when the file is opened.
	for _, name := range []string{"Open", "Get", "Each", "Query", "Memory", "Reports", "Events", "Check", "Apply"} {
		if told[name] == 0 {
			t.Errorf("%s never met a damaged page", name)
		}
	}
}

// askAll opens a damaged file and counts which calls told of it. The collector works without rest meanwhile: a small bucket
// stands inside its parent's page, and where bbolt copies such a one, damaged, to the heap, the slices it gives may point
// anywhere. To read them is a fault, which is sheltered; the collector ends the process where it meets one.
func askAll(t *testing.T, path string, readOnly bool, damage string, told map[string]int) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(5))
	s, err := Open(path, Options{ReadOnly: readOnly})
	if err != nil {
		told["Open"]++
		if !errors.Is(err, datafile.ErrDamaged) && !errors.Is(err, datafile.ErrNotStore) && !errors.Is(err, datafile.ErrVersion) {
			t.Errorf("%s: opened, it says %v", damage, err)
		}
		return
	}
	for _, call := range calls {
		err := call.ask(s)
		switch {
		case err == nil, errors.Is(err, datafile.ErrReadOnly):
		case !errors.Is(err, datafile.ErrDamaged) && call.name != "Apply" && call.name != "SetHost":
			t.Errorf("%s: %s says %v", damage, call.name, err)
		case call.name != "Check" && strings.Contains(err.Error(), "\n"), strings.Contains(err.Error(), "goroutine"):
			t.Errorf("%s: %s says more than a sentence: %v", damage, call.name, err)
		default:
			told[call.name]++
		}
	}
}

// TestADamagedSmallBucketIsASentence damages the elements of the buckets that stand inside the page of the root.
func TestADamagedSmallBucketIsASentence(t *testing.T) {
	sound := smallStore(t)
	folder, random, told := t.TempDir(), rand.New(rand.NewPCG(3, 4)), map[string]int{}
	small := 0
	for range 12 {
		for _, at := range smallBuckets(sound) {
			broken := bytes.Clone(sound)
			for element := at + 32; element < at+32+16*int(binary.LittleEndian.Uint16(broken[at+26:])); element += 16 {
				binary.LittleEndian.PutUint32(broken[element+4:], random.Uint32N(1<<20))
				small++
			}
			path := filepath.Join(folder, fmt.Sprint(small))
			write(t, path, string(broken))
			askAll(t, path, small%2 == 0, "far elements of a small bucket", told)
			_ = os.Remove(path)
		}
	}
	if small < 12 || told["Open"]+told["Get"] < 12 {
		t.Errorf("%d elements damaged, %v told of it", small, told)
	}
}

// smallBuckets returns where in the file the values of the buckets begin that have no pages of their own.
func smallBuckets(file []byte) (starts []int) {
	long, short := binary.LittleEndian.Uint64, binary.LittleEndian.Uint32
	newest := 0
	if long(file[4096+16+48:]) > long(file[16+48:]) {
		newest = 4096
	}
	pages := []uint64{long(file[newest+16+16:])}
	for len(pages) > 0 {
		page := int(pages[0]) * 4096
		pages = pages[1:]
		for n := range int(binary.LittleEndian.Uint16(file[page+10:])) {
			element := page + 16 + 16*n
			if value := element + int(short(file[element+4:])) + int(short(file[element+8:])); file[page+8] == 1 {
				pages = append(pages, long(file[element+8:]))
			} else if long(file[value:]) == 0 {
				starts = append(starts, value)
			}
		}
	}
	return starts
}

// TestAFileThatShrinksWhileItIsOpenIsASentence: memory beyond the end of the file is a fault, not a panic.
func TestAFileThatShrinksWhileItIsOpenIsASentence(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	write(t, path, string(smallStore(t)))
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	cut(t, path, 2*4096)
	told := 0
	for _, call := range calls {
		if err := call.ask(s); err != nil {
			told++
			if !errors.Is(err, datafile.ErrDamaged) {
				t.Errorf("%s says %v", call.name, err)
			}
		}
	}
	if told < 10 {
		t.Errorf("%d calls noticed it", told)
	}
}
