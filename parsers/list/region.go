package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// region is the part of a page that its own heading heads.
type region struct {
	groups   []*rowGroup
	node     *html.Node // the element that is this part; nil for the whole page
	saysNone bool       // it says that nothing is announced at the moment
}

// partOf is the smallest element around the page's heading that holds rows which announce, behind the heading. Where it says
// that there are none, what stands around it is not looked at. Without a heading it is the whole page.
func partOf(own *section, groups []*rowGroup, doc *page.Document) region {
	if own == nil {
		return region{groups: groups}
	}
	heights := map[*html.Node]int{}
	for n := own.heading.Parent; n != nil; n = n.Parent {
		heights[n] = len(heights)
	}
	behind := slices.DeleteFunc(slices.Clone(groups), func(g *rowGroup) bool { return g.rows[0].place < own.links })
	at := make([]int, len(behind))
	for i, g := range behind {
		at[i] = heightOf(g.rows[0].node, heights)
	}
	// told is set once a part has words of its own without a list: what stands around it is then one only by days, calls
	// or addresses like the page's own.
	part, height, told := region{}, -1, false
	for n := own.heading.Parent; n != nil && n.Type == html.ElementNode; n = n.Parent {
		height++
		none := saysNothing(n)
		if slices.Contains(at, height) {
			part = region{node: n}
			for i, g := range behind {
				if at[i] <= height && (!told || g.isSure() || g.stated || g.namesWork() || g.shareIn(firstFolder(doc.URL), doc) > 0.5) {
					part.groups = append(part.groups, g)
				}
			}
			if none {
				part.groups = slices.DeleteFunc(part.groups, (*rowGroup).isGuidance)
			}
			if part.isWhole(behind, own) {
				return part
			}
		}
		if none {
			part.node, part.saysNone = n, true
			return part
		}
		told = told || tells(n)
	}
	if len(behind) == 0 {
		return region{groups: groups}
	}
	if !slices.ContainsFunc(behind, (*rowGroup).announces) {
		return smallest(own, behind, at)
	}
	return part
}

// manyRows is how many undated rows with titles make a list that nothing dated elsewhere on the page is preferred to.
const manyRows = 3

// isWhole reports whether a part holds the list: rows that show days or name calls; or long titles, or short ones of pages below
// this one, several or, where what follows shows no days or is called news, any.
func (p region) isWhole(all []*rowGroup, own *section) bool {
	titled := 0
	for _, g := range p.groups {
		if g.isSure() {
			return true
		}
		if g.announces() {
			titled += len(g.rows)
		}
	}
	return titled >= manyRows || titled > 0 && !slices.ContainsFunc(all, func(g *rowGroup) bool { return g.isSure() && !g.isNews(own) })
}

// guide matches what a list that holds nothing at the moment leads to beside the forms, folded.
var guide = jtext.MustPattern(`(?:ガイドライン|様式|要綱|要領|基準|規則|規程|約款|手引き?|マニュアル|ひな形|事項|流れ|仕組み|制度|概要|Q&A|結果|実績|一覧|お願い|注意点?|条件|登録|配信|質問|届出?)(?:集|等)?(?:について|はこちら)?(?:\([^)]*\))?$`)

// isGuidance reports whether an undated group is what a list that holds nothing leads to all the same: words of a sentence,
// rules, forms, results.
func (g *rowGroup) isGuidance() bool {
	return g.dated == 0 && !slices.ContainsFunc(g.rows, func(r listRow) bool {
		return !r.isInSentence() && !guide.MatchString(jtext.Fold(r.words.Title))
	})
}

// leastName is the mean length of such names in bytes, five characters of Japanese.
const leastName = 15

// isBelow reports whether the links of a group, several, stand right under the page's heading and lead to pages in the page's
// own folder, and none is the name of a list: they announce although their names are short.
func (g *rowGroup) isBelow(own *section, doc *page.Document) bool {
	if own == nil || g.under != own || len(g.rows) < manyRows || g.words < leastName*len(g.rows) {
		return false
	}
	here, _, _ := strings.Cut(doc.URL, "?")
	folder := here[:strings.LastIndexByte(here, '/')+1]
	if strings.Count(folder, "/") < 4 {
		return false // the whole site
	}
	return !slices.ContainsFunc(g.rows, func(r listRow) bool {
		address, err := doc.Resolve(page.Attribute(r.link, "href"))
		return err != nil || !strings.HasPrefix(address, folder) || isListName(r.words.Title)
	})
}

// isSure reports whether a group shows days or names calls.
func (g *rowGroup) isSure() bool { return g.isDated() || g.namesCalls() }

// smallest returns the smallest part with any rows, where none of them announces: their titles are short.
func smallest(own *section, groups []*rowGroup, at []int) region {
	least := slices.Min(at)
	part := region{node: own.heading.Parent}
	for range least {
		part.node = part.node.Parent
	}
	for i, g := range groups {
		if at[i] == least {
			part.groups = append(part.groups, g)
		}
	}
	return part
}

// short returns the groups that are a list although their titles are short: in a part smaller than the page, or in its main
// part.
func (p region) short() []*rowGroup {
	whole := p.node == nil || p.node.DataAtom == atom.Body || p.node.DataAtom == atom.Html
	return slices.DeleteFunc(slices.Clone(p.groups), func(g *rowGroup) bool { return whole && !inMain(g.rows[0].node) })
}

// heightOf is how far above the page's heading the element is that holds n, too.
func heightOf(n *html.Node, heights map[*html.Node]int) int {
	for ; n != nil; n = n.Parent {
		if height, ok := heights[n]; ok {
			return height
		}
	}
	return len(heights)
}

// nothing matches what a list says that holds nothing at the moment, folded.
var nothing = jtext.MustPattern(`(?:現在|ただいま|只今|本日|今のところ)[^。]{0,40}(?:ありません|ございません|おりません|いません)|(?:募集|公募|案件|公告|入札|情報|お知らせ|記事|新着|該当)[^。]{0,30}(?:ありません|ございません|見つかりませんでした)`)

// ownText is from how many bytes on the words of a part outside its links say what the page is about.
const ownText = 200

// tells reports whether a part says something itself, outside links.
func tells(part *html.Node) bool {
	if part.DataAtom == atom.Body || part.DataAtom == atom.Html {
		return false
	}
	said := 0
	page.Walk(part, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			said += len(strings.TrimSpace(n.Data))
		}
		return said < ownText && n.DataAtom != atom.A && !page.IsUnread(n.DataAtom)
	})
	return said >= ownText
}

// mostNothing is how much text is looked through for such words, in bytes.
const mostNothing = 4000

// saysNothing reports whether a part of a page says that it holds nothing at the moment.
func saysNothing(part *html.Node) bool {
	if part.DataAtom == atom.Body || part.DataAtom == atom.Html {
		return false
	}
	mayDeny := false
	eachText(part, func(text string) { mayDeny = mayDeny || strings.Contains(text, "せ") })
	if !mayDeny {
		return false
	}
	var text strings.Builder
	eachText(part, func(s string) { text.WriteString(s) })
	said := text.String()
	return strings.Contains(said, "せん") && nothing.MatchString(jtext.Fold(page.Collapse(said)))
}

// eachText visits the texts of a part of a page, until they are too long for one that says that it holds nothing.
func eachText(part *html.Node, visit func(text string)) {
	length := 0
	page.Walk(part, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			length += len(n.Data)
			visit(n.Data)
		}
		return length < mostNothing && !page.IsUnread(n.DataAtom)
	})
}
