package publish

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/syndication"
)

// touched is what a run has to make anew because of the records that changed.
type touched struct {
	any      bool            // something changed, or the day has
	all      bool            // everything is made anew
	issuers  map[string]bool // codes
	prefs    map[string]bool // codes
	shards   map[shard]bool  // of the search
	segments map[uint32]bool // of the tables
}

// readPlaces finds out which records changed since the last run, by their places, and of which the words did, by the time. A
// record that was merged into another is no record any more.
func (p *publication) readPlaces() error {
	whole := p.last.fingerprint != p.fingerprint() || p.Now.Before(p.last.at) // a clock was ahead: pages tell of days to come
	p.touched = touched{any: whole || jdate.DateOf(p.last.at) != p.today, all: whole, issuers: map[string]bool{}, prefs: map[string]bool{}, shards: map[shard]bool{}, segments: map[uint32]bool{}}
	second := p.Now.Unix()
	err := p.Records.Places(func(id string, place uint32) error {
		key, ok := idOf(id)
		if !ok {
			return fmt.Errorf("the data file has a record under %q, which is no id of koubo; see koubo verify", id)
		}
		old, known := p.records.get(key)
		if whole || !known || old.place != place || old.moment != 0 && int64(old.moment) <= second {
			p.touched.any = true
			if known {
				p.touch(key, old)
			}
			p.records.set(key, record{place: place, state: isCurrent | isChanged})
			return nil
		}
		old.state |= isCurrent
		p.records.set(key, old)
		for kind := range recordEndings {
			p.change.keep(recordPath(id, kind))
		}
		return nil
	})
	for key, old := range p.records.all() {
		if !old.is(isCurrent) {
			p.touch(key, old)
			p.records.remove(key)
		}
	}
	return err
}

// touch notes what a record stands in, or stood in.
func (p *publication) touch(id recordID, r record) {
	p.touched.any = true
	p.touched.issuers[r.issuer.String()] = true
	p.touched.prefs[prefOf(r.issuer.String())] = true
	p.touched.segments[segmentOf(r.place)] = true
	p.touched.shards[shardOf(id, r)] = true
}

// made is a record whose files are made.
type made struct {
	record
	gone bool
}

// recordsAtOnce is how many records are made before what is remembered of them is noted.
const recordsAtOnce = 4096

// makeRecords writes the files of each record that changed, in the order of the ids.
func (p *publication) makeRecords(ctx context.Context) error {
	ids := make([]recordID, 0, recordsAtOnce)
	for first := (recordID{}); ; {
		ids = ids[:0]
		for id, r := range p.records.from(first) {
			if len(ids) == recordsAtOnce {
				first = id
				break
			}
			if r.is(isChanged) {
				ids = append(ids, id)
			}
		}
		if err := p.makeSome(ctx, ids); err != nil || len(ids) < recordsAtOnce {
			return err
		}
	}
}

// makeSome writes the files of some records, and notes what is remembered of these.
func (p *publication) makeSome(ctx context.Context, ids []recordID) error {
	results := make([]made, len(ids))
	if err := eachOf(ctx, p.Target.Workers(), ids, func(ctx context.Context, i int) (err error) {
		results[i], err = p.makeRecord(ctx, ids[i].String())
		return err
	}); err != nil {
		return err
	}
	for i, one := range results {
		if one.gone {
			p.records.remove(ids[i])
			continue
		}
		before, _ := p.records.get(ids[i])
		one.place, one.state = before.place, one.state|isCurrent|isChanged
		p.records.set(ids[i], one.record)
		p.touch(ids[i], one.record)
	}
	return nil
}

// makeRecord writes the files of a record, its page last, and returns what is remembered of it but for its place.
func (p *publication) makeRecord(ctx context.Context, id string) (made, error) {
	o, found, err := p.read(id)
	if err != nil || !found {
		return made{gone: true}, err
	}
	one := made{record: record{moment: movesAt(o, p.Now), issuer: codeOf(o.Issuer.Code)}}
	if everyCall.Match(o) {
		one.state = isOpen
	}
	render := [len(recordEndings)]func(opportunity.Opportunity, time.Time) ([]byte, error){p.Site.Record, p.Site.RecordCalendar, p.Site.RecordFeed}
	for kind := range slices.Backward(recordEndings[:]) {
		if err := p.write(ctx, recordPath(id, kind), func() ([]byte, error) { return render[kind](o, p.Now) }); err != nil {
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

// movesAt is the second from which on the page of a record may read otherwise by the time alone, 0 for never: the next of its
// moments while a day of it is ahead, and else when its status changes or its feed ends.
func movesAt(o opportunity.Opportunity, now time.Time) uint32 {
	today := jdate.DateOf(now)
	for _, d := range o.Deadlines {
		if d.Start >= today || d.End >= today {
			return secondOf(o.NextMoment(now))
		}
	}
	for _, turn := range o.Course() {
		if turn.From.After(now) {
			return secondOf(turn.From)
		}
	}
	if ends := syndication.FeedUntil(o); ends.After(now) {
		return secondOf(ends)
	}
	return 0
}

// secondOf is the second of an instant since 1970; the last that there is room for, in 2106, of a later one.
func secondOf(at time.Time) uint32 { return uint32(min(at.Unix(), math.MaxUint32)) }
