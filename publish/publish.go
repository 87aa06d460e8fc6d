// Package publish writes the front as files that any web server or object store carries: pages, feeds, calendars, tables of
// everything, and what the start page searches in the browser. Publishing again writes what changed and nothing else.
//
// Readers never meet a link that leads nowhere. A file that is new, and that only other new files lead to, is written first; one
// that is there already, or that people find by its name, is kept aside until all new ones are in place, and then exchanged whole;
// one that is no longer part of the site stays for a day, for those who still have a page that leads to it.
package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"golang.org/x/sync/errgroup"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/web/front"
	"koubo/web/page"
)

// Records is what is read of the store; *store.Store does.
type Records interface {
	front.Records
	// Places calls visit with the id and the place of every record; a change of a record changes its place.
	Places(visit func(id string, place uint32) error) error
	// NewsPlace is the place of a record among those of which the same second told: in the order of news the greater comes first.
	NewsPlace(id string) (uint32, error)
	// MapAtMost bounds what counts as memory of this process of the file that the records are read from, 0 for the usual bound.
	MapAtMost(bytes int64)
}

// Options says what is published, and where.
type Options struct {
	Records Records
	Front   front.Config // of which the address, the visits and the sources, whose bodies have a page even without a record, must be given
	Target  Target
	Now     time.Time
	Keep    time.Duration // how long a file that is no longer part of the site stays
}

// Report is what became of a publication.
type Report struct {
	Records                          int   // in the site
	Files                            int   // of the site
	Added, Replaced, Removed, Leaves int   // files; Leaves are those that stay for a while
	Bytes                            int64 // written
	Took                             time.Duration
}

// Run publishes the site. Where it fails the site stays as it was or, where files were being exchanged already, is whole with some
// of them new; the next run completes it. The errors are sentences.
func Run(ctx context.Context, o Options) (report Report, err error) {
	begun := time.Now()
	unlock, err := o.Target.Lock(ctx)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	room, remove, err := roomFor(o.Target)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, remove()) }()
	last, err := loadState(ctx, o.Target)
	if err != nil {
		return report, err
	}
	o.Records.MapAtMost(mapAtMost)
	defer o.Records.MapAtMost(0)
	if o.Front.Sources == nil {
		o.Front.Sources = func() []sources.Source { return nil }
	}
	o.Front.Records, o.Front.Now = o.Records, func() time.Time { return o.Now }
	p := &publication{Options: o, Site: page.NewStatic(o.Front), last: last, records: last.records, today: jdate.DateOf(o.Now)}
	p.change = newChange(o.Target, room, last, o.Now)
	p.change.lost = last.lost && isBegun(ctx, o.Target)
	if err := p.make(ctx); err != nil {
		p.change.abandon(ctx)
		return report, fmt.Errorf("nothing was published: %w", err)
	}
	next := &state{fingerprint: p.fingerprint(), at: o.Now, records: p.records, shards: p.shards, tables: p.tables}
	if err := p.change.apply(ctx, next, o.Keep); err != nil {
		return report, fmt.Errorf("the site is whole, but some of its files may be new and others old until it is published again: %w", err)
	}
	report = p.change.report
	report.Records, report.Files, report.Took = p.records.count(), next.files.count(), time.Since(begun)
	return report, nil
}

// isBegun reports whether readers may be at the site: the start page comes last.
func isBegun(ctx context.Context, t Target) bool {
	page, err := t.Open(ctx, "index.html")
	if err == nil {
		_ = page.Close() // nothing was read
	}
	return !missing(err)
}

// publication is one run.
type publication struct {
	Options
	Site    page.Static
	last    *state
	change  *change
	records *byID[record]     // of the last run, until readPlaces; then as they are now
	shards  map[string]string // of the search: name → path
	tables  map[string][]segment
	today   jdate.Date
	touched touched
}

// fingerprint changes where every file has to be made anew: with the program, and with the year, which days of another year
// are written with.
func (p *publication) fingerprint() string { return p.Site.Fingerprint() + "-" + string(p.today)[:4] }

// make renders what may have changed since the last run. What turns out to be the same is not written.
func (p *publication) make(ctx context.Context) error {
	if err := p.readPlaces(); err != nil {
		return err
	}
	if err := p.makeRecords(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{p.makeSearch, p.makeExports, p.makeIssuers, p.makeLists, p.makeDays, p.makeRest} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return ctx.Err() // what was made need not have looked
}

// write makes a file of the site of what render renders; of nil there is none.
func (p *publication) write(ctx context.Context, path string, render func() ([]byte, error)) error {
	body, err := render()
	if err != nil || body == nil {
		return err
	}
	return p.change.put(ctx, path, body)
}

// missing reports whether an error says that there is no such file.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// each makes something of each item, some at once. Where it returns nil, it is made of all of them.
func each[T any](ctx context.Context, items []T, do func(context.Context, T) error) error {
	return eachOf(ctx, inParallel, items, func(ctx context.Context, i int) error { return do(ctx, items[i]) })
}

// eachOf is each, so many at once, for what is noted by the places of the items.
func eachOf[T any](ctx context.Context, atOnce int, items []T, do func(ctx context.Context, i int) error) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range items {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error { return do(gctx, i) })
	}
	return cmp.Or(g.Wait(), ctx.Err())
}

// mapAtMost is how many bytes of the data file and of the program stay mapped while all records are read; the program is 20 MB. What is
// let go is found again in the system's cache.
const mapAtMost = 32 << 20

// Memory is the soft limit, in bytes, to which a program that publishes so many records well holds its own memory. What the system maps
// of the data file comes on top.
func Memory(records int) int64 { return usualMemory + perRecord*int64(max(0, records-usualRecords)) }

const (
	usualMemory  = 72 << 20
	usualRecords = 100_000 // for which it is enough
	perRecord    = 60      // some eighty bytes are remembered of one more; the rest the collector takes of its own share
)
