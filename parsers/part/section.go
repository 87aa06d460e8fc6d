package part

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// section is one announcement on a page that holds several.
type section struct {
	wanted   []int // which of the wanted parts mean it
	title    string
	marked   bool // its heading says only what its title differs by from the others'
	head     int  // place of the words that name it
	from, to int  // what is its own
	more     [][2]int
	row      int // place of its row, where it is one of a table; else -1
	box      int // place of the largest element around its words that holds no others'
	under    int // where what stands under its heading ends; its own place where it is no heading
}

// sections finds what is wanted, and says from where to where each reaches; those without words of their own are none.
func (p *partPage) sections(wanted []Part) []*section {
	var found []*section
	for w, want := range wanted {
		if head := p.find(want); head >= 0 {
			found = addWanted(found, w, head, want.Title)
		}
	}
	if len(found) < 2 {
		if heads := p.findMarks(wanted); heads != nil {
			found = nil
			for w, head := range heads {
				found = append(found, &section{wanted: []int{w}, head: head, title: wanted[w].Title, row: -1, marked: true})
			}
		}
	}
	found = p.joinNested(p.joinStages(found))
	for _, s := range found {
		s.box = p.boxOf(s, found)
	}
	for _, s := range found {
		p.reach(s, found)
	}
	found = slices.DeleteFunc(found, func(s *section) bool { return p.text[s.to]-p.text[s.from] <= p.size(s.head) })
	return found
}

// addWanted adds a wanted part to the section at a place, or a new section.
func addWanted(found []*section, w, head int, title string) []*section {
	for _, s := range found {
		if s.head == head {
			s.wanted = append(s.wanted, w)
			return found
		}
	}
	return append(found, &section{wanted: []int{w}, head: head, title: title, row: -1})
}

// stageWords are what the titles of one call's stages differ by.
var stageWords = regexp.MustCompile(`(?:の|に係る|に関する|についての|における)?(?:質問|質疑|回答|応答|審査|選定|評価|結果|優先交渉権者|受託候補者|契約候補者|訂正|変更|修正|延長|追加|中止|様式|資料|要項|要領|募集|公募|実施|公表|掲載|決定)|について|のお知らせ|及び|および|書$|します|しました|[・の（）()【】\[\]「」、。]`)

// joinStages joins sections whose titles name one call and its answers, its result, its correction.
func (p *partPage) joinStages(found []*section) (joined []*section) {
	calls := map[string]*section{}
	for _, s := range found {
		call := stageWords.ReplaceAllString(titleKey(p.titleOf(s)), "")
		if first := calls[call]; first != nil && call != "" {
			first.wanted = append(first.wanted, s.wanted...)
			first.more = append(first.more, [2]int{s.head, -1})
			continue
		}
		calls[call] = s
		joined = append(joined, s)
	}
	return joined
}

// joinNested joins sections that stand below the heading of another: they are parts of it.
func (p *partPage) joinNested(found []*section) []*section {
	slices.SortStableFunc(found, func(a, b *section) int { return a.head - b.head })
	for _, s := range found {
		if s.under = s.head; page.HeadingLevel(p.nodes[s.head]) > 0 {
			s.under = p.nextHeading(p.end[s.head], page.HeadingLevel(p.nodes[s.head]))
		}
	}
	var joined []*section
	for _, s := range found {
		outer := slices.IndexFunc(joined, func(o *section) bool { return s.head < o.under })
		if outer < 0 {
			joined = append(joined, s)
			continue
		}
		joined[outer].wanted = append(joined[outer].wanted, s.wanted...)
	}
	return joined
}

// nextHeading returns the place of the next heading from a place on, of that level or higher; the end of the page for none.
func (p *partPage) nextHeading(from, level int) int {
	for i := from; i < len(p.nodes); i++ {
		if l := page.HeadingLevel(p.nodes[i]); l > 0 && l <= level && p.size(i) > 0 {
			return i
		}
	}
	return len(p.nodes)
}

