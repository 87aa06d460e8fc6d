package selection

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// budgetsOf returns the documents of a block by the bits of their budgets. They must not be changed.
func (p *plan) budgetsOf(b layout.Block) ([]*posting, error) {
	if p.budgets[b] == nil {
		of := make([]*posting, index.BudgetBits)
		for bit := range of {
			var err error
			if of[bit], err = p.whole(b, index.BudgetBitTerm+index.BudgetBit(bit)); err != nil {
				return nil, err
			}
		}
		p.budgets[b] = of
	}
	return p.budgets[b], nil
}

// atLeast returns those of a block's documents with a stated budget whose budget is at least a sum.
func (p *plan) atLeast(b layout.Block, stated *roaring.Bitmap, yen int64) (*roaring.Bitmap, error) {
	bits, err := p.budgetsOf(b)
	if err != nil {
		return nil, err
	}
	greater, equal := newDense(), denseOf(stated)
	for bit, of := range slices.Backward(bits) {
		set := of.bits()
		if yen>>bit&1 == 1 {
			for i, word := range set {
				equal[i] &= word
			}
			continue
		}
		for i, word := range set {
			greater[i] |= equal[i] & word
			equal[i] &^= word
		}
	}
	for i, word := range equal {
		greater[i] |= word
	}
	return roaring.FromDense(greater, false), nil
}

// inBudget returns the documents of a block whose budget is within the bounds of the selection.
func (p *plan) inBudget(b layout.Block) (*roaring.Bitmap, error) {
	stated, err := p.term(b, index.BudgetTerm)
	if err != nil {
		return nil, err
	}
	found, err := p.atLeast(b, stated, p.query.BudgetMin)
	if err == nil && p.query.BudgetMax > 0 && p.query.BudgetMax < opportunity.MaxBudget {
		var above *roaring.Bitmap
		if above, err = p.atLeast(b, stated, p.query.BudgetMax+1); err == nil {
			found.AndNot(above)
		}
	}
	if err == nil && p.query.BudgetUnknown {
		var all *roaring.Bitmap
		if all, err = p.condition(b, thatIsThere); err == nil {
			found.Or(roaring.AndNot(all, stated))
		}
	}
	return found, err
}

// greatest returns the n documents of a set with the greatest budgets; of equal ones the newest.
func (p *plan) greatest(b layout.Block, set *roaring.Bitmap, n int) (*roaring.Bitmap, error) {
	bits, err := p.budgetsOf(b)
	top, equal := roaring.New(), set.Clone()
	for _, of := range slices.Backward(bits) {
		one := roaring.And(of.documents, equal)
		if int(top.GetCardinality()+one.GetCardinality()) > n {
			equal = one
			continue
		}
		top.Or(one)
		equal.AndNot(one)
	}
	return fillUp(top, equal, n), err
}

// fillUp adds the newest of a set until there are n.
func fillUp(top, set *roaring.Bitmap, n int) *roaring.Bitmap {
	for low := set.ReverseIterator(); low.HasNext() && int(top.GetCardinality()) < n; {
		top.Add(low.Next())
	}
	return top
}

// byBudget puts the hits of a settled selection, whose words are certain, on a page in the order of budgets.
func (p *plan) byBudget(found *page) error {
	for b := int(p.newest.Block()); b >= 0; b-- {
		s, err := p.share(layout.Block(b))
		if err != nil {
			return err
		}
		stated, err := p.term(layout.Block(b), index.BudgetTerm)
		if err != nil {
			return err
		}
		unstated := roaring.AndNot(s.may, stated)
		stated = roaring.And(s.may, stated)
		if stated, unstated, err = p.afterBudget(layout.Block(b), found.after, stated, unstated); err != nil {
			return err
		}
		top, err := p.greatest(layout.Block(b), stated, found.limit+1)
		if err != nil {
			return err
		}
		top = fillUp(top, unstated, found.limit+1)
		for low := top.Iterator(); low.HasNext(); {
			at := layout.Block(b).At(low.Next())
			h := hit{at: at, place: at}
			if h.rank, err = p.budgetRankOf(h.at); err != nil {
				return err
			}
			found.take(h)
		}
	}
	return nil
}

// afterBudget leaves out what stands before the page.
func (p *plan) afterBudget(b layout.Block, after *hit, stated, unstated *roaring.Bitmap) (_, _ *roaring.Bitmap, err error) {
	if after == nil {
		return stated, unstated, nil
	}
	older := roaring.New() // than the last record of the page before it
	if after.at > b.At(0) {
		older.AddRange(0, uint64(min(after.at-b.At(0), 0x10000)))
	}
	if after.rank > 0 {
		unstated.And(older)
		return roaring.New(), unstated, nil
	}
	yen := min(-after.rank, opportunity.MaxBudget)
	same, err := p.atLeast(b, stated, yen)
	if err != nil {
		return nil, nil, err
	}
	stated.AndNot(same)
	if yen < opportunity.MaxBudget {
		greater, err := p.atLeast(b, same, yen+1)
		if err != nil {
			return nil, nil, err
		}
		same.AndNot(greater)
	}
	same.And(older)
	stated.Or(same)
	return stated, unstated, nil
}

// rankNoBudget is behind all budgets, whose ranks are the sums below zero.
const rankNoBudget = 1

// budgetRank is the rank of a record in the order of budgets.
func budgetRank(o opportunity.Opportunity) int64 {
	if yen, stated := o.Budget(); stated {
		return -yen
	}
	return rankNoBudget
}

// budgetRankOf reads the rank of a document from the index.
func (p *plan) budgetRankOf(at layout.Doc) (int64, error) {
	stated, err := p.term(at.Block(), index.BudgetTerm)
	if err != nil || !stated.Contains(at.Low()) {
		return rankNoBudget, err
	}
	bits, err := p.budgetsOf(at.Block())
	yen := int64(0)
	for bit, of := range bits {
		if of.documents.Contains(at.Low()) {
			yen |= 1 << bit
		}
	}
	return -yen, err
}
