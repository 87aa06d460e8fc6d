package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// mostPageLines bounds the lines of a page that are looked through for records.
const mostPageLines = 4000

// pageLine is a line of a page's words: as far as a break, the end of a block, of a cell, or of a line of preformatted text.
type pageLine struct {
	box    *html.Node   // the block or cell that it stands in
	inner  *html.Node   // the element that its words begin in, box where there is none
	over   *html.Node   // the heading that stands over it last, itself if it is one; nil for none
	words  string       // with the spaces between them, those before them left out
	links  []*html.Node // that begin in it
	linked int          // bytes of words in them
	nth    int          // among the lines of its box, from 0
	gap    bool         // an empty line or a rule stands before it
	title  string       // in the column of titles of lines set in columns, "" elsewhere
	facts  []string     // in its other columns
}

// lineReader gathers the lines of a page.
type lineReader struct {
	isOut  func(*html.Node) bool // nothing in an element is of the list
	heads  func(*html.Node) bool // an element heads a section
	lines  []pageLine
	line   pageLine
	boxes  []*html.Node // that are open, the innermost last
	counts map[*html.Node]int
	over   *html.Node
	gap    bool
	link   bool
	pre    bool
}

// isLineBox reports whether an element holds lines of its own.
func isLineBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Caption, atom.Button, atom.Summary:
		return true
	case atom.Br, atom.Hr:
		return false
	}
	return page.PartsWords(n.DataAtom)
}

func (r *lineReader) read(n *html.Node) {
	switch {
	case len(r.lines) > mostPageLines:
		return
	case n.Type == html.TextNode:
		r.readText(n)
		return
	case n.Type != html.ElementNode || page.IsSilent(n) && n.DataAtom != atom.Button || r.isOut(n):
		return
	case n.DataAtom == atom.Table && hasColumns(page.NewGrid(n)):
		r.end()
		return
	case n.DataAtom == atom.Br || n.DataAtom == atom.Hr:
		r.gap = !r.end() || n.DataAtom == atom.Hr
		return
	}
	box, pre, link := isLineBox(n), r.pre, r.link
	before := len(r.lines)
	if box {
		r.end()
		before = len(r.lines)
		r.boxes = append(r.boxes, n)
	}
	if r.heads(n) {
		r.over = n
	}
	if n.DataAtom == atom.A && holdsLink(n) {
		r.link = true
		r.line.links = append(r.line.links, n)
	}
	r.pre = pre || n.DataAtom == atom.Pre
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c)
	}
	r.pre, r.link = pre, link
	if box {
		r.end()
		r.boxes = r.boxes[:len(r.boxes)-1]
		r.gap = r.gap || n.DataAtom == atom.P && len(r.lines) == before
	}
}

func (r *lineReader) readText(n *html.Node) {
	text := n.Data
	for r.pre {
		first, rest, more := strings.Cut(text, "\n")
		if !more {
			break
		}
		r.add(n, first)
		r.gap = !r.end()
		text = rest
	}
	r.add(n, text)
}

func (r *lineReader) add(n *html.Node, text string) {
	if r.line.words == "" {
		text = strings.TrimLeft(text, " \t\r\n　\u00a0")
		if text == "" {
			return
		}
		r.line.inner, r.line.over = n.Parent, r.over
	}
	if len(r.line.words) < longestLine {
		r.line.words += text
	}
	if r.link {
		r.line.linked += len(text)
	}
}

// end ends the line, and reports whether it said anything.
func (r *lineReader) end() bool {
	line := r.line
	r.line = pageLine{}
	line.words = strings.TrimRight(line.words, " \t\r\n　\u00a0")
	if line.words == "" || len(r.boxes) == 0 {
		return false
	}
	line.box, line.gap, r.gap = r.boxes[len(r.boxes)-1], r.gap, false
	line.nth = r.counts[line.box]
	r.counts[line.box]++
	r.lines = append(r.lines, line)
	return true
}

// linesOfPage gathers the lines of an element.
func linesOfPage(n *html.Node, isOut, heads func(*html.Node) bool) []pageLine {
	r := lineReader{isOut: isOut, heads: heads, counts: map[*html.Node]int{}, boxes: []*html.Node{n}}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c)
	}
	r.end()
	inColumns(r.lines)
	return r.lines
}

// inColumns reads lines that are set in columns under a line of their heads.
func inColumns(lines []pageLine) {
	var heads []string
	var box *html.Node
	for at := range lines {
		line := &lines[at]
		if line.box != box {
			heads, box = nil, line.box
		}
		cells := columnsOf(line.words)
		if len(cells) > 1 && titleColumn(cells) >= 0 && !jtext.HasDigitOfAnyWidth(line.words) {
			heads = joinSpaced(cells)
			continue
		}
		if len(heads) < 2 || len(cells) != len(heads) {
			continue
		}
		of := titleColumn(heads)
		for n, cell := range cells {
			switch {
			case n == of:
				line.title = cell
			case page.IsDepartment(jtext.Fold(cell)):
				line.facts = append(line.facts, cell)
			default:
				line.facts = append(line.facts, heads[n]+" "+cell)
			}
		}
	}
}

// hasColumns reports whether the first line of a table heads its columns, and is no record's.
func hasColumns(g *page.Grid) bool {
	return len(g.Headings) > 1 && slices.ContainsFunc(g.Headings[1:], func(head string) bool {
		folded := jtext.Fold(head)
		return head != g.Headings[0] && len(folded) <= longLabel/2 && (factWord.MatchString(folded) || page.IsTitleLabel(folded)) && !jtext.HasDigit(folded) && !namesCallOrWork(head)
	})
}

// mayAsk is a quick look whether a line, with the one behind it, may tell by which day something is handed in or opened.
func mayAsk(lines []pageLine) bool {
	if lines[0].title != "" {
		return true
	}
	if !rowday.MayBeDue(lines[0].words) && !rowday.MayBeOpening(lines[0].words) {
		return false
	}
	return page.MayHoldDate(lines[0].words) || len(lines) > 1 && page.MayHoldDate(lines[1].words) && len(lines[0].words) <= longLabel
}

// longLabel bounds, in bytes, what labels a fact.
const longLabel = 60

// spacedOut matches a label whose characters are set apart with what stands behind it: 件　　名　庁舎清掃, 締 切：12月3日.
var spacedOut = jtext.MustPattern(`^([(（]?[0-9０-９]{0,2}[)）.．、]?)[ 　]*(\p{Han}(?:[ 　]+\p{Han}){1,5})(?:[ 　]*[:：][ 　]*|[ 　]+)(\S.*)$`)

// joined is a line whose label is written without spaces between its characters.
func joined(words string) string {
	if m := spacedOut.FindStringSubmatch(words); m != nil {
		label := strings.NewReplacer(" ", "", "　", "").Replace(m[2])
		if page.IsTitleLabel(label) || factWord.MatchString(label) {
			return m[1] + label + "　" + m[3]
		}
	}
	return words
}

// factWord ends the label of a fact about a call, folded.
var factWord = jtext.MustPattern(`(?:締め?切り?|期限|期間|期日|〆切?|日時?|開札|入札|受付|質問|説明会|公告|公表|公示|掲載|担当|所管|部署|課|番号|要項|要領|資料|様式|書類|詳細|仕様書?|図書|概要|内容|備考|状況|状態|区分|種[別類]|方[式法]|連絡先|問い?合わ?せ先?|価格|金額|上限額?|予算|規模|場所|箇所|所在地?|対象者?|資格|申し?込み?|応募|提出先?|数量|工期|納期|条件)$`)
