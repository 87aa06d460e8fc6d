package parsers

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"
)

// List reads one page of a list of announcements. The rows are found by the operator's selectors, else by the markup of
// the CMS family, else by the repeated structure of the page's main part. Links to files are rows too; navigation,
// breadcrumbs, pagers and links to lists below are not. A list without rows is an empty Listing; a page that is no list
// (an error page, a login, a file) is an error that says what it is.
func List(p Page, opt ListOptions) (Listing, error) {
	if err := refuseFile(p); err != nil {
		return Listing{}, err
	}
	doc, err := parseContent(p, opt.Charset)
	if err != nil {
		return Listing{}, err
	}
	linkScripts(doc.Root)
	if opt.Selectors != nil && opt.Selectors.Item != "" {
		return selectList(doc, opt)
	}
	family, err := recognise(p, opt.Platform)
	if err != nil {
		return Listing{}, err
	}
	rows := layOut(family.rows(doc))
	if len(rows) == 0 {
		rows = chooseRows(layOut(findRows(doc)))
	}
	c := collector{doc: doc, listing: Listing{Platform: family.name, Next: nextPages(doc)}}
	for _, row := range rows {
		c.addRow(row, family)
	}
	return c.finish()
}

// fewRows is how many rows prove a page to be a list, whatever its title says.
const fewRows = 3

// refuseFile says of a body that is no HTML what it is.
func refuseFile(p Page) error {
	trimmed := bytes.TrimSpace(p.Body)
	head := trimmed[:min(len(trimmed), 512)]
	what := ""
	switch {
	case len(trimmed) == 0:
		what = "an empty answer"
	case bytes.HasPrefix(head, []byte("%PDF-")):
		what = "a PDF file"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		what = "an Office or ZIP file"
	case head[0] == '{' || head[0] == '[':
		what = "JSON"
	case isXMLFeedHead(head):
		what = "a feed; name it with feed: instead of list:"
	}
	if what == "" {
		return nil
	}
	return fmt.Errorf("%s is not a list page: it is %s", p.URL, what)
}

func isXMLFeedHead(head []byte) bool {
	at := rootTag.Find(head)
	return at != nil && !bytes.Contains(bytes.ToLower(at), []byte("html"))
}

// walk calls visit for n and everything inside it, until visit says not to go deeper.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}
