package sources

import (
	"errors"
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/encoding/htmlindex"

	"koubo/sources/check"
	"koubo/sources/municipality"
	"koubo/sources/yamlfile"
)

// sourceFields are the keys of one source.
var sourceFields = yamlfile.Fields[*document, Source]{
	{"id", func(d *document, s *Source, v ast.Node) { d.Checked(v, "id", "naha-news", check.ID, &s.ID) }},
	{"issuer", readIssuer},
	{"feed", func(d *document, s *Source, v ast.Node) { s.Feeds = d.addresses(v, "feed") }},
	{"list", func(d *document, s *Source, v ast.Node) { s.Lists = d.addresses(v, "list") }},
	{"hub", func(d *document, s *Source, v ast.Node) { s.Hubs = d.addresses(v, "hub") }},
	{"discover", func(d *document, s *Source, v ast.Node) { d.Bool(v, "discover", &s.Discover) }},
	{"site", func(d *document, s *Source, v ast.Node) {
		d.Checked(v, "site", "https://www.city.example.jp/", check.URL, &s.Site)
	}},
	{"platform", func(d *document, s *Source, v ast.Node) {
		d.Checked(v, "platform", "joruri", check.OneOf("a platform", d.words.Platforms), &s.Platform)
	}},
	{"selectors", readSelectors},
	{"parser", func(d *document, s *Source, v ast.Node) {
		d.Checked(v, "parser", "json-list", check.OneOf("a parser", d.words.Parsers), &s.Parser)
	}},
	{"schedule", func(d *document, s *Source, v ast.Node) {
		d.schedule(v, "schedule", &s.Schedule)
	}},
	{"may_be_empty", func(d *document, s *Source, v ast.Node) { d.Bool(v, "may_be_empty", &s.MayBeEmpty) }},
	{"conditional", readConditional},
	{"charset", func(d *document, s *Source, v ast.Node) {
		d.Checked(v, "charset", "shift_jis", checkCharset, &s.Charset)
	}},
	{"tls_insecure", func(d *document, s *Source, v ast.Node) { d.Bool(v, "tls_insecure", &s.Insecure) }},
	{"gap", func(d *document, s *Source, v ast.Node) { d.Duration(v, "gap", time.Millisecond, time.Hour, &s.Gap) }},
}

// selectorFields are the keys under selectors.
var selectorFields = yamlfile.Fields[*document, Selectors]{
	{"item", func(d *document, s *Selectors, v ast.Node) {
		d.Checked(v, "item", `"ul.news > li"`, check.Any, &s.Item)
	}},
	{"title", func(d *document, s *Selectors, v ast.Node) { d.Checked(v, "title", "a", check.Any, &s.Title) }},
	{"link", func(d *document, s *Selectors, v ast.Node) { d.Checked(v, "link", "a", check.Any, &s.Link) }},
	{"date", func(d *document, s *Selectors, v ast.Node) { d.Checked(v, "date", "span.date", check.Any, &s.Date) }},
	{"next", func(d *document, s *Selectors, v ast.Node) { d.Checked(v, "next", "a.next", check.Any, &s.Next) }},
	{"fields", readDetailFields},
}

// readSources reads the list of sources, each with what it cannot do without.
func readSources(d *document, c *Config, v ast.Node) {
	list, ok := v.(*ast.SequenceNode)
	if !ok {
		d.Fault(yamlfile.Start(v), "sources must be a list: begin each source with a hyphen, as in - id: naha-news")
		return
	}
	for _, item := range list.Values {
		source := Source{Where: fmt.Sprintf("%s:%d", d.Name, yamlfile.Start(item).Position.Line)}
		if yamlfile.ReadMapping(d, item, "a source", sourceFields, &source) {
			d.demand(item, &source)
			c.Sources = append(c.Sources, source)
		}
	}
}

// demand reports what a source lacks; a key that is there and broken has been reported already.
func (d *document) demand(item ast.Node, s *Source) {
	at := yamlfile.Start(item)
	if !yamlfile.Given(item, "id") {
		d.Fault(at, "a source without an id: add one, such as id: naha-news")
	}
	if !yamlfile.Given(item, "issuer") {
		d.Fault(at, "a source without an issuer: add the code of its body, such as issuer: \"472018\"")
	}
	if !yamlfile.Given(item, "feed") && !yamlfile.Given(item, "list") && !s.Discover {
		d.Fault(at, "a source without an address: add feed: or list:, or discover: true")
	}
	d.demandSite(item, s)
	if s.ID == "" {
		return
	}
	if line, used := d.ids[s.ID]; used {
		d.Fault(at, "the id %s is already used at %s:%d: choose another", s.ID, d.Name, line)
		return
	}
	d.ids[s.ID] = at.Position.Line
}

// demandSite gives a source that finds its feeds and lists itself the home page of its body, where it names no other.
func (d *document) demandSite(item ast.Node, s *Source) {
	switch {
	case !s.Discover && yamlfile.Given(item, "site"):
		d.Fault(yamlfile.Start(item), "site: says where to look for feeds and lists, and nothing looks: add discover: true, or remove site:")
	case s.Discover && (s.Parser != "" || s.Selectors != nil):
		d.Fault(yamlfile.Start(item), "parser: and selectors: are for one list, and discover: true finds others: keep one of them")
	case s.Discover && s.Site == "" && !yamlfile.Given(item, "site") && s.Issuer.Code != "":
		body, _ := municipality.All().ByCode(s.Issuer.Code)
		s.Site = body.Site
		if check.URL(s.Site) != nil {
			d.Fault(yamlfile.Start(item), "the home page of %s is not known: add site: with its address", body.FullName())
		}
	}
}

func checkCharset(name string) error {
	if _, err := htmlindex.Get(name); err != nil {
		return fmt.Errorf("%s is no character set of the web: write utf-8, shift_jis or euc-jp", check.Quote(name))
	}
	return nil
}

func readIssuer(d *document, s *Source, v ast.Node) {
	w, ok := d.Text(v, "issuer", `"472018"`)
	if !ok || d.IsFull() { // looking near names up takes a while
		return
	}
	body, err := municipality.All().Find(w.Text)
	if err != nil {
		d.Fault(w.At, "issuer: %s", err)
		return
	}
	s.Issuer = body.Issuer()
}

// addresses reads one address or a list of them.
func (d *document) addresses(v ast.Node, key string) []string {
	var good []string
	for _, w := range d.Texts(v, key, "https://www.example.jp/news.rss") {
		if err := check.URL(w.Text); err != nil {
			d.Fault(w.At, "%s: %s", key, err)
			continue
		}
		good = append(good, w.Text)
	}
	return good
}

// readConditional reads whether the source's pages may be asked for on condition that they changed.
func readConditional(d *document, s *Source, v ast.Node) {
	conditional := true
	d.Bool(v, "conditional", &conditional)
	s.Unconditional = !conditional
}

func readSelectors(d *document, s *Source, v ast.Node) {
	selectors := &Selectors{}
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
func (d *document) checkSelectors(s *Selectors) (err error) {
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
func readDetailFields(d *document, s *Selectors, v ast.Node) {
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
