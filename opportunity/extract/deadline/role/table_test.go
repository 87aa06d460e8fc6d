package role

import (
	"slices"
	"testing"

	"koubo/opportunity/jtext"
)

// TestRoleTermsFoldToThemselves finds a term that no folded label can hold.
func TestRoleTermsFoldToThemselves(t *testing.T) {
	for _, r := range rules {
		for _, cell := range append(slices.Clone(r.all), r.none) {
			if jtext.Narrow(cell) != cell {
				t.Errorf("the label %q is compared with %q", cell, jtext.Narrow(cell))
			}
		}
	}
}
