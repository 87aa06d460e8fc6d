package softmax

import (
	"cmp"
	"slices"
)

// Reason is a feature with its weight for a class.
type Reason struct {
	Name   string
	Weight float64
}

// Foremost returns the names of the features that speak most for a class, and most against it, at most n of each, the weightiest first.
func Foremost(all []Reason, n int) (spokeFor, against []string) {
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(b.Weight, a.Weight) })
	for _, r := range all[:min(n, len(all))] {
		if r.Weight > 0 {
			spokeFor = append(spokeFor, r.Name)
		}
	}
	for _, r := range slices.Backward(all[max(0, len(all)-n):]) {
		if r.Weight < 0 {
			against = append(against, r.Name)
		}
	}
	return spokeFor, against
}
