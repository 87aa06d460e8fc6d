package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"koubo/opportunity"
	"koubo/sources/check"
)

func readSelection(d *document, n *Notification, v ast.Node) {
	w, ok := d.Text(v, "query", `"kind=pilot&pref=47"`)
	if !ok {
		return
	}
	q, err := parseSelection(w.Text)
	if err != nil {
		d.Fault(w.At, "query: %s", err)
		return
	}
	n.Query = q
}

// ignoredParameters are those of an address of the page that have no say in which records a selection holds.
var ignoredParameters = []string{"sort", "limit", "cursor", "changes"}

// parseSelection reads a saved selection: the parameters of a URL, such as kind=pilot&pref=47, or the whole address of a page
// or feed of koubo. Its order and paging are left out. The error is a sentence.
func parseSelection(text string) (opportunity.Query, error) {
	parameters := strings.TrimPrefix(text, "?")
	if strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "/") {
		u, err := url.Parse(text)
		if err != nil {
			return opportunity.Query{}, fmt.Errorf("the address %s is broken: copy it anew from the browser", check.Quote(text))
		}
		parameters = u.RawQuery
	}
	values, err := url.ParseQuery(parameters)
	if err != nil {
		return opportunity.Query{}, fmt.Errorf("%s are no parameters of a URL: write them such as kind=pilot&pref=47", check.Quote(text))
	}
	for name, list := range values {
		list = slices.DeleteFunc(list, func(value string) bool { return value == "" || opportunity.IsTracking(name, value) })
		if values[name] = list; len(list) == 0 || slices.Contains(ignoredParameters, name) {
			delete(values, name)
		} else if !slices.Contains(opportunity.Parameters(), name) {
			return opportunity.Query{}, fmt.Errorf("there is no parameter %s: %s", check.Quote(name), check.Suggest(name, opportunity.Parameters()))
		}
	}
	return opportunity.ParseQuery(values)
}
