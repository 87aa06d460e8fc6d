package list

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// rowGroup is rows that one element holds.
type rowGroup struct {
	rows   []listRow
	under  *section // of its first row
	dated  int      // rows with a date
	called int      // rows that name a call, whose day may be missing
	worked int      // rows that name a call, or works and services as calls do
	words  int      // length of all titles in bytes
}

// chooseRows keeps the rows that announce: those of the part of the page that its heading heads, in groups with dates where
// it has any, and in groups whose links are as long as titles are. What stands under the heading of a ranking or of related
// pages is none, nor are short undated links, which are menus, but where the heading's part holds nothing else.
func chooseRows(rows []listRow, doc *page.Document, sections []*section) []listRow {
	own := ownSection(doc, sections)
	groups := slices.DeleteFunc(mergeSingles(groupRows(withoutOutside(rows, doc))), func(g *rowGroup) bool {
		return g.under.isWithinAside(own) || g.isInline()
	})
	groups = withinMain(groups)
	part := partOf(own, groups)
	kept := slices.DeleteFunc(slices.Clone(part.groups), func(g *rowGroup) bool { return !g.announces() })
	if len(kept) == 0 && !part.saysNone {
		kept = part.short()
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

// withoutStrays leaves out, where several rows show days, those that neither do nor name calls, and those that lead out of
// the part of the site that the others and the page itself stand in: news of the whole body.
func withoutStrays(groups []*rowGroup, own *section, doc *page.Document) []*rowGroup {
	dated := 0
	for _, g := range groups {
		dated += g.dated
	}
	if dated >= manyRows {
		groups = slices.DeleteFunc(groups, func(g *rowGroup) bool { return !g.isDated() && !g.namesCalls() })
	}
	groups = withoutMinor(groups)
	folder := firstFolder(doc.URL)
	if folder == "" || len(groups) < 2 || !slices.ContainsFunc(groups, func(g *rowGroup) bool { return g.shareIn(folder, doc) > 0.5 }) {
		return groups
	}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		return g.isNews(own) && g.shareIn(folder, doc) == 0
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
		return minorShare*len(g.rows) <= len(longest.rows) && !g.isDated() && 2*g.worked < len(g.rows) && g.shape() != longest.shape()
	})
}

// shape is the kind and class of a group's first row and of what holds it.
func (g *rowGroup) shape() string {
	row := g.rows[0]
	return row.group.Data + "." + page.Attribute(row.group, "class") + ">" + row.node.Data + "." + firstWord(page.Attribute(row.node, "class"))
}

// newsTitle matches headings over the news of a whole body, folded.
var newsTitle = regexp.MustCompile(`お知らせ|新着|ニュース|最新|トピックス|(?i:news|topics|information)`)

// isNews reports whether a group stands under a heading over news that is not the page's own.
func (g *rowGroup) isNews(own *section) bool {
	return g.under != nil && g.under != own && newsTitle.MatchString(jtext.Fold(page.TextOf(g.under.heading)))
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
		draft := row.draft("")
		row.words = &draft
		dated := draft.Published != "" || len(draft.Fields) > 0
		if draft.Title == "" || row.isChrome(draft.Title) || !dated && !containsAny(draft.Title, callWords) && (row.isInSentence() || row.leadsNowhere() || officeName.MatchString(draft.Title)) {
			continue
		}
		g := place[row.group]
		if g == nil {
			g = &rowGroup{under: row.under}
			place[row.group] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, row)
		g.words += len(draft.Title)
		if dated {
			g.dated++
		}
		if containsAny(draft.Title, callWords) {
			g.called++
		}
		if containsAny(draft.Title, workWords) {
			g.worked++
		}
	}
	for _, g := range groups {
		g.liftDays()
	}
	return groups
}

// mergeSingles brings groups of one row together whose elements stand beside each other and are of one kind: a dl for each
// day, a section for each announcement.
func mergeSingles(groups []*rowGroup) []*rowGroup {
	first := map[*html.Node]*rowGroup{}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		if len(g.rows) > 1 {
			return false
		}
		box := boxOf(g.rows[0].group)
		if box == nil {
			return false
		}
		into := first[box.Parent]
		if into == nil {
			first[box.Parent] = g
			return false
		}
		into.rows = append(into.rows, g.rows...)
		into.dated, into.called, into.worked, into.words = into.dated+g.dated, into.called+g.called, into.worked+g.worked, into.words+g.words
		return true
	})
}

