package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

const (
	larger         = 1.12 // than the body, from which type is that of a heading
	longestHeading = 40   // characters of a heading in larger type
	longestNumber  = 24   // characters of a heading that only its number marks
)

var (
	// numbering is the number of a chapter or of an item, by its form: 第２章, 二, ２, ２．, (2), ２－１.
	numbering = []struct {
		form string
		*jtext.Pattern
	}{
		{"chapter", jtext.MustPattern(`^第[0-9０-９一二三四五六七八九十]{1,3}(?:章|節|編|部)?[ 　\t]`)},
		{"ideograph", jtext.MustPattern(`^[一二三四五六七八九十]{1,3}[ 　.．、\t]`)},
		{"sub", jtext.MustPattern(`^[0-9０-９]{1,2}[-－.．][0-9０-９]{1,2}[ 　.．\t]`)},
		{"number", jtext.MustPattern(`^[0-9０-９]{1,2}[ 　.．、\t]`)},
		{"bracket", jtext.MustPattern(`^[(（][0-9０-９]{1,2}[)）]`)},
	}
	// headDate is a day, an hour or a sum, or words that have a value behind them: such a line is no heading.
	headDate = jtext.MustPattern(`[0-9０-９元]年|[0-9０-９]月|[0-9０-９][時円]|[:：]`)
	// headWords are heads of columns.
	headWords = jtext.MustPattern(`^(?:区分|項目|内容|事項|手続き?|工程|段階|行事|名称|実施内容|実施項目|ステップ|日程|日付|日時|期日|期間|期限|年月日|予定|予定日|実施日|時期|実施時期|備考|番号|順|順番|No\.?|場所|施設|施設名|対象|対象施設|年度|回|開始|終了|開始日|終了日|締切|配点|書類|様式|部数|基準|補助率|上限額?|期間・期限|日程等|期日等|スケジュール|摘要|種別|方法|提出方法|部署|受付期間|審査項目|提出書類|質問|回答)$`)
)

// markHeadings marks the lines that head those below them: in larger type, or numbered and short.
func markHeadings(pages [][]line, body float64) {
	inChapter := false
	for n, lines := range pages {
		var next []line
		if n+1 < len(pages) {
			next = pages[n+1]
		}
		for i := range lines {
			l := &lines[i]
			inChapter = inChapter || !l.cells && numberingOf(l.text) == "chapter"
			if l.cells || l.heading {
				continue
			}
			l.heading = l.size > larger*body && utf8.RuneCountInString(l.text) <= longestHeading && !strings.HasSuffix(l.text, "。") || isNumberedHead(lines, i, next, lowerForms(inChapter))
		}
	}
}

const (
	mostOnCover = 8 // lines of a cover
	mostOfTitle = 4 // lines of its title
)

// markCoverTitle marks the title of a document on a cover that sets all in one size: the lines above the day and the body.
func markCoverTitle(lines []line) {
	if len(lines) > mostOnCover {
		return
	}
	title := slices.IndexFunc(lines, func(l line) bool { return isOwnHead(l.text) || headDate.MatchString(l.text) })
	if title < 1 || title > mostOfTitle {
		return
	}
	for _, l := range lines[:title] {
		if l.cells || l.heading || strings.ContainsAny(l.text, "。、") || utf8.RuneCountInString(l.text) > longestHeading || numberFormOf(l.text) != "" || math.Abs(l.size-lines[0].size) > 0.3 {
			return
		}
	}
	for i := range lines[:title] {
		lines[i].heading = true
	}
}

// joinTitle joins the lines of one title at the head of a document: in larger type of one size.
func joinTitle(lines []line) (all []line) {
	for i, l := range lines {
		last := len(all) - 1
		if i > 0 && l.heading && last >= 0 && all[last].heading && !l.cells && !all[last].cells && math.Abs(l.size-lines[i-1].size) < 0.3 &&
			!headDate.MatchString(l.text) && numberingOf(l.text) == "" && numberingOf(all[last].text) == "" && !isOwnHead(all[last].text) && !isOwnHead(l.text) {
			all[last].text += l.text
			continue
		}
		all = append(all, l)
	}
	return all
}

// ownHead is a line of a cover that is no part of the title: a date, the year, the body.
var ownHead = jtext.MustPattern(`[0-9０-９元][ 　]*年(?:度$|[ 　]*[0-9０-９]+[ 　]*月)|^[^ 　]{1,6}[ 　]*[市区町村県]$|号$|^目[ 　]*次$`)

func isOwnHead(text string) bool { return ownHead.MatchString(text) }

