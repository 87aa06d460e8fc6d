package part

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/extract/classify"
	"koubo/parsers/page"
)

// find returns the place of the words that name a wanted announcement, -1 where the page does not hold it: what its fragment
// leads to, if that is of an announcement, else what says its title.
func (p *partPage) find(w Part) int {
	if at := p.target("#" + strings.TrimPrefix(w.Fragment, "#")); at >= 0 {
		if head := p.headAt(at); head >= 0 && p.names(head, w.Title) {
			return head
		}
	}
	return p.findTitle(w.Title)
}

// headAt returns the place of the words that name what stands at a place: the heading or term around it, or the first inside
// it; of an empty anchor, those that follow.
func (p *partPage) headAt(at int) int {
	if p.size(at) == 0 {
		for at++; at < len(p.nodes) && (p.nodes[at].Type != html.TextNode || strings.TrimSpace(p.nodes[at].Data) == ""); at++ {
		}
		if at == len(p.nodes) {
			return -1
		}
	}
	for up := at; up >= 0; up = p.parent(up) {
		if isHead(p.nodes[up]) {
			return up
		}
	}
	for i := at; i < p.end[at] && p.text[i]-p.text[at] < maxBeforeHead; i++ {
		if isHead(p.nodes[i]) && p.size(i) > 0 {
			return i
		}
	}
	for up := at; up >= 0; up = p.parent(up) {
		if n := p.nodes[up]; n.Type == html.ElementNode && (page.PartsWords(n.DataAtom) || n.DataAtom == atom.Td) {
			return p.firstLine(up)
		}
	}
	return at
}

// maxBeforeHead is how much text, in bytes, may stand in a box before the heading that names it: a day, a mark.
const maxBeforeHead = 60

// firstLine returns the first line inside a box, the box itself where it is one.
func (p *partPage) firstLine(at int) int {
	for i := at; i < p.end[at]; i++ {
		if n := p.nodes[i]; n.Type == html.ElementNode && isLine(n) && p.size(i) >= minPartTitle && p.isOneLine(i) {
			return i
		}
	}
	return at
}

// isOneLine reports whether an element holds no lines.
func (p *partPage) isOneLine(at int) bool {
	for i := at + 1; i < p.end[at]; i++ {
		if kind := p.nodes[i].DataAtom; page.PartsWords(kind) && kind != atom.Br {
			return false
		}
	}
	return true
}

// partsOfOne are words of headings that divide one announcement, or name none.
var partsOfOne = regexp.MustCompile(`^(?:\(?[\d一二三四五六七八九十]+\)?[.、]?)?(?:事業|業務|募集|公募|委託)?(?:の)?(?:概要|目的|内容|質問|質疑|回答|日程|スケジュール|参加|応募|申込|提出|資格|様式|書類|資料|審査|選定|評価|結果|契約|問い?合わ?せ|お問い?合わ?せ|連絡先|担当|関連|その他|注意|留意|ダウンロード|添付|要項|要領|仕様|趣旨|対象|期間|期限|方法|費用|予算|上限)`)

// names reports whether the words at a place may name the announcement of that title: they share a run of characters, or,
// where the title says nothing or something else, they are no heading within an announcement and a deadline follows.
func (p *partPage) names(head int, title string) bool {
	words, want := titleKey(p.words(head, maxPartTitle)), titleKey(title)
	if classify.IsBareTitle(words) || partsOfOne.MatchString(words) {
		return false
	}
	if classify.IsBareTitle(title) || sharesRun(words, want, 5) {
		return true
	}
	to := min(head+200, len(p.nodes))
	for i := p.end[head]; i < to; i++ {
		n := p.nodes[i]
		if isHead(n) && page.HeadingLevel(n) > 0 {
			return false
		}
		if n.Type == html.TextNode && page.DeadlineColumn.MatchString(n.Data) {
			return true
		}
	}
	return false
}

// sharesRun reports whether two keys share a run of that many characters, or the shorter is such a run.
func sharesRun(a, b string, run int) bool {
	r := []rune(a)
	if run = min(run, len(r), len([]rune(b))); run < 2 {
		return false
	}
	for i := 0; i+run <= len(r); i++ {
		if strings.Contains(b, string(r[i:i+run])) {
			return true
		}
	}
	return false
}

// findTitle returns the place of the words that say a title best, -1 for none.
func (p *partPage) findTitle(title string) int {
	stem, cut := classify.CutStem(title)
	want := titleKey(title)
	if cut {
		want = titleKey(stem)
	}
	if len(want) < minPartTitle || classify.IsBareTitle(title) {
		return -1
	}
	best, most := -1, 0
	for _, line := range p.lines {
		score := titleMatch(line.key, want, cut)
		if score > 0 && line.head {
			score += 2
		}
		if score <= most {
			continue
		}
		at := line.at
		if line.to >= 0 {
			if at = p.headAt(line.to); at < 0 {
				continue
			}
		}
		best, most = at, score
	}
	return best
}

// titleMatch says how well a line says a title: as it is, with more around it, or most of it; 0 for not.
func titleMatch(line, want string, cut bool) int {
	switch {
	case line == want || cut && strings.HasPrefix(line, want):
		return 6
	case strings.Contains(line, want) && len(line) < 2*len(want)+60:
		return 4
	case strings.Contains(want, line) && 5*len(line) >= 3*len(want):
		return 3
	}
	return 0
}
