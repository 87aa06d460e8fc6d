package selection

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/index"
	"koubo/store/layout"
)

// Told is one thing that the followers of a record should have heard of.
type Told struct {
	Record opportunity.Opportunity // as it is now, with Status filled
	News   opportunity.News
}

// NewsResult is one page of what was told of the records of a selection.
type NewsResult struct {
	Items []Told // newest first
	Next  string // Cursor of the next page; "" on the last
}

// News returns a page of what was told of the records that q selects at the instant now, one item for each that
// opportunity.Told has and that is not before q.Since; the order is theirs, whatever q.Sort. What came at one instant of one
// record is not torn apart, so that a page may hold an item more than q.Limit.
func (e *Engine) News(q opportunity.Query, now time.Time) (NewsResult, error) {
	from, err := parseNewsCursor(q.Cursor)
	if err != nil {
		return NewsResult{}, err
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	w := &newsWalk{limit: q.Limit, read: map[layout.Doc]*opportunity.Opportunity{}}
	q.Cursor, q.Sort = "", opportunity.ByRevised
	err = e.file.View(func(tx *bolt.Tx) error {
		if e.older {
			return errors.New("this file has no index of changes; open it for writing once, which makes it")
		}
		defer e.file.Relieve(tx.Size(), perQuestion)
		p, err := e.newPlan(tx, q.On(jdate.DateOf(now)), now)
		if err != nil {
			return err
		}
		if err := w.walk(p, from); err != nil {
			return err
		}
		e.remember(p)
		return nil
	})
	return w.found, err
}

// newsWalk goes through the index of news, newest first.
type newsWalk struct {
	limit int
	found NewsResult
	last  []byte                                  // key of the latest item
	read  map[layout.Doc]*opportunity.Opportunity // nil for one that does not belong to the selection
}

func (w *newsWalk) walk(p *plan, from []byte) error {
	set, err := p.everywhere()
	if err != nil {
		return err
	}
	oldest := layout.SecondOf(p.query.Since)
	if set.GetCardinality() <= fewDocuments {
		return w.walkFew(p, set, from, oldest)
	}
	c := p.tx.Bucket(layout.NewsBucket).Cursor()
	key, _ := c.Last()
	if from != nil {
		if key, _ = c.Seek(from); key == nil {
			key, _ = c.Last()
		} else {
			key, _ = c.Prev()
		}
	}
	for last := []byte(nil); len(key) == 12 && layout.ClosingOf(key) >= oldest; key, _ = c.Prev() {
		if last != nil && bytes.Compare(last, key) <= 0 {
			return layout.OutOfOrder(layout.NewsBucket, key)
		}
		last = append(last[:0], key...)
		if !set.Contains(uint32(layout.OfDeadlineKey(key))) {
			continue
		}
		if more, err := w.take(p, last); err != nil || !more {
			return err
		}
	}
	return nil
}

// fewDocuments is how many candidates are read one by one rather than looked for among the news of all records.
const fewDocuments = 256

// walkFew goes through the news of a few documents, newest first.
func (w *newsWalk) walkFew(p *plan, set *roaring.Bitmap, from []byte, oldest uint64) error {
	var keys [][]byte
	for at := set.Iterator(); at.HasNext(); {
		at := layout.Doc(at.Next())
		o, err := w.record(p, at)
		if err != nil {
			return err
		}
		if o != nil {
			told, _, _ := index.NewsKeys(at, *o)
			keys = append(keys, told...)
		}
	}
	slices.SortFunc(keys, bytes.Compare)
	for _, key := range slices.Backward(keys) {
		if from != nil && bytes.Compare(key, from) >= 0 {
			continue
		}
		if more, err := w.take(p, key); err != nil || !more || layout.ClosingOf(key) < oldest {
			return err
		}
	}
	return nil
}

// record reads a candidate once, nil where it does not belong to the selection.
func (w *newsWalk) record(p *plan, at layout.Doc) (*opportunity.Opportunity, error) {
	o, known := w.read[at]
	if known {
		return o, nil
	}
	o, err := p.selected(at)
	w.read[at] = o
	return o, err
}

// take adds what was told at a key, and reports whether the page has room for more.
func (w *newsWalk) take(p *plan, key []byte) (more bool, err error) {
	o, err := w.record(p, layout.OfDeadlineKey(key))
	if err != nil || o == nil {
		return err == nil, err
	}
	for _, n := range slices.Backward(o.Told()) {
		if layout.SecondOf(n.At) != layout.ClosingOf(key) || n.At.Before(p.query.Since) {
			continue
		}
		if len(w.found.Items) >= w.limit && !bytes.Equal(w.last, key) {
			w.found.Next = newsCursor(w.last)
			return false, nil
		}
		w.found.Items = append(w.found.Items, Told{Record: *o, News: n})
		w.last = slices.Clone(key)
	}
	return true, nil
}

// selected reads a candidate, nil where it does not belong to the selection.
func (p *plan) selected(at layout.Doc) (*opportunity.Opportunity, error) {
	var selected *hit
	if _, err := p.ask(at, func(h hit) bool { selected = &h; return false }); err != nil || selected == nil {
		return nil, err
	}
	o, err := p.record(*selected)
	if err != nil {
		return nil, err
	}
	return &o, nil
}

// newsCursor names the key of the last item of a page.
func newsCursor(key []byte) string {
	return "n." + strconv.FormatUint(layout.ClosingOf(key), 36) + "." + strconv.FormatUint(uint64(layout.OfDeadlineKey(key)), 36)
}

// NewsBefore is the cursor of the page that begins with what was told last before an instant.
func NewsBefore(at time.Time) string { return newsCursor(layout.DeadlineKey(layout.SecondOf(at), 0)) }

func parseNewsCursor(cursor string) (key []byte, err error) {
	if cursor == "" {
		return nil, nil
	}
	parts := strings.Split(cursor, ".")
	if len(parts) == 3 && parts[0] == "n" {
		second, err1 := strconv.ParseUint(parts[1], 36, 63)
		at, err2 := strconv.ParseUint(parts[2], 36, 32)
		if err1 == nil && err2 == nil {
			return layout.DeadlineKey(second, layout.Doc(at)), nil
		}
	}
	return nil, &CursorError{Cursor: cursor}
}
