package layout

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Columns of short lines and tables are known by the headings in them: those of the right column are numbered on from those of the left.

const (
	fewestNumbered = 2   // headings of the left column, numbered one after the other
	sameHeads      = 3.0 // points that the left edges of the headings of a column differ at most
)

// areNumberedOn reports whether the headings of a part of a page are numbered on in the part beside it.
func areNumberedOn(left, right Page) bool {
	onRight := runsOfHeads(right)
	return slices.ContainsFunc(runsOfHeads(left), func(l headRun) bool {
		return l.last-l.first+1 >= fewestNumbered && slices.ContainsFunc(onRight, func(r headRun) bool { return r.form == l.form && r.first == l.last+1 })
	})
}

// headRun is headings one below the other at one place from the left, numbered one after the other.
type headRun struct {
	form        string
	left        float64
	first, last int
}

// runsOfHeads returns the numbered headings of a part of a page.
func runsOfHeads(p Page) (runs []headRun) {
	broken := map[int]bool{}
	for _, r := range rowsOf(p.Boxes) {
		text := r.text()
		form, number := headNumber(text)
		if form == "" || utf8.RuneCountInString(text) > longestNumber || headDate.MatchString(text) {
			continue
		}
		at := slices.IndexFunc(runs, func(h headRun) bool {
			return h.form == form && math.Abs(h.left-r.boxes[0].Left) <= sameHeads
		})
		switch {
		case at < 0:
			runs = append(runs, headRun{form, r.boxes[0].Left, number, number})
		case number == runs[at].last+1:
			runs[at].last = number
		default:
			broken[at] = true
		}
	}
	var whole []headRun
	for i, h := range runs {
		if !broken[i] {
			whole = append(whole, h)
		}
	}
	return whole
}

// chapterNumber is the number of a heading: 第３, 第三章, ３.
var chapterNumber = jtext.MustPattern(`^(第?) ?([0-9０-９]{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?) ?[章節編部]?[ 　.．、\t]`)

// headNumber returns the form and the number of a heading, "" for other words.
func headNumber(text string) (form string, number int) {
	found := chapterNumber.FindStringSubmatch(text)
	if found == nil {
		return "", 0
	}
	number, err := strconv.Atoi(jtext.Narrow(found[2]))
	if err != nil {
		number = kanjiNumber(found[2])
	}
	if number == 0 {
		return "", 0
	}
	return "head" + found[1], number
}

// kanjiNumber reads a number below twenty that is written in ideographs.
func kanjiNumber(words string) (n int) {
	for _, r := range words {
		if r == '十' {
			n = 10
			continue
		}
		n += slices.Index([]rune("〇一二三四五六七八九"), r)
	}
	return n
}
