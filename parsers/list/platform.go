package list

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/list/state"
	"koubo/parsers/page"
)

// family is a CMS family: how its pages are recognised, how its lists are marked up, which of its addresses are lists.
// A row selector that finds nothing leaves the page to its structure.
type family struct {
	name  string
	marks []string         // any of these bytes in the page
	path  *jtext.Pattern   // or this form of the list's address
	item  cascadia.Matcher // rows; nil to find them by structure
	sub   *jtext.Pattern   // addresses of lists below, beside the general form
	exact bool             // sub names them all: its announcements have addresses like directories
}

// families are tried in order. Those without a public name are called after their address form.
var families = []family{
	// shirasagi/shirasagi, app/helpers/cms/list_helper.rb: article > header > time + h2 > a.
	{name: "shirasagi", marks: []string{"SHIRASAGI", `class="article-pages`, `class="category-pages`}, item: selector(".pages article")},
	// joruri/joruri-cms: lists of docs, "more@docs_1.html" for the rest.
	{name: "joruri", marks: []string{"more@docs", `class="docs"`, "/_common/themes/"}, path: jtext.MustPattern(`more@docs|/category/bunya/|/categories/bunya/`)},
	// CMS-8341: every part of the page is tmp_…, its files stand under /cms8341/ or /shared/.
	{name: "cms8341", marks: []string{"/cms8341/", `id="tmp_contents"`}, path: jtext.MustPattern(`/allNewsList\.html$`)},
	{name: "wordpress", marks: []string{"/wp-content/", "/wp-includes/"}, sub: jtext.MustPattern(`/(?:category|tag|author)/(?:[^/]+/)*$|/archives?/(?:[^/]*[^/0-9][^/]*/)*$|/(?:19|20)\d{2}/(?:\d{2}/)?$`), exact: true},
	// 7-digit page numbers under index.html (沖縄県, 那覇市): _template_/_site_, FI.jQuery. A directory is a list.
	{name: "fi", marks: []string{"_template_/_site_/"}, path: jtext.MustPattern(`/\d{7}/index\.html$`), sub: jtext.MustPattern(`/\d{7}/index\.html$`)},
	// /soshiki/list8-1.html, /site/NAME/list76-189.html, /life/2/25/129/: div.info_list > ul > li, span.article_date.
	{name: "info_list", marks: []string{`class="info_list`}, path: jtext.MustPattern(`/(?:soshiki|sec|site/[^/]+)/list\d+-\d+\.html$|/life/(?:sub/)?\d+(?:/\d+)*/(?:index-2\.html)?$`),
		item: selector(".info_list li"), sub: jtext.MustPattern(`/list\d+(?:-\d+)?\.html$|/life/(?:sub/)?\d+(?:/\d+)*/$`)},
	// /category/3-1-8-0-0-0-0-0-0-0.html with pages of ten digits.
	{name: "category_tree", path: jtext.MustPattern(`/category/\d+(?:-\d+){3,}\.html$`), sub: jtext.MustPattern(`/category/\d+(?:-\d+){3,}\.html$`)},
	// /www/genre/1000100000273/index.html lists /www/contents/….
	{name: "www_genre", path: jtext.MustPattern(`/www/genre/\d+/index\.html$`), sub: jtext.MustPattern(`/www/genre/\d+/`)},
	// /page/dir009852.html lists /page/page….html.
	{name: "page_dir", path: jtext.MustPattern(`/page/dir\d+\.html$`), sub: jtext.MustPattern(`/page/dir\d+\.html$`)},
	// /list00224.html and /hpkiji/pub/List.aspx (熊本 and its neighbours) list /kiji…/index.html.
	{name: "hpkiji", marks: []string{"/hpkiji/"}, path: jtext.MustPattern(`/list\d{5}\.html$|/hpkiji/pub/List\.aspx`), sub: jtext.MustPattern(`/list\d{5}\.html$`), exact: true},
	// /templates/proposal/0-Curr.html.
	{name: "0_curr", path: jtext.MustPattern(`/templates/[^/]+/0-Curr\.html$`)},
	// /li/business/020/010/index.html, directories of three digits.
	{name: "li", path: jtext.MustPattern(`/li/(?:[a-z]+/)?\d{3}/(?:\d{3}/)+index\.html$`)},
	// /kuseijouhou/keiyakunyuusatsu/category/13139.html.
	{name: "category_number", path: jtext.MustPattern(`/category/\d+\.html$`), sub: jtext.MustPattern(`/category/\d+\.html$`)},
	// /cgi-bin/feed.php?siteNew=1 beside lists under index.html (宜野湾市).
	{name: "feed_php", marks: []string{"/cgi-bin/feed.php"}},
}

// noFamily reads by structure alone.
var noFamily = family{}

func selector(css string) cascadia.Matcher { return cascadia.MustCompile(css) }

// Platforms returns the names that a source's platform may have.
func Platforms() []string {
	var names []string
	for i := range families {
		names = append(names, families[i].name)
	}
	return names
}

