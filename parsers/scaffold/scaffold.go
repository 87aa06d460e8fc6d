// Package scaffold begins a parser written by hand: its Go file, its line in the table of parsers, and its golden pair, made
// from a page that was recorded.
package scaffold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"regexp"
	"strings"

	"koubo/opportunity"
	"koubo/parsers/list"
	"koubo/parsers/page"
)

// Start is what a parser begins with.
type Start struct {
	Name string    // as parser: names it: small letters, digits, hyphens
	Body string    // whose list it is: 沖縄県那覇市
	Page page.Page // as it came
}

// namePattern also makes a name of Go: each part begins with a letter.
var namePattern = regexp.MustCompile(`^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$`)

// Files returns the files of the parser by their paths below parsers/sites, the table among them, which is given as it stands. The
// golden pair holds what the list reader makes of the page now, to be corrected by hand; until the parser reads the same, its
// test fails. An error says what stands in the way.
func (s Start) Files(table []byte) (map[string][]byte, error) {
	if !namePattern.MatchString(s.Name) {
		return nil, fmt.Errorf("%q is no name of a parser: write small letters, digits and hyphens, such as naha-board", s.Name)
	}
	registered, err := s.register(table)
	if err != nil {
		return nil, err
	}
	code, err := format.Source([]byte(strings.NewReplacer("FUNCTION", s.function(), "NAME", s.Name, "BODY", s.Body).Replace(template)))
	if err != nil {
		return nil, err
	}
	want, err := s.want()
	if err != nil {
		return nil, err
	}
	ending := "html"
	if body := bytes.TrimSpace(s.Page.Body); len(body) > 0 && (body[0] == '[' || body[0] == '{') {
		ending = "json"
	}
	return map[string][]byte{
		"sites.go": registered,
		strings.ReplaceAll(s.Name, "-", "") + ".go": code,
		"testdata/" + s.Name + "/page." + ending:    s.Page.Body,
		"testdata/" + s.Name + "/want.json":         want,
	}, nil
}

// function is the name in Go: NahaBoard of naha-board.
func (s Start) function() string {
	var b strings.Builder
	for _, part := range strings.Split(s.Name, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// tableEnd is the end of the map that All returns.
var tableEnd = regexp.MustCompile(`(?s)(return map\[string\]Parser\{.*?)(\n\t\}\n)`)

// register adds the parser to the table.
func (s Start) register(table []byte) ([]byte, error) {
	if bytes.Contains(table, []byte(fmt.Sprintf("%q:", s.Name))) {
		return nil, fmt.Errorf("there is a parser %s already: choose another name", s.Name)
	}
	if !tableEnd.Match(table) {
		return nil, errors.New("the table of parsers in sites.go is not where it is expected: add the parser by hand")
	}
	line := fmt.Sprintf("${1}\n\t\t%q: %s,${2}", s.Name, s.function())
	return format.Source(tableEnd.ReplaceAll(table, []byte(line)))
}

// want is the golden answer: the address of the page, and what the list reader makes of it.
func (s Start) want() ([]byte, error) {
	golden := struct {
		URL    string
		Drafts []opportunity.Draft
	}{URL: s.Page.URL}
	if listing, err := list.Read(s.Page, list.Options{}); err == nil {
		golden.Drafts = listing.Drafts
	}
	text, err := json.MarshalIndent(golden, "", " ")
	return append(text, '\n'), err
}

const template = `package sites

import (
	"github.com/PuerkitoBio/goquery"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// FUNCTION reads the list of BODY.
func FUNCTION(p page.Page) (page.Listing, error) {
	doc, err := page.Parse(p, "")
	if err != nil {
		return page.Listing{}, err
	}
	var drafts []opportunity.Draft
	rows := goquery.NewDocumentFromNode(doc.Root).Find("main li:has(a[href])")
	rows.Each(func(_ int, row *goquery.Selection) {
		link := row.Find("a[href]").First()
		address, err := doc.ResolveWhole(link.AttrOr("href", ""))
		if err == nil && words(link) != "" {
			drafts = append(drafts, opportunity.Draft{URL: address, Title: words(link), Published: words(row.Find(".date, time").First())})
		}
	})
	return expect(p, rows.Length() > 0, drafts)
}
`
