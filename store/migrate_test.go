package store

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"

	"koubo/store/datafile"
	"koubo/store/index"
	"koubo/store/layout"

	bolt "go.etcd.io/bbolt"
)

// firstFile unpacks a file that the first version wrote: a site that moved to https, with two announcements that were
// stored twice by that, of which a prefecture lists one, and a portal's page that stands for a call of either body.
func firstFile(t *testing.T) (path string) {
	t.Helper()
	packed, err := os.Open("testdata/first.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = packed.Close() }()
	file, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "koubo.db")
	write(t, path, string(data))
	return path
}

const (
	cityPage   = "http://www.city.komagane.nagano.jp/koubo/1.html"
	cityKey    = "city.komagane.nagano.jp/koubo/1.html"
	goneKey    = "city.komagane.nagano.jp/koubo/2.html"
	portalPage = "https://portal.example.jp/koubo/list"
)

func TestAFileOfTheFirstVersionIsMigrated(t *testing.T) {
	path := firstFile(t)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, s)
	if got := answer(t, s, everything()); got.Total != 5 {
		t.Errorf("%d records: %v", got.Total, titles(got.Items))
	}
	id := opportunity.NewID("202100", cityPage)
	for _, old := range []string{id, opportunity.NewID("202100", "https"+strings.TrimPrefix(cityPage, "http")), opportunity.NewID("200000", cityPage)} {
		o, ok, err := s.Get(old)
		if err != nil || !ok || o.ID != id || o.Issuer.Name != "駒ヶ根市" || o.Source != "city" {
			t.Fatalf("record %s leads to %+v, %v", old, o, err)
		}
		if len(o.Origins) != 2 || o.Origins[0].Source != "city" || o.Origins[1].Source != "pref" || len(o.History) != 1 || o.Revision != 2 {
			t.Errorf("origins %+v, history %+v, revision %d", o.Origins, o.History, o.Revision)
		}
		if !o.FirstSeen.Equal(day) || !o.LastSeen.Equal(day.Add(24*time.Hour)) {
			t.Errorf("seen from %v to %v", o.FirstSeen, o.LastSeen)
		}
	}
	if other, ok, _ := s.Get(opportunity.NewID("200000", portalPage)); !ok || other.Issuer.Code != "200000" {
		t.Errorf("the prefecture's call at the portal: %+v", other)
	}
	checkFirstMemory(t, s)
	migrated, generation := answer(t, s, everything()), s.Generation()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if got := answer(t, again, everything()); got.Total != migrated.Total || again.Generation() != generation {
		t.Errorf("opened again, it has %d records at generation %d", got.Total, again.Generation())
	}
}

// checkFirstMemory wants what was remembered of either address under one key.
func checkFirstMemory(t *testing.T, s *Store) {
	t.Helper()
	m, err := s.Memory("city")
	if err != nil || len(m.Known) != 4 || len(m.Validators) != 6 {
		t.Fatalf("%d announcements, %d validators are remembered: %v", len(m.Known), len(m.Validators), err)
	}
	if k := m.Known[cityKey]; k.ID != survivorOf(t, s, k.ID) || k.URL != "https://www.city.komagane.nagano.jp/koubo/1.html" || k.Missed != 0 || !k.FirstSeen.Equal(day) || !k.Open {
		t.Errorf("of the announcement that moved: %+v", k)
	}
	if k := m.Known[goneKey]; k.Gone || k.Missed != 0 {
		t.Errorf("of the one that was taken to be gone, and came again: %+v", k)
	}
}

func survivorOf(t *testing.T, s *Store, id string) string {
	t.Helper()
	o, _, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return o.ID
}

