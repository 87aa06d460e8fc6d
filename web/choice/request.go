package choice

import (
	"errors"
	"fmt"
	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/store/selection"
	"koubo/web/response"
	"koubo/web/wording"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// MaxQuery bounds the query string in bytes; the longest sensible search has a few hundred.
const MaxQuery = 4 << 10

// QueryOf reads the selection a request asks for. The failure names the parameter that cannot be used.
func QueryOf(r *http.Request) (opportunity.Query, error) {
	values, err := ParametersOf(r)
	if err != nil {
		return opportunity.Query{}, err
	}
	return SelectionOf(values)
}

// ParametersOf reads the parameters of a request. Empty ones, which a form sends for fields left alone, count as absent, so do
// those that a letter or another site adds to follow its readers, and what is said twice counts once.
func ParametersOf(r *http.Request) (url.Values, error) { return ParametersIn(r.URL.RawQuery) }

// ParametersIn reads those of the query string of an address.
func ParametersIn(raw string) (url.Values, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, response.BadRequest("検索条件の書き方（%記号など）を読み取れません。", "The query string cannot be read: "+err.Error()+".")
	}
	for name, list := range values {
		kept := list[:0]
		for _, v := range list {
			if v != "" && !opportunity.IsTracking(name, v) && !slices.Contains(kept, v) {
				kept = append(kept, v)
			}
		}
		if values[name] = kept; len(kept) == 0 {
			delete(values, name)
		}
	}
	return values, nil
}

// TakeOut removes a parameter from others, and returns its values with commas between, "" for none.
func TakeOut(values url.Values, name string) string {
	given := strings.Join(values[name], ",")
	values.Del(name)
	return given
}

// WithoutParameters refuses every parameter but those that letters add: the page has none.
func WithoutParameters(r *http.Request) error {
	values, err := ParametersOf(r)
	for name := range values {
		return response.BadRequest(fmt.Sprintf("このページに条件はありません。「%s」を外してください。", wording.OneLine(name, 40)),
			fmt.Sprintf("This page takes no parameters: leave %q out.", wording.OneLine(name, 40)))
	}
	return err
}

// OnlyParameters refuses every parameter of a request but those named, and those that letters add.
func OnlyParameters(r *http.Request, known ...string) error {
	values, err := ParametersOf(r)
	if err == nil {
		err = knownAlone(values, known)
	}
	return err
}

func knownAlone(values url.Values, known []string) error {
	for name := range values {
		if !slices.Contains(known, name) {
			return unknownParameter(name, known)
		}
	}
	return nil
}

// SelectionOf reads a selection from parameters, of which it must know every one.
func SelectionOf(values url.Values, also ...string) (opportunity.Query, error) {
	known := slices.Concat(opportunity.Parameters(), also)
	if err := knownAlone(values, known); err != nil {
		return opportunity.Query{}, err
	}
	q, err := opportunity.ParseQuery(values)
	if err != nil {
		return q, badParameter(values, err)
	}
	return q, nil
}

// meant are the parameters that other services call otherwise.
var meant = map[string]string{
	"page": "cursor", "offset": "cursor", "start": "cursor", "after": "cursor", "per_page": "limit", "page_size": "limit", "count": "limit", "size": "limit",
	"search": "q", "query": "q", "keyword": "q", "text": "q", "prefecture": "pref", "city": "issuer", "type": "kind", "category": "kind", "order": "sort",
}

// unknownParameter refuses a condition that would be ignored: whoever mistypes one would be shown too much, or miss a call.
func unknownParameter(name string, known []string) response.Failure {
	ja, en := "", "It may be "+strings.Join(known, ", ")+"."
	near := meant[name]
	if !slices.Contains(known, near) {
		near = jtext.Nearest(name, known)
	}
	if near != "" && len(name) > 1 { // of one letter anything is near
		ja, en = fmt.Sprintf("「%s」のことでしょうか。", near), fmt.Sprintf("Did you mean %q?", near)
	}
	name = wording.OneLine(name, 40)
	return response.BadRequest(fmt.Sprintf("「%s」という条件はありません。%s", name, ja), fmt.Sprintf("There is no parameter %q. %s", name, en))
}

// wrongWayRound says of two bounds, by the name of the lower one, that nothing can lie between them.
var wrongWayRound = map[string]string{
	"budget_min":    "予算の下限「budget_min」が上限「budget_max」より大きくなっています。二つを入れ替えてください。",
	"closing_after": "締切の始まり「closing_after」が終わり「closing_before」より後の日になっています。二つを入れ替えてください。",
}

// badParameter finds the parameter at fault by asking for each alone; err stands for the whole.
func badParameter(values url.Values, err error) error {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list := values[name]
		if _, alone := opportunity.ParseQuery(url.Values{name: list}); alone != nil {
			return response.BadRequest(badValue(name, list), fmt.Sprintf("The parameter %q cannot be used: %s", wording.OneLine(name, 40), wording.OneLine(alone.Error(), 400)))
		}
	}
	words := "検索条件を組み合わせられません。書き方を直してください。"
	if bounds := (*opportunity.BoundsError)(nil); errors.As(err, &bounds) {
		words = wrongWayRound[bounds.Lower]
	}
	return response.BadRequest(words, wording.OneLine(err.Error(), 400))
}

// badValue says in Japanese what is wrong with the values of one parameter.
func badValue(name string, list []string) string {
	if name == "q" && len(list) == 1 {
		return fmt.Sprintf("ことば（q）が長すぎるか、多すぎます。%d文字、%d語までにしてください。", opportunity.MaxText, opportunity.MaxTerms)
	}
	words := list
	if opportunity.ParameterValues(name) != nil || name == "issuer" { // those may stand with commas between
		words = strings.Split(strings.Join(list, ","), ",")
	}
	for _, value := range words {
		value = strings.TrimSpace(value)
		if _, err := opportunity.ParseQuery(url.Values{name: {value}}); err != nil {
			hint := "書き方を直すか、この条件を外してください。"
			if near := jtext.Nearest(value, opportunity.ParameterValues(name)); near != "" {
				hint = fmt.Sprintf("「%s」のことでしょうか。", near)
			}
			return fmt.Sprintf("条件「%s」の値「%s」は使えません。%s", wording.OneLine(name, 40), wording.OneLine(value, 80), hint)
		}
	}
	return fmt.Sprintf("条件「%s」に値が%d個あります。1個だけ残してください。", wording.OneLine(name, 40), len(list))
}

// CursorFailure turns the store's refusal of a cursor into the reader's error.
func CursorFailure(err error) error {
	if refused := (*selection.CursorError)(nil); errors.As(err, &refused) {
		return response.BadRequest("条件「cursor」がこの検索のものではありません。最初のページからやり直してください。",
			`The parameter "cursor" belongs to another selection: start from the first page.`)
	}
	return err
}

// Limited sets how many records an answer holds: usual where the reader names none, and a refusal above most.
func Limited(q *opportunity.Query, usual, most int) error {
	if q.Limit == 0 {
		q.Limit = usual
	}
	if q.Limit > most {
		return response.BadRequest(fmt.Sprintf("条件「limit」は%dまでです。", most), fmt.Sprintf(`The parameter "limit" may be %d at most here.`, most))
	}
	return nil
}

// PageOf reads the query of a request, usual records a page where it does not say and most where it may.
func PageOf(r *http.Request, usual, most int) (opportunity.Query, error) {
	q, err := QueryOf(r)
	if err == nil {
		err = Limited(&q, usual, most)
	}
	return q, err
}
