package store

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/index"
	"koubo/store/layout"
)

// TestAnOlderFileListsMidnightsAnew: files of the seventh version list what ends at midnight under the day after.
func TestAnOlderFileListsMidnightsAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := closing(sample(1, "公募"), "2026-12-01")
	o.Deadlines[0].EndTime = "00:00"
	two := closing(sample(2, "二つの締切"), "2026-12-01")
	two.Deadlines = append(two.Deadlines, opportunity.Deadline{Role: opportunity.Submission, End: "2026-12-01", EndTime: "00:00"})
	v := visit("s1", day)
	v.Records = []opportunity.Opportunity{o, two}
	apply(t, s, v)
	if err := s.file.Update(func(tx *bolt.Tx) error {
		all := index.Edits{}
		for _, d := range []layout.Doc{1, 2} {
			for _, field := range []string{index.EntryTerm, index.StepTerm} {
				all.Drop(d, field, "2026-11-30")
				all.Add(d, field, "2026-12-01")
			}
		}
		if err := index.Merge(tx, 0, func() {}); err != nil {
			return err
		}
		if err := index.ApplyEdits(tx.Bucket(layout.PostingBucket), all, func() {}); err != nil {
			return err
		}
		return tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(layout.SeventhFormat))
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{true, false, true} {
		s, err := Open(path, Options{ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		check(t, s)
		for last, want := range map[jdate.Date]int{"2026-11-30": 2, "2026-12-01": 1} {
			q := everything()
			q.ClosingAfter, q.ClosingBefore = last, last
			if got := answer(t, s, q); got.Total != want {
				t.Errorf("open for reading: %v; %d close on %s, want %d", readOnly, got.Total, last, want)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
