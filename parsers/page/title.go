package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
)

// What <title> says, and which part of it names the site.

// titleSeparators stand between a page's and a site's name. The dash and slash count only between spaces.
var titleSeparators = []string{"｜", "|", " - ", " – ", " — ", " ‐ ", " / ", "／", " « ", " » ", "：：", "::", " : ", ": ", "－"}

// TitleParts splits <title>, else og:title, into what names the page, the whole of it first where that is of several parts, and what
// names the site.
func TitleParts(root *html.Node) (pages, sites []string) {
	node := FindInHead(root, atom.Title, func(*html.Node) bool { return true })
	whole := ""
	if node != nil {
		whole = TextOf(node)
	}
	if whole == "" {
		if meta := FindInHead(root, atom.Meta, isOGTitle); meta != nil {
			whole = Collapse(Attribute(meta, "content"))
		}
	}
	if whole == "" {
		return nil, nil
	}
	pieces := []string{whole}
	for _, separator := range titleSeparators {
		if !strings.Contains(whole, separator) {
			continue // most titles have one or two of them
		}
		var next []string
		for _, piece := range pieces {
			next = append(next, strings.Split(piece, separator)...)
		}
		pieces = next
	}
	for _, piece := range pieces {
		piece = strings.TrimSpace(piece)
		switch {
		case piece == "":
		case IsSiteName(jtext.Fold(piece)):
			sites = append(sites, piece)
		default:
			pages = append(pages, piece)
		}
	}
	if len(pages) > 1 {
		pages = append([]string{strings.TrimSpace(untilSite(whole, sites))}, pages...)
	}
	return pages, sites
}

// untilSite cuts a <title> at the site's name, for pages whose own name holds a separator.
func untilSite(whole string, sites []string) string {
	for _, site := range sites {
		if at := strings.Index(whole, site); at > 0 {
			whole = whole[:at]
		}
	}
	return strings.Trim(whole, " ｜|-–—‐/／«»:：－")
}

func isOGTitle(n *html.Node) bool { return Attribute(n, "property") == "og:title" }

// siteEndings end the part of a <title> that names the site.
var siteEndings = []string{"ホームページ", "公式サイト", "ウェブサイト", "Webサイト", "WEBサイト", "公式HP", "オフィシャルサイト", "ポータルサイト",
	"市役所", "区役所", "町役場", "村役場", "県庁", "府庁", "道庁", "都庁"}

// bodyEndings end the names of the bodies beside municipalities that have sites of their own; callWords say that a title only names
// such a body.
var (
	bodyEndings = []string{"組合", "企業団", "広域連合", "財団", "公社", "機構", "教育委員会", "水道局", "交通局", "協議会", "協会", "商工会議所", "病院局", "企業局"}
	callWords   = []string{"募集", "公募", "入札", "選定", "委託", "業務", "について", "指定管理", "プロポーザル", "提案"}
)

var townEndings = []string{"市", "区", "町", "村", "県", "府", "都", "道"}

// longestBody and longestTown are the greatest number of characters of a body's name, and of a municipality's.
const (
	longestBody = 20
	longestTown = 7
)

// IsSiteName says whether a folded text is a site's name and not a page's.
func IsSiteName(text string) bool {
	endsIn := func(ending string) bool { return strings.HasSuffix(text, ending) }
	n := utf8.RuneCountInString(text)
	return slices.ContainsFunc(siteEndings, endsIn) || n <= longestBody && slices.ContainsFunc(bodyEndings, endsIn) && !jtext.HasAny(text, callWords...) ||
		n <= longestTown && slices.ContainsFunc(townEndings, endsIn)
}

// IsKindOfPage says whether a heading only says of what kind the page is.
func IsKindOfPage(text string) bool {
	return kindOfPage.MatchString(text) && utf8.RuneCountInString(text) <= 16 && !tellsWhat.In(text)
}

// tellsWhat are words that say what a page tells of: 市有財産売却のお知らせ.
var tellsWhat = jtext.NewWords("募集", "公募", "プロポーザル", "選定", "委託", "売却", "売払", "貸付", "公売", "結果", "変更", "延長", "中止", "開催", "実証", "広告")

var kindOfPage = jtext.MustPattern(`(?:記者発表(?:資料)?|報道発表(?:資料)?|報道提供資料|プレスリリース|お知らせ|新着情報|トピックス|NEWS(?: RELEASE)?|PRESS RELEASE)$`)

// SameWords compares titles without their spaces, which a line break within a heading sets.
func SameWords(a, b string) bool {
	return strings.ReplaceAll(jtext.Fold(a), " ", "") == strings.ReplaceAll(jtext.Fold(b), " ", "")
}

// newsMark is what stands behind a title on the page and is no part of it: NEW, (6月1日更新).
var newsMark = jtext.MustPattern(`[\s　]*(?:(?:NEW|New|ＮＥＷ)[!！]*|[(（【\[]?[0-9０-９]{1,2}月[0-9０-９]{1,2}日[\s　]*(?:更新|掲載|公開|登録)[)）】\]]?)$`)

// WithoutNews drops such marks off the end of a title.
func WithoutNews(title string) string {
	if at := newsMark.FindStringIndex(title); at != nil && at[0] > 0 {
		return title[:at[0]]
	}
	return title
}
