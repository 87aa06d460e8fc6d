package web

import (
	"cmp"
	"slices"

	"koubo/opportunity"
	"koubo/sources"
)

// filterForm is the search form as it stands for a query.
type filterForm struct {
	Text        string
	Kinds       []choice
	Prefectures []choice
	Statuses    []choice
	Sorts       []choice
	Hidden      []choice // conditions without a field of their own, carried along
	Active      []choice // conditions in force; Value is the address without them
}

// choice is one option of a field.
type choice struct {
	Value, Label string
	Chosen       bool
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
}

// ownFields are the parameters that have a field in the form, or none of whose business a new search is.
var ownFields = []string{"q", "kind", "pref", "status", "sort", "cursor", "limit"}

func formOf(q opportunity.Query) filterForm {
	f := filterForm{Text: q.Text, Sorts: chosen(sortLabels, string(q.Sort)), Active: activeOf(q)}
	for _, k := range kindOrder {
		f.Kinds = append(f.Kinds, choice{string(k), k.Label(), slices.Contains(q.Kinds, k)})
	}
	f.Kinds = append(f.Kinds, choice{"all", "すべての種別", q.AllKinds})
	f.Prefectures = prefectureChoices(q.Prefecture)
	for _, st := range statusOrder {
		f.Statuses = append(f.Statuses, choice{string(st), st.Label(), len(q.Statuses) == 1 && q.Statuses[0] == st})
	}
	f.Statuses = append(f.Statuses, choice{"all", "すべて（終了を含む）", q.AllStatuses})
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

func prefectureChoices(code string) []choice {
	var all []choice
	for _, p := range sources.Bodies().Prefectures() {
		all = append(all, choice{p.Code, p.Name, p.Code == code})
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

// activeOf lists the conditions in force, each with the address of the same search without it.
func activeOf(q opportunity.Query) []choice {
	q.Cursor, q.Limit = "", 0
	var all []choice
	drop := func(label string, change func(*opportunity.Query)) {
		without := q
		change(&without)
		all = append(all, choice{Value: address("/", without), Label: label})
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
		{when(q.Prefecture != "", prefectureName(q.Prefecture)), func(q *opportunity.Query) { q.Prefecture = "" }},
		{when(q.Issuer != "", "発注者："+issuerName(q.Issuer)), func(q *opportunity.Query) { q.Issuer = "" }},
		{when(q.Source != "", "巡回先："+q.Source), func(q *opportunity.Query) { q.Source = "" }},
		{when(q.Theme != "", "分野："+q.Theme), func(q *opportunity.Query) { q.Theme = "" }},
		{when(!q.Since.IsZero(), instantWords(q.Since)+"以降の新着・更新"), func(q *opportunity.Query) { q.Since = opportunity.Query{}.Since }},
		{when(q.ClosingAfter != "", "締切が"+string(q.ClosingAfter)+"以降"), func(q *opportunity.Query) { q.ClosingAfter = "" }},
		{when(q.ClosingBefore != "", "締切が"+string(q.ClosingBefore)+"まで"), func(q *opportunity.Query) { q.ClosingBefore = "" }},
	}
}

func prefectureName(code string) string {
	for _, p := range sources.Bodies().Prefectures() {
		if p.Code == code {
			return p.Name
		}
	}
	return code
}

// prefectureNames lists the 47 in the order of their codes.
func prefectureNames() []string {
	var names []string
	for _, p := range sources.Bodies().Prefectures() {
		names = append(names, p.Name)
	}
	return names
}

func issuerName(code string) string {
	if body, ok := sources.Bodies().ByCode(code); ok {
		return body.FullName()
	}
	return code
}
