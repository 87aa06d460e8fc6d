// Package declaration reads how sources are declared, in sources.yaml as in the builtin catalogue: the keys of one source, what it cannot
// do without, and its schema.
package declaration

import (
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/encoding/htmlindex"

	"koubo/sources"
	"koubo/sources/check"
	"koubo/sources/municipality"
	"koubo/sources/yamlfile"
)

// Vocabulary is what the folders further down know and a configuration may name. Whatever is left empty is not checked.
type Vocabulary struct {
	Platforms      []string                       // CMS families
	Parsers        []string                       // names in parsers/sites
	CheckSelectors func(*sources.Selectors) error // says what is wrong with a selector, in a sentence
}

// Document is a file while its sources are read, and what later checks need to look back at.
type Document struct {
	yamlfile.Document
	Planned []Planned // the schedules that the file gives, in its order
	words   Vocabulary
	ids     map[string]int // line of the source with an id
}

// NewDocument returns a document without faults; name stands for the file in messages and in Source.Where.
func NewDocument(name string, words Vocabulary) Document {
	return Document{Document: yamlfile.Document{Name: name}, words: words, ids: map[string]int{}}
}

// sourceFields are the keys of one source.
var sourceFields = yamlfile.Fields[*Document, sources.Source]{
	{"id", func(d *Document, s *sources.Source, v ast.Node) { d.Checked(v, "id", "naha-news", check.ID, &s.ID) }},
	{"issuer", readIssuer},
	{"feed", func(d *Document, s *sources.Source, v ast.Node) { s.Feeds = d.addresses(v, "feed") }},
	{"list", func(d *Document, s *sources.Source, v ast.Node) { s.Lists = d.addresses(v, "list") }},
	{"hub", func(d *Document, s *sources.Source, v ast.Node) { s.Hubs = d.addresses(v, "hub") }},
	{"discover", func(d *Document, s *sources.Source, v ast.Node) { d.Bool(v, "discover", &s.Discover) }},
	{"site", func(d *Document, s *sources.Source, v ast.Node) {
		d.Checked(v, "site", "https://www.city.example.jp/", check.URL, &s.Site)
	}},
	{"platform", func(d *Document, s *sources.Source, v ast.Node) {
		d.Checked(v, "platform", "joruri", check.OneOf("a platform", d.words.Platforms), &s.Platform)
	}},
	{"selectors", readSelectors},
	{"parser", func(d *Document, s *sources.Source, v ast.Node) {
		d.Checked(v, "parser", "json-list", check.OneOf("a parser", d.words.Parsers), &s.Parser)
	}},
	{"schedule", func(d *Document, s *sources.Source, v ast.Node) {
		d.Schedule(v, "schedule", &s.Schedule)
	}},
	{"may_be_empty", func(d *Document, s *sources.Source, v ast.Node) { d.Bool(v, "may_be_empty", &s.MayBeEmpty) }},
	{"conditional", readConditional},
	{"charset", func(d *Document, s *sources.Source, v ast.Node) {
		d.Checked(v, "charset", "shift_jis", checkCharset, &s.Charset)
	}},
	{"tls_insecure", func(d *Document, s *sources.Source, v ast.Node) { d.Bool(v, "tls_insecure", &s.Insecure) }},
	{"gap", func(d *Document, s *sources.Source, v ast.Node) {
		d.Duration(v, "gap", time.Millisecond, time.Hour, &s.Gap)
	}},
}

// Sources reads the list of sources, each with what it cannot do without.
func (d *Document) Sources(v ast.Node) (all []sources.Source) {
	list, ok := v.(*ast.SequenceNode)
	if !ok {
		d.Fault(yamlfile.Start(v), "sources must be a list: begin each source with a hyphen, as in - id: naha-news")
		return nil
	}
	for _, item := range list.Values {
		source := sources.Source{Where: fmt.Sprintf("%s:%d", d.Name, yamlfile.Start(item).Position.Line)}
		if yamlfile.ReadMapping(d, item, "a source", sourceFields, &source) {
			d.demand(item, &source)
			all = append(all, source)
		}
	}
	return all
}

// demand reports what a source lacks; a key that is there and broken has been reported already.
func (d *Document) demand(item ast.Node, s *sources.Source) {
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
func (d *Document) demandSite(item ast.Node, s *sources.Source) {
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

func readIssuer(d *Document, s *sources.Source, v ast.Node) {
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
func (d *Document) addresses(v ast.Node, key string) []string {
	return d.CheckedTexts(v, key, "https://www.example.jp/news.rss", check.URL)
}

// readConditional reads whether the source's pages may be asked for on condition that they changed.
func readConditional(d *Document, s *sources.Source, v ast.Node) {
	conditional := true
	d.Bool(v, "conditional", &conditional)
	s.Unconditional = !conditional
}
