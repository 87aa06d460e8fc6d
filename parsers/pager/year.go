package pager

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// yearOnly matches what links to a year's list say beside the year: 令和7年度, 2025年, 令和7年度の公告一覧.
var yearOnly = jtext.MustPattern(`^度?(?:の?.{0,12}(?:一覧|情報|公告|案件|結果|お知らせ|プロポーザル|入札|分))?$`)

var (
	// yearName finds a year by its era, AD, or as a fiscal one without an era: 令和8年度, R8年, 2026年度, 8年度.
	yearName = jtext.MustPattern(`(?:(令和|平成|[rh])\s?(\d{1,2}|元)|(20\d\d)|(\d{1,2}))\s?年(度?)`)
	// otherName is a year once more, in brackets: 令和8年度(2026年度), 令和8(2026)年度.
	otherName = jtext.MustPattern(`\((?:令和|平成|[rh])?\s?(?:\d{1,4}|元)(?:年度?)?\)`)
)

// YearIn finds the latest year that the words of a link name, AD, and what they say beside it, by which lists of several years are
// told to be the same: 度 公告一覧 of 令和8年度 公告一覧. 0 for words without a year, or with a day.
func YearIn(words string) (year int, rest string) {
	if !strings.Contains(words, "年") || len(words) > maxNamed {
		return 0, ""
	}
	text := otherName.ReplaceAllString(withDigits(strings.ToLower(jtext.Fold(words))), "")
	names := yearName.FindAllStringSubmatchIndex(text, -1)
	at := 0
	var beside strings.Builder
	for _, m := range names {
		part := func(n int) string { return text[max(m[2*n], 0):max(m[2*n+1], 0)] }
		if tail := text[m[1]:]; tail != "" && '0' <= tail[0] && tail[0] <= '9' || part(4) != "" && part(5) == "" {
			return 0, "" // 2026年11月4日, 80年
		}
		year = max(year, yearAD(part(1), cmp.Or(part(2), part(3), part(4))))
		beside.WriteString(text[at:m[0]] + part(5))
		at = m[1]
	}
	if len(names) > 1 { // 平成31年度・令和元年度
		return year, "度"
	}
	return year, strings.TrimSpace(beside.String() + text[at:])
}

// wordyNumber finds what may be a year of an era or AD, a month or a day in kanji: 令和八年度, 令和一二年, 二〇二六年, 十一月.
var wordyNumber = jtext.MustPattern(`([〇零一二三四五六七八九十]{1,4})([年月日])`)

// withDigits writes the years, months and days that stand in kanji in digits.
func withDigits(folded string) string {
	return wordyNumber.ReplaceAllStringFunc(folded, func(words string) string {
		m := wordyNumber.FindStringSubmatch(words)
		if n, ok := jdate.KanjiNumber(m[1]); ok {
			return strconv.Itoa(n) + m[2]
		}
		return words
	})
}

// maxNamed bounds the bytes of what names a list.
const maxNamed = 300

// yearAD is the year AD of a year of an era, of the present one where none is named.
func yearAD(era, digits string) int {
	n, err := strconv.Atoi(strings.Replace(digits, "元", "1", 1))
	switch {
	case err != nil:
		return 0
	case n > 1000:
		return n
	case era == "平成" || era == "h":
		return 1988 + n
	}
	return 2018 + n
}

// yearWords finds a year in a heading.
var yearWords = jtext.MustPattern(`(?:(令和|平成)\s*(\d{1,2}|元)|((?:19|20)\d{2}))\s*年`)

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
			if m := yearWords.FindStringSubmatch(withDigits(jtext.Fold(words))); m != nil {
				year = yearAD(m[1], m[2]+m[3])
			}
		}
		return year == 0
	})
	if year > 0 {
		return year
	}
	for _, n := range p.years {
		before := previousText(n)
		if year = YearOf(before); year > 0 && !p.links(before) {
			return year
		}
	}
	return 0
}

// links reports whether one of the years says so: what stands before another is a link then, if in a row of its own.
func (p *pager) links(words string) bool {
	return slices.ContainsFunc(p.years, func(n *html.Node) bool { return wordsOfLink(n) == words })
}

// YearOf is the year AD that a link to a year's list names (令和8年度, 2025年の公告一覧), 0 for none.
func YearOf(text string) int {
	if year, rest := YearIn(text); yearOnly.MatchString(rest) {
		return year
	}
	return 0
}
