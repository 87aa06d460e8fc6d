package choice

import (
	"maps"
	"slices"
	"strconv"

	"koubo/opportunity"
	"koubo/sources/municipality"
	"koubo/store/selection"
	"koubo/web/wording"
)

// Field is a parameter with its choices, for a template.
type Field struct {
	Name    string
	Choices []Choice
}

// Open reports whether something is chosen.
func (f Field) Open() bool {
	return slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Chosen })
}

// Counts are the facets of a selection, as the form words them.
type Counts struct {
	selection.Facets
	Known bool
}

// CountsOf returns the numbers of facets, nil where they are not known.
func CountsOf(facets *selection.Facets) Counts {
	if facets == nil {
		return Counts{}
	}
	return Counts{*facets, true}
}

// Words writes a number: with + where it comes on top of what is chosen in the field already.
func (c Counts) Words(n int, onTop bool) string {
	switch {
	case !c.Known:
		return ""
	case c.Rough && n > 0:
		return "約" + wording.Grouped(uint64(n))
	case onTop && n > 0:
		return "+" + wording.Grouped(uint64(n))
	}
	return wording.Grouped(uint64(n))
}

// choicesOf makes the choices of a field, each with what it would give.
func choicesOf[T ~string](c Counts, values []T, label func(T) string, taken []T, facet map[T]int) (all []Choice) {
	for _, value := range values {
		one := Choice{Value: string(value), Label: label(value), Chosen: slices.Contains(taken, value)}
		one.Count = c.Words(facet[value], len(taken) > 0 && !one.Chosen)
		all = append(all, one)
	}
	return all
}

// RegionsOf groups the prefectures as people look for them.
func RegionsOf(q opportunity.Query, n Counts) (all []choiceGroup) {
	var codes []string
	for _, p := range municipality.All().Prefectures() {
		codes = append(codes, p.Code)
	}
	prefectures := choicesOf(n, codes, wording.PrefectureName, q.Prefectures, n.Prefectures)
	for _, end := range regionEnds {
		g, total := choiceGroup{Label: end.label}, 0
		for len(prefectures) > 0 && prefectures[0].Value <= end.last {
			g.Choices, g.Open = append(g.Choices, prefectures[0]), g.Open || prefectures[0].Chosen
			total += n.Prefectures[prefectures[0].Value]
			prefectures = prefectures[1:]
		}
		g.Count = n.Words(total, false)
		all = append(all, g)
	}
	return all
}

// pickedFrom is of how many prefectures the bodies are listed.
const pickedFrom = 3

// bodiesOf lists the bodies of the prefectures that are chosen, and of those whose bodies are: whoever wants a town chooses its
// prefecture first.
func bodiesOf(q opportunity.Query, n Counts) (all []choiceGroup) {
	prefectures := map[string]bool{} // whether one of its bodies is chosen
	for _, code := range q.Prefectures[:min(len(q.Prefectures), pickedFrom)] {
		prefectures[code] = false
	}
	for _, code := range q.Issuers {
		prefectures[code[:min(len(code), 2)]] = true
	}
	for _, prefecture := range slices.Sorted(maps.Keys(prefectures)) {
		var codes []string
		for _, body := range municipality.All().Of(prefecture) {
			codes = append(codes, body.Code)
		}
		for _, code := range q.Issuers { // of a body that the table lacks
			if code[:2] == prefecture && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		name := func(code string) string {
			if body, known := municipality.All().ByCode(code); known {
				return body.Name
			}
			return code
		}
		g := choiceGroup{Label: wording.PrefectureName(prefecture), Open: prefectures[prefecture], Choices: choicesOf(n, codes, name, q.Issuers, n.Issuers)}
		all = append(all, g)
	}
	return all
}

// withinChoices are how near a last day may have to be.
func withinChoices(within int) []Choice {
	return chosenNumber([]int64{7, 14, 30}, int64(within), func(n int64) string { return strconv.FormatInt(n, 10) + "日以内" })
}

// budgetChoices are bounds that budgets are looked for by.
func budgetChoices(yen int64, suffix string) []Choice {
	steps := []int64{1_000_000, 3_000_000, 5_000_000, 10_000_000, 30_000_000, 50_000_000, 100_000_000}
	return chosenNumber(steps, yen, func(n int64) string { return wording.YenWords(n) + suffix })
}

// chosenNumber offers numbers, and the one in force where it is none of them.
func chosenNumber(from []int64, n int64, words func(int64) string) (all []Choice) {
	if n > 0 && !slices.Contains(from, n) {
		from = append(from, n)
		slices.Sort(from)
	}
	for _, one := range from {
		all = append(all, Choice{Value: strconv.FormatInt(one, 10), Label: words(one), Chosen: one == n})
	}
	return all
}
