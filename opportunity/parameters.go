package opportunity

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/opportunity/search"
)

// maxLimit is the greatest number of records that one answer holds.
const maxLimit = 1000

// Parameters are the names that ParseQuery reads. The slice must not be changed.
func Parameters() []string { return selecting }

var selecting = []string{"kind", "stage", "status", "pref", "issuer", "source", "theme", "q", "since", "closing_after", "closing_before", "closing_within", "budget_min", "budget_max", "budget_unknown", "sort", "limit", "cursor"}

// repeatable are those of them that may hold several values.
var repeatable = []string{"kind", "stage", "status", "pref", "issuer", "theme"}

// ParseQuery reads a query from the parameters of a URL: kind, stage, status (each may be repeated, hold several
// values with commas, or be all), pref (code or name), issuer and theme (each may be repeated or hold several with
// commas), source, q (see package search), since (a day or RFC 3339), closing_after, closing_before (days), closing_within (a
// number of days), budget_min, budget_max (yen), budget_unknown (1), sort, limit, cursor. Other parameters are not its concern. The error is a sentence that names the parameter, what it held
// and what it may hold.
func ParseQuery(v url.Values) (q Query, err error) {
	if err := onlyOnce(v); err != nil {
		return Query{}, err
	}
	var errs [15]error
	q.Kinds, q.AllKinds, errs[0] = severalOf(v, "kind", kinds)
	q.Stages, q.AllStages, errs[1] = severalOf(v, "stage", stages)
	q.Statuses, q.AllStatuses, errs[2] = severalOf(v, "status", statuses)
	q.Prefectures, errs[3] = eachOf(v["pref"], PrefectureCode)
	q.Issuers, errs[4] = eachOf(v["issuer"], parseIssuer)
	q.Themes, errs[5] = eachOf(v["theme"], func(word string) (string, error) { return oneOf("theme", word, themes) })
	q.Since, errs[6] = parseSince(v.Get("since"))
	q.ClosingAfter, errs[7] = parseDay("closing_after", v.Get("closing_after"))
	q.ClosingBefore, errs[8] = parseDay("closing_before", v.Get("closing_before"))
	q.Limit, errs[9] = parseCount("limit", "number", v.Get("limit"), maxLimit)
	q.ClosingWithin, errs[10] = parseCount("closing_within", "number of days", v.Get("closing_within"), MaxWithin)
	q.BudgetMin, errs[11] = parseYen("budget_min", v.Get("budget_min"))
	q.BudgetMax, errs[12] = parseYen("budget_max", v.Get("budget_max"))
	q.BudgetUnknown, errs[13] = parseFlag("budget_unknown", v.Get("budget_unknown"))
	q.Text, errs[14] = parseText(v.Get("q"))
	q.Source, q.Cursor = v.Get("source"), v.Get("cursor")
	for _, e := range errs {
		if e != nil {
			return Query{}, e
		}
	}
	if q.Sort, err = oneOf("sort", Sort(v.Get("sort")), sortings); err != nil {
		return Query{}, err
	}
	if err := q.contradiction(); err != nil {
		return Query{}, err
	}
	q.BudgetUnknown = q.BudgetUnknown && q.BoundsBudget()
	if q.Sort == "" {
		q.Sort = ByRevised
	}
	return q, nil
}

// BoundsError is a search between two bounds that nothing can lie between. Its text is a sentence for whoever made it.
type BoundsError struct {
	Lower, Upper string // the names of the two parameters
	text         string
}

func (e *BoundsError) Error() string { return e.text }

// contradiction refuses bounds that stand the wrong way round: they would find nothing without a word.
func (q Query) contradiction() error {
	switch {
	case q.BudgetMax > 0 && q.BudgetMin > q.BudgetMax:
		return &BoundsError{"budget_min", "budget_max", fmt.Sprintf("budget_min cannot be %d where budget_max is %d: no budget is both; exchange the two", q.BudgetMin, q.BudgetMax)}
	case q.ClosingBefore != "" && q.ClosingAfter > q.ClosingBefore:
		return &BoundsError{"closing_after", "closing_before", fmt.Sprintf("closing_after cannot be %s where closing_before is %s: no day is both; exchange the two", q.ClosingAfter, q.ClosingBefore)}
	}
	return nil
}

// onlyOnce refuses two values of a parameter that has one: one of them would be left out.
func onlyOnce(v url.Values) error {
	for _, name := range selecting {
		if list := v[name]; len(list) > 1 && !slices.Contains(repeatable, name) {
			return fmt.Errorf("%s can be given once, and is given as %q and %q; leave one of them out", name, jtext.ClipRunes(list[0], 60), jtext.ClipRunes(list[1], 60))
		}
	}
	return nil
}

// Bounds of a search: longer ones than anybody types.
const (
	MaxText  = 1000 // characters
	MaxTerms = 40
)

// parseText reads q and returns it in its canonical form.
func parseText(value string) (string, error) {
	if n := utf8.RuneCountInString(value); n > MaxText {
		return "", fmt.Errorf("q cannot be longer than %d characters, it has %d; use fewer words", MaxText, n)
	}
	words := search.Parse(value)
	if n := words.Len(); n > MaxTerms {
		return "", fmt.Errorf("q cannot hold more than %d words, it has %d; use fewer", MaxTerms, n)
	}
	return words.String(), nil
}

