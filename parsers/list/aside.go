package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/linkname"
	"koubo/parsers/page"
)

// isAside says whether nothing in n can be a row. News boxes are a list's own content here, and containers that carry
// the rows are never taken for what their classes sound like.
func isAside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside:
		return true
	case atom.Footer:
		return n.Parent == nil || n.Parent.DataAtom != atom.Li && !isRepeated(n.Parent)
	case atom.Header:
		return n.Parent == nil || n.Parent.DataAtom == atom.Body || n.Parent.DataAtom == atom.Div && !headsEntry(n)
	case atom.Li, atom.Tr, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.Table, atom.Tbody, atom.A, atom.Article, atom.Main, atom.Body:
		return false
	}
	switch page.LandmarkOf(n) {
	case page.AroundPart:
		return !namesNews(n) && !isBuilt(n) && !isTop(n) && !isDatedList(n) && !holdsMain(n)
	case page.HeadPart, page.CrumbPart, page.RelatedPart, page.ContactPart:
		return !namesNews(n) && !holdsTable(n) && !holdsMain(n) && !headsEntry(n) && !isHeadingBox(n)
	}
	return false
}

// entryWords are in the names of the parts of one announcement: itemHead, entry-header, card__head.
var entryWords = []string{"item", "entry", "post", "card", "article", "media", "unit"}

// headsEntry reports whether an element is called the head of an entry, and stands in a box that is repeated.
func headsEntry(n *html.Node) bool {
	return jtext.HasAny(strings.ToLower(page.Attribute(n, "class")), entryWords...) && n.Parent != nil && isRepeated(n.Parent)
}

// isHeadingBox reports whether an element is a heading without a link, or within others holds one and nothing else: page builders call each so.
func isHeadingBox(n *html.Node) bool {
	if page.HeadingLevel(n) > 0 {
		return !page.HoldsLink(n)
	}
	heading := page.HeadingIn(n)
	return heading != nil && !page.HoldsLink(n) && n.Parent != nil && n.Parent.DataAtom != atom.Body && len(page.TextOf(heading)) == len(page.TextOf(n))
}

// holdsMain reports whether the page's main part or its heading stands in an element, which is then no aside whatever it is
// called: wrappers are named after the columns in them.
func holdsMain(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Main || c.DataAtom == atom.H1 && !page.HoldsLink(c) && !page.IsWordless(c) || c.FirstChild != nil && holdsMain(c) {
			return true
		}
	}
	return false
}

// isDatedList reports whether a list itself, not a box around it, is called like a menu and shows days.
func isDatedList(n *html.Node) bool {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol && n.DataAtom != atom.Dl {
		return false
	}
	days := 0
	page.Walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode && page.IsDateText(page.Collapse(n.Data)) {
			days++
		}
		return days < 2
	})
	return days == 2
}

// isTop reports whether an element is called the page's top because the page begins there, and not because a link leads back.
func isTop(n *html.Node) bool {
	return strings.Contains(page.Attribute(n, "id")+page.Attribute(n, "class"), "pagetop") && holdsAnyHeading(n)
}

func holdsAnyHeading(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if page.HeadingLevel(c) > 0 || holdsAnyHeading(c) {
			return true
		}
	}
	return false
}

// isBuilt reports whether an element is called a widget and nothing else that stands around lists: page builders call every
// box so.
func isBuilt(n *html.Node) bool {
	name := strings.ToLower(page.Attribute(n, "class") + " " + page.Attribute(n, "id") + " " + page.Attribute(n, "role"))
	return strings.Contains(name, "widget") && !jtext.HasAny(name, aroundWords...)
}

// newsWords are in the names of what a list page holds; aroundWords make such a name that of a menu or a pager all the
// same (side-news, newsNav, footerlist).
var (
	newsWords   = []string{"whatsnew", "shinchaku", "news", "recent-posts", "list", "main", "honbun"}
	aroundWords = []string{"nav", "side", "menu", "foot", "pan", "path", "crumb", "pag", "lang", "translation", "rank", "banner", "share", "complementary"}
)

// namesNews says whether an element is called after what a list page holds.
func namesNews(n *html.Node) bool {
	for _, key := range []string{"id", "class"} {
		name := strings.ToLower(page.Attribute(n, key))
		if jtext.HasAny(name, newsWords...) && !jtext.HasAny(name, aroundWords...) {
			return true
		}
	}
	return false
}

func holdsTable(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Table {
			return true
		}
	}
	return false
}

