package selection

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/index"
	"koubo/store/layout"
)

// StepDays are the days of a selection's steps, as the postings tell them.
type StepDays struct {
	Records map[jdate.Date]int // how many records have a day among their StepDays
	Total   int                // records of the selection
}

// StepDays returns on which days the records that q selects at the instant now have steps. It reads those alone that may be over for all
// but those who registered; it returns false where the records tell more or are too many to read, and where there are more of them than
// q.Limit, 0 for any number.
func (e *Engine) StepDays(q opportunity.Query, now time.Time) (days StepDays, known bool, err error) {
	q = q.On(jdate.DateOf(now))
	days.Records = map[jdate.Date]int{}
	err = e.file.View(func(tx *bolt.Tx) error {
		defer e.file.Relieve(tx.Size(), perQuestion)
		p, err := e.newPlan(tx, q, now.Truncate(time.Second))
		if known = err == nil && p.settled && len(p.words) == 0; !known {
			return err
		}
		total, open, err := p.tally()
		if known = err == nil && (open == 0 || !asksWhereItStood(q) && open <= mostRead) && (q.Limit <= 0 || total+open <= q.Limit); !known {
			return err
		}
		days.Total = total
		for b := range int(p.newest.Block()) + 1 {
			s, err := p.share(layout.Block(b))
			if err == nil {
				err = p.addStepDays(layout.Block(b), s.sure, days.Records)
			}
			if err == nil {
				err = p.addRead(layout.Block(b), roaring.AndNot(s.may, s.sure), &days)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return days, known, err
}

// mostRead is how many records StepDays reads at most, of which the postings do not tell whether they belong to the selection.
const mostRead = 1000

// addRead reads those of a block's documents and counts the days of those that belong to the selection.
func (p *plan) addRead(b layout.Block, open documents, days *StepDays) error {
	for each := open.Iterator(); each.HasNext(); {
		o, found, err := p.read(b.At(each.Next()))
		if err != nil {
			return err
		}
		if !found || !p.query.Match(o) {
			continue
		}
		days.Total++
		for _, day := range o.StepDays() {
			days.Records[day]++
		}
	}
	return nil
}

// addStepDays counts those of a block's documents that have a step, day by day.
func (p *plan) addStepDays(b layout.Block, among documents, days map[jdate.Date]int) error {
	return p.eachCount(b, index.StepTerm, "", among, func(day string, n int) { days[jdate.Date(day)] += n })
}

// eachCount tells how many of a block's documents have each value of a field that begins so, where any has. It is for fields of many
// values: their postings are counted as they are written.
func (p *plan) eachCount(b layout.Block, field, start string, among documents, tell func(value string, n int)) error {
	bits, prefix := denseOf(among), layout.PostingKey(b, field+start)
	c := p.posted.Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
		n, err := bits.countIn(value)
		if err != nil {
			return fmt.Errorf("posting %x: %w", key, err)
		}
		if n > 0 {
			tell(start+string(key[len(prefix):]), n)
		}
	}
	for value, documents := range p.waiting.of(b, field) {
		if n := bits.countNumbers(documents); n > 0 && strings.HasPrefix(value, start) {
			tell(value, n)
		}
	}
	return nil
}

// countIn counts the documents of the set that a posting lists, as it is written.
func (d dense) countIn(value []byte) (n int, err error) {
	if len(value) > 0 && value[0] == index.SparseNumbers {
		for value = value[1:]; len(value) >= 2; value = value[2:] {
			n += d.bit(uint32(binary.BigEndian.Uint16(value)))
		}
		return n, nil
	}
	bitmap, err := index.BitmapOf(value)
	if err != nil {
		return 0, err
	}
	bitmap.Iterate(func(low uint32) bool {
		n += d.bit(low)
		return true
	})
	return n, nil
}
