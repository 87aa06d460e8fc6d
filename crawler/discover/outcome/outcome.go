// Package outcome tells pages that list what came of past calls from those of calls.
package outcome

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// outcomes are the headings of columns that tell what came of each call, and noOutcome the words of cells that tell nothing yet.
var (
	outcomes  = regexp.MustCompile(`^(?:(?:選定|受託|契約|落札|請負|受注|委託|決定)(?:候補)?(?:事業)?(?:者|業者|先|企業|法人)(?:名)?|(?:契約|落札|決定)(?:の)?(?:金額|相手方|価格|額).*|優先交渉権者.*|(?:選定|審査|選考|入札|開札)結果)$`)
	noOutcome = regexp.MustCompile(`^(?:[-ー―－–—・※]*|未定|未実施|審査中|選定中|募集中|公募中|受付中|手続き?中|準備中|公告中|今後.*|.*予定)$`)
)

// IsToldOfAll reports whether a table of a page tells of all its rows what came of them: they are calls of the past.
func IsToldOfAll(root *html.Node) (all bool) {
	page.Walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Table && !all {
			all = isTold(page.NewGrid(n))
		}
		return !all
	})
	return all
}

// fewRows is how many rows prove a table to be one of outcomes.
const fewRows = 3

func isTold(g *page.Grid) bool {
	for column, heading := range g.Headings {
		if !outcomes.MatchString(jtext.Key(jtext.ClipBytes(heading, 60))) {
			continue
		}
		told, rows := 0, g.Order[min(g.HeadRows(), len(g.Order)):]
		for _, tr := range rows {
			if cells := g.Rows[tr]; column < len(cells) && !noOutcome.MatchString(strings.TrimSpace(jtext.Key(cells[column].Text))) {
				told++
			}
		}
		if told >= fewRows && told == len(rows) {
			return true
		}
	}
	return false
}
