package weigh

import (
	"cmp"
	"slices"
)

// Reasons returns the features of a title that speak most for a class (call, [None], a kind or a stage), and most against it, at most n
// of each, the weightiest first.
func (w *Weights) Reasons(t *Title, class string, n int) (spokeFor, against []string) {
	type reason struct {
		name  string
		value int16
	}
	column := slices.Index(columns, class)
	var all []reason
	t.named(func(hash uint64, prefix, words string) {
		for _, x := range w.row(hash) {
			if int(x.column) == column && prefix != always {
				all = append(all, reason{nameOf(prefix, words), x.value})
			}
		}
	})
	slices.SortStableFunc(all, func(a, b reason) int { return cmp.Compare(b.value, a.value) })
	for _, r := range all {
		if r.value > 0 && len(spokeFor) < n && !slices.Contains(spokeFor, r.name) {
			spokeFor = append(spokeFor, r.name)
		}
	}
	for _, r := range slices.Backward(all) {
		if r.value < 0 && len(against) < n && !slices.Contains(against, r.name) {
			against = append(against, r.name)
		}
	}
	return spokeFor, against
}
