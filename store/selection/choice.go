package selection

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// documents are the low bits of a block's documents; as a condition nil stands for all of them. Those that a condition names
// must not be changed.
type documents = *roaring.Bitmap

// everyRecord returns all documents of a block that are there, and in a file of an older format some that are not.
func (p *plan) everyRecord(b layout.Block) (documents, error) {
	if p.marked {
		all, err := p.term(b, index.AnyTerm)
		return roaring.AndNot(all, within16(p.dead, b)), err
	}
	all := roaring.New()
	if first, last := max(b.At(0), 1), min(b.At(0xffff), p.newest); first <= last {
		all.AddRange(uint64(first.Low()), uint64(last.Low())+1)
	}
	return all, nil
}

// rest are the conditions that no facet counts the choices of.
func (p *plan) rest(b layout.Block, q opportunity.Query) (documents, error) {
	var all []documents
	note := func(wanted bool, find func() (documents, error)) error {
		if !wanted {
			return nil
		}
		some, err := find()
		all = append(all, some)
		return err
	}
	if err := errors.Join(
		note(q.Source != "", func() (documents, error) { return p.term(b, index.SourceTerm+q.Source) }),
		note(p.marked && q.ClosingAfter+q.ClosingBefore != "", func() (documents, error) {
			days, err := p.between(b, index.EntryTerm, string(q.ClosingAfter), string(q.ClosingBefore))
			return orThose(days, b, p.off), err
		}),
		note(p.marked && q.StepsUntil != "", func() (documents, error) {
			return p.between(b, index.StepTerm, string(q.StepsFrom), string(q.StepsUntil))
		}),
		note(p.marked && q.BoundsBudget(), func() (documents, error) {
			some, err := p.inBudget(b)
			return orThose(some, b, p.off), err
		}),
	); err != nil || len(all) == 0 {
		return nil, err
	}
	return roaring.FastAnd(all...), nil
}

// orThose adds documents to those of a condition which they may meet, too: what was called off of late may have met it before.
func orThose(found documents, b layout.Block, those *roaring.Bitmap) documents {
	if those == nil || found == nil {
		return found
	}
	return roaring.Or(found, within16(those, b))
}

// butRoutine returns the documents of the kinds that a selection has where it names none.
func (p *plan) butRoutine(b layout.Block) (documents, error) {
	routine, err := union(p, b, index.KindTerm, opportunity.Routine())
	if err != nil {
		return nil, err
	}
	all, err := p.condition(b, thatIsThere)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(all, routine), nil
}

func (p *plan) ofStage(b layout.Block, q opportunity.Query) (documents, error) {
	switch {
	case !p.marked, len(q.Stages) == 0 && q.AllStages:
		return nil, nil
	case len(q.Stages) > 0:
		some, err := union(p, b, index.StageTerm, q.Stages)
		return orThose(some, b, p.off), err
	}
	calls, err := p.term(b, index.CallTerm)
	return orThose(calls, b, p.offCall), err
}

// ofStatus returns the documents that are wanted as they stand, or may have stood before they were called off.
func (p *plan) ofStatus(b layout.Block, q opportunity.Query) (documents, error) {
	switch {
	case !p.ended:
		return nil, nil
	case !p.marked && !wantsClosed(q):
		return orThose(orThose(p.alive.in(b), b, p.off), b, p.entrants), nil
	case !p.marked, len(q.Statuses) == 0 && q.AllStatuses:
		return nil, nil
	}
	found, err := p.wantedStatus(b, q)
	return orThose(orThose(found, b, p.off), b, p.entrants), err
}

// wantsEntrants reports whether calls that are over for all but those who registered belong to a selection, and are not in it anyway.
func wantsEntrants(q opportunity.Query) bool {
	return q.Entrants != "" && len(q.Statuses) == 0 && !q.AllStatuses
}

