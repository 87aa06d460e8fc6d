package page

import (
	"context"
	"net/http"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/search"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

// cardsPerPage is how many opportunities the index shows at once.
const (
	cardsPerPage = 20
	mostCards    = 100
)

type indexView struct {
	Frame
	Form     choice.FilterForm
	Days     []cardGroup
	Total    string
	AtLeast  bool // Total is a lower bound
	Shown    int
	Newest   bool   // what is new comes first
	Later    bool   // not the first page
	FirstURL string // the same search from its start
	NextURL  string // "" on the last page
	AllURL   string // the same words among everything
	MapURL   string // the same search as a map, without its places
	Subs     syndication.Subscription
	Round    *firstRound // nil once it is over
}

// index is the search page.
func (s *Pages) index(w http.ResponseWriter, r *http.Request) error {
	q, err := choice.PageOf(r, cardsPerPage, mostCards)
	if err != nil {
		return err
	}
	q.Faceted = true
	base := s.Base(r)
	return s.Cached(w, r, base+choice.Address("/", q), func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeIndex(q, base, now)
	})
}

// makeIndex renders the search page, and tells until when it holds. That of the first round counts on by itself.
func (s *Pages) makeIndex(q opportunity.Query, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	found, err := s.Query(q, now)
	if err != nil {
		return a, until, err
	}
	view := s.indexView(q, base, found)
	view.Days = groupByDay(cardsOf(found.Items, search.Parse(q.Text).Keys(), now), q.Sort, now, s.Files)
	if view.Round, err = s.firstRound(now); err != nil {
		return a, until, err
	}
	if view.Round == nil || view.Round.Some || len(view.Form.Active) > 0 {
		if until, err = s.Holds(q, found.Items, now); err != nil {
			return a, until, err
		}
		if f := found.Facets; f != nil {
			until = front.Earlier(until, f.Until)
		}
		if view.Round != nil {
			until = front.Earlier(until, front.NextMinute(now))
		}
	}
	a, err = s.page("index.html", view)
	return a, until, err
}

func (s *Pages) indexView(q opportunity.Query, base string, found selection.Result) indexView {
	title := "自治体の公募・実証実験・提案募集"
	form := choice.FormOf(q, found.Facets)
	if len(form.Active) > 0 {
		title = choice.LabelsOf(form.Active) + "の公募"
	}
	view := indexView{Frame: s.Frame(title, "index"), Form: form, Total: wording.CountWords(found.Total), AtLeast: found.More, Shown: len(found.Items), Newest: q.Sort == "" || q.Sort == opportunity.ByRevised, Later: q.Cursor != ""}
	view.Scripts = s.scriptsFor(true)
	view.Subs = s.SubscriptionOf(q, base)
	view.Feeds = s.NewsFeeds(q)
	if q.Limit == cardsPerPage {
		q.Limit = 0
	}
	wide := opportunity.Query{Text: q.Text, AllKinds: true, AllStatuses: true, Sort: q.Sort}
	view.AllURL = choice.Address("/", wide)
	view.MapURL = choice.Address("/map", anywhere(choice.Whole(q)))
	next := q
	next.Cursor, q.Cursor = found.Next, ""
	view.FirstURL = choice.Address("/", q)
	view.Canonical, view.Description = base+s.File(view.FirstURL), front.Tagline
	if found.Next != "" {
		view.NextURL = choice.Address("/", next)
	}
	return view
}

// anywhere is a selection in all prefectures, as the map shows it.
func anywhere(q opportunity.Query) opportunity.Query {
	q.Prefectures, q.Issuers = nil, nil
	return q
}
