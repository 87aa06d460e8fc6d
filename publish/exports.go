package publish

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/gzip"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/sources"
)

// makeExports writes the tables of everything and of each prefecture, JSON Lines and CSV, the newest change first.
func (p *publication) makeExports(ctx context.Context) error {
	if !p.touched.any {
		for _, path := range exportPaths() {
			p.change.keep(path)
		}
		return nil
	}
	folder, err := os.MkdirTemp("", "koubo-publish-")
	if err != nil {
		return fmt.Errorf("there is no room for the tables: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	tables, err := openTables(folder)
	if err == nil {
		err = p.fillTables(ctx, tables)
	}
	for _, t := range tables {
		if err == nil {
			err = t.publish(ctx, p.change)
		}
		_ = t.file.Close()
	}
	return err
}

// exportPaths are the files of all tables.
func exportPaths() []string {
	paths := []string{"export.jsonl.gz", "export.csv.gz"}
	for _, pref := range sources.Bodies().Prefectures() {
		paths = append(paths, "pref/"+pref.Code+".jsonl", "pref/"+pref.Code+".csv")
	}
	return paths
}

// portion is how many records of a table wait to be written together.
const portion = 50

func (p *publication) fillTables(ctx context.Context, tables map[string]*table) error {
	ids := slices.SortedFunc(maps.Keys(p.records), func(a, b string) int { return cmp.Compare(p.records[b].place, p.records[a].place) })
	for _, id := range ids {
		o, found, err := p.read(id)
		if err == nil && found {
			err = addTo(tables, o)
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if err := t.flush(); err != nil {
			return err
		}
	}
	return nil
}

// addTo adds a record to the tables of everything and of its prefecture.
func addTo(tables map[string]*table, o opportunity.Opportunity) error {
	names := []string{"export.jsonl.gz", "export.csv.gz"}
	if code := o.Issuer.Code; len(code) > 2 {
		names = append(names, "pref/"+code[:2]+".jsonl", "pref/"+code[:2]+".csv")
	}
	for _, name := range names {
		t := tables[name] // none for a body outside the 47
		if t == nil {
			continue
		}
		if t.waiting = append(t.waiting, o); len(t.waiting) < portion {
			continue
		}
		if err := t.flush(); err != nil {
			return err
		}
	}
	return nil
}

// table is one file of records while it is written.
type table struct {
	path    string
	file    *os.File
	out     *bufio.Writer
	packed  *gzip.Writer // nil where the file is not packed
	waiting []opportunity.Opportunity
	begun   bool
}

func openTables(folder string) (map[string]*table, error) {
	tables := map[string]*table{}
	for i, path := range exportPaths() {
		f, err := os.Create(filepath.Join(folder, fmt.Sprint(i)))
		if err != nil {
			return tables, fmt.Errorf("there is no room for the tables: %w", err)
		}
		t := &table{path: path, file: f}
		if filepath.Ext(path) == ".gz" {
			t.packed = gzip.NewWriter(f)
			t.out = bufio.NewWriter(t.packed)
		} else {
			t.out = bufio.NewWriter(f)
		}
		tables[path] = t
	}
	return tables, nil
}

// flush writes the records that wait. The head of a table is written even where nothing follows.
func (t *table) flush() error {
	write := feeds.CSVRows
	switch base := filepath.Base(t.path); {
	case filepath.Ext(base) == ".jsonl" || base == "export.jsonl.gz":
		write = func(w io.Writer, _ feeds.Channel, records []opportunity.Opportunity) error {
			return feeds.JSONLines(w, records)
		}
	case !t.begun:
		write = feeds.CSVWithBOM
	}
	err := write(t.out, feeds.Channel{}, t.waiting)
	t.begun = true
	clear(t.waiting)
	t.waiting = t.waiting[:0]
	return roomError(err)
}

// publish ends the file and makes it part of the site.
func (t *table) publish(ctx context.Context, c *change) error {
	err := t.out.Flush()
	if t.packed != nil {
		err = errors.Join(err, t.packed.Close())
	}
	if err != nil {
		return roomError(err)
	}
	info, err := t.file.Stat()
	if err != nil {
		return err
	}
	body := io.NewSectionReader(t.file, 0, info.Size())
	sum, err := hashFile(body)
	if err != nil {
		return err
	}
	return c.putFile(ctx, t.path, body, sum)
}

// roomError says what to do about a table that could not be written.
func roomError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("a table cannot be written to the folder for temporary files (TMPDIR): %w", err)
}
