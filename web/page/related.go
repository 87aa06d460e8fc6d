package page

import (
	"slices"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/search"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/related"
	"koubo/web/wording"
)

// relatedGroup is a list of records that whoever reads of one may want to see.
type relatedGroup struct {
	Title string
	Rows  []card
	More  string // address of all of them
}

// relatedShown is how many records a list of related ones holds.
const relatedShown = 5

// relatedTo looks in the indexes for other rounds and the results of a call, for open calls of its issuer, and for open calls
// of its themes elsewhere. No record stands in two lists.
func (s *Pages) relatedTo(o opportunity.Opportunity, now time.Time) (groups []relatedGroup, err error) {
	shown := []string{o.ID}
	for _, want := range relatedQueries(o) {
		q := want.query
		q.Uncounted, q.Limit = true, relatedShown+len(shown)
		found, err := s.Query(q, now)
		if err != nil {
			return nil, err
		}
		g := relatedGroup{Title: want.title, More: want.more}
		for _, other := range found.Items {
			if !slices.Contains(shown, other.ID) && len(g.Rows) < relatedShown {
				g.Rows, shown = append(g.Rows, cardOf(other, nil, now)), append(shown, other.ID)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// relatedQuery is what one of the lists holds.
type relatedQuery struct {
	title, more string
	query       opportunity.Query
}

func relatedQueries(o opportunity.Opportunity) (all []relatedQuery) {
	issuers := []string{o.Issuer.Code}
	if name := related.Name(o.Title); name != "" {
		q := opportunity.Query{Issuers: issuers, Text: search.Parse(`"` + name + `"`).String(), AllKinds: true, AllStages: true, AllStatuses: true, Sort: opportunity.ByPublished}
		all = append(all, relatedQuery{"同じ件名のこれまでの募集と結果", choice.Address("/", q), q})
	}
	all = append(all, relatedQuery{o.Issuer.Name + "が募集しているほかの案件", front.IssuerPath(o.Issuer.Code), opportunity.Query{Issuers: issuers, AllKinds: true, Sort: opportunity.ByRevised}})
	if len(o.Themes) > 0 {
		q := opportunity.Query{Themes: o.Themes, Sort: opportunity.ByRevised}
		all = append(all, relatedQuery{themeWords(o.Themes) + "の分野の公募", choice.Address("/", q), q})
	}
	return all
}

func themeWords(themes []string) string {
	var words []string
	for _, theme := range themes {
		words = append(words, wording.LabelOr(opportunity.ThemeLabel(theme), theme))
	}
	return strings.Join(words, "・")
}
