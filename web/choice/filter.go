// Package choice reads the selection that an address names, and shows it as a form, with what each further choice would give.
package choice

import (
	"cmp"
	"slices"
	"strconv"

	"koubo/opportunity"
	"koubo/sources/municipality"
	"koubo/store/selection"
)

// FilterForm is the search form as it stands for a query.
type FilterForm struct {
	Text          string
	Kinds         []Choice
	Themes        []Choice
	Regions       []choiceGroup
	Bodies        []choiceGroup // of the prefectures that are chosen
	BodiesCut     string        // how many prefectures' bodies are listed at most, "" where those of all are
	Stages        []Choice
	Statuses      []Choice
	Within        []Choice
	BudgetMin     []Choice
	BudgetMax     []Choice
	BudgetUnknown bool
	Sorts         []Choice
	Hidden        []Choice // conditions without a field of their own, carried along
	Active        []Choice // conditions in force; Value is the address without them
}

// Choice is one option of a field.
type Choice struct {
	Value, Label string
	Chosen       bool
	Count        string // what it would give, "" where that is not known
}

// choiceGroup is a part of a long list of choices that can be opened by itself.
type choiceGroup struct {
	Label   string
	Count   string // what all of them would give, "" where that is not known
	Choices []Choice
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

var sortLabels = []Choice{
	{Value: string(opportunity.ByRevised), Label: "新着・更新順"},
	{Value: string(opportunity.ByDeadline), Label: "締切が近い順"},
	{Value: string(opportunity.ByPublished), Label: "公告日順"},
	{Value: string(opportunity.ByBudget), Label: "予算が大きい順"},
}

// ownFields are the parameters that have a field in the form, or none of whose business a new search is.
var ownFields = []string{"q", "kind", "pref", "issuer", "theme", "stage", "status", "closing_within", "budget_min", "budget_max", "budget_unknown", "sort", "cursor", "limit"}

// FormOf fills the form; facets are nil where they are not known.
func FormOf(q opportunity.Query, facets *selection.Facets) FilterForm {
	n := CountsOf(facets)
	f := FilterForm{Text: q.Text, BudgetUnknown: q.BudgetUnknown, Sorts: chosen(sortLabels, string(q.Sort)), Active: ActiveOf(q)}
	f.Kinds = append(choicesOf(n, kindOrder, opportunity.Kind.Label, q.Kinds, n.Kinds), Choice{Value: "all", Label: "すべての種別", Chosen: q.AllKinds})
	f.Themes = choicesOf(n, opportunity.Themes(), opportunity.ThemeLabel, q.Themes, n.Themes)
	f.Stages = append(choicesOf(n, opportunity.Stages(), opportunity.Stage.Label, q.Stages, n.Stages), Choice{Value: "all", Label: "すべての段階", Chosen: q.AllStages})
	f.Statuses = append(choicesOf(n, statusOrder, opportunity.Status.Label, q.Statuses, n.Statuses), Choice{Value: "all", Label: "終了を含むすべて", Chosen: q.AllStatuses})
	f.Regions, f.Bodies = RegionsOf(q, n), bodiesOf(q, n)
	if len(q.Prefectures) > pickedFrom {
		f.BodiesCut = strconv.Itoa(pickedFrom)
	}
	f.Within = withinChoices(q.ClosingWithin)
	f.BudgetMin, f.BudgetMax = budgetChoices(q.BudgetMin, "以上"), budgetChoices(q.BudgetMax, "以下")
	for name, values := range q.Values() {
		for _, v := range values {
			if !slices.Contains(ownFields, name) {
				f.Hidden = append(f.Hidden, Choice{Value: v, Label: name})
			}
		}
	}
	slices.SortFunc(f.Hidden, func(a, b Choice) int { return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value)) })
	return f
}

// PrefectureChoices lists the prefectures, those of the codes chosen.
func PrefectureChoices(codes ...string) []Choice {
	var all []Choice
	for _, p := range municipality.All().Prefectures() {
		all = append(all, Choice{Value: p.Code, Label: p.Name, Chosen: slices.Contains(codes, p.Code)})
	}
	return all
}

func chosen(from []Choice, value string) []Choice {
	all := slices.Clone(from)
	for i := range all {
		all[i].Chosen = all[i].Value == value
	}
	return all
}
