package pager

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// yearText matches links to a year's list: 令和7年度, 2025年, 令和7年度の公告一覧.
var yearText = jtext.MustPattern(`^(?:(令和|平成)(\d{1,2}|元)|(20\d\d))年度?(?:の?.{0,12}(?:一覧|情報|公告|案件|結果|お知らせ|プロポーザル|入札|分))?$`)

// yearWords finds a year in a heading.
var yearWords = regexp.MustCompile(`((?:令和|平成)\s*(?:\d{1,2}|元)|(?:19|20)\d{2})\s*年`)

// yearBefore returns the link to the list of the year before that of this page, which its heading or title names, or which
// stands without a link among the years; nil for none.
func (p *pager) yearBefore() *html.Node {
	if len(p.years) == 0 {
		return nil
	}
	own := p.ownYear()
	for _, n := range p.years {
		if own > 0 && YearOf(page.TextOf(n)) == own-1 {
			return n
		}
	}
	return nil
}

// ownYear is the year of the page itself, 0 where it tells none.
func (p *pager) ownYear() (year int) {
	page.Walk(p.doc.Root, func(n *html.Node) bool {
		if year == 0 && (n.DataAtom == atom.Title || page.HeadingLevel(n) == 1) {
			words := page.TextOf(n)
			if m := yearWords.FindStringSubmatch(jtext.Fold(words)); m != nil {
				year = calendarYear(m[1])
			}
		}
		return year == 0
	})
	if year > 0 {
		return year
	}
	for _, n := range p.years {
		if year = YearOf(previousText(n)); year > 0 {
			return year
		}
	}
	return 0
}

// YearOf is the year AD that a link to a year's list names (令和8年度, 2025年の公告一覧), 0 for none.
func YearOf(text string) int {
	if m := yearText.FindStringSubmatch(jtext.Fold(text)); m != nil {
		return calendarYear(m[1] + m[2] + m[3])
	}
	return 0
}

// calendarYear is the year AD of a year with or without an era, 0 for none.
func calendarYear(words string) int {
	eras := []struct {
		name  string
		first int
	}{{"令和", 2019}, {"平成", 1989}, {"", 1}}
	for _, era := range eras {
		if digits, ok := strings.CutPrefix(words, era.name); ok {
			n, err := strconv.Atoi(strings.Replace(strings.TrimSpace(digits), "元", "1", 1))
			if err != nil {
				return 0
			}
			return era.first + n - 1
		}
	}
	return 0
}
