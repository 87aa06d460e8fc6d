package weigh

import (
	"slices"

	"koubo/opportunity/extract/softmax"
)

// Reasons returns the features of a title that speak most for a class (call, [None], a kind or a stage), and most against it, at most n
// of each, the weightiest first.
func (w *Weights) Reasons(t *Title, class string, n int) (spokeFor, against []string) {
	column := slices.Index(columns, class)
	var all []softmax.Reason
	seen := map[uint64]bool{} // a title may hold a feature twice
	t.named(func(hash uint64, prefix, words string) {
		for _, x := range w.row(hash) {
			if int(x.column) == column && prefix != always && !seen[hash] {
				seen[hash] = true
				all = append(all, softmax.Reason{Name: nameOf(prefix, words), Weight: float64(x.value)})
			}
		}
	})
	return softmax.Foremost(all, n)
}