// asideTitle matches the headings of what stands beside lists, folded; rankings may have any words around them.
var asideTitle = jtext.MustPattern(`^[<【\[■●◆○◎□▼▶・\s]*(?:\(?[0-9]{1,2}\)?[.、\s]+)?(?:` +
	`(?:関連|外部|参考)(?:する|の)?(?:リンク|情報|ページ|記事|サイト|資料|ファイル|コンテンツ|項目|施設|法令|ホームページ)?(?:集|一覧|先)?|リンク(?:集)?|お役立ち(?:情報|リンク|ページ)?|` +
	`(?:おすすめ|オススメ|お勧め|注目|人気|ピックアップ)(?:の)?(?:情報|記事|ページ|コンテンツ|リンク)?|よくある(?:ご?質問|お問い?合わせ).*|` +
	`(?:記事)?(?:カテゴリー?|タグ|アーカイブ)(?:一覧|検索|から探す)?|月別アーカイブ|最近の(?:投稿|記事|更新|コメント).*|` +
	`(?:サイト内)?検索|\S{1,8}(?:から|で)(?:絞り?込[むみ]|探す|さがす)|絞り?込み|(?:サブ|サイド|ローカル)?(?:メニュー|ナビ(?:ゲーション)?)|お問い?合わ?せ(?:先|フォーム)?|この(?:ページ|記事|情報)(?:に|を|の|は|が).*|(?:この|同じ)(?:カテゴリー?|分類|コーナー|フォルダー?|組織|課)(?:の|に関する|にある|内の)?(?:他|ほか|その他)?の?(?:ページ|記事|情報|コンテンツ)(?:一覧)?|` +
	`(?:添付|関連|関係|提出)(?:ファイル|資料|書類|図書|様式)(?:等|一覧|の?ダウンロード)*|ダウンロード|(?:各種|申請|関係)?様式(?:集|等|など|一覧)?(?:の?ダウンロード)?|` +
	`(?:制度|仕組み|手続き?)(?:の(?:概要|案内|説明))?(?:について|とは)?|[^ ]{2,20}とは|` +
	`(?:バナー)?広告(?:欄|枠)?|(?:公式)?SNS.*|見つからないときは.*|(?:他|ほか|その他)の(?:ページ|サイト|リンク|コンテンツ|施設|情報)|(?:(?:現在)?募集中の)?(?:他|ほか)の(?:案件|募集|公募)|` +
	`(?i:q ?& ?a|faq|related|ranking|links?|tags?|archives?|categor(?:y|ies)|recent posts|recommended?|pick ?up|menu|search|contact)` +
	`)[>】\]:\s]*$`)

// rankingTitle matches such titles wherever they say what others read, folded.
var rankingTitle = jtext.MustPattern(`ランキング|(?:よく|最も|多く)(?:見|読|利用|閲覧|アクセス)|(?:見|読)られている|見ている人|こんなページも|(?:こちら|あわせて|併せて)\S{0,12}(?:ご覧|読|見|チェック)`)

// eventTitle matches the headings of what takes place, folded; a word before a row may say the same of the row alone.
var eventTitle = jtext.MustPattern(`^[<【\[■●◆○◎□▼▶・\s]*(?:これから|今後|開催中|近日開催|注目)?の?(?:催し物?|イベント|行事|公演|講座)の?(?:情報|ご?案内|予定|カレンダー|スケジュール|日程)?[>】\]:\s]*$`)

// mark is how many links, controls of forms and headings were seen before something.
type mark struct{ links, controls, sections int }

func (f *rowFinder) mark() mark { return mark{f.links, f.controls, len(f.sections)} }

// isControl reports whether an element is one that a form is filled in by.
func isControl(kind atom.Atom) bool {
	return kind == atom.Input || kind == atom.Select || kind == atom.Button || kind == atom.Textarea
}

// searchTitle matches the headings of what a list is searched or narrowed by, folded.
var searchTitle = jtext.MustPattern(`検索|[探絞]|さがす|(?i:search)`)

// leaveForm ends what headings head in an element that holds controls and no links: those of a form but for the page's own, and one over
// what a list is searched by, which may stand before the form. The list stands behind it.
func (f *rowFinder) leaveForm(n *html.Node, before *section, passed mark) {
	if n.DataAtom == atom.Form || n.DataAtom == atom.Fieldset {
		f.section = before
		for _, s := range f.sections[passed.sections:] {
			if s.level == 1 {
				f.section = s
			}
		}
	}
	for s := f.section; s != nil && s.links == f.links; s = s.within {
		if s.aside && searchTitle.MatchString(jtext.Fold(page.TextOf(s.heading))) {
			f.section = s.within
		}
	}
}

// leaveMenu ends the section of a heading over a menu, which no row is taken from: メニュー. What follows the menu it does not head.
func (f *rowFinder) leaveMenu(menu *html.Node) {
	if s := f.section; s != nil && s.aside && s.links == f.links && page.HoldsLink(menu) && page.IsInside(s.heading, leadOf(menu)) {
		f.section = s.within
	}
}

// leadOf is the element that stands right before another, or before the boxes that it begins; nil for none.
func leadOf(n *html.Node) *html.Node {
	for n.Parent != nil && page.ElementBefore(n) == nil {
		n = n.Parent
	}
	return page.ElementBefore(n)
}

// isAsideTitle reports whether what these words head is beside the list.
func isAsideTitle(words string) bool {
	if words == "" || len(words) > maxCaption {
		return false
	}
	folded := jtext.Fold(words)
	return rankingTitle.MatchString(folded) || asideTitle.MatchString(folded)
}

