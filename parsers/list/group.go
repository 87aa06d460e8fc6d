package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// rowGroup is rows that one element holds.
type rowGroup struct {
	rows         []listRow
	dated, words int // rows with a date; length of all titles in bytes
}

// chooseRows keeps the rows that announce: those of groups with dates where the page has any, and of groups whose links
// are as long as titles are. Short undated links are menus.
func chooseRows(rows []listRow, doc *page.Document) []listRow {
	groups := groupRows(withoutOutside(rows, doc))
	anyMain := false
	for _, g := range groups {
		anyMain = anyMain || inMain(g.rows[0].node) && g.announces()
	}
	var kept []listRow
	for _, g := range groups {
		if g.announces() && (!anyMain || inMain(g.rows[0].node)) {
			kept = append(kept, g.rows...)
		}
	}
	return kept
}

// withoutOutside leaves out the undated rows that lead to other sites and name no call: they are for further reading.
func withoutOutside(rows []listRow, doc *page.Document) []listRow {
	return slices.DeleteFunc(rows, func(r listRow) bool {
		href := page.Attribute(r.link, "href")
		if !strings.Contains(href, "//") || containsAny(page.TextOf(r.link), outsideCalls) {
			return false
		}
		address, err := doc.Resolve(href)
		if err != nil || page.SameHost(address, doc.URL) {
			return false
		}
		draft := r.draft("")
		return draft.Published == "" && len(draft.Fields) == 0
	})
}

func groupRows(rows []listRow) []*rowGroup {
	var groups []*rowGroup
	place := map[*html.Node]*rowGroup{}
	for _, row := range rows {
		g := place[row.group]
		if g == nil {
			g = &rowGroup{}
			place[row.group] = g
			groups = append(groups, g)
		}
		draft := row.draft("")
		row.words = &draft
		g.rows = append(g.rows, row)
		g.words += len(draft.Title)
		if draft.Published != "" || len(draft.Fields) > 0 {
			g.dated++
		}
	}
	return groups
}

// titleLength is the mean length in bytes from which undated links are titles and no menu; ten characters of Japanese.
const titleLength = 30

// announces says whether a group is a list of announcements, or of lists of them.
func (g *rowGroup) announces() bool {
	if 2*g.dated >= len(g.rows) {
		return true
	}
	return g.words >= titleLength*len(g.rows) || namesCalls(g)
}

// callWords are what undated short links must hold to be kept.
var callWords = []string{"募集", "公募", "入札", "プロポーザル", "公告", "企画提案", "企画競争", "提案", "サウンディング", "指定管理"}

// outsideCalls are the words of calls, with those of what a body holds on another site: pilots and programmes.
var outsideCalls = slices.Concat(callWords, []string{"実証", "アクセラ", "協業", "共創", "連携", "パートナー", "補助", "助成", "PFI", "PPP", "ネーミング", "コンテスト", "ピッチ", "応募", "事業者", "プログラム", "スタートアップ", "オープンイノベーション", "チャレンジ"})

func namesCalls(g *rowGroup) bool {
	named := 0
	for _, row := range g.rows {
		if containsAny(page.TextOf(row.link), callWords) {
			named++
		}
	}
	return 2*named >= len(g.rows)
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
