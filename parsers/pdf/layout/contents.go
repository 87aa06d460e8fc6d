package layout

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

var (
	// leader is a row of dots that leads to a value.
	leader = jtext.MustPattern(`[ 　\t]*(?:[…‥]{2,}|[・･．.]{5,}|(?:[・･．. ] ){4,}[・･．.]?|[-－―─]{6,})[ 　\t…‥・･．.]*`)
	// entry is a line of a table of contents: words, dots and the number of a page.
	entry = jtext.MustPattern(`(?:[…‥]{2,}|[・･．.]{4,}|(?:[・･．.] ){4,})[ 　\t…‥・･．.]*(?:[Pp]\.? ?)?[0-9０-９]{1,3}(?:頁|ページ)?$`)
	// bareEntry is one without dots, below a head that says what it is.
	bareEntry = jtext.MustPattern(`[ 　\t][0-9０-９]{1,3}(?:頁|ページ)?$`)
	// contentsHead is the head of a table of contents.
	contentsHead = jtext.MustPattern(`^[ 　\t]*(?:目[ 　\t]*次|もくじ)[ 　\t]*$`)
)

// dropContents takes the table of contents out of a document, and writes a tab for the dots that lead to a value.
func dropContents(pages [][]line) {
	for i, lines := range pages {
		var kept []line
		inside := false
		for _, l := range lines {
			switch {
			case contentsHead.MatchString(l.text):
				inside = true
				continue
			case entry.MatchString(l.text), inside && bareEntry.MatchString(l.text):
				continue
			}
			inside = false
			if n := len(kept) - 1; n >= 0 && kept[n].led && !l.cells && isRestOfValue(kept[n].text, l.text) {
				kept[n].text += breakBetween(kept[n].text, l.text) + l.text
				continue
			}
			if at := leader.FindStringIndex(l.text); at != nil && at[0] > 0 && at[1] < len(l.text) && (!l.cells || isColumnOfDots(l.text, at)) {
				l.text, l.cells, l.led = l.text[:at[0]]+"\t"+l.text[at[1]:], true, true
			}
			kept = append(kept, l)
		}
		pages[i] = kept
	}
}

// isColumnOfDots reports whether the dots at a place of a row stand between its only two cells, in one of their own or before the value.
func isColumnOfDots(row string, at []int) bool {
	dots := row[at[0]:at[1]]
	return strings.HasPrefix(dots, "\t") && strings.Count(row, "\t") == strings.Count(dots, "\t") && strings.ContainsAny(dots, "…‥・･")
}

var (
	// formHead is the first line of a form: 様式第１号（第６章関係）, 別記様式, 第２号様式.
	formHead = jtext.MustPattern(`^[ 　\t]*[（(【〔［\[]?(?:(?:別記|別紙|参考)?様式(?:第?[ ]*[0-9０-９一二三四五六七八九十]|[ 　）)]|$)|(?:別記|別紙)?第[0-9０-９一二三四五六七八九十]{1,2}(?:号の?[0-9０-９]{0,2})?様式)`)
	// blankDay is a day that is to be filled in: 令和　　年　　月　　日.
	blankDay = jtext.MustPattern(`(?:令和|西暦|20)?[ 　\t\v○〇_＿]+年[ 　\t\v○〇_＿]+月[ 　\t\v○〇_＿]+日`)
	// formWords are what forms hold beside: the addressee, a seal, those who sign.
	formWords = jtext.MustPattern(`(?:様|殿|あて|宛)[ 　\t]*$|㊞|[（(]?印[）)]?$|^[ 　]*[（(](?:宛先|あて先)[）)]|^[ 　\t]*(?:住[ 　\t]*所|所[ 　\t]*在[ 　\t]*地|商号又は名称|代表者|団体名|申請者|法人名|事業者名|氏[ 　\t]*名)|記入例|記載例`)
	// afterForms is the head of a paper behind the forms that is none.
	afterForms = jtext.MustPattern(`^[ 　\t]*(?:第[0-9０-９一二三四五六七八九十]{1,3}章|別紙[0-9０-９ 　\t]|別添|別表|.{0,20}仕様書[ 　\t]*$)`)
)

const (
	formReach   = 12 // lines below its number in which a form shows that it is one
	aboveDay    = 3  // lines above its blank day where the name of a form stands
	longestDay  = 24 // characters of a line that is a blank day and little else
	longestForm = 40 // characters of the line with the number of a form
)

// withoutForms leaves out the forms at the end of a document: their days are blank, samples, or those of the one who fills
// them in. A document of nothing but forms is kept.
func withoutForms(pages [][]line) [][]line {
	kept := make([][]line, len(pages))
	all, left := 0, 0
	inside := false
	for i, lines := range pages {
		begins := formsIn(lines)
		for at, l := range lines {
			switch {
			case begins[at]:
				inside = true
			case inside && afterForms.MatchString(l.text) && !l.cells:
				inside = false
			}
			all += len(l.text)
			if !inside {
				left += len(l.text)
				kept[i] = append(kept[i], l)
			}
		}
	}
	if 4*left < all {
		return pages
	}
	return kept
}

// formsIn returns the lines of a page that forms begin at: with the number of a form, below which something is to be filled in,
// or with a blank day, or the name of the form above that.
func formsIn(lines []line) map[int]bool {
	begins := map[int]bool{}
	for at, l := range lines {
		switch {
		case isFormHead(l) && (at < 2 || isFilledIn(lines[at:])):
			begins[at] = true
		case blankDay.MatchString(l.text) && utf8.RuneCountInString(l.text) <= longestDay:
			from := at
			for n := at; n >= 0 && n >= at-aboveDay; n-- {
				if isFormHead(lines[n]) || formName.MatchString(lines[n].text) && !lines[n].cells {
					from = n
				}
			}
			begins[from] = true
		}
	}
	return begins
}

// formName is the name of a form: （確認申請書）, 質 問 書.
var formName = jtext.MustPattern(`^[ 　（(]*[^。、 　]{0,20}(?:[申届質参企提見積誓委辞推][ 　]?[請出問加画案積約任退薦込][ 　]?)?[ 　]?(?:書|票|届|状)[ 　）)]*$`)

// isFormHead reports whether a line is the number of a form.
func isFormHead(l line) bool {
	return formHead.MatchString(l.text) && utf8.RuneCountInString(l.text) <= longestForm && !l.cells && !jtext.HasAny(l.text, "。", "、")
}

// isFilledIn reports whether something is to be filled in below the first line.
func isFilledIn(lines []line) bool {
	for _, l := range lines[:min(len(lines), formReach)] {
		if blankDay.MatchString(l.text) || formWords.MatchString(l.text) {
			return true
		}
	}
	return false
}
