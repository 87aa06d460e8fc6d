package accuracy

import (
	"slices"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/classify/weigh"
)

// hardWeight is what a title that says little counts as an example, others counting 1.
const hardWeight = .5

// TitleExamples returns the titles of a file (see Titles) of one half, or of both, with what their labels say of them.
func TitleExamples(data []byte, of Half) (all []weigh.Example, err error) {
	rows, err := table(data, titleColumns)
	if err != nil {
		return nil, err
	}
	for place, row := range rows {
		if of != Both && of != HalfOf(row["id"], place) {
			continue
		}
		e := weigh.Example{Title: classify.TitleOf(row["title"]), Call: "no", Kind: opportunity.Kind(row["kind"]), Weight: 1, Hard: row["hard"] == "1"}
		if row["is_opportunity"] == "1" {
			e.Call = "yes"
		}
		if e.Hard {
			e.Weight = hardWeight
		}
		if stage := opportunity.Stage(row["stage"]); slices.Contains(opportunity.Stages(), stage) {
			e.Stage = stage
		}
		all = append(all, e)
	}
	return all, nil
}
