package list

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rowGroup is rows that one element holds.
type rowGroup struct {
	rows   []listRow
	under  *section // of its first row
	dated  int      // rows with a date
	called int      // rows that name a call, whose day may be missing
	words  int      // length of all titles in bytes
}

func groupRows(rows []listRow) []*rowGroup {
	var groups []*rowGroup
	place := map[*html.Node]*rowGroup{}
	for _, row := range rows {
		draft := row.draft("")
		row.words = &draft
		dated, called := draft.Published != "" || len(draft.Fields) > 0, containsAny(draft.Title, callWords)
		if draft.Title == "" || row.isChrome(draft.Title) || !dated && !called && (row.isInSentence() || row.leadsNowhere() || officeName.MatchString(draft.Title)) {
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
		if called {
			g.called++
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
		into.dated, into.called, into.words = into.dated+g.dated, into.called+g.called, into.words+g.words
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

// namesWork reports whether most rows name a call, or works and services as calls do.
func (g *rowGroup) namesWork() bool {
	named := 0
	for _, r := range g.rows {
		if containsAny(r.words.Title, workWords) {
			named++
		}
	}
	return 2*named >= len(g.rows)
}

// workWords are the words of calls, with those of what bodies buy.
var workWords = slices.Concat(outsideCalls, []string{"業務", "委託", "工事", "賃貸借", "購入", "整備", "売却", "貸付"})
