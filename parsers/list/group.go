package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
	"koubo/parsers/pager"
)

// rowGroup is rows that one element holds.
type rowGroup struct {
	rows   []listRow
	under  *section // of its first row
	dated  int      // rows with a date
	called int      // rows that name a call, whose day may be missing
	timed  int      // rows that say a day of any kind
	words  int      // length of all titles in bytes, but for those that help with every call
	below  bool     // short names under the page's heading, of pages in its folder
	stated bool     // under a heading that names the state of several calls
	parted bool     // under several headings that divide one list
}

// isDated reports whether a row that is read shows a day of its own, of publication or in a column: a last day in its words may be one of
// a page's sentences.
func (r listRow) isDated() bool {
	return r.words.Published != "" || slices.ContainsFunc(r.words.Fields, func(f opportunity.Field) bool { return slices.Contains(r.headings, f.Label) })
}

// groupRows brings the rows that may announce, which are read, together by what holds them.
func groupRows(rows []listRow) []*rowGroup {
	var groups []*rowGroup
	place, titled, terms := map[*html.Node]*rowGroup{}, map[*section]bool{}, map[*html.Node]bool{}
	for _, row := range rows {
		title := row.words.Title
		if row.isNamedByHeading(title) {
			titled[row.namingSection()] = true
		} else if row.isPaperOfTerm() || row.isPaperBelow(title) || titled[row.namingSection()] && isVague(title) && page.IsFileLink(row.link) {
			continue // one more paper of what the heading names
		}
		if row.node.DataAtom == atom.Dd && isVague(page.TextOf(row.link)) && title == row.termBefore() {
			if dt := previousOf(row.node, atom.Dt); terms[dt] {
				continue
			} else {
				terms[dt] = true
			}
		}
		dated, words := row.isDated(), weight(title)
		called := words > 0 && jtext.HasAny(title, callWords...)
		if title == "" || row.isChrome(title) || !dated && !called && (row.isInSentence() || row.leadsNowhere() || officeName.MatchString(title)) {
			continue
		}
		g := place[row.group]
		if g == nil {
			g = &rowGroup{under: row.under, stated: row.under.isStated()}
			place[row.group] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, row)
		g.words += words
		if dated {
			g.dated++
		}
		if called {
			g.called++
		}
		if dated || row.saysDay() {
			g.timed++
		}
	}
	for _, g := range groups {
		g.liftDays()
	}
	for _, g := range groups {
		g.dropUnlike()
		g.dropBehindHeadings()
	}
	return slices.DeleteFunc(groups, (*rowGroup).dropFromMenu)
}

// dropUnlike takes out of a group most of whose rows show days the few that show none, name neither a call nor work, and are
// of another kind than those, or no more than links: conditions below the list, the way to the office.
func (g *rowGroup) dropUnlike() {
	if g.dated < 2 || 2*g.dated <= len(g.rows) {
		return
	}
	kinds := map[atom.Atom]bool{}
	for _, r := range g.rows {
		kinds[r.node.DataAtom] = kinds[r.node.DataAtom] || r.words.Published != ""
	}
	g.drop(func(r listRow) bool {
		title := r.words.Title
		other := !kinds[r.node.DataAtom]
		names := jtext.HasAny(title, workWords...) && (!other || !guide.MatchString(jtext.Fold(title)))
		return !r.isDated() && len(title) < titleLength && !names && (other || r.node == r.link)
	})
}

// dropFromMenu takes what names neither a call nor work out of a group most of whose rows name lists: it is a menu, which
// leads to forms and rules, too. It reports whether nothing is left.
func (g *rowGroup) dropFromMenu() bool {
	lists := 0
	for _, r := range g.rows {
		if isListName(r.words.Title) {
			lists++
		}
	}
	if 2*lists <= len(g.rows) || g.dated > 0 {
		return false
	}
	g.drop(func(r listRow) bool {
		return len(r.words.Title) < titleLength && !jtext.HasAny(r.words.Title, workWords...) && !isListName(r.words.Title)
	})
	return len(g.rows) == 0
}

// dropBehindHeadings takes the undated files out of a group that headings name announcements in: they are attached to those.
func (g *rowGroup) dropBehindHeadings() {
	headings := 0
	for _, r := range g.rows {
		if page.HeadingLevel(r.node) > 0 {
			headings++
		}
	}
	if headings < 2 {
		return
	}
	g.drop(func(r listRow) bool {
		return page.HeadingLevel(r.node) == 0 && !r.isDated() && page.IsFileLink(r.link)
	})
}

// drop takes undated rows out of a group.
func (g *rowGroup) drop(isOut func(listRow) bool) {
	g.rows = slices.DeleteFunc(g.rows, func(r listRow) bool {
		out := isOut(r)
		if out {
			g.words -= weight(r.words.Title)
		}
		return out
	})
}

// titleLength is the mean length in bytes from which undated links are titles and no menu; ten characters of Japanese.
const titleLength = 30

// announces says whether a group is a list of announcements, or of lists of them: most rows say a day or name a call, or their titles
// are long.
func (g *rowGroup) announces() bool {
	return g.words >= titleLength*len(g.rows) || g.namesCalls() || g.isTimed() || g.below || g.stated || g.parted && g.words >= leastName*len(g.rows)
}

// isDated reports whether most rows show a day.
func (g *rowGroup) isDated() bool { return 2*g.dated >= len(g.rows) }

// isTimed reports whether most rows say a day, of publication or another.
func (g *rowGroup) isTimed() bool { return 2*max(g.timed, g.dated) >= len(g.rows) }

// namesCalls reports whether most rows name a call.
func (g *rowGroup) namesCalls() bool { return 2*g.called >= len(g.rows) }

