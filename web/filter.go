package web

import (
	"cmp"
	"slices"
	"strconv"

	"koubo/opportunity"
	"koubo/sources"
)

// filterForm is the search form as it stands for a query.
type filterForm struct {
	Text     string
	Kinds    []choice
	Regions  []region
	Statuses []choice
	Within   []choice
	Sorts    []choice
	Hidden   []choice // conditions without a field of their own, carried along
	Active   []choice // conditions in force; Value is the address without them
}

// region groups prefectures as people look for them.
type region struct {
	Label       string
	Prefectures []choice
	Open        bool // one of them is chosen
}

// regionEnds are the regions of Japan, each with the code of its last prefecture.
var regionEnds = []struct{ label, last string }{
	{"北海道・東北", "07"}, {"関東", "14"}, {"中部", "23"}, {"近畿", "30"}, {"中国", "35"}, {"四国", "39"}, {"九州・沖縄", "47"},
}

func regionsOf(chosen []string) (all []region) {
	prefectures := prefectureChoices(chosen...)
	for _, end := range regionEnds {
		r := region{Label: end.label}
		for len(prefectures) > 0 && prefectures[0].Value <= end.last {
			r.Prefectures, r.Open = append(r.Prefectures, prefectures[0]), r.Open || prefectures[0].Chosen
			prefectures = prefectures[1:]
		}
		all = append(all, r)
	}
	return all
}

// withinChoices are how near a last day may have to be.
var withinChoices = []choice{{Value: "7", Label: "7日以内"}, {Value: "14", Label: "14日以内"}, {Value: "30", Label: "30日以内"}}

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
var ownFields = []string{"q", "kind", "pref", "status", "closing_within", "sort", "cursor", "limit"}

func formOf(q opportunity.Query) filterForm {
	f := filterForm{Text: q.Text, Sorts: chosen(sortLabels, string(q.Sort)), Active: activeOf(q)}
	for _, k := range kindOrder {
		f.Kinds = append(f.Kinds, choice{string(k), k.Label(), slices.Contains(q.Kinds, k)})
	}
	f.Kinds = append(f.Kinds, choice{"all", "すべての種別", q.AllKinds})
	f.Regions = regionsOf(q.Prefectures)
	f.Within = chosen(withinChoices, strconv.Itoa(q.ClosingWithin))
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

func prefectureChoices(codes ...string) []choice {
	var all []choice
	for _, p := range sources.Bodies().Prefectures() {
		all = append(all, choice{p.Code, p.Name, slices.Contains(codes, p.Code)})
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
	for i, code := range q.Prefectures {
		drop(prefectureName(code), func(q *opportunity.Query) { q.Prefectures = slices.Delete(slices.Clone(q.Prefectures), i, i+1) })
	}
	for i, code := range q.Issuers {
		drop("発注者："+issuerName(code), func(q *opportunity.Query) { q.Issuers = slices.Delete(slices.Clone(q.Issuers), i, i+1) })
	}
	for i, theme := range q.Themes {
		drop("分野："+theme, func(q *opportunity.Query) { q.Themes = slices.Delete(slices.Clone(q.Themes), i, i+1) })
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
		{when(!q.Since.IsZero(), instantWords(q.Since)+"以降の新着・更新"), func(q *opportunity.Query) { q.Since = opportunity.Query{}.Since }},
		{when(q.ClosingAfter != "", "締切が"+string(q.ClosingAfter)+"以降"), func(q *opportunity.Query) { q.ClosingAfter = "" }},
		{when(q.ClosingWithin > 0, "締切が"+strconv.Itoa(q.ClosingWithin)+"日以内"), func(q *opportunity.Query) { q.ClosingWithin = 0 }},
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
