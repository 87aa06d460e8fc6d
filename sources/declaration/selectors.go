package declaration

import (
	"errors"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources"
	"koubo/sources/check"
	"koubo/sources/yamlfile"
)

// selectorFields are the keys under selectors.
var selectorFields = yamlfile.Fields[*Document, sources.Selectors]{
	{"item", func(d *Document, s *sources.Selectors, v ast.Node) {
		d.Checked(v, "item", `"ul.news > li"`, check.Any, &s.Item)
	}},
	{"title", func(d *Document, s *sources.Selectors, v ast.Node) { d.Checked(v, "title", "a", check.Any, &s.Title) }},
	{"link", func(d *Document, s *sources.Selectors, v ast.Node) { d.Checked(v, "link", "a", check.Any, &s.Link) }},
	{"date", func(d *Document, s *sources.Selectors, v ast.Node) {
		d.Checked(v, "date", "span.date", check.Any, &s.Date)
	}},
	{"next", func(d *Document, s *sources.Selectors, v ast.Node) {
		d.Checked(v, "next", "a.next", check.Any, &s.Next)
	}},
	{"fields", readDetailFields},
}

func readSelectors(d *Document, s *sources.Source, v ast.Node) {
	selectors := &sources.Selectors{}
	before := len(d.Errs)
	if !yamlfile.ReadMapping(d, v, "selectors", selectorFields, selectors) {
		return
	}
	if isOnlyFields := !yamlfile.Given(v, "title") && !yamlfile.Given(v, "link") && !yamlfile.Given(v, "date") && !yamlfile.Given(v, "next") && yamlfile.Given(v, "fields"); !yamlfile.Given(v, "item") && !isOnlyFields {
		d.Fault(yamlfile.Start(v), "selectors without item: add the selector of one entry of the list, such as item: \"ul.news > li\"")
	}
	if len(d.Errs) > before {
		return
	}
	if err := d.checkSelectors(selectors); err != nil {
		d.Fault(yamlfile.Start(v), "selectors: %s", err)
		return
	}
	s.Selectors = selectors
}

// checkSelectors asks the vocabulary, and keeps a panic of a selector library inside.
func (d *Document) checkSelectors(s *sources.Selectors) (err error) {
	if d.words.CheckSelectors == nil {
		return nil
	}
	defer func() {
		if recover() != nil {
			err = errors.New("they cannot be read: write CSS selectors")
		}
	}()
	return d.words.CheckSelectors(s)
}

// readDetailFields reads field names with their selectors or labels.
func readDetailFields(d *Document, s *sources.Selectors, v ast.Node) {
	s.Fields = map[string]string{}
	for _, pair := range d.Mapping(v, "fields", `deadline: "label:提出期限"`) {
		name, at := yamlfile.Key(pair)
		if _, seen := s.Fields[name]; seen {
			d.Fault(at, "the key %s stands a second time under fields: remove one of them", check.Quote(name))
			continue
		}
		if w, ok := d.Text(pair.Value, name, `"label:提出期限"`); ok {
			s.Fields[name] = w.Text
		}
	}
}
