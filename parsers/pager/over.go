package pager

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// vague matches what links to lists say that are named by what stands over or before them, folded.
var vague = jtext.MustPattern(`^(?:(?:募集|公募|案件|公告|入札|公開)(?:中の)?(?:情報|案件|公告)?の?)?(?:一覧|詳細|ページ)?(?:は|へ|を(?:見る|表示(?:する)?)|こちら|から|\s|[>»›→])*$`)

// vagueWords are those of which one stands in all that vague matches and that is asked for.
var vagueWords = jtext.NewWords("一覧", "詳細", "ページ", "こちら", "見る", "表示", "情報", "案件", "公告", "公募", "募集", "入札")

// TermOver is the year, month or the like by which a link is named that says no more than 一覧はこちら: its heading, or the cell or term
// before it. "" for none.
func TermOver(link *html.Node, words string) string {
	if len(words) > maxTurn || !vagueWords.In(words) || !vague.MatchString(jtext.Fold(words)) {
		return ""
	}
	for up := link; up != nil && up.DataAtom != atom.Body; up = up.Parent {
		for s := up.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type != html.ElementNode {
				continue
			}
			text := page.TextOf(s)
			if t, ok := TermIn(text); ok && t.IsBare() && mayName(s) {
				return text
			}
			if page.HeadingLevel(s) > 0 || page.HoldsLink(s) && s.DataAtom != atom.Td {
				return "" // a row of a table may have several such links behind its head
			}
		}
	}
	return ""
}

// mayName reports whether an element may name what stands behind it: a heading, a cell, a term, a short line.
func mayName(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Th, atom.Td, atom.Dt, atom.P, atom.Div, atom.Span, atom.Strong, atom.B, atom.Summary, atom.Caption:
		return !page.HoldsLink(n)
	}
	return page.HeadingLevel(n) > 0 && !page.HoldsLink(n)
}