// namesLists reports whether all rows lead to other lists, those of other years.
func (g *rowGroup) namesLists() bool {
	return !slices.ContainsFunc(g.rows, func(r listRow) bool { return r.words.Published != "" || !pager.IsOtherList(r.words.Title) })
}

// help matches what leads to the rules, the papers and the systems that every call uses, or to where calls are told of, folded.
var help = jtext.MustPattern(`(?:システム(?:へ|はこちら)|(?:入札|調達)情報(?:公開)?(?:サービス|システム)|(?:様式|心得|約款|条例|規則|規程|要綱|ひな形|マニュアル|手引き?|ガイドライン|ガイドブック|Q&A|の?ダウンロード|記[入載]例|書き方|ホームページ|ポータルサイト)(?:等|集|一覧)?(?:の(?:運用|一部改正|改正))?(?:について|はこちら|へ)?|制度(?:の運用|の改正)?について|メール(?:配信|マガジン)(?:サービス)?(?:[にのへ]登録)?(?:する|はこちら)?|(?:^|の)RSS(?:配信)?|(?:です|ます|でしょう|ません)か[?。]?)(?:\([^)]*\))?$`)

// weight is what a title adds to the length of its group's: nothing where it helps with every call.
func weight(title string) int {
	if isHelp(title) {
		return 0
	}
	return len(title)
}

func isHelp(title string) bool {
	folded := jtext.Fold(title)
	return helpWords.In(folded) && help.MatchString(folded)
}

// helpWords stand in all that help matches, which is too long an expression to be asked of every title.
var helpWords = jtext.NewWords("システム", "情報", "様式", "心得", "約款", "条例", "規則", "規程", "要綱", "ひな形", "マニュアル", "手引", "ガイド", "Q&A", "ダウンロード",
	"記入例", "記載例", "書き方", "ホームページ", "ポータル", "制度", "メール", "RSS", "ですか", "ますか", "でしょうか", "ませんか")

// callWords are what undated short links must hold to be kept.
var callWords = []string{"募集", "公募", "入札", "プロポーザル", "公告", "企画提案", "企画競争", "提案", "サウンディング", "指定管理"}

// outsideCalls are the words of calls, with those of what a body holds on another site: pilots and programmes.
var outsideCalls = slices.Concat(callWords, []string{"実証", "アクセラ", "協業", "共創", "連携", "パートナー", "補助", "助成", "PFI", "PPP", "ネーミング", "コンテスト", "ピッチ", "応募", "事業者", "プログラム", "スタートアップ", "オープンイノベーション", "チャレンジ"})

// namesWork reports whether most rows name a call, or works and services as calls do.
func (g *rowGroup) namesWork() bool {
	named := 0
	for _, r := range g.rows {
		if jtext.HasAny(r.words.Title, workWords...) && !isHelp(r.words.Title) {
			named++
		}
	}
	return 2*named >= len(g.rows)
}

// workWords are the words of calls, with those of what bodies buy.
var workWords = slices.Concat(outsideCalls, []string{"業務", "委託", "工事", "賃貸借", "購入", "整備", "売却", "貸付"})

// forgetBracketed forgets days of publication that are but days in brackets behind the titles of a list, without a word that says what they
// are, unless they fall from row to row as those of news do, or the page says so. Where it says that they are last days, they are.
func forgetBracketed(rows []listRow, doc *page.Document) {
	var bracketed map[int]string // by place in rows
	for at, r := range rows {
		if r.cells != nil || r.record != nil {
			continue
		}
		if day := r.bracketedDay(); day != "" {
			if bracketed == nil {
				bracketed = map[int]string{}
			}
			bracketed[at] = day
		}
	}
	if bracketed == nil {
		return
	}
	groups := map[*html.Node][]int{} // places in rows
	for at, r := range rows {
		groups[r.group] = append(groups[r.group], at)
	}
	due, published := rowday.Legend(page.TextOf(page.BodyOf(doc.Root)))
	for _, group := range groups {
		var days []string
		for _, at := range group {
			days = append(days, bracketed[at])
		}
		if published || !due && !slices.Contains(days, "") && rowday.Fall(days) {
			continue
		}
		for _, at := range group {
			if r := &rows[at]; bracketed[at] != "" {
				r.forgetDay(bracketed[at], due)
			}
		}
	}
}

// bracketedDay is the day in brackets right behind the link of a row, without a word that says what it is, "" for none.
func (r listRow) bracketedDay() string {
	n := r.link
	for n != r.node && n.Parent != nil && isBlank(n.NextSibling) {
		n = n.Parent
	}
	if n = n.NextSibling; n != nil && n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
		n = n.NextSibling
	}
	if n == nil || n.Type == html.ElementNode && (page.PartsWords(n.DataAtom) || n.FirstChild == nil) {
		return ""
	}
	first := n
	for first.FirstChild != nil {
		first = first.FirstChild
	}
	if !rowday.OpensBracket(first.Data) {
		return "" // as most
	}
	return rowday.InBrackets(page.WordsOf(n))
}

// isBlank reports whether a node is missing or white space with nothing behind it.
func isBlank(n *html.Node) bool {
	return n == nil || n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" && n.NextSibling == nil
}

// forgetDay makes a day of publication one of which nothing is known, or the last day.
func (r *listRow) forgetDay(day string, due bool) {
	words := r.draft("")
	if !rowday.SameDay(words.Published, day) {
		return
	}
	words.Published = ""
	label := "" // a day that may be any
	if due {
		label = "締切"
	}
	r.addDays(&words, []opportunity.Field{{Label: label, Value: day}})
	r.words = &words
}
