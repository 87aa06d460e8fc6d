// Package selection answers questions about the records from their indexes: pages of a selection, numbers of further choices,
// and what was told of it.
package selection

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/search"
	"koubo/store/datafile"
	"koubo/store/index"
	"koubo/store/layout"
)

// Engine answers questions about the records of one file. What it found last it keeps in memory as long as it holds.
type Engine struct {
	file  *datafile.File
	older bool // as ReadAsOlder says

	alive      atomic.Pointer[alive]   // what aliveAt found last
	waiting    atomic.Pointer[waiting] // what waitingTerms found last
	catchingUp sync.Mutex              // held while either is made of the file
	postings   atomic.Pointer[postings]
	verdicts   verdicts
}

// caughtUp returns what was found of the file last where it holds; else what find finds, of the last or anew, which is kept.
func caughtUp[T any](e *Engine, kept *atomic.Pointer[T], holds func(*T) bool, find func(last *T) (*T, error)) (*T, error) {
	if last := kept.Load(); holds(last) {
		return last, nil
	}
	e.catchingUp.Lock() // who comes at the same moment would read the same
	defer e.catchingUp.Unlock()
	last := kept.Load()
	if holds(last) {
		return last, nil
	}
	found, err := find(last)
	if err == nil {
		kept.Store(found)
	}
	return found, err
}

// New returns the engine of a file of the present format.
func New(file *datafile.File) *Engine { return &Engine{file: file} }

// ReadAsOlder has the file read as one of an older format, of whatever version: its postings and its index of deadlines only prepare an
// answer, those of MarkTerms are not asked, and no index of news holds. It is called before any question.
func (e *Engine) ReadAsOlder() { e.older = true }

// IsOlder reports whether the file is read as one of an older format.
func (e *Engine) IsOlder() bool { return e.older }

// plan is what postings and the index of deadlines tell of a selection. Where they do not tell all, every candidate is
// asked in full.
type plan struct {
	file         *datafile.File
	tx           *bolt.Tx
	query        opportunity.Query // without the text
	words        search.Words      // of the text
	settled      bool              // postings and the index of deadlines decide, but for the words
	marked       bool              // the file has the postings of MarkTerms
	alive        *alive            // nil where documents that are over are wanted, too, and nobody asks how the others stand
	off, offCall *roaring.Bitmap   // documents that were called off of late, and those that invited; nil where they do not count
	entrants     *roaring.Bitmap   // documents that are over, and may be so for all but those who registered; nil where these are not wanted
	asked        *roaring.Bitmap   // those that are read in full: off, where the selection asks where they stood before, and entrants; nil for none
	ended        bool              // postings and the index of deadlines tell what is over
	waiting      *waiting
	postings     *postings
	posted, text *bolt.Bucket
	order        *bolt.Bucket    // nil in a file of an older format
	dead         *roaring.Bitmap // documents that were replaced and still stand in postings
	newest, done layout.Doc      // the latest document, and the latest with postings
	now          time.Time       // in whole seconds

	shares  map[layout.Block]share
	met     map[layout.Block]*met
	budgets map[layout.Block][]*posting
	pairs   map[blockWord]pairsOf
	texts   readTexts
}

// newestOf returns the newest document that is there. The number of the latest stands in the file once, and a wrong one would
// have every number below it asked for.
func newestOf(tx *bolt.Tx) layout.Doc {
	key, _ := tx.Bucket(layout.DocBucket).Cursor().Last()
	return min(layout.DocOf(key), index.Latest(tx))
}

func (e *Engine) newPlan(tx *bolt.Tx, q opportunity.Query, now time.Time) (p *plan, err error) {
	p = &plan{file: e.file, tx: tx, query: q, words: search.Parse(q.Text), marked: !e.older, settled: !e.older && q.Since.IsZero(), ended: !e.older || q.EndedSince.IsZero(), newest: newestOf(tx), now: now,
		postings: e.keptPostings(tx), posted: tx.Bucket(layout.PostingBucket), text: tx.Bucket(layout.TextBucket), order: tx.Bucket(layout.LatestBucket), dead: roaring.New(), shares: map[layout.Block]share{}, met: map[layout.Block]*met{}, budgets: map[layout.Block][]*posting{}, pairs: map[blockWord]pairsOf{}, texts: newReadTexts()}
	if len(p.words) > 0 {
		p.texts = e.verdicts.of(p.words.String())
	}
	p.query.Text = ""
	p.done = min(index.Merged(tx), p.newest)
	if err := tx.Bucket(layout.DeadBucket).ForEach(func(key, _ []byte) error {
		p.dead.Add(uint32(layout.DocOf(key)))
		return nil
	}); err != nil {
		return nil, err
	}
	if p.waiting, err = e.waitingTerms(tx, p.done, p.newest); err != nil {
		return nil, err
	}
	if !q.EndedSince.IsZero() && p.ended {
		if p.off, p.offCall, err = index.Ended(tx, q.EndedSince); err != nil {
			return nil, err
		}
		if asksWhereItStood(q) {
			p.asked = p.off
		}
	}
	if !wantsClosed(q) || len(q.Statuses) > 0 || len(q.Stages) > 0 || q.Faceted {
		if p.alive, err = e.aliveAt(tx, now); err != nil {
			return nil, err
		}
	}
	if wantsEntrants(q) {
		err = p.findEntrants()
	}
	return p, err
}