// reach sets where a section begins and ends.
func (p *partPage) reach(s *section, all []*section) {
	box := s.box
	if row := p.rowOf(s, all); row >= 0 {
		s.row, s.from, s.to = row, row, p.end[row]
		return
	}
	s.from, s.to = box, p.end[box]
	level := page.HeadingLevel(p.nodes[s.head])
	if p.size(box) <= p.size(s.head)+maxBeforeHead/2 { // the words alone, or with a mark: what follows is the section
		s.to = p.followers(box, s)
	} else if level > 0 {
		s.to = min(s.to, p.nextHeading(p.end[s.head], level))
		if first := p.nextHeading(box, level); first < s.head {
			s.from = s.head
		}
	}
	for _, other := range all {
		if other != s && other.head > s.head {
			s.to = min(s.to, other.box)
		}
	}
	s.to = max(s.to, p.end[s.head])
	for i := range s.more {
		s.more[i][1] = p.followers(s.more[i][0], s)
	}
}

// boxOf returns the largest element around a section's words that holds none of another's.
func (p *partPage) boxOf(s *section, all []*section) int {
	box := s.head
	for up := p.parent(box); up > 0 && p.nodes[up].DataAtom != atom.Main; up = p.parent(up) {
		if slices.ContainsFunc(all, func(o *section) bool { return o != s && p.holds(up, o.head) }) {
			break
		}
		box = up
	}
	return box
}

// rowOf returns the place of the table row that holds a section's words, where other rows of the table hold the others'; -1
// where the table is for layout or for this section alone.
func (p *partPage) rowOf(s *section, all []*section) int {
	row := s.head
	for row >= 0 && p.nodes[row].DataAtom != atom.Tr {
		row = p.parent(row)
	}
	if row < 0 {
		return -1
	}
	table := p.place[tableNode(p.nodes[row])]
	others := false
	for _, o := range all {
		if o != s && p.holds(row, o.head) {
			return -1
		}
		others = others || o != s && p.holds(table, o.head)
	}
	cells := 0
	for i := row; i < p.end[row]; i++ {
		switch n := p.nodes[i]; {
		case n.DataAtom == atom.Table || page.HeadingLevel(n) > 0 && i != s.head:
			return -1
		case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
			cells++
		}
	}
	if !others || cells < 2 {
		return -1
	}
	return row
}

// tableNode returns the table around a row, the row itself where there is none.
func tableNode(tr *html.Node) *html.Node {
	if table := page.TableOf(tr); table != nil {
		return table
	}
	return tr
}

// followers returns where what follows a section's words ends: at the next term, at a heading of its level or higher, at the
// next line that looks the same.
func (p *partPage) followers(box int, s *section) int {
	n := p.nodes[box]
	outer := p.parent(box)
	end := len(p.nodes)
	if outer >= 0 {
		end = p.end[outer]
	}
	level := page.HeadingLevel(p.nodes[s.head])
	if level == 0 {
		level = p.levelBefore(box)
	} else {
		end = len(p.nodes)
	}
	end = min(end, p.nextHeading(p.end[box], level))
	if page.HeadingLevel(p.nodes[s.head]) > 0 {
		return end
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if at, ok := p.place[c]; ok && at < end && c.DataAtom == n.DataAtom && c.Type == html.ElementNode && looks(c) == looks(n) {
			return at
		}
	}
	return end
}

// levelBefore is the level of the heading under which a place stands, 0 for none.
func (p *partPage) levelBefore(at int) int {
	for i := at - 1; i >= 0; i-- {
		if level := page.HeadingLevel(p.nodes[i]); level > 0 {
			return level
		}
	}
	return 0
}

// looks is what makes two lines of one element look alike: classes, style, and the emphasis that is all they hold.
func looks(n *html.Node) string {
	shape := page.Attribute(n, "class") + "\x00" + page.Attribute(n, "style")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !page.IsWordless(c) {
			shape += "\x00" + c.Data + "\x00" + page.Attribute(c, "class")
		} else if strings.TrimSpace(c.Data) != "" && c.Type == html.TextNode {
			shape += "\x00text"
		}
	}
	return shape
}
