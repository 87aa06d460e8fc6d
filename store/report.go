package store

import (
	"bytes"
	"encoding/json"

	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// reportsKept is how many runs of a source are kept.
const reportsKept = 50

// Reports returns up to n reports of a source, the latest first.
func (s *Store) Reports(sourceID string, n int) ([]sources.Report, error) {
	var reports []sources.Report
	err := s.file.View(func(tx *bolt.Tx) error {
		c, prefix := tx.Bucket(layout.ReportBucket).Cursor(), layout.Under(sourceID)
		key, value := lastUnder(c, sourceID)
		for ; bytes.HasPrefix(key, prefix) && len(reports) < n; key, value = c.Prev() {
			var r sources.Report
			if err := layout.Unmarshal(value, &r); err != nil {
				return err
			}
			reports = append(reports, r)
		}
		return nil
	})
	return reports, err
}

// lastUnder moves the cursor to the last key of a source. It may return another source's key where there is none.
func lastUnder(c *bolt.Cursor, source string) (key, value []byte) {
	next := append([]byte(source), 1)
	if key, _ := c.Seek(next); key == nil {
		return c.Last()
	}
	return c.Prev()
}

// appendReport fills in the counts and keeps the report. A run that is applied again keeps its first report, which has
// the counts of what it changed.
func appendReport(tx *bolt.Tx, v sources.Visit, out *sources.Outcome) error {
	r := &out.Report
	r.Source = v.Source.ID
	r.New, r.Revised, r.Withdrawn = len(out.New), len(out.Revised), len(out.Withdrawn)
	if r.Start.IsZero() {
		r.Start = v.At
	}
	reports, key := tx.Bucket(layout.ReportBucket), layout.ReportKey(v.Source.ID, r.Start)
	if reports.Get(key) != nil {
		return nil
	}
	value, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := reports.Put(key, value); err != nil {
		return err
	}
	return layout.KeepLatest(reports, layout.Under(v.Source.ID), reportsKept)
}
