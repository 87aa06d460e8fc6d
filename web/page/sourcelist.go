package page

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/reasons"
	"koubo/web/choice"
	"koubo/web/response"
)

// stateOrder lists the states, what needs a hand first, each with a sentence for whoever wants to know whether to rely on it.
var stateOrder = []struct {
	state sources.State
	words string
}{
	{sources.Failing, "読み取れていません。新しい公募を載せられないことがあります。公式サイトもご覧ください。"},
	{sources.Blocked, "サイトが自動での読み取りを断っています。公式サイトをご覧ください。"},
	{sources.Suspect, "別のページが返ってきています。前に読み取った内容を載せています。"},
	{sources.Degraded, "読み取れていますが、日付など一部が読み取れなくなっています。"},
	{sources.Stale, "読み取れていますが、いつもより長く新しい公募がありません。"},
	{sources.Never, "まだ見に行っていません。"},
	{sources.Empty, "読み取れていますが、公募は載っていません。"},
	{sources.OK, "正しく読み取れています。"},
}

// stateWords says in a sentence what a state means for readers.
func stateWords(st sources.State) string {
	if i := stateRank(st); i < len(stateOrder) {
		return stateOrder[i].words
	}
	return ""
}

func stateRank(st sources.State) int {
	for i, row := range stateOrder {
		if row.state == st {
			return i
		}
	}
	return len(stateOrder)
}

type sourceListView struct {
	Frame
	Rows        []SourceRow
	Tally       []tally
	Prefectures []choice.Choice
	Prefecture  string
	State       string
	All         int

	Page, Pages      int    // of the list, from 1; 0 of what is no list of pages
	NextURL, PrevURL string // "" for none
}

// sourcesShown is how many sources stand on one page.
const sourcesShown = 100

// tally counts the sources of one state.
type tally struct {
	choice.Choice
	State sources.State
	Count int
}

// sourceList is the page of all sources, what is broken first.
func (s *Pages) sourceList(w http.ResponseWriter, r *http.Request) error {
	rows, err := s.sourceRows()
	if err != nil {
		return err
	}
	pref, state, err := sourceFilter(r, "pref", "state", "page")
	if err != nil {
		return err
	}
	inPref, shown := filtered(rows, pref, state)
	page, pages, err := sourcePage(r, len(shown))
	if err != nil {
		return err
	}
	shown = shown[(page-1)*sourcesShown : min(page*sourcesShown, len(shown))]
	view := sourceListView{Frame: s.Frame("巡回先の状態", "sources"), Page: page, Pages: pages, Rows: shown, All: len(inPref), Prefectures: choice.PrefectureChoices(pref),
		Prefecture: pref, State: state}
	view.Tally = tallies(inPref, pref, state)
	if page > 1 {
		view.PrevURL = sourcesPath(pref, state, page-1)
	}
	if page < pages {
		view.NextURL = sourcesPath(pref, state, page+1)
	}
	return s.show(w, r, "sources.html", view)
}

// sourceFilter reads the two conditions of the list of sources. allowed are all parameters that may be given.
func sourceFilter(r *http.Request, allowed ...string) (pref, state string, err error) {
	if err := choice.OnlyParameters(r, allowed...); err != nil {
		return "", "", err
	}
	pref, state = r.URL.Query().Get("pref"), r.URL.Query().Get("state")
	if pref, err = opportunity.PrefectureCode(pref); err != nil {
		return "", "", response.BadRequest("条件「pref」は長野県のような都道府県の名前か、01から47までの番号です。", `The parameter "pref" is the name of a prefecture, such as 長野県, or its number, 01 to 47.`)
	}
	if state != "" && stateRank(sources.State(state)) == len(stateOrder) {
		return "", "", response.BadRequest("条件「state」は ok, empty, degraded, failing, blocked, suspect, stale, never のどれかです。",
			`The parameter "state" is one of ok, empty, degraded, failing, blocked, suspect, stale and never.`)
	}
	return pref, state, nil
}

// filtered returns the sources of a prefecture, and those of them that are in a state; "" is any.
func filtered(rows []SourceRow, pref, state string) (inPref, shown []SourceRow) {
	inPref = keep(rows, func(row SourceRow) bool { return pref == "" || row.Issuer != "" && row.Issuer[:2] == pref })
	shown = keep(inPref, func(row SourceRow) bool { return state == "" || row.Health.State == sources.State(state) })
	return inPref, shown
}

// sourcePage reads which page of so many sources is asked for, from 1, and how many there are.
func sourcePage(r *http.Request, rows int) (page, pages int, err error) {
	page, pages = 1, max((rows+sourcesShown-1)/sourcesShown, 1)
	if given := r.URL.Query().Get("page"); given != "" {
		if page, err = strconv.Atoi(given); err != nil || page < 1 || page > pages {
			return 0, 0, response.BadRequest(fmt.Sprintf("条件「page」は1から%dまでです。", pages), fmt.Sprintf(`The parameter "page" is a number from 1 to %d.`, pages))
		}
	}
	return page, pages, nil
}

// sourcesPath is the address of a page of the sources of a prefecture and state, "" for all.
func sourcesPath(pref, state string, page int) string {
	values := url.Values{}
	for name, v := range map[string]string{"pref": pref, "state": state} {
		if v != "" {
			values.Set(name, v)
		}
	}
	if page > 1 {
		values.Set("page", strconv.Itoa(page))
	}
	if len(values) == 0 {
		return "/sources"
	}
	return "/sources?" + values.Encode()
}

// sourcesJSON serves every source with its health.
func (s *Pages) sourcesJSON(w http.ResponseWriter, r *http.Request) error {
	response.Share(w.Header())
	rows, err := s.sourceRows()
	if err != nil {
		return err
	}
	pref, state, err := sourceFilter(r, "pref", "state")
	if err != nil {
		return err
	}
	_, shown := filtered(rows, pref, state)
	return s.ReplyJSON(w, r, map[string]any{"sources": shown})
}

// tallies counts the states, each with the address that shows it alone.
func tallies(rows []SourceRow, pref, chosen string) []tally {
	link := func(state string) string { return sourcesPath(pref, state, 1) }
	all := []tally{{choice.Choice{Value: link(""), Label: "すべて", Chosen: chosen == ""}, "", len(rows)}}
	for _, st := range stateOrder {
		n := len(keep(rows, func(row SourceRow) bool { return row.Health.State == st.state }))
		if n > 0 || chosen == string(st.state) {
			all = append(all, tally{choice.Choice{Value: link(string(st.state)), Label: reasons.StateName(st.state), Chosen: chosen == string(st.state)}, st.state, n})
		}
	}
	return all
}