// isNumberedHead reports whether a line is a number and a few words, and neither a full line nor one of a list: the line above
// and the one below are numbered otherwise or not at all. next is the next page, lower what lowerForms returns.
func isNumberedHead(lines []line, i int, next []line, lower []string) bool {
	l := lines[i]
	form := numberingOf(l.text)
	if form == "" || l.wraps || utf8.RuneCountInString(l.text) > longestNumber || strings.HasSuffix(l.text, "。") || headDate.MatchString(l.text) {
		return false
	}
	if form == "chapter" {
		return true
	}
	same := func(n int) bool {
		return n >= 0 && n < len(lines) && !lines[n].cells && numberingOf(lines[n].text) == form
	}
	return !same(i-1) && !same(i+1) && !(slices.Contains(lower, form) && hasRowBehind(form, lines[i+1:], next))
}

// siblingReach is how many lines below an item the next one is looked for.
const siblingReach = 12

// lowerForms returns the forms of numbers that a document gives to what stands below its headings: a plain number, too, behind the number
// of a chapter.
func lowerForms(inChapter bool) []string {
	if inChapter {
		return []string{"sub", "bracket", "number"}
	}
	return []string{"sub", "bracket"}
}

// hasRowBehind reports whether one of the next items numbered as a line of a lower level is, is a row: so is the line then, with its value on
// the lines below it or on the next page. Where these hold a day or a row they want a heading.
func hasRowBehind(form string, below, next []line) bool {
	below = below[:min(len(below), siblingReach)]
	next = next[:min(len(next), siblingReach-len(below))]
	for _, l := range slices.Concat(below, next) {
		switch numberingOf(l.text) {
		case form:
			if l.cells {
				return true
			}
			continue
		case "chapter", "ideograph", "number":
			return false
		}
		if l.cells || headDate.MatchString(l.text) {
			return false
		}
	}
	return false
}

// numberingOf returns the form of the number that a line begins with, "" where it begins with none.
func numberingOf(text string) string {
	for _, n := range numbering {
		if n.MatchString(text) {
			return n.form
		}
	}
	return ""
}

// isHeadRow reports whether the first row of a table holds the heads of its columns: short words in every cell, one of them
// the name of a column.
func isHeadRow(lines []line) bool {
	first := lines[0]
	cells := strings.Split(first.text, "\t")
	if !first.cells || len(cells) < 2 || headDate.MatchString(first.text) || !lines[1].cells {
		return false
	}
	known := 0
	for _, c := range cells {
		words := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" 　\v", r) {
				return -1
			}
			return r
		}, c)
		if utf8.RuneCountInString(words) > 16 {
			return false
		}
		known += count(headWords.MatchString(words))
	}
	return 2*known >= len(cells)
}

// isHeadOf reports whether a row is the numbered heading of what follows and no row of the table above it: a number and words alone,
// which no row above is numbered like. A label that stands at the middle of its value has a line of that value above and below.
func isHeadOf(rows []row, at int) bool {
	boxes := touching(rows[at].labels(), rows[at].size())
	if len(boxes) > 2 || len(boxes) == 2 && !areMarks([]row{{boxes: boxes[:1]}}) {
		return false
	}
	form := numberFormOf(rows[at].text())
	if form == "" {
		return false
	}
	end := boxes[len(boxes)-1].Right
	if at > 0 && at+1 < len(rows) && onlyRight(rows[at-1], end) && onlyRight(rows[at+1], end) && numberFormOf(rows[at-1].text()) == "" && numberFormOf(rows[at+1].text()) == "" {
		return false
	}
	if at+1 < len(rows) && isAbove(rows[at], form, rows[at+1]) {
		return true
	}
	for n := at - 1; n >= 0; n-- {
		if math.Abs(rows[n].boxes[0].Left-boxes[0].Left) < indent*rows[at].size() {
			return numberFormOf(rows[n].text()) != form
		}
	}
	return at > 0 || at+1 < len(rows) && math.Abs(rows[at+1].boxes[0].Left-boxes[0].Left) >= indent*rows[at].size()
}

// indent is how much further right, in heights of a line, items stand than their heading at least: half a character, with what is lost in
// rounding.
const indent = 0.45

// isAbove reports whether a row with a number heads the next: that has a number of another form and stands further right.
func isAbove(r row, form string, next row) bool {
	below := numberFormOf(next.text())
	return below != "" && below != form && next.boxes[0].Left > r.boxes[0].Left+indent*r.size()
}

// numberFormOf is numberingOf with letters: ア, イ.
func numberFormOf(words string) string {
	if kanaNumber.MatchString(words) {
		return "kana"
	}
	return numberingOf(words)
}

// kanaNumber is the number of an item: ア, イ.
var kanaNumber = jtext.MustPattern(`^[ア-ン][ 　．.]`)
