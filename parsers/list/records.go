package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// knownRows is what a page's rows tell already.
type knownRows struct {
	nodes  map[*html.Node]bool // of rows with titles
	titles map[string]bool
}

func knownOf(rows []listRow) knownRows {
	k := knownRows{map[*html.Node]bool{}, map[string]bool{}}
	for _, r := range rows {
		if r.words != nil && !namesNothing(r.words.Title) && (r.link == nil || !strings.HasPrefix(page.Attribute(r.link, "href"), "#")) {
			k.nodes[r.node], k.titles[bareTitle(r.words.Title)] = true, true
		}
	}
	return k
}

// namesNothing reports whether the title of a row is none: the words of a link to what every announcement has, or a labelled day.
func namesNothing(title string) bool { return isVague(title) || bare.IsFact(title) }

// holds reports whether a node stands in a row.
func (k knownRows) holds(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if k.nodes[n] {
			return true
		}
	}
	return false
}

// tells reports whether a row has a title, or one with a number before it.
func (k knownRows) tells(title string) bool {
	title = bareTitle(title)
	if k.titles[title] {
		return true
	}
	for known := range k.titles {
		if strings.HasSuffix(known, title) || strings.HasSuffix(title, known) && known != "" {
			return true
		}
	}
	return false
}

// dayLabels are in what labels a day that stands in an element of its own.
var dayLabels = jtext.NewWords("日", "期限", "期間", "締", "〆")

// asksBeside is a quick look whether a text outside the rows names a last day, or that on which tenders are opened.
func (k knownRows) asksBeside(n *html.Node) bool {
	if n.Type == html.TextNode {
		return (rowday.MayBeDue(n.Data) || rowday.MayBeOpening(n.Data)) && (page.MayHoldDate(n.Data) || len(n.Data) <= 2*maxCaption && dayLabels.In(n.Data))
	}
	if k.nodes[n] {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if k.asksBeside(c) {
			return true
		}
	}
	return false
}

// recordCalls are the calls in records of a page that its rows do not tell, in whatever markup they stand, and the links that stand in these.
func (p *placeReader) recordCalls(rows []listRow, found *rowFinder, doc *page.Document) (calls []listRow, links map[*html.Node]bool) {
	body, known := page.BodyOf(doc.Root), knownOf(rows)
	if body == nil || found.title == nil || !known.asksBeside(body) {
		return nil, nil
	}
	sections := map[*html.Node]*section{}
	for _, s := range found.sections {
		sections[s.heading] = s
	}
	lines := bare.PageOf(body, func(n *html.Node) bool { return isAside(n) && !found.holdsOwn(n) }, func(n *html.Node) bool { return sections[n] != nil })
	if !lines.AsksBeside(known.holds) {
		return nil, nil
	}
	links = map[*html.Node]bool{}
	var taken []bare.Record
	sets := lines.Records()
	for range sets {
		var best recordSet
		for _, records := range sets {
			if set := p.readRecords(records, sections, known, taken); len(set.calls) > len(best.calls) {
				best = set
			}
		}
		if len(best.calls) == 0 {
			break
		}
		for at, row := range best.calls {
			r := best.of[at]
			for _, a := range r.Links {
				links[a] = true
			}
			taken, known.titles[bareTitle(row.words.Title)] = append(taken, r), true
		}
		calls = append(calls, best.calls...)
	}
	return calls, links
}

// recordSet is the calls among records that look alike, and the record of each.
type recordSet struct {
	calls []listRow
	of    []bare.Record
}

// readRecords reads records that look alike: none where fewer are calls than are none.
func (p *placeReader) readRecords(records []bare.Record, sections map[*html.Node]*section, known knownRows, taken []bare.Record) (set recordSet) {
	told, others, pageName := 0, 0, bareTitle(p.name())
	seen := map[string]bool{}
	ofTenders := map[*section]bool{}
	for _, r := range records {
		under := sections[r.Under]
		if under != nil && r.Headed {
			under = under.within
		}
		switch {
		case known.tells(r.Title):
			if r.Asks && !r.IsPart() {
				told++
			}
			continue
		case seen[bareTitle(r.Title)], strings.Contains(pageName, bareTitle(r.Title)), r.Linked, namesList(r.Title), under.isWithinAside(nil), slices.ContainsFunc(taken, r.Meets):
			continue
		}
		seen[bareTitle(r.Title)] = true
		if office := under.officeHere(); office != "" {
			r.Pieces = append(r.Pieces, office)
		}
		tenders, asked := ofTenders[under]
		if !asked {
			tenders = !under.isOver() && p.of(r.Row, under).IsOfTenders()
			ofTenders[under] = tenders
		}
		call, ok := unlinkedCall(r.Row, under)
		if tenders {
			if draft := call.asTender(p.name()); draft != nil {
				call.words, ok = draft, true
			}
		}
		if !ok || r.IsPart() {
			others++
			continue
		}
		set.calls, set.of = append(set.calls, call), append(set.of, r)
	}
	if told+len(set.calls) < max(fewAlone, others) {
		return recordSet{}
	}
	set.link(records)
	return set
}

// link gives the calls that link what they are of those links.
func (s recordSet) link(records []bare.Record) {
	count := map[string]int{}
	for _, r := range records {
		for _, a := range r.Links {
			count[page.Attribute(a, "href")]++
		}
	}
	for at, r := range s.of {
		var own []*html.Node
		for _, a := range r.Links {
			if count[page.Attribute(a, "href")] == 1 && isVague(page.TextOf(a)) {
				own = append(own, a)
			}
		}
		if len(own) == 0 {
			continue
		}
		link := own[0]
		if pages := slices.IndexFunc(own, func(a *html.Node) bool { return !page.IsFileLink(a) }); pages >= 0 {
			link = own[pages]
		}
		call := &s.calls[at]
		call.words.InList, call.words.Ended = false, call.bare.Over
		call.link, call.bare = link, nil
	}
}

// namesList reports whether a title is the name of a list: 令和8年度 一般競争入札.
func namesList(title string) bool {
	dates := rowday.ReadHeading(title)
	return listName.MatchString(jtext.Fold(title)) || dates.Year != "" && kindName.MatchString(dates.Rest)
}
