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
	t.named(func(hash uint64, prefix, words string) {
		for _, x := range w.row(hash) {
			if int(x.column) == column && prefix != always {
				all = append(all, softmax.Reason{Name: nameOf(prefix, words), Weight: float64(x.value)})
			}
		}
	})
	spokeFor, against = softmax.Foremost(all, len(all))
	return distinct(spokeFor, n), distinct(against, n)
}

// distinct returns the first n names that differ: a title may hold a feature twice.
func distinct(names []string, n int) (out []string) {
	for _, name := range names {
		if len(out) < n && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