// maxBoxes is how many elements may stand between a row and the one that is repeated.
const maxBoxes = 4

// boxOf is the nearest element from n on that is repeated beside itself, nil for none.
func boxOf(n *html.Node) *html.Node {
	for range maxBoxes {
		if n == nil || n.DataAtom == atom.Body {
			return nil
		}
		if n.DataAtom == atom.Li || n.DataAtom == atom.Dl && isRepeatedKind(n) || isRepeated(n) {
			return n
		}
		n = n.Parent
	}
	return nil
}

// officeName matches the names of offices, whose links lead to whom to ask.
var officeName = regexp.MustCompile(`^\S{2,20}(?:課|部|係|室|署|保健所|事務所|支所|出張所|振興局|グループ)$`)

// shareLinks are parts of the addresses that share a page or get what documents are read with; pictureEnds end those of pictures.
var (
	shareLinks  = []string{"twitter.com/", "x.com/intent", "facebook.com/share", "line.me/", "hatena.ne.jp/", "getpocket.com/", "get.adobe.com/", "adobe.com/jp/"}
	pictureEnds = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"}
)

// siteTitle matches what links of every page of a site say, folded.
var siteTitle = regexp.MustCompile(`^(?:(?:サイト|ホームページ|プライバシー)(?:マップ|ポリシー|について|の(?:使い方|考え方|ご?利用.{0,9}))|個人情報(?:保護|の(?:取り?扱い?|保護)).{0,20}|免責事項|著作権.{0,12}|(?:ウェブ)?アクセシビリティ.{0,12}|リンク集?.{0,9}|(?:プライバシーポリシー|サイトポリシー|免責事項|著作権|リンク)[・、/].{0,30}|(?:お?問い?合わ?せ|ご意見).{0,15}|交通(?:案内|アクセス)|アクセス|English)$`)

// isChrome reports whether a row belongs to every page of a site: it shares the page, shows a picture, tells of the site.
func (r listRow) isChrome(title string) bool {
	href := page.Attribute(r.link, "href")
	if strings.Contains(href, "//") && containsAny(href, shareLinks) || len(title) < maxCaption && siteTitle.MatchString(jtext.Fold(title)) {
		return true
	}
	path, _, _ := strings.Cut(strings.ToLower(href), "?")
	return slices.ContainsFunc(pictureEnds, func(end string) bool { return strings.HasSuffix(path, end) })
}

// leadsNowhere reports whether a row's link has no address of a page: a button of the page, mail, a telephone number.
func (r listRow) leadsNowhere() bool {
	href := strings.ToLower(strings.TrimSpace(page.Attribute(r.link, "href")))
	return containsAny(href[:min(len(href), 11)], []string{"javascript:", "mailto:", "tel:", "sms:"})
}

// titleLength is the mean length in bytes from which undated links are titles and no menu; ten characters of Japanese.
const titleLength = 30

// announces says whether a group is a list of announcements, or of lists of them.
func (g *rowGroup) announces() bool {
	return g.isDated() || g.words >= titleLength*len(g.rows) || g.namesCalls()
}

// isDated reports whether most rows show a day.
func (g *rowGroup) isDated() bool { return 2*g.dated >= len(g.rows) }

// namesCalls reports whether most rows name a call.
func (g *rowGroup) namesCalls() bool { return 2*g.called >= len(g.rows) }

// callWords are what undated short links must hold to be kept.
var callWords = []string{"募集", "公募", "入札", "プロポーザル", "公告", "企画提案", "企画競争", "提案", "サウンディング", "指定管理"}

// outsideCalls are the words of calls, with those of what a body holds on another site: pilots and programmes.
var outsideCalls = slices.Concat(callWords, []string{"実証", "アクセラ", "協業", "共創", "連携", "パートナー", "補助", "助成", "PFI", "PPP", "ネーミング", "コンテスト", "ピッチ", "応募", "事業者", "プログラム", "スタートアップ", "オープンイノベーション", "チャレンジ"})

// workWords are the words of calls, with those of what bodies buy.
var workWords = slices.Concat(outsideCalls, []string{"業務", "委託", "工事", "賃貸借", "購入", "整備", "売却", "貸付"})

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