// parseYen reads a sum in yen, 0 where the parameter is absent.
func parseYen(name, value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 || n > MaxBudget || strconv.FormatInt(n, 10) != value {
		return 0, fmt.Errorf("%s cannot be %q; it is a sum in yen from 0 to %d, in digits alone", name, jtext.ClipRunes(value, 60), MaxBudget)
	}
	return n, nil
}

func parseFlag(name, value string) (bool, error) {
	if value != "" && value != "1" && value != "0" {
		return false, fmt.Errorf("%s cannot be %q; it is 1, or absent", name, jtext.ClipRunes(value, 60))
	}
	return value == "1", nil
}

// severalOf reads a parameter of several values; "all" lifts the default.
func severalOf[T ~string](v url.Values, name string, allowed []T) (list []T, all bool, err error) {
	for _, cell := range v[name] {
		for _, word := range strings.Split(cell, ",") {
			word = strings.TrimSpace(word)
			if word == "all" {
				all = true
				continue
			}
			value, err := oneOf(name, T(word), allowed)
			if err != nil {
				return nil, false, fmt.Errorf("%w, or all", err)
			}
			if value != "" && !slices.Contains(list, value) {
				list = append(list, value)
			}
		}
	}
	if all {
		list = nil
	}
	return list, all, nil
}

// eachOf reads a parameter of several values, in order and once each.
func eachOf(cells []string, parse func(string) (string, error)) (list []string, err error) {
	for _, cell := range cells {
		for word := range strings.SplitSeq(cell, ",") {
			value, err := parse(strings.TrimSpace(word))
			if err != nil {
				return nil, err
			}
			if value != "" && !slices.Contains(list, value) {
				list = append(list, value)
			}
		}
	}
	slices.Sort(list)
	return list, nil
}

// MaxWithin is the greatest number of days ahead that may be asked for.
const MaxWithin = 366

// parseCount reads what, a number, from 1 to most; 0 where the parameter is absent.
func parseCount(name, what, value string, most int) (int, error) {
	if value == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most || strconv.Itoa(n) != value { // one spelling: +5 and 05 are no numbers that anybody means
		return 0, fmt.Errorf("%s cannot be %q; it is a %s from 1 to %d", name, jtext.ClipRunes(value, 60), what, most)
	}
	return n, nil
}

func oneOf[T ~string](name string, value T, allowed []T) (T, error) {
	if value == "" || slices.Contains(allowed, value) {
		return value, nil
	}
	return "", fmt.Errorf("%s cannot be %q; it may be %s", name, jtext.ClipRunes(string(value), 60), strings.Join(wordsOf(allowed), ", "))
}

func parseIssuer(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	if len(value) == 6 && strings.Trim(value, "0123456789") == "" {
		if prefecture, err := PrefectureCode(value[:2]); err == nil && prefecture == value[:2] { // the code begins with it (JIS X 0402)
			return value, nil
		}
	}
	return "", fmt.Errorf("issuer cannot be %q; it is the 6 digits of a body's code, such as 472018 for 那覇市", jtext.ClipRunes(value, 60))
}

func parseSince(value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	if at := jdate.Date(value).Time(""); !at.IsZero() {
		return at, nil
	}
	// A + that was not escaped arrives as a space.
	at, err := time.Parse(time.RFC3339, strings.Replace(value, " ", "+", 1))
	if err != nil {
		return time.Time{}, fmt.Errorf("since cannot be %q; it is a day such as 2026-11-24 or an instant such as 2026-11-24T09:00:00+09:00", jtext.ClipRunes(value, 60))
	}
	return at, nil
}

func parseDay(name, value string) (jdate.Date, error) {
	if value == "" || !jdate.Date(value).Time("").IsZero() {
		return jdate.Date(value), nil
	}
	return "", fmt.Errorf("%s cannot be %q; it is a day such as 2026-11-24", name, jtext.ClipRunes(value, 60))
}

// Values returns the parameters that ParseQuery reads q back from, without those that are defaults.
func (q Query) Values() url.Values {
	v := url.Values{}
	setList(v, "kind", q.Kinds, q.AllKinds)
	setList(v, "stage", q.Stages, q.AllStages)
	setList(v, "status", q.Statuses, q.AllStatuses)
	setList(v, "pref", q.Prefectures, false)
	setList(v, "issuer", q.Issuers, false)
	setList(v, "theme", q.Themes, false)
	for name, n := range map[string]int64{"closing_within": int64(q.ClosingWithin), "budget_min": q.BudgetMin, "budget_max": q.BudgetMax, "limit": int64(q.Limit)} {
		if n > 0 {
			v.Set(name, strconv.FormatInt(n, 10))
		}
	}
	if q.BudgetUnknown {
		v.Set("budget_unknown", "1")
	}
	for name, value := range map[string]string{
		"source": q.Source, "q": q.Text, "cursor": q.Cursor,
		"closing_after": string(q.ClosingAfter), "closing_before": string(q.ClosingBefore),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if !q.Since.IsZero() {
		v.Set("since", q.Since.Format(time.RFC3339Nano))
	}
	if q.Sort != "" && q.Sort != ByRevised {
		v.Set("sort", string(q.Sort))
	}
	return v
}

func setList[T ~string](v url.Values, name string, list []T, all bool) {
	if all {
		v.Set(name, "all")
		return
	}
	for _, value := range list {
		v.Add(name, string(value))
	}
}
