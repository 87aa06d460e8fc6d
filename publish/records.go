package publish

import (
	"context"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/syndication"
)

// touched is what a run has to make anew because of the records that changed.
type touched struct {
	any      bool            // something changed, or the day has
	all      bool            // everything is made anew
	records  []made          // those that changed, or whose words did, to be made
	ids      map[string]bool // of records
	issuers  map[string]bool // codes
	prefs    map[string]bool // codes
	shards   map[string]bool // of the search
	segments map[uint32]bool // of the tables
}

// readPlaces finds out which records changed since the last run, by their places, and of which the words did, by the time. A
// record that was merged into another is no record any more.
func (p *publication) readPlaces() error {
	whole := p.last.fingerprint != p.fingerprint() || p.Now.Before(p.last.at) // a clock was ahead: pages tell of days to come
	p.touched = touched{any: whole || jdate.DateOf(p.last.at) != p.today, all: whole, ids: map[string]bool{}, issuers: map[string]bool{}, prefs: map[string]bool{}, shards: map[string]bool{}, segments: map[uint32]bool{}}
	second := p.Now.Unix()
	err := p.Records.Places(func(id string, place uint32) error {
		old, known := p.last.records[id]
		switch {
		case whole || !known || old.place != place || old.moment != 0 && old.moment <= second:
			p.touched.records = append(p.touched.records, made{id: id, record: record{place: place}})
			p.touched.ids[id] = true
			if known {
				p.touch(id, old)
			}
			p.records[id] = record{place: place}
		default:
			p.records[id] = old
			p.change.keep(pagePath(id))
			p.change.keep(calendarPath(id))
			p.change.keep(feedPath(id))
		}
		return nil
	})
	for id, old := range p.last.records {
		if _, still := p.records[id]; !still {
			p.touch(id, old)
		}
	}
	p.touched.any = p.touched.any || len(p.touched.records) > 0
	return err
}

// touch notes what a record stands in, or stood in.
func (p *publication) touch(id string, r record) {
	p.touched.any = true
	p.touched.issuers[r.issuer] = true
	p.touched.prefs[prefOf(r.issuer)] = true
	p.touched.segments[segmentOf(r.place)] = true
	p.touched.shards[shardOf(id, r)] = true
}

func pagePath(id string) string     { return "o/" + id + ".html" }
func calendarPath(id string) string { return "o/" + id + ".ics" }
func feedPath(id string) string     { return "o/" + id + ".atom" }

// made is a record whose files are made.
type made struct {
	id string
	record
	gone bool
}

// makeRecords writes the page and the calendar of each record that changed.
func (p *publication) makeRecords(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	jobs, results := make(chan made), make(chan made)
	for range p.Target.Workers() {
		g.Go(func() error {
			for job := range jobs {
				one, err := p.makeRecord(ctx, job)
				if err != nil {
					return err
				}
				select {
				case results <- one:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
	}
	g.Go(func() error {
		defer close(jobs)
		for _, one := range p.touched.records {
			select {
			case jobs <- one:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	var err error
	go func() { err = g.Wait(); close(results) }()
	for one := range results {
		if one.gone {
			delete(p.records, one.id)
			continue
		}
		p.records[one.id] = one.record
		p.touch(one.id, one.record)
	}
	return err
}

// makeRecord writes the files of a record, of which the id and the place are given.
func (p *publication) makeRecord(ctx context.Context, one made) (made, error) {
	o, found, err := p.read(one.id)
	if err != nil || !found {
		return made{id: one.id, gone: true}, err
	}
	one.record = record{one.place, isOpen(o), movesAt(o, p.Now), strings.Clone(o.Issuer.Code)}
	for _, f := range []struct {
		path   string
		render func(opportunity.Opportunity, time.Time) ([]byte, error)
	}{{calendarPath(o.ID), p.Site.RecordCalendar}, {feedPath(o.ID), p.Site.RecordFeed}, {pagePath(o.ID), p.Site.Record}} {
		if err := p.write(ctx, f.path, func() ([]byte, error) { return f.render(o, p.Now) }); err != nil {
			return one, err
		}
	}
	return one, nil
}

// read returns a record as it is published: when it was seen last moves with each visit, and is left out.
func (p *publication) read(id string) (o opportunity.Opportunity, found bool, err error) {
	o, found, err = p.Records.Get(id)
	o.LastSeen = time.Time{}
	return o.At(p.Now), found && o.ID == id, err
}

// everyCall is the selection of all that invites companies and is not over.
var everyCall = opportunity.Query{AllKinds: true}

// isOpen reports whether a record that At has filled is searched among what is open.
func isOpen(o opportunity.Opportunity) bool { return everyCall.Match(o) }

// movesAt is the second from which on the page of a record may read otherwise by the time alone, 0 for never: the next of its
// moments while a day of it is ahead, and else when its status changes or its feed ends.
func movesAt(o opportunity.Opportunity, now time.Time) int64 {
	today := jdate.DateOf(now)
	for _, d := range o.Deadlines {
		if d.Start >= today || d.End >= today {
			return o.NextMoment(now).Unix()
		}
	}
	for _, turn := range o.Course() {
		if turn.From.After(now) {
			return turn.From.Unix()
		}
	}
	if ends := syndication.FeedUntil(o); ends.After(now) {
		return ends.Unix()
	}
	return 0
}