// particles begin the words behind a link that is part of a sentence: …をご覧ください, …から申し込む.
var particles = []string{"を", "に", "は", "が", "で", "へ", "から", "より", "の", "と", "も", "まで", "及び", "又は", "等"}

// isInSentence reports whether the link of a row is one of the words of a sentence.
func (r listRow) isInSentence() bool {
	after := afterLink(r.link)
	for _, p := range particles {
		if strings.HasPrefix(after, p) || strings.HasPrefix(after, "」"+p) {
			return true
		}
	}
	return false
}

// afterLink is the text behind a link on its line, "" where another link or the line's end is nearest.
func afterLink(link *html.Node) string {
	for n := link; n != nil && (n == link || !page.PartsWords(n.DataAtom)); n = n.Parent {
		for s := n.NextSibling; s != nil; s = s.NextSibling {
			if s.Type == html.ElementNode && (page.PartsWords(s.DataAtom) || page.HoldsLink(s)) {
				return ""
			}
			if text := page.WordsOf(s); text != "" {
				return text
			}
		}
	}
	return ""
}

// separators part the links of breadcrumbs and of menus in one line; gaps are white space.
const (
	separators = ">＞›»≫|｜/／・→"
	gaps       = "\u00a0 \u3000\t\r\n"
)

// isInline reports whether a group is links on one line without a day: breadcrumbs and menus, which separators part, or a
// cloud of short words.
func (g *rowGroup) isInline() bool {
	if len(g.rows) < 2 || g.dated > 0 {
		return false
	}
	parted := false
	for i, r := range g.rows {
		if r.node != r.link && !linkname.IsPhrase(r.node) {
			return false
		}
		if i == 0 {
			continue
		}
		for s := r.node.PrevSibling; s != nil && s != g.rows[i-1].node; s = s.PrevSibling {
			if s.Type == html.ElementNode && (page.PartsWords(s.DataAtom) || !page.IsWordless(s)) || s.Type == html.TextNode && strings.Trim(s.Data, separators+gaps) != "" {
				return false
			}
			parted = parted || s.Type == html.TextNode && strings.ContainsAny(s.Data, separators)
		}
	}
	return parted || g.words < titleLength*len(g.rows)
}

// officeName matches the names of offices, whose links lead to whom to ask.
var officeName = jtext.MustPattern(`^\S{2,20}(?:課|部|係|室|署|保健所|事務所|支所|出張所|振興局|グループ)$`)

// shareLinks are parts of the addresses that share a page or get what documents are read with; fileEnds end those of pictures and feeds.
var (
	shareLinks = []string{"twitter.com/", "x.com/intent", "facebook.com/share", "line.me/", "hatena.ne.jp/", "getpocket.com/", "get.adobe.com/", "adobe.com/jp/"}
	fileEnds   = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".xml", ".rdf", ".rss"}
)

// siteTitle matches what links of every page of a site say, folded.
var siteTitle = jtext.MustPattern(`^(?:(?:サイト|ホームページ|プライバシー)(?:マップ|ポリシー|について|の(?:使い方|考え方|ご?利用.{0,9}))|個人情報(?:保護|の(?:取り?扱い?|保護)).{0,20}|免責事項|著作権.{0,12}|(?:ウェブ)?アクセシビリティ.{0,12}|リンク集?.{0,9}|(?:プライバシーポリシー|サイトポリシー|免責事項|著作権|リンク)[・、/].{0,30}|(?:\S{1,15}(?:への|に関する))?(?:お?問い?合わ?せ|ご意見).{0,15}|交通(?:案内|アクセス)|アクセス|English)$`)

// facetTitle matches a filter of the list with the number of its announcements, folded: 公募 (12).
var facetTitle = jtext.MustPattern(`^\S{1,20}\s*\(\d{1,5}件?\)$`)

// isChrome reports whether a row belongs to every page of a site: it shares the page, shows a picture or a feed, tells of the site.
func (r listRow) isChrome(title string) bool {
	href := page.Attribute(r.link, "href")
	if strings.Contains(href, "//") && jtext.HasAny(href, shareLinks...) {
		return true
	}
	if len(title) < maxCaption {
		if folded := jtext.Fold(title); siteTitle.MatchString(folded) || facetTitle.MatchString(folded) {
			return true
		}
	}
	path, _, _ := strings.Cut(strings.ToLower(href), "?")
	return slices.ContainsFunc(fileEnds, func(end string) bool { return strings.HasSuffix(path, end) })
}

// leadsNowhere reports whether a row's link has no address of a page: a button of the page, mail, a telephone number.
func (r listRow) leadsNowhere() bool {
	href := strings.ToLower(strings.TrimSpace(page.Attribute(r.link, "href")))
	return jtext.HasAny(href[:min(len(href), 11)], "javascript:", "mailto:", "tel:", "sms:")
}
