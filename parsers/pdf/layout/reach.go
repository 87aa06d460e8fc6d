package layout

import (
	"math"
	"slices"
)

// A label of the first level reaches down over rows whose second labels differ: where 提出期限 comes again, another step begins. One whose
// rows go on in the next page stands where those of the first page show it.

const againCost = 0.5 // a second label that comes twice beside one first label

// namesOf returns the second labels of rows, "" for those that have none.
func namesOf(groups [][][]row) (names []string) {
	for _, g := range groups {
		name := ""
		if len(g) > 1 {
			name = cellText(g[1], math.Inf(1))
		}
		names = append(names, name)
	}
	return names
}

// extentRow is how far the cells of a row reach up and down, and its page.
func extentRow(cells [][]row) (r row) {
	r.top, r.bottom = extentOf(cells)
	for _, list := range cells {
		for _, l := range list {
			if l.top == r.top {
				r.page = l.page
			}
		}
	}
	return r
}

// costAgain is what second labels cost that come twice.
func (s search) costAgain(p part) (cost float64) {
	if s.names == nil {
		return 0
	}
	names := s.names[p.value : p.value+p.values]
	for i, name := range names {
		if name != "" && slices.Contains(names[:i], name) {
			cost += againCost
		}
	}
	return cost
}

// apartOverPages returns how far a label stands from the top of its rows, and from the middle of those on its page, whichever is less; false where
// all are on one page.
func (s search) apartOverPages(labels, values []row) (apart float64, ok bool) {
	if !s.apart {
		return 0, false
	}
	last := slices.IndexFunc(values, func(v row) bool { return v.page != values[0].page })
	if last < 0 {
		return 0, false
	}
	top := math.Abs(labels[0].top - values[0].top)
	middle := math.Abs(labels[0].middle()+labels[len(labels)-1].middle()-values[0].middle()-values[last-1].middle()) / 2
	return math.Min(top, middle), true
}
