package web

import (
	"cmp"
	"slices"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/selection"
)

// filterForm is the search form as it stands for a query.
type filterForm struct {
	Text          string
	Kinds         []choice
	Themes        []choice
	Regions       []choiceGroup
	Bodies        []choiceGroup // of the prefectures that are chosen
	Stages        []choice
	Statuses      []choice
	Within        []choice
	BudgetMin     []choice
	BudgetMax     []choice
	BudgetUnknown bool
	Sorts         []choice
	Hidden        []choice // conditions without a field of their own, carried along
	Active        []choice // conditions in force; Value is the address without them
}

// choice is one option of a field.
type choice struct {
	Value, Label string
	Chosen       bool
	Count        string // what it would give, "" where that is not known
}

// choiceGroup is a part of a long list of choices that can be opened by itself.
type choiceGroup struct {
	Label   string
	Count   string // what all of them would give, "" where that is not known
	Choices []choice
	Open    bool // one of them is chosen
}

// regionEnds are the regions of Japan, each with the code of its last prefecture.
var regionEnds = []struct{ label, last string }{
	{"北海道・東北", "07"}, {"関東", "14"}, {"中部", "23"}, {"近畿", "30"}, {"中国", "35"}, {"四国", "39"}, {"九州・沖縄", "47"},
}

// kindOrder is the order of the check boxes: what most companies look for comes first.
var kindOrder = []opportunity.Kind{
	opportunity.Pilot, opportunity.Proposal, opportunity.Collaboration, opportunity.Sounding, opportunity.Accelerator,
	opportunity.Subsidy, opportunity.PFI, opportunity.DesignatedManager, opportunity.NamingRights, opportunity.AdSpace,
	opportunity.Tender, opportunity.VendorRegistration, opportunity.Other,
}

var statusOrder = []opportunity.Status{
	opportunity.ClosingSoon, opportunity.Open, opportunity.Upcoming, opportunity.RollingStatus,
	opportunity.UnknownStatus, opportunity.Closed, opportunity.WithdrawnNow,
}

var sortLabels = []choice{
	{Value: string(opportunity.ByRevised), Label: "新着・更新順"},
	{Value: string(opportunity.ByDeadline), Label: "締切が近い順"},
	{Value: string(opportunity.ByPublished), Label: "公告日順"},
	{Value: string(opportunity.ByBudget), Label: "予算が大きい順"},
}

// ownFields are the parameters that have a field in the form, or none of whose business a new search is.
var ownFields = []string{"q", "kind", "pref", "issuer", "theme", "stage", "status", "closing_within", "budget_min", "budget_max", "budget_unknown", "sort", "cursor", "limit"}

// formOf fills the form; facets are nil where they are not known.
func formOf(q opportunity.Query, facets *selection.Facets) filterForm {
	n := countsOf(facets)
	f := filterForm{Text: q.Text, BudgetUnknown: q.BudgetUnknown, Sorts: chosen(sortLabels, string(q.Sort)), Active: activeOf(q)}
	f.Kinds = append(choicesOf(n, kindOrder, opportunity.Kind.Label, q.Kinds, n.Kinds), choice{Value: "all", Label: "すべての種別", Chosen: q.AllKinds})
	f.Themes = choicesOf(n, opportunity.Themes(), opportunity.ThemeLabel, q.Themes, n.Themes)
	f.Stages = append(choicesOf(n, opportunity.Stages(), opportunity.Stage.Label, q.Stages, n.Stages), choice{Value: "all", Label: "すべての段階", Chosen: q.AllStages})
	f.Statuses = append(choicesOf(n, statusOrder, opportunity.Status.Label, q.Statuses, n.Statuses), choice{Value: "all", Label: "終了を含むすべて", Chosen: q.AllStatuses})
	f.Regions, f.Bodies = regionsOf(q, n), bodiesOf(q, n)
	f.Within = withinChoices(q.ClosingWithin)
	f.BudgetMin, f.BudgetMax = budgetChoices(q.BudgetMin, "以上"), budgetChoices(q.BudgetMax, "以下")
	for name, values := range q.Values() {
		for _, v := range values {
			if !slices.Contains(ownFields, name) {
				f.Hidden = append(f.Hidden, choice{Value: v, Label: name})
			}
		}
	}
	slices.SortFunc(f.Hidden, func(a, b choice) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value)) })
	return f
}

func prefectureChoices(codes ...string) []choice {
	var all []choice
	for _, p := range sources.Bodies().Prefectures() {
		all = append(all, choice{Value: p.Code, Label: p.Name, Chosen: slices.Contains(codes, p.Code)})
	}
	return all
}

func chosen(from []choice, value string) []choice {
	all := slices.Clone(from)
	for i := range all {
		all[i].Chosen = all[i].Value == value
	}
	return all
}
