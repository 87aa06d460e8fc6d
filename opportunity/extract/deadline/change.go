package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// oldMarks and newMarks are those of wording, with the ones that deadlines alone have.
var (
	oldMarks = append(slices.Clone(wording.OldMarks), "延長前")
	newMarks = append(slices.Clone(wording.NewMarks), "延長後")
)

// labelledOld and labelledNew are the marks of a line of its own for the old and for the new value, the shorter forms too.
var (
	labelledOld = slices.Concat(oldMarks, wording.OldSigns)
	labelledNew = slices.Concat(newMarks, wording.NewSigns)
)

// labelOfChange returns the label before an old value whose new one follows in a line of its own: 応募期間…変更前:7月2日.
// "" for a line that holds none.
func labelOfChange(folded string) string {
	for _, mark := range labelledOld {
		label, rest, found := strings.Cut(folded, mark)
		if found && !jtext.HasAny(rest, labelledNew...) && !jtext.HasDigit(label) && roleOf(label).role != "" {
			return strings.Trim(label, " \t(【[.:")
		}
	}
	return ""
}
