package classify

import (
	"slices"
	"testing"

	"koubo/opportunity/jtext"
)

// TestRuleTermsFoldToThemselves finds a term that no folded text can hold.
func TestRuleTermsFoldToThemselves(t *testing.T) {
	var rows []rule
	for _, r := range kindRules {
		rows = append(rows, r.rule)
	}
	for _, r := range stageRules {
		rows = append(rows, r.rule)
	}
	for _, r := range rows {
		for _, term := range slices.Concat(r.any.list, r.with.list, r.not.list) {
			if jtext.Key(term) != term {
				t.Errorf("the term %q is compared with %q", term, jtext.Key(term))
			}
		}
	}
}
