package choice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/web/wording"
)

// ActiveOf lists the conditions in force, each with the address of the same search without it.
func ActiveOf(q opportunity.Query) []Choice { return ActiveOn(q, "/") }

// ActiveOn is ActiveOf for the page at another path.
func ActiveOn(q opportunity.Query, path string) []Choice {
	q.Cursor, q.Limit = "", 0
	var all []Choice
	drop := func(label string, change func(*opportunity.Query)) {
		without := q
		change(&without)
		all = append(all, Choice{Value: Address(path, without), Label: label})
	}
	if q.Text != "" {
		drop("「"+q.Text+"」", func(q *opportunity.Query) { q.Text = "" })
	}
	for i, k := range q.Kinds {
		drop(k.Label(), func(q *opportunity.Query) { q.Kinds = slices.Delete(slices.Clone(q.Kinds), i, i+1) })
	}
	for i, st := range q.Statuses {
		drop(st.Label(), func(q *opportunity.Query) { q.Statuses = slices.Delete(slices.Clone(q.Statuses), i, i+1) })
	}
	for i, st := range q.Stages {
		drop("段階："+st.Label(), func(q *opportunity.Query) { q.Stages = slices.Delete(slices.Clone(q.Stages), i, i+1) })
	}
	for i, code := range q.Prefectures {
		drop(wording.PrefectureName(code), func(q *opportunity.Query) { q.Prefectures = slices.Delete(slices.Clone(q.Prefectures), i, i+1) })
	}
	for i, code := range q.Issuers {
		drop("発注者："+wording.IssuerName(code), func(q *opportunity.Query) { q.Issuers = slices.Delete(slices.Clone(q.Issuers), i, i+1) })
	}
	for i, theme := range q.Themes {
		drop("分野："+wording.LabelOr(opportunity.ThemeLabel(theme), theme), func(q *opportunity.Query) { q.Themes = slices.Delete(slices.Clone(q.Themes), i, i+1) })
	}
	for _, c := range plainConditions(q) {
		if c.label != "" {
			drop(c.label, c.lift)
		}
	}
	return all
}

// condition is one that has a single value; its label is "" where it is not in force.
type condition struct {
	label string
	lift  func(*opportunity.Query)
}

func plainConditions(q opportunity.Query) []condition {
	when := func(on bool, label string) string {
		if on {
			return label
		}
		return ""
	}
	return []condition{
		{when(q.AllKinds, "すべての種別"), func(q *opportunity.Query) { q.AllKinds = false }},
		{when(q.AllStatuses, "終了を含む"), func(q *opportunity.Query) { q.AllStatuses = false }},
		{when(q.AllStages, "結果・予告なども含む"), func(q *opportunity.Query) { q.AllStages = false }},
		{when(q.Source != "", "巡回先："+q.Source), func(q *opportunity.Query) { q.Source = "" }},
		{when(!q.Since.IsZero(), wording.InstantWords(q.Since)+"以降の新着・更新"), func(q *opportunity.Query) { q.Since = opportunity.Query{}.Since }},
		{when(q.ClosingAfter != "", "締切が"+wording.DayWords(q.ClosingAfter, time.Time{})+"以降"), func(q *opportunity.Query) { q.ClosingAfter = "" }},
		{when(q.ClosingWithin > 0, "締切が"+strconv.Itoa(q.ClosingWithin)+"日以内"), func(q *opportunity.Query) { q.ClosingWithin = 0 }},
		{when(q.BudgetMin > 0, "予算"+wording.YenWords(q.BudgetMin)+"以上"), func(q *opportunity.Query) { q.BudgetMin, q.BudgetUnknown = 0, q.BudgetUnknown && q.BudgetMax > 0 }},
		{when(q.BudgetMax > 0, "予算"+wording.YenWords(q.BudgetMax)+"以下"), func(q *opportunity.Query) { q.BudgetMax, q.BudgetUnknown = 0, q.BudgetUnknown && q.BudgetMin > 0 }},
		{when(q.BudgetUnknown, "予算の記載がないものも含む"), func(q *opportunity.Query) { q.BudgetUnknown = false }},
		{when(q.ClosingBefore != "", "締切が"+wording.DayWords(q.ClosingBefore, time.Time{})+"まで"), func(q *opportunity.Query) { q.ClosingBefore = "" }},
	}
}

// LabelsOf joins the labels of choices.
func LabelsOf(choices []Choice) string {
	var labels []string
	for _, c := range choices {
		labels = append(labels, c.Label)
	}
	return strings.Join(labels, "・")
}
