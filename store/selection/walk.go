package selection

import (
	"bytes"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// fill puts the hits of a selection on a page. Where the indexes settle what belongs to it, they are counted without being
// read, and read in order from the page's beginning to its end.
func (p *plan) fill(found *page) error {
	open := 0
	if p.settled && p.query.Uncounted && orderOf(p.query) == opportunity.ByRevised {
		found.counted = true
	} else if p.settled {
		var err error
		if found.total, open, err = p.tally(); err != nil {
			return err
		}
		if found.counted = p.query.Sort != opportunity.ByPublished && (open == 0 || p.query.Uncounted); !found.counted {
			found.total = 0
		}
	}
	switch orderOf(p.query) {
	case opportunity.ByDeadline:
		if p.settled {
			return p.byDeadline(found)
		}
	case opportunity.ByBudget:
		if p.settled && open == 0 {
			return p.byBudget(found)
		}
		found.counted = false // the hits do not come in order
		return p.newestFirst(p.ranked(found.take))
	case opportunity.ByRevised:
		if p.marked {
			return p.byNews(found)
		}
	}
	return p.newestFirst(found.take)
}

// ranked gives hits whose record was not read their rank in the order of budgets.
func (p *plan) ranked(take func(hit) bool) func(hit) bool {
	return func(h hit) bool {
		if h.item == nil {
			h.rank, _ = p.budgetRankOf(h.at) // the postings were read before
		}
		return take(h)
	}
}

// items reads the records of a page.
func (p *plan) items(found *page) ([]opportunity.Opportunity, error) {
	var items []opportunity.Opportunity
	for _, h := range found.shown() {
		o, err := p.record(h)
		if err != nil {
			return nil, err
		}
		items = append(items, o)
	}
	return items, nil
}

// record returns the record of a hit, which is read where nothing had to read it before.
func (p *plan) record(h hit) (opportunity.Opportunity, error) {
	if h.item != nil {
		return index.WithLastSeen(p.tx, *h.item), nil
	}
	o, _, err := p.read(h.at)
	if err != nil {
		return o, err
	}
	return index.WithLastSeen(p.tx, o), nil
}

// newestFirst calls take with every record of a selection, newest change first, until take returns false.
func (p *plan) newestFirst(take func(hit) bool) error {
	for b := int(p.newest.Block()); b >= 0; b-- {
		s, err := p.share(layout.Block(b))
		if err != nil {
			return err
		}
		for low := s.may.ReverseIterator(); low.HasNext(); {
			more, err := p.ask(layout.Block(b).At(low.Next()), take)
			if err != nil || !more {
				return err
			}
		}
	}
	return nil
}

// byDeadline puts the hits of a settled selection on a page in the order of deadlines, by walking their index.
func (p *plan) byDeadline(found *page) error {
	set, err := p.everywhere()
	if err != nil {
		return err
	}
	now := layout.ClosingSecond(p.now)
	ahead, over := now+1, now
	if after := found.after; found.counted && after != nil {
		if ahead = uint64(after.rank); after.rank >= rankUnending {
			ahead = layout.NoClosing
		}
		if after.rank >= rankUnending+1 {
			ahead, over = layout.NoClosing+1, uint64(rankOver-after.rank)
		}
	}
	more, err := p.walk(set, found, ahead, true)
	if err == nil && more && wantsClosed(p.query) {
		_, err = p.walk(set, found, over, false)
		return err
	}
	if err == nil && more && p.entrants != nil {
		more, err = p.entrantsNext(set, found)
	}
	if err == nil && more && p.off != nil {
		err = p.calledOffLast(set, found)
	}
	return err
}

// entrantsNext puts what is over for all but those who registered behind what is not over, the latest first.
func (p *plan) entrantsNext(set *roaring.Bitmap, found *page) (more bool, err error) {
	var hits []hit
	for at := roaring.And(set, p.entrants).Iterator(); at.HasNext(); {
		if _, err := p.ask(layout.Doc(at.Next()), func(h hit) bool {
			hits = append(hits, h)
			return true
		}); err != nil {
			return false, err
		}
	}
	slices.SortFunc(hits, hit.compare)
	for _, h := range hits {
		if !found.takeInOrder(h) {
			return false, nil
		}
	}
	return true, nil
}

// calledOffLast puts what was called off of late behind what is not over. All of it is over from the first second on.
func (p *plan) calledOffLast(set *roaring.Bitmap, found *page) error {
	rank := closingRank(0, p.now)
	for at := roaring.And(set, p.off).ReverseIterator(); at.HasNext(); {
		more, err := p.ask(layout.Doc(at.Next()), func(h hit) bool {
			h.rank = rank
			return found.takeInOrder(h)
		})
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// everywhere returns all candidates.
func (p *plan) everywhere() (*roaring.Bitmap, error) {
	return p.inEachBlock(func(b layout.Block) (documents, error) {
		s, err := p.share(b)
		return s.may, err
	})
}

// inEachBlock puts together the documents that are found in each block.
func (p *plan) inEachBlock(find func(layout.Block) (documents, error)) (*roaring.Bitmap, error) {
	set := roaring.New()
	for b := range int(p.newest.Block()) + 1 {
		found, err := find(layout.Block(b))
		if err != nil {
			return nil, err
		}
		set.Or(roaring.AddOffset64(found, int64(layout.Block(b).At(0))))
	}
	return set, nil
}

// walk goes through the index of deadlines from a second on, or down from it, and hands on what is in the set. Of one second
// the newest change comes first. It says whether more matters.
func (p *plan) walk(set *roaring.Bitmap, found *page, from uint64, onward bool) (more bool, err error) {
	c := p.tx.Bucket(layout.DeadlineBucket).Cursor()
	step := c.Next
	key, _ := c.Seek(layout.DeadlineKey(from, 0))
	if !onward {
		step = c.Prev
		if key, _ = c.Seek(layout.DeadlineKey(from+1, 0)); key == nil {
			key, _ = c.Last()
		} else {
			key, _ = c.Prev()
		}
	}
	var same []layout.Doc
	closes := uint64(layout.NoClosing) + 1
	give := func() (bool, error) {
		slices.Sort(same)
		rank := closingRank(closes, p.now)
		for _, at := range slices.Backward(same) {
			more, err := p.ask(at, func(h hit) bool {
				h.rank = rank
				return found.takeInOrder(h)
			})
			if err != nil || !more {
				return false, err
			}
		}
		same = same[:0]
		return true, nil
	}
	var last []byte
	for ; len(key) == 12; key, _ = step() {
		if last != nil && bytes.Compare(last, key) >= 0 == onward {
			return false, layout.OutOfOrder(layout.DeadlineBucket, key)
		}
		last = append(last[:0], key...)
		if this := layout.ClosingOf(key); closes != this {
			if more, err := give(); err != nil || !more {
				return false, err
			}
			closes = this
		}
		if at := layout.OfDeadlineKey(key); set.Contains(uint32(at)) {
			same = append(same, at)
		}
	}
	return give()
}