// findEntrants looks for documents that are over and have a day to submit or to register from that of Query.Entrants on: their records
// tell whether those who registered have something to hand in. What was called off awaits nobody.
func (p *plan) findEntrants() (err error) {
	if p.entrants, err = p.inEachBlock(func(b layout.Block) (days documents, err error) {
		if p.marked {
			days, err = p.between(b, index.StepTerm, string(p.query.Entrants), "")
		} else {
			days, err = p.condition(b, thatIsThere)
		}
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(days, p.alive.in(b)), nil
	}); err != nil {
		return err
	}
	if p.off != nil {
		p.entrants.AndNot(p.off)
	}
	if p.asked == nil {
		p.asked = p.entrants
	} else {
		p.asked = roaring.Or(p.asked, p.entrants)
	}
	return nil
}

// wantedStatus lets results and cancellations through that are asked for by name, as Query.Match does: all of them are over.
func (p *plan) wantedStatus(b layout.Block, q opportunity.Query) (documents, error) {
	all, err := p.condition(b, thatIsThere)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	for _, status := range q.Statuses {
		some, err := p.standing(b, status, all)
		if err != nil {
			return nil, err
		}
		found.Or(some)
	}
	if len(q.Statuses) > 0 {
		return found, nil
	}
	found = p.alive.in(b).Clone()
	for _, stage := range []opportunity.Stage{opportunity.Result, opportunity.Cancelled} {
		if slices.Contains(q.Stages, stage) {
			some, err := p.term(b, index.StageTerm+string(stage))
			if err != nil {
				return nil, err
			}
			found.Or(some)
		}
	}
	return found, nil
}

// standing returns the documents of a block that have a status, and may leave out those that are not among some.
func (p *plan) standing(b layout.Block, status opportunity.Status, among documents) (documents, error) {
	if status != opportunity.Closed && status != opportunity.WithdrawnNow {
		return p.alive.at(b, status), nil
	}
	withdrawn, err := p.term(b, index.WithdrawnTerm)
	if err != nil || status == opportunity.WithdrawnNow {
		return withdrawn, err
	}
	closed := roaring.AndNot(among, p.alive.in(b))
	closed.AndNot(withdrawn)
	return closed, nil
}

// union returns those that have any of a field's values; all where there is none.
func union[T ~string](p *plan, b layout.Block, field string, values []T) (documents, error) {
	switch len(values) {
	case 0:
		return nil, nil
	case 1:
		return p.term(b, field+string(values[0]))
	}
	either := roaring.New()
	for _, value := range values {
		one, err := p.term(b, field+string(value))
		if err != nil {
			return nil, err
		}
		either.Or(one)
	}
	return either, nil
}

// between returns those that have a value of a field that lies between two, inclusive; last "" is no bound.
func (p *plan) between(b layout.Block, field, first, last string) (documents, error) {
	found, prefix := newDense(), layout.PostingKey(b, field)
	c := p.posted.Cursor()
	for key, value := c.Seek(layout.PostingKey(b, field+first)); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		if last != "" && string(key[len(prefix):]) > last {
			break
		}
		if err := found.add(value); err != nil {
			return nil, fmt.Errorf("posting %x: %w", key, err)
		}
	}
	p.waiting.between(b, field, first, last, found)
	return roaring.FromDense(found, false), nil
}

// values lists the values of a field in a block that begin so.
func (p *plan) values(b layout.Block, field, start string) (values []string) {
	prefix := layout.PostingKey(b, field+start)
	c := p.posted.Cursor()
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		values = append(values, start+string(key[len(prefix):]))
	}
	posted := values // in order
	for value := range p.waiting.of(b, field) {
		if _, found := slices.BinarySearch(posted, value); !found && strings.HasPrefix(value, start) {
			values = append(values, value)
		}
	}
	return values
}

// within16 returns the low bits of those of the documents that are in a block.
func within16(all *roaring.Bitmap, b layout.Block) documents {
	reach := roaring.New()
	reach.AddRange(uint64(b.At(0)), uint64(b.At(0xffff))+1)
	reach.And(all)
	return roaring.AddOffset64(reach, -int64(b.At(0)))
}