// asksWhereItStood reports whether only the record itself tells if what was called off belonged to a selection before: the
// indexes know how it stands now.
func asksWhereItStood(q opportunity.Query) bool {
	return !q.EndedSince.IsZero() && (len(q.Stages) > 0 || len(q.Statuses) > 0 || q.ClosingAfter+q.ClosingBefore != "" || q.BoundsBudget())
}

// wantsClosed asks the selection itself whether a closed record can belong to it, at any stage that it names.
func wantsClosed(q opportunity.Query) bool {
	probe := opportunity.Query{Stages: q.Stages, Statuses: q.Statuses, AllStatuses: q.AllStatuses, AllKinds: true, AllStages: true}
	for _, stage := range append([]opportunity.Stage{opportunity.OpenCall}, q.Stages...) {
		for _, over := range []opportunity.Status{opportunity.Closed, opportunity.WithdrawnNow} {
			if probe.Match(opportunity.Opportunity{Status: over, Stage: stage, IsOpportunity: true}) {
				return true
			}
		}
	}
	return false
}

// share is the part of a block that may belong to the selection, and the part of it that does so for certain.
type share struct{ may, sure *roaring.Bitmap }

// share returns the part of a block in a selection, as low bits. It must not be changed.
func (p *plan) share(b layout.Block) (share, error) {
	if s, known := p.shares[b]; known {
		return s, nil
	}
	found, err := p.chosen(b)
	if err != nil {
		return share{}, err
	}
	s, err := p.withWords(b, found)
	if !p.settled {
		s.sure = roaring.New()
	} else if p.asked != nil && err == nil {
		s.sure = roaring.AndNot(s.sure, within16(p.asked, b))
	}
	p.shares[b] = s
	return s, err
}

// remember keeps what was read for the plan.
func (e *Engine) remember(p *plan) {
	if p.texts.fresh {
		e.verdicts.add(p.words.String(), p.texts)
	}
}

// tally counts what certainly belongs to a settled selection, and what only its text, or the record itself, can tell of.
func (p *plan) tally() (sure, open int, err error) {
	for b := int(p.newest.Block()); b >= 0; b-- {
		s, err := p.share(layout.Block(b))
		if err != nil {
			return 0, 0, err
		}
		n := int(s.sure.GetCardinality())
		sure, open = sure+n, open+int(s.may.GetCardinality())-n
	}
	return sure, open, nil
}

// ask hands a candidate on where it belongs to the selection. Its text and its record are read only where that is needed to
// tell.
func (p *plan) ask(at layout.Doc, take func(hit) bool) (bool, error) {
	s, err := p.share(at.Block())
	if err != nil {
		return false, err
	}
	if !s.sure.Contains(at.Low()) && !p.hasWords(at) {
		return true, nil // the pairs stand in another order
	}
	if p.settled && p.query.Sort != opportunity.ByPublished && (p.asked == nil || !p.asked.Contains(uint32(at))) {
		return take(hit{at: at, place: at}), nil
	}
	o, found, err := p.read(at)
	if err != nil || !found || !p.query.Match(o) {
		return err == nil, err
	}
	return take(hit{at: at, place: at, item: &o, rank: rankOf(o, p.query.Sort, p.now)}), nil
}

// read reads a document as it stands now; false where it was replaced since.
func (p *plan) read(at layout.Doc) (o opportunity.Opportunity, found bool, err error) {
	data := p.tx.Bucket(layout.DocBucket).Get(at.Key())
	if data == nil {
		return o, false, nil
	}
	if o, err = layout.DecodeRecord(data); err != nil {
		return o, false, index.DocumentError(at, err)
	}
	p.file.Relieve(p.tx.Size(), 1)
	return o.At(p.now), true, nil
}
