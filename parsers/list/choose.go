package list

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// chooseRows keeps the rows that announce: those of the part of the page that its heading heads, in groups with dates where
// it has any, and in groups whose links are as long as titles are. What stands under the heading of a ranking or of related
// pages is none, nor are short undated links, which are menus, but where the heading's part holds nothing else.
func chooseRows(rows []listRow, doc *page.Document, f *rowFinder) []listRow {
	own := ownSection(f.title, f.sections)
	rows = slices.DeleteFunc(rows, func(r listRow) bool { return r.under.isWithinAside(own) })
	for i := range rows {
		words := rows[i].draft("")
		rows[i].words = &words
	}
	groups := slices.DeleteFunc(mergeDivided(mergeSingles(groupRows(withoutOutside(rows, doc)))), (*rowGroup).isInline)
	keepKinds(groups)
	for _, g := range groups {
		g.below = g.isBelow(own, doc)
	}
	groups = withinMain(groups)
	part := partOf(own, groups, doc)
	kept := slices.DeleteFunc(slices.Clone(part.groups), func(g *rowGroup) bool { return !g.announces() })
	switch {
	case part.saysNone:
	case len(kept) == 0:
		kept = part.short()
	case !slices.ContainsFunc(kept, func(g *rowGroup) bool { return !g.namesLists() }):
		kept = append(slices.DeleteFunc(part.short(), func(g *rowGroup) bool { return g.under != own || len(g.rows) < 2 || slices.Contains(kept, g) }), kept...)
	}
	return rowsOf(withoutStrays(kept, own, doc))
}

func rowsOf(groups []*rowGroup) (rows []listRow) {
	for _, g := range groups {
		rows = append(rows, g.rows...)
	}
	return rows
}

// withinMain leaves out what stands outside the page's main part, where something in it announces.
func withinMain(groups []*rowGroup) []*rowGroup {
	if !slices.ContainsFunc(groups, func(g *rowGroup) bool { return inMain(g.rows[0].node) && g.announces() }) {
		return groups
	}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool { return !inMain(g.rows[0].node) })
}

// withoutStrays leaves out what stands beside the list: undated groups and small ones, and those that lead out of the part of
// the site that the others and the page itself stand in, news of the whole body.
func withoutStrays(groups []*rowGroup, own *section, doc *page.Document) []*rowGroup {
	folder := firstFolder(doc.URL)
	if slices.ContainsFunc(groups, func(g *rowGroup) bool { return g.isDated() && g.namesCalls() && len(g.rows) > 1 }) {
		groups = slices.DeleteFunc(groups, func(g *rowGroup) bool {
			return !g.stated && g.timed == 0 && len(g.rows) > 2 && g.words < titleLength*len(g.rows)
		}) // a menu
	}
	if folder != "" && slices.ContainsFunc(groups, func(g *rowGroup) bool { return g.below }) {
		groups = slices.DeleteFunc(groups, func(g *rowGroup) bool { return g.isNews(own) && g.shareIn(folder, doc) == 0 })
	}
	groups = withoutMinor(withoutUndated(groups, doc))
	if folder == "" || len(groups) < 2 || !slices.ContainsFunc(groups, func(g *rowGroup) bool { return g.shareIn(folder, doc) > 0.5 }) {
		return groups
	}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		return g.isNews(own) && g.shareIn(folder, doc) == 0
	})
}

// withoutUndated leaves out, where several rows or all of a group show days, the groups that neither do nor name what bodies
// call for or buy, and those that choose from the list itself.
func withoutUndated(groups []*rowGroup, doc *page.Document) []*rowGroup {
	dated, whole := 0, false
	for _, g := range groups {
		dated += g.dated
		whole = whole || g.dated == len(g.rows)
	}
	if dated < manyRows && !whole {
		return groups
	}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		if !g.isDated() && g.isFacets(doc) {
			return true
		}
		return !g.stated && !g.isTimed() && !g.namesWork() && (dated >= manyRows || len(g.rows) <= 2*dated)
	})
}

// isFacets reports whether all links of a group lead to the page itself with another query.
func (g *rowGroup) isFacets(doc *page.Document) bool {
	here, _, _ := strings.Cut(doc.URL, "?")
	return !slices.ContainsFunc(g.rows, func(r listRow) bool {
		address, err := doc.Resolve(page.Attribute(r.link, "href"))
		path, query, _ := strings.Cut(address, "?")
		return err != nil || path != here || query == ""
	})
}

// minorShare is how many times as long the longest group is as one of another shape that is then no list.
const minorShare = 4

// withoutMinor leaves out the undated groups that are few beside the longest, look otherwise and name nothing that bodies call
// for or buy: what the reader of the list should know.
func withoutMinor(groups []*rowGroup) []*rowGroup {
	if len(groups) < 2 {
		return groups
	}
	longest := slices.MaxFunc(groups, func(a, b *rowGroup) int { return len(a.rows) - len(b.rows) })
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		return minorShare*len(g.rows) <= len(longest.rows) && !g.stated && !g.isTimed() && !g.namesWork() && g.shape() != longest.shape()
	})
}

// shape is the kind and class of a group's first row and of what holds it.
func (g *rowGroup) shape() string {
	row := g.rows[0]
	return row.group.Data + "." + page.Attribute(row.group, "class") + ">" + row.node.Data + "." + page.FirstClass(row.node)
}

// newsTitle matches headings over the news of a whole body, folded.
var newsTitle = jtext.MustPattern(`お知らせ|新着|ニュース|最新|トピックス|(?i:news|topics|information)`)

// isNews reports whether a group stands under a heading over news that is not the page's own, and tells of more than calls.
func (g *rowGroup) isNews(own *section) bool {
	under := g.under.divided()
	return !g.namesCalls() && under != nil && under != own && newsTitle.MatchString(jtext.Fold(page.TextOf(under.heading)))
}

// firstFolder is the first folder of an address's path with its slashes, "" where it has none.
func firstFolder(address string) string {
	u, err := url.Parse(address)
	if err != nil || len(u.Path) < 2 {
		return ""
	}
	name, _, deeper := strings.Cut(u.Path[1:], "/")
	if !deeper {
		return ""
	}
	return "/" + name + "/"
}

// shareIn is the share of a group's links that lead into a folder of the page's own site.
func (g *rowGroup) shareIn(folder string, doc *page.Document) float64 {
	if folder == "" {
		return 0
	}
	in := 0
	for _, r := range g.rows {
		address, err := doc.Resolve(page.Attribute(r.link, "href"))
		if err == nil && page.SameHost(address, doc.URL) && firstFolder(address) == folder {
			in++
		}
	}
	return float64(in) / float64(len(g.rows))
}

// withoutOutside leaves out the undated rows that lead to other sites and name no call: they are for further reading.
func withoutOutside(rows []listRow, doc *page.Document) []listRow {
	return slices.DeleteFunc(rows, func(r listRow) bool {
		href := page.Attribute(r.link, "href")
		if !strings.Contains(href, "//") {
			return false
		}
		if text := page.TextOf(r.link); jtext.HasAny(text, outsideCalls...) && !isHelp(text) {
			return false
		}
		address, err := doc.Resolve(href)
		if err != nil || page.SameHost(address, doc.URL) {
			return false
		}
		return !r.isDated()
	})
}

// inMain says whether n stands in what the page itself marks as its main part.
func inMain(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Main || page.Attribute(n, "role") == "main" {
			return true
		}
		switch page.Attribute(n, "id") {
		case "main", "honbun", "contents", "content", "tmp_contents", "main_body", "main_a":
			return true
		}
	}
	return false
}
