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
			if at := leader.FindStringIndex(l.text); at != nil && at[0] > 0 && at[1] < len(l.text) && !l.cells {
				l.text, l.cells = l.text[:at[0]]+"\t"+l.text[at[1]:], true
			}
			kept = append(kept, l)
		}
		pages[i] = kept
	}
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

// formReach is how many lines below its head a form shows that it is one.
const formReach = 12

// withoutForms leaves out the forms at the end of a document: their days are blank, samples, or those of the one who fills
// them in. A document of nothing but forms is kept.
func withoutForms(pages [][]line) [][]line {
	kept := make([][]line, len(pages))
	all, left := 0, 0
	inside := false
	for i, lines := range pages {
		for at, l := range lines {
			switch {
			case beginsForm(lines, at, i > 0):
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

// beginsForm reports whether a form begins at a line: with its number, or, on the first line of a page that is not the first,
// with whatever stands there. Below stand blanks to be filled in.
func beginsForm(lines []line, at int, later bool) bool {
	l := lines[at]
	named := formHead.MatchString(l.text) && utf8.RuneCountInString(l.text) <= 40 && !l.cells && !jtext.HasAny(l.text, "。", "、")
	if !named && !(at == 0 && later) {
		return false
	}
	blanks, signs := 0, 0
	for n := at; n < len(lines) && n < at+formReach; n++ {
		blanks += count(blankDay.MatchString(lines[n].text))
		signs += count(formWords.MatchString(lines[n].text))
	}
	if named {
		return blanks+signs > 0 || strings.TrimSpace(l.text) != "" && at+1 < len(lines) && at < 2
	}
	return blanks > 0
}
