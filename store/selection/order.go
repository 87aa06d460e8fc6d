package selection

import (
	"bytes"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/store/layout"
)

// byNews puts the hits of a selection on a page in the order of news: what its followers were told of last comes first and, of one
// second, what was stored last.
func (p *plan) byNews(found *page) error {
	set, err := p.everywhere()
	if err != nil {
		return err
	}
	if set.GetCardinality() <= fewOrdered {
		return p.fewByNews(set, found)
	}
	w := orderWalk{plan: p, set: set, found: found}
	if more, err := w.walk(); err != nil || !more {
		return err
	}
	for at := set.ReverseIterator(); at.HasNext(); { // the page is full: in whatever order, they are only counted
		if more, err := p.giveInOrder(hit{rank: math.MaxInt64, at: layout.Doc(at.Next())}, found); err != nil || !more {
			return err
		}
	}
	return nil
}

// fewOrdered is how many candidates are put in order by themselves rather than looked for among the news of all records: as many as
// news are gone through for a page of a selection that holds one record in a hundred.
const fewOrdered = 2048

// fewByNews is byNews for a few candidates.
func (p *plan) fewByNews(set *roaring.Bitmap, found *page) error {
	var few []hit
	for at := set.Iterator(); at.HasNext(); {
		at := layout.Doc(at.Next())
		if latest, ok := p.latest(at); ok {
			few = append(few, hit{rank: newsRank(latest.Second), place: latest.Told, at: at})
		}
	}
	slices.SortFunc(few, hit.compare)
	for _, h := range few {
		if more, err := p.giveInOrder(h, found); err != nil || !more {
			return err
		}
	}
	return nil
}

// orderWalk goes through the index of news, of which the latest news of each record count.
type orderWalk struct {
	*plan
	set    *roaring.Bitmap // candidates that were not met yet
	found  *page
	second uint64
	same   []hit // of this second
}

// walk puts candidates on the page until it is full, and reports whether those that are left in the set matter.
func (w *orderWalk) walk() (more bool, err error) {
	c := w.tx.Bucket(layout.NewsBucket).Cursor()
	key, _ := c.Last()
	if after := w.found.after; w.found.counted && after != nil && after.rank <= 0 { // all of the second in which the page before ended: places part it
		if key, _ = c.Seek(layout.DeadlineKey(uint64(-after.rank)+1, 0)); key == nil {
			key, _ = c.Last()
		} else {
			key, _ = c.Prev()
		}
	}
	var last []byte
	for ; len(key) == 12 && !w.found.isFull(); key, _ = c.Prev() {
		if last != nil && bytes.Compare(last, key) <= 0 {
			return false, layout.OutOfOrder(layout.NewsBucket, key)
		}
		last = append(last[:0], key...)
		if second := layout.ClosingOf(key); second != w.second {
			if more, err := w.give(); err != nil || !more {
				return false, err
			}
			w.second = second
		}
		if at := layout.OfDeadlineKey(key); w.set.Contains(uint32(at)) {
			w.note(at)
		}
	}
	if more, err = w.give(); err != nil || !more {
		return false, err
	}
	return w.found.isFull(), nil
}

func (w *orderWalk) note(at layout.Doc) {
	if latest, ok := w.latest(at); ok && latest.Second == w.second {
		w.same = append(w.same, hit{rank: newsRank(latest.Second), place: latest.Told, at: at})
		w.set.Remove(uint32(at))
	}
}

// give hands on what came in one second, and reports whether more matters.
func (w *orderWalk) give() (more bool, err error) {
	slices.SortFunc(w.same, hit.compare)
	for _, h := range w.same {
		if more, err := w.giveInOrder(h, w.found); err != nil || !more {
			return false, err
		}
	}
	w.same = w.same[:0]
	return true, nil
}

// latest is the place of a document in the order of news, false where there is none.
func (p *plan) latest(at layout.Doc) (layout.Latest, bool) {
	return layout.LatestOf(p.order.Get(at.Key()))
}

// giveInOrder puts a candidate on a page where it belongs to the selection.
func (p *plan) giveInOrder(candidate hit, found *page) (more bool, err error) {
	return p.ask(candidate.at, func(h hit) bool {
		h.rank, h.place = candidate.rank, candidate.place
		return found.takeInOrder(h)
	})
}
