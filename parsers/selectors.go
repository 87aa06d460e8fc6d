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
	listing := Listing{Platform: opt.Platform, Next: nextPages(doc)}
	seen := map[string]bool{}
	for _, item := range query(doc.Root, s.Item) {
		draft, ok := selectDraft(doc, item, s)
		if ok && !seen[draft.URL] {
			seen[draft.URL] = true
			listing.Drafts = append(listing.Drafts, draft)
		}
	}
	if s.Next != "" {
		listing.Next = nil
		for _, n := range query(doc.Root, s.Next) {
			if address, err := doc.Resolve(attribute(n, "href")); err == nil && sameHost(address, doc.URL) && address != doc.URL {
				listing.Next = append(listing.Next, address)
			}
		}
	}
	if len(listing.Drafts) < fewRows {
		if why := noList(doc); why != "" {
			return Listing{}, fmt.Errorf("%s is not a list of announcements: %s; look for the list's new address", doc.URL, why)
		}
	}
	return listing, nil
}

// selectDraft reads one item; ok is false where it has no link or no title.
func selectDraft(doc *Document, item *html.Node, s *sources.Selectors) (draft opportunity.Draft, ok bool) {
	anchors := linksIn(item)
	if s.Link != "" {
		anchors = query(item, s.Link)
	}
	if len(anchors) == 0 {
		return draft, false
	}
	link := primaryLink(anchors)
	address, err := doc.Resolve(attribute(link, "href"))
	if err != nil {
		return draft, false
	}
	draft = listRow{node: item, link: link, group: item.Parent}.draft(address)
	if s.Title != "" {
		draft.Title = firstText(item, s.Title)
	}
	if s.Date != "" {
		draft.Published = firstText(item, s.Date)
	}
	return draft, draft.Title != ""
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
