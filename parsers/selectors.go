package parsers

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/weburl"
	"koubo/sources"
)

// labelPrefix begins a field that is read beside a label of the detail page, and not by CSS.
const labelPrefix = "label:"

// CheckSelectors returns an error that names every selector that is no CSS, one a line, nil where all are.
func CheckSelectors(s *sources.Selectors) error {
	if s == nil {
		return nil
	}
	var faults []error
	check := func(name, css string) {
		if css == "" || strings.HasPrefix(css, labelPrefix) {
			return
		}
		if _, err := cascadia.ParseGroup(css); err != nil {
			faults = append(faults, fmt.Errorf("selectors: %s: %q is no CSS selector: %w", name, css, err))
		}
	}
	for _, part := range []struct{ name, css string }{{"item", s.Item}, {"title", s.Title}, {"link", s.Link}, {"date", s.Date}, {"next", s.Next}} {
		check(part.name, part.css)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		check("fields: "+name, s.Fields[name])
	}
	return errors.Join(faults...)
}

// selectList reads a list by the operator's selectors, all relative to the item but next.
func selectList(doc *Document, opt ListOptions) (Listing, error) {
	s := opt.Selectors
	if err := CheckSelectors(s); err != nil {
		return Listing{}, err
	}
	c := collector{doc: doc, listing: Listing{Platform: opt.Platform, Next: nextPages(doc)}}
	for _, row := range layOut(c.selectRows(s)) {
		c.addSelected(row, s)
	}
	if s.Next != "" {
		c.listing.Next = nil
		for _, n := range query(doc.Root, s.Next) {
			if address, err := doc.Resolve(attribute(n, "href")); err == nil && sameHost(address, doc.URL) && !doc.leadsHere(address) {
				c.listing.Next = append(c.listing.Next, address)
			}
		}
	}
	return c.finish()
}

// selectRows lists the items that hold a link, and notes those that hold none.
func (c *collector) selectRows(s *sources.Selectors) (rows []listRow) {
	for _, item := range query(c.doc.Root, s.Item) {
		anchors := linksIn(item)
		if s.Link != "" {
			anchors = query(item, s.Link)
		}
		if len(anchors) > 0 {
			rows = append(rows, listRow{node: item, link: primaryLink(anchors), group: item.Parent})
		} else if title := firstText(item, cmp.Or(s.Title, "*")); title != "" {
			c.addUnlinked(clip(title, titleOfText), "", weburl.ErrNotWeb)
		}
	}
	return rows
}

// addSelected adds one item, by the selectors where they name more than its link.
func (c *collector) addSelected(row listRow, s *sources.Selectors) {
	href := attribute(row.link, "href")
	address, err := c.doc.ResolveWhole(href)
	draft := row.draft(address)
	if s.Title != "" {
		draft.Title = firstText(row.node, s.Title)
	}
	if s.Date != "" {
		draft.Published = firstText(row.node, s.Date)
	}
	switch {
	case draft.Title == "":
	case err != nil:
		c.addUnlinked(draft.Title, href, err)
	case !c.doc.leadsHere(address) || strings.Contains(address, "#"):
		c.add(draft)
	}
}

// query returns what css matches inside n, n itself too; nil where css is no selector.
func query(n *html.Node, css string) []*html.Node {
	group, err := cascadia.ParseGroup(css)
	if err != nil {
		return nil
	}
	found := cascadia.QueryAll(n, group)
	if group.Match(n) {
		found = append([]*html.Node{n}, found...)
	}
	return found
}

func firstText(n *html.Node, css string) string {
	for _, found := range query(n, css) {
		if text := textOf(found); text != "" {
			return text
		}
	}
	return ""
}

// fieldLabels are the labels under which the fields of selectors are read on, by their names.
var fieldLabels = map[string]string{
	"deadline": "提出期限", "registration": "参加申込期限", "questions": "質問受付期限", "answers": "質問回答", "briefing": "説明会",
	"budget": "提案上限額", "eligibility": "参加資格", "contact": "お問い合わせ", "period": "履行期間",
}

// ApplyFields fills a draft from its detail page as the source's fields say: by CSS on doc, or by "label:LABEL" on the
// labelled values that the draft already holds. published, updated, department, summary and title have their own
// places; any other becomes a field in front of the page's own, labelled in Japanese (deadline: 提出期限), or by its own
// name. What finds nothing changes nothing.
func ApplyFields(d *opportunity.Draft, s *sources.Selectors, doc *Document) {
	if s == nil {
		return
	}
	var own []opportunity.Field
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		label, value := cmp.Or(fieldLabels[name], name), ""
		if words, ok := strings.CutPrefix(s.Fields[name], labelPrefix); ok {
			value, _ = LabelValue(*d, strings.TrimSpace(words))
		} else if doc != nil {
			value = firstText(doc.Root, s.Fields[name])
		}
		if value == "" {
			continue
		}
		switch name {
		case "published":
			d.Published = value
		case "updated":
			d.Updated = value
		case "department":
			d.Department = value
		case "summary":
			d.Summary = value
		case "title":
			d.Title = value
		default:
			own = append(own, opportunity.Field{Label: label, Value: value})
		}
	}
	d.Fields = append(own, d.Fields...)
}
