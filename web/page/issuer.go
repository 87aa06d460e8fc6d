package page

import (
	"context"
	"net/http"
	"slices"
	"time"

	"koubo/opportunity"
	"koubo/sources/municipality"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

// What the page of a body shows.
const (
	issuerCalls   = 20
	issuerResults = 10
	issuerDesks   = 5
	issuerHistory = 300 // calls that the usual months are taken from, the latest ones
)

type issuerView struct {
	Frame
	Body    municipality.Body
	Site    string // address of its web site, "" where it may not be followed
	Calls   []card
	Total   string
	CallURL string // all that is open, "" where it is shown
	Desks   []card // where proposals are taken at any time
	Results []card
	PastURL string // all there is
	Months  []monthCount
	Counted int // calls that the months are of
	Sources []SourceRow
	Subs    syndication.Subscription
	Prefect string // the search in its prefecture, "" for a prefecture and for one of none of the 47
}

// deskKinds are what a body that takes proposals at any time takes: by a desk for private proposals or for partnerships with
// companies, or by a field for pilots.
var deskKinds = []opportunity.Kind{opportunity.Proposal, opportunity.Collaboration, opportunity.Pilot}

// monthCount is how many calls came in a month of any year.
type monthCount struct {
	Month, Count int
	Level        int // 0 to 4, of the greatest
}

// issuer is the page of one body.
func (s *Pages) issuer(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	code, base := r.PathValue("code"), s.Base(r)
	return s.Cached(w, r, base+front.IssuerPath(code), func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeIssuer(code, base, now)
	})
}

// makeIssuer renders the page of a body. It holds for a minute at most: visits move by themselves.
func (s *Pages) makeIssuer(code, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	view, err := s.issuerView(code, base, now)
	if err != nil {
		return a, until, err
	}
	a, err = s.page("issuer.html", view)
	return a, front.NextMinute(now), err
}

// issuerRecords are the records that the page of a body shows or counts.
type issuerRecords struct{ open, standing, decided, history selection.Result }

// callsOf selects the open calls of a body, as its page lists them.
func callsOf(own opportunity.Query) opportunity.Query {
	own.Sort, own.Limit = opportunity.ByDeadline, issuerCalls
	return own
}

func (s *Pages) issuerRecords(own opportunity.Query, now time.Time) (r issuerRecords, err error) {
	desks, results, past := own, own, own
	desks.AllKinds, desks.Kinds, desks.Statuses, desks.Limit, desks.Uncounted = false, deskKinds, []opportunity.Status{opportunity.RollingStatus}, issuerDesks, true
	results.Stages, results.Limit = []opportunity.Stage{opportunity.Result}, issuerResults
	past.AllKinds, past.AllStatuses, past.Limit, past.Uncounted = false, true, issuerHistory, true
	for _, part := range []struct {
		query opportunity.Query
		into  *selection.Result
	}{{callsOf(own), &r.open}, {desks, &r.standing}, {results, &r.decided}, {past, &r.history}} {
		if *part.into, err = s.Query(part.query, now); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (s *Pages) issuerView(code, base string, now time.Time) (v issuerView, err error) {
	own := opportunity.Query{Issuers: []string{code}, AllKinds: true, Sort: opportunity.ByRevised}
	found, err := s.issuerRecords(own, now)
	if err != nil {
		return v, err
	}
	if v.Sources, err = s.sourcesOf(code); err != nil {
		return v, err
	}
	known := false
	v.Body, known = s.bodyOf(code, slices.Concat(found.open.Items, found.decided.Items, found.history.Items))
	if !known { // a record of any kind and state may name it, whose page leads here
		last, err := s.Query(opportunity.Query{Issuers: own.Issuers, AllKinds: true, AllStages: true, AllStatuses: true, Limit: 1, Uncounted: true}, now)
		if err != nil {
			return v, err
		}
		v.Body, known = s.bodyOf(code, last.Items)
	}
	if !known {
		return v, response.Missing("お探しの団体", "There is no body of this code.")
	}
	v.Frame = s.Frame(v.Body.FullName()+"の公募", "")
	v.Canonical, v.Description = base+s.File(front.IssuerPath(code)), wording.OneLine(v.Body.FullName(), 60)+"が企業・団体に呼びかけている公募と、これまでの結果、例年の時期です。"
	v.Site, v.Subs, v.Feeds = wording.WebLink(v.Body.Site), s.SubscriptionOf(own, base), s.NewsFeeds(own)
	v.Calls, v.Desks, v.Results = cardsOf(found.open.Items, nil, now), cardsOf(found.standing.Items, nil, now), cardsOf(found.decided.Items, nil, now)
	v.Total = wording.CountWords(found.open.Total)
	if found.open.Next != "" {
		v.CallURL = choice.Address("/", choice.Whole(callsOf(own)))
	}
	v.PastURL = choice.Address("/", opportunity.Query{Issuers: own.Issuers, AllKinds: true, AllStages: true, AllStatuses: true})
	v.Months, v.Counted = monthsOf(found.history.Items)
	v.Subs.Of, v.Scripts = "この団体", s.scriptsFor(false)
	if code = v.Body.Code; wording.PrefectureName(code[:min(2, len(code))]) == v.Body.Prefecture && v.Body.Name != v.Body.Prefecture {
		v.Prefect = choice.Address("/", opportunity.Query{Prefectures: []string{code[:2]}})
	}
	return v, nil
}

// sourcesOf lists the sources of a body with how they fare.
func (s *Pages) sourcesOf(code string) ([]SourceRow, error) {
	rows, err := s.sourceRows()
	if err != nil {
		return nil, err
	}
	return keep(rows, func(row SourceRow) bool { return row.Issuer == code }), nil
}

// bodyOf returns a body of the table, as the source or a record names it where it is called otherwise there, and one that only
// those know.
func (s *Pages) bodyOf(code string, records []opportunity.Opportunity) (body municipality.Body, known bool) {
	body, known = municipality.All().ByCode(code)
	rename := func(issuer opportunity.Issuer) {
		body.Code, body.Name, body.Prefecture = code, issuer.Name, issuer.Prefecture
		known = true
	}
	for _, src := range s.Sources() {
		if src.Issuer.Code == code {
			rename(src.Issuer)
			return body, known
		}
	}
	if !known && len(records) > 0 {
		rename(records[0].Issuer)
	}
	return body, known
}

// monthsOf counts the calls of each month from April on, by the day that each says it was published; what says none is not
// counted: when koubo saw it first tells of koubo.
func monthsOf(records []opportunity.Opportunity) (months []monthCount, counted int) {
	var by [13]int
	most := 0
	for _, o := range records {
		if t := o.Published.Time(""); !t.IsZero() {
			by[t.Month()]++
			counted++
			most = max(most, by[t.Month()])
		}
	}
	for i := range 12 {
		month := (i+3)%12 + 1
		months = append(months, monthCount{month, by[month], levelOf(by[month], most)})
	}
	return months, counted
}

// levelOf is a fourth of the greatest number, counted from 1; 0 for none.
func levelOf(n, most int) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return (n*4 + most - 1) / most
}
