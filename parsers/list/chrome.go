package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/linkname"
	"koubo/parsers/page"
)

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