func TestAFileOfTheFirstVersionCanBeReadAsItIs(t *testing.T) {
	path := firstFile(t)
	before, _ := os.ReadFile(path)
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	check(t, s)
	if got := answer(t, s, everything()); got.Total != 8 {
		t.Errorf("%d records: %v", got.Total, titles(got.Items))
	}
	o, ok, err := s.Get(opportunity.NewID("202100", cityPage))
	if err != nil || !ok || len(o.Origins) != 1 || o.Origins[0] != (opportunity.Origin{Source: "city", URL: cityPage, FirstSeen: day}) {
		t.Errorf("%+v, %v", o, err)
	}
	if dropped, err := s.Dropped("city"); err != nil || dropped != nil {
		t.Errorf("dropped: %v, %v", dropped, err)
	}
	m, err := s.Memory("city")
	if err != nil || len(m.Known) != 4 || m.Known[cityKey].URL == "" {
		t.Errorf("memory: %+v, %v", m.Known, err)
	}
	if _, err := s.Apply(visit("a", day)); !errors.Is(err, datafile.ErrReadOnly) {
		t.Errorf("writing ends in %v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

func TestARecordOfTheFirstVersionThatStaysIsNoChange(t *testing.T) {
	s, err := Open(firstFile(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	o, _, err := s.Get(opportunity.NewID("202100", portalPage))
	if err != nil {
		t.Fatal(err)
	}
	generation := s.Generation()
	v := visit("city", day.Add(48*time.Hour), o)
	v.Known = map[string]sources.Known{opportunity.IdentityKey(portalPage): {ID: o.ID, URL: portalPage}}
	if out := apply(t, s, v); len(out.New)+len(out.Revised) != 0 || s.Generation() != generation {
		t.Errorf("%+v, generation %d after %d", out, s.Generation(), generation)
	}
}

func TestADamagedFileOfTheFirstVersionIsLeftAlone(t *testing.T) {
	path := firstFile(t)
	sound, _ := os.ReadFile(path)
	refused := 0
	for page := 2; page < len(sound)/4096; page++ {
		broken := []byte(string(sound))
		copy(broken[page*4096+16:(page+1)*4096], strings.Repeat("\xa5", 4080))
		write(t, path, string(broken))
		s, err := Open(path, Options{})
		if err == nil {
			_ = s.Close()
			continue
		}
		refused++
		after, _ := os.ReadFile(path)
		if !errors.Is(err, datafile.ErrDamaged) || strings.Contains(err.Error(), "\n") || string(after) != string(broken) {
			t.Errorf("page %d: %v; the file is as it was: %v", page, err, string(after) == string(broken))
		}
	}
	if refused < 3 {
		t.Errorf("only %d damaged files were refused", refused)
	}
}

// olderFile turns a file into one of the second to the sixth version: its index of deadlines tells no statuses, or in the fifth and
// sixth others, and gives upper bounds in the second, and the postings that later versions brought are missing.
func olderFile(t *testing.T, s *Store, format string) {
	t.Helper()
	missing := index.MarkTerms
	if format != layout.SecondFormat {
		missing = strings.NewReplacer(index.AnyTerm, "", index.CallTerm, "").Replace(missing)
	}
	switch format {
	case layout.FifthFormat:
		missing = index.StepTerm
	case layout.SixthFormat, layout.SeventhFormat, layout.EighthFormat:
		missing = ""
	}
	if err := s.file.Update(func(tx *bolt.Tx) error {
		postings := tx.Bucket(layout.PostingBucket)
		var later [][]byte
		if err := postings.ForEach(func(key, _ []byte) error {
			if _, term := layout.OfPostingKey(key); strings.Contains(missing, term[:1]) {
				later = append(later, bytes.Clone(key))
			}
			return nil
		}); err != nil {
			return err
		}
		for _, key := range later {
			if err := postings.Delete(key); err != nil {
				return err
			}
		}
		dead := map[layout.Doc][]string{}
		if err := index.EachDead(tx, func(at layout.Doc, terms []string) {
			dead[at] = slices.DeleteFunc(terms, func(term string) bool { return strings.Contains(missing, term[:1]) })
		}); err != nil {
			return err
		}
		for at, terms := range dead {
			e := &layout.Encoder{}
			e.Texts(terms)
			if err := tx.Bucket(layout.DeadBucket).Put(at.Key(), e.Bytes()); err != nil {
				return err
			}
		}
		if err := tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(format)); err != nil {
			return err
		}
		if err := errors.Join(withoutResults(tx), tx.DeleteBucket(layout.LatestBucket)); err != nil || format == layout.SeventhFormat || format == layout.EighthFormat {
			return err
		}
		if format == layout.FifthFormat || format == layout.SixthFormat {
			return otherStatuses(tx)
		}
		if err := olderDeadlines(tx, format == layout.SecondFormat); err != nil || format == layout.FourthFormat {
			return err
		}
		return errors.Join(tx.DeleteBucket(layout.NewsBucket), tx.DeleteBucket(layout.EndedBucket))
	}); err != nil {
		t.Fatal(err)
	}
}

// withoutResults takes what results count as an end for, and the days that their pages dropped, out of the indexes.
func withoutResults(tx *bolt.Tx) error {
	all := index.Edits{}
	if err := tx.Bucket(layout.IDBucket).ForEach(func(id, _ []byte) error {
		d, err := index.Find(tx, string(id))
		if err != nil || d.Record.Stage == opportunity.Cancelled || d.Record.CutShort() {
			return err
		}
		bare := d.Record
		bare.History = nil
		for _, day := range d.Record.StepDays() {
			if d.At <= index.Merged(tx) && !slices.Contains(bare.StepDays(), day) {
				all.Drop(d.At, index.StepTerm, string(day))
			}
		}
		_, end, _ := index.NewsKeys(d.At, d.Record)
		if end == nil {
			return nil
		}
		return tx.Bucket(layout.EndedBucket).Delete(end)
	}); err != nil {
		return err
	}
	return index.ApplyEdits(tx.Bucket(layout.PostingBucket), all, func() {})
}

// otherStatuses has the index of deadlines call upcoming whatever is open or closing soon.
func otherStatuses(tx *bolt.Tx) error {
	deadlines, later := tx.Bucket(layout.DeadlineBucket), laterPuts{}
	number := func(status opportunity.Status) byte { return byte(slices.Index(layout.CourseStatuses, status)) }
	if err := deadlines.ForEach(func(key, value []byte) error {
		value = bytes.Clone(value)
		for i := 8; i < len(value); i += 9 {
			if value[i] == number(opportunity.Open) || value[i] == number(opportunity.ClosingSoon) {
				value[i] = number(opportunity.Upcoming)
			}
		}
		later.add(layout.DeadlineBucket, bytes.Clone(key), value)
		return nil
	}); err != nil {
		return err
	}
	return later.put(tx)
}

// olderDeadlines takes the statuses out of the index of deadlines, and makes upper bounds of its seconds where it is loose.
func olderDeadlines(tx *bolt.Tx, loose bool) error {
	deadlines, ids := tx.Bucket(layout.DeadlineBucket), tx.Bucket(layout.IDBucket)
	later := map[string]layout.Place{}
	if err := ids.ForEach(func(id, value []byte) error {
		p := layout.PlaceOf(value)
		if err := deadlines.Delete(layout.DeadlineKey(p.Closes, p.At)); err != nil {
			return err
		}
		if loose {
			if p.Closes = min(p.Closes, layout.NoClosing-50*24*3600) + 50*24*3600; p.Closes < layout.NoClosing {
				p.Closes = max(p.Closes, layout.ClosingSecond(day.AddDate(1, 0, 0)))
			}
		}
		later[string(id)] = p
		return deadlines.Put(layout.DeadlineKey(p.Closes, p.At), []byte{})
	}); err != nil {
		return err
	}
	for id, p := range later {
		if err := ids.Put([]byte(id), p.Value()); err != nil {
			return err
		}
	}
	return nil
}

// TestAFileOfAnOlderVersionAnswersAsBefore asks it as it is, open for reading, and migrated.
func TestAFileOfAnOlderVersionAnswersAsBefore(t *testing.T) {
	for _, format := range []string{layout.SecondFormat, layout.ThirdFormat, layout.FourthFormat, layout.FifthFormat, layout.SixthFormat, layout.SeventhFormat, layout.EighthFormat} {
		t.Run(format, func(t *testing.T) { answersAsBefore(t, format) })
	}
}

func answersAsBefore(t *testing.T, format string) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := newModel()
	for range 60 {
		v := m.visit()
		m.apply(v)
		apply(t, s, v)
	}
	if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
		t.Fatal(err)
	}
	v := m.visit() // waits for its postings
	m.apply(v)
	apply(t, s, v)
	olderFile(t, s, format)
	m.told = maps.Clone(m.changed) // which of one second came first stands in no older file
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, readOnly := range []bool{true, false, true, false} {
		s, err := Open(path, Options{ReadOnly: readOnly, Migrates: func() { told++ }})
		if err != nil {
			t.Fatal(err)
		}
		check(t, s)
		for i := range 40 {
			q, now := m.draws(i), m.at.Add(time.Duration(i)*36*time.Hour)
			q.Limit = 50
			want := m.query(q, now)
			if got, total := pages(t, s, q, now); total != len(want) || !slices.Equal(titles(got), titles(want)) {
				t.Errorf("open for reading: %v; %+v: %d of %d records", readOnly, q, total, len(want))
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if told != 1 {
		t.Errorf("told %d times that the file is migrated", told)
	}
}