// recognise finds the family by the operator's name for it, else by the page.
func recognise(p page.Page, name string) (*family, error) {
	path, _, _ := strings.Cut(p.URL, "?")
	for i := range families {
		f := &families[i]
		if name == f.name || name == "" && f.fits(p.Body, path) {
			return f, nil
		}
	}
	if name != "" {
		return nil, fmt.Errorf("no platform is called %q; known are %s, or leave platform out", name, strings.Join(Platforms(), ", "))
	}
	return &noFamily, nil
}

func (f *family) fits(body []byte, path string) bool {
	if f.path != nil && f.path.MatchString(path) {
		return true
	}
	for _, mark := range f.marks {
		if bytes.Contains(body, []byte(mark)) {
			return true
		}
	}
	return false
}

// rows returns the rows that the family's markup names, nil where it has none.
func (f *family) rows(doc *page.Document) []listRow {
	if f.item == nil {
		return nil
	}
	var rows []listRow
	for _, node := range cascadia.QueryAll(doc.Root, f.item) {
		if anchors := page.LinksIn(node); len(anchors) > 0 {
			rows = append(rows, listRow{node: node, link: primaryLink(anchors), group: node.Parent})
		}
	}
	return rows
}

// generalSub is the form that addresses of lists have on most sites.
var generalSub = jtext.MustPattern(`/(?:index(?:-\d+)?\.html?)?$|/list[\d_-]*\.html?$|/category/`)

// documentPath ends the addresses of files.
var documentPath = jtext.MustPattern(`(?i)\.(?:pdf|docx?|xlsx?|zip|jtd)$`)

// numbered is the form of a directory that is one page: /docs/2014040200021/.
var numbered = jtext.MustPattern(`/\d{4,}/$`)

// What titles of lists consist of, and what a single call's holds: a place or a purpose beside it.
var (
	callTitle  = jtext.MustPattern(`(?:募集|公募|プロポーザル|サウンディング[^ ]{0,8}|提案|見積り?合わ?せ|入札|売却|売払い?|公売|貸付け?|(?:申請|応募|申し?込み?|参加|出店|出展)(?:を|の)?受け?付け?(?:中|開始)?)(?:について|の(?:実施|お知らせ).{0,12}|します)?$`)
	listTitle  = jtext.MustPattern(`令和|平成|[0-9]+年度?|一般|条件付き?|制限付き?|公募型|簡易型?|企画|競争|業者|事業者?|指定管理者?|民間|委託|業務|工事|物品|役務|広告主?|広告|ネーミングライツ|パートナー|スポンサー|補助金|助成金|型市場調査|について|募集|公募|プロポーザル|サウンディング|提案|お知らせ|実施|その他|各種|入札|契約|公売|オープン ?カウンター?|方式|公開|少額|随意|見積り?(?:書|合わ?せ|競争|依頼)?|合わ?せ|情報|一覧|ご?案内|申請|応募|申し?込み?|参加|受け?付け?|中|開始|の|を|・|等|、|\s`)
	ownWordMin = 9 // bytes that a title of one call says beyond them; three characters of Japanese
)

// namesOneCall reports whether a title names one call and no list of them.
func namesOneCall(title string) bool {
	folded := jtext.Fold(title)
	return callTitle.MatchString(folded) && len(listTitle.ReplaceAllString(folded, "")) >= ownWordMin
}

// listName matches names of nothing but words that only lists have.
var listName = jtext.MustPattern(`^(?:入札|契約|調達|公告|公示|結果|情報|一覧|状況|公募型|プロポーザル(?:方式)?|一般|指名|条件付き?|制限付き?|競争|見積(?:り?合わせ)?|随意|発注|見通し|予定|建設|工事|購入|修繕|賃貸借|コンサル(?:タント)?|物品|役務|委託|業務|電子|参加資格|制度|について|お知らせ|新着|の|・|等|及び|[()、\s])*$`)

// stateName matches names of nothing but the state of several calls, folded: 募集中の案件, 受付を終了したもの, 近日公開予定, 過去の公募.
var stateName = jtext.MustPattern(`^[<【\[■●◆○◎□▼▶・\s]*(?:現在|ただいま|只今|新規|これから|今後)?の?` + callNames + `の?` + `(?:` +
	`(?:募集|公募|受け?付け?|公告|応募|申し?込み?|選定|審査|実施)(?:を|が|は)?(?:中|前|予定|期間中|(?:して|を?行って|受け?付けて)いる|開始前|済み?|終了(?:済み?|した|しました|分|後)?|(?:締め?切(?:り|っ)(?:まし)?た?|締め?切られた))|` +
	`(?:終了|締め?切り)(?:済み?|した|しました|ました|分)?|近日(?:中に?)?(?:公開|募集|公告|開始)(?:予定)?|過去|これまで|以前|結果公表済み?|契約締結済み?)` +
	`[のに]?(?:した|している|行った|実施した|です)?の?` + callNames + `(?:一覧|情報|分)?(?:はこちら)?(?:\([^)]{0,9}\))?[>】\]:\s]*$`)

// listOfYear matches what stands beside the year of a list of calls, folded: 公募案件一覧, の募集終了分. Without the last words it may be the
// year that the calls are for.
var listOfYear = jtext.MustPattern(`^[のに]?` + callNames + `(?:公告|情報|結果)?(?:一覧(?:表)?|(?:終了)?分|実績|実施状況|(?:募集|受付)?終了(?:した)?(?:案件|もの))$`)

