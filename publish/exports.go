package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/sources/municipality"
)

// The tables of everything and of each prefecture, JSON Lines and CSV, hold the newest change first. They are made of segments, one
// for each run of places, of which a change of a record touches the one that it stood in and the one it stands in now: the others are
// copied from what is published.

// segmentPlaces is how many places a segment covers.
const segmentPlaces = 512

func segmentOf(place uint32) uint32 { return place / segmentPlaces }

// exportPaths are the files of all tables.
func exportPaths() []string {
	paths := slices.Clone(wholeTables)
	for _, pref := range municipality.All().Prefectures() {
		paths = append(paths, tablesOf(pref.Code)...)
	}
	return paths
}

// wholeTables are those of everything.
var wholeTables = []string{"export.jsonl.gz", "export.csv.gz"}

// tablesOf are those of a prefecture.
func tablesOf(pref string) []string {
	return []string{"pref/" + pref + ".jsonl", "pref/" + pref + ".csv"}
}

// makeExports writes the tables that something changed in.
func (p *publication) makeExports(ctx context.Context) error {
	if !p.touched.any {
		p.tables = p.last.tables
		for _, path := range exportPaths() {
			p.change.keep(path)
		}
		return nil
	}
	err := errOutdated
	if !p.touched.all {
		err = p.makeTables(ctx, false)
	}
	if errors.Is(err, errOutdated) {
		err = p.makeTables(ctx, true)
	}
	return err
}

// errOutdated says that what is published is not what it is remembered as, so that nothing can be copied from it.
var errOutdated = errors.New("a table is not as it was published")

// makeTables writes the tables that something changed in or, where anew is set, all of them with all that stands in them.
func (p *publication) makeTables(ctx context.Context, anew bool) (err error) {
	p.tables = map[string][]segment{}
	site := feeds.Channel{Home: p.Site.BaseURL, Suffix: p.Site.Suffix(), Authority: p.Site.Authority}
	tables := map[string]*table{}
	defer func() {
		for _, t := range tables {
			t.close()
		}
	}()
	for i, path := range exportPaths() {
		if !anew && !p.isTouched(path) {
			if p.tables[path] = p.last.tables[path]; len(p.tables[path]) == 0 || !p.change.keep(path) {
				return errOutdated
			}
			continue
		}
		t, err := newTable(path, fmt.Sprintf("%s/table-%d", p.change.room, i), site)
		if err != nil {
			return err
		}
		if tables[path] = t; anew {
			continue
		}
		if err := t.follow(ctx, p.Target, p.last.tables[path], p.last.hashes[path]); err != nil {
			return err
		}
	}
	if err := p.fillTables(ctx, tables, anew); err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(tables)) {
		if p.tables[path], err = tables[path].publish(ctx, p.change); err != nil {
			return err
		}
	}
	return nil
}

// isTouched reports whether a record of a table changed.
func (p *publication) isTouched(path string) bool {
	if slices.Contains(wholeTables, path) {
		return true
	}
	for pref := range p.touched.prefs {
		if slices.Contains(tablesOf(pref), path) {
			return true
		}
	}
	return false
}

// fillTables writes the segments, of the newest places first.
func (p *publication) fillTables(ctx context.Context, tables map[string]*table, anew bool) error {
	isThere := map[uint32]bool{}
	for _, r := range p.records.all() {
		isThere[segmentOf(r.place)] = true
	}
	numbers := slices.Sorted(maps.Keys(isThere))
	slices.Reverse(numbers)
	for some := range slices.Chunk(numbers, segmentsAtOnce) {
		if err := p.fillSome(ctx, tables, some, anew); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if err := t.end(); err != nil {
			return err
		}
	}
	return nil
}

// segmentsAtOnce is of how many segments the records are listed at once.
const segmentsAtOnce = 256

func (p *publication) fillSome(ctx context.Context, tables map[string]*table, some []uint32, anew bool) (err error) {
	toWrite := slices.DeleteFunc(slices.Clone(some), func(number uint32) bool { return !anew && !p.touched.segments[number] })
	members := membersOf(p.records, toWrite, func(_ recordID, r record) uint32 { return segmentOf(r.place) })
	for _, number := range some {
		if err := ctx.Err(); err != nil {
			return err
		}
		if its := members[number]; its != nil {
			err = p.writeSegment(tables, number, its)
		} else {
			err = copySegment(tables, number)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copySegment(tables map[string]*table, number uint32) error {
	for _, t := range tables {
		if err := t.copy(number); err != nil {
			return err
		}
	}
	return nil
}

// writeSegment writes a segment of each table from its records.
func (p *publication) writeSegment(tables map[string]*table, number uint32, members []member) error {
	rows := map[string][]opportunity.Opportunity{}
	for _, one := range members {
		o, found, err := p.read(one.id.String())
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		names := wholeTables
		if pref := prefOf(o.Issuer.Code); pref != "" {
			names = slices.Concat(wholeTables, tablesOf(pref))
		}
		for _, name := range names {
			if tables[name] != nil { // there is none for a body outside the 47, nor where nothing changed
				rows[name] = append(rows[name], o)
			}
		}
	}
	for name, records := range rows {
		if err := tables[name].write(number, records); err != nil {
			return err
		}
	}
	return nil
}

// prefOf is the code of a body's prefecture, "" for none.
func prefOf(code string) string {
	if len(code) < 2 {
		return ""
	}
	return code[:2]
}