// stateWords are those of which each such name holds one.
var stateWords = jtext.NewWords("中", "前", "終了", "予定", "締", "済", "期間", "いる", "過去", "これまで", "近日")

// kindName matches headings of nothing but a kind of calls, folded: 業務委託, 指定管理者の募集, 市有財産の売却.
var kindName = jtext.MustPattern(`^[<【\[■●◆○◎□▼▶・\s]*(?:\(?\d{1,2}\)?[.、\s]+)?(?:入札|公告|公募型?|プロポーザル(?:方式)?|サウンディング(?:型?市場調査)?|市場調査|企画|提案|競争|一般|指名|条件付き?|指定管理者?|民間|業務|委託|役務|工事|建設|物品|購入|賃貸借|修繕|コンサル(?:タント)?|測量|設計|[市町村県区公]有|財産|土地|建物|地|物件|売却|売払い?|貸付け?|公売|広告|ネーミングライツ|命名権|補助金|助成金|実証実験|事業者?|企業|募集|案件|関係|の|・|等|及び|[()、\s])+(?:\([^)]{0,9}\))?[>】\]:\s]*$`)

// isKind reports whether a section is that of a kind of calls.
func (s *section) isKind() bool {
	if s == nil || s.level < 2 || s.level > 6 {
		return false
	}
	words := page.TextOf(s.heading)
	return len(words) <= maxCaption && kindName.MatchString(jtext.Fold(words))
}

// ended are the words with which a list says that what a row announces takes nobody any more: the nearest heading over it that names a state,
// or a cell of a column of states. "" for none.
func (r listRow) ended() string {
	for column, cell := range r.cells {
		if column < len(r.headings) && cell.Text != "" && state.IsColumn(r.headings[column]) {
			if state.IsOver(cell.Text) {
				return r.headings[column] + ": " + cell.Text
			}
			return ""
		}
	}
	for s := r.under; s != nil; s = s.within {
		words := headingWords(s.heading)
		switch {
		case s.heading.Type == html.TextNode:
			words = page.Collapse(s.heading.Data)
		case s.level < captionLevel && isRowElement(s.heading.Parent):
			continue // the heading of a row
		}
		if over := state.IsOver(words); (over || s.state) && s.heads(r.node) {
			if !over || s.level >= captionLevel && state.IsSentence(words) {
				return "" // they are in another state; or the line may be told of the call before it
			}
			return words
		}
	}
	return ""
}

// heads reports whether a section's heading stands over a node: a line that is marked up as none heads what holds links right behind it.
func (s *section) heads(node *html.Node) bool {
	if s.level < captionLevel {
		return true
	}
	line := s.heading
	for line.Type != html.TextNode && line.Parent != nil && page.ElementBefore(line) == nil && page.ElementAfter(line) == nil {
		line = line.Parent
	}
	for n := line.NextSibling; n != nil; n = n.NextSibling {
		if page.IsInside(node, n) {
			return true
		}
		if n.Type == html.ElementNode && page.WordsOf(n) != "" && !page.HoldsLink(n) && !rowday.IsDay(page.WordsOf(n)) {
			return false // another line, which may head what follows
		}
		if n.Type == html.TextNode && lineMark.MatchString(n.Data) {
			return false
		}
	}
	return false
}

// lineMark begins a line of text over a list.
var lineMark = jtext.MustPattern(`^\s*[■●◆○◎□▼▶◇★☆【<〈《]`)

// callNames are what such names call the calls.
const callNames = `(?:公募型?|プロポーザル(?:方式)?|サウンディング(?:型?市場調査)?|市場調査|案件|事業者?|企業|提案|企画|競争|指定管理者?|入札|業務|委託|募集|もの|調査|工事|物件|等|の|・)*`

// isStateName reports whether words name the state of several calls and nothing of one.
func isStateName(words string) bool {
	return words != "" && len(words) <= maxCaption && stateName.MatchString(jtext.Fold(words))
}

// isListName reports whether a title names a list of announcements and nothing of one: 入札公告, 公募型プロポーザル方式.
func isListName(title string) bool {
	return len(title) <= subTitle && (listName.MatchString(jtext.Fold(title)) || len(title) > shortTitle && isStateName(title))
}

// subTitle is up to how many bytes the title of a list below is long; announcements are named at more length.
const subTitle = 60

// isSub says whether a row leads to a list and not to an announcement: it shows no date, and its address is a list's.
func (f *family) isSub(d opportunity.Draft, list string) bool {
	if d.Published != "" || len(d.Fields) > 0 || !page.SameHost(d.URL, list) {
		return false
	}
	if f.sub != nil && f.sub.MatchString(d.URL) {
		return true
	}
	if isListName(d.Title) && !documentPath.MatchString(d.URL) {
		return true
	}
	return !f.exact && len(d.Title) < subTitle && generalSub.MatchString(d.URL) && !numbered.MatchString(d.URL) && !namesOneCall(d.Title)
}
