package bare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Signs that part the facts of a line. What a weak one parts may be one title or name, too: 道路・橋梁補修工事, 商工・観光課.
const (
	strongSigns = "／/｜|"
	weakSigns   = "・、，,；;"
)

// partsOf parts a line at the signs between its facts, but for those within brackets: 公告日 11月19日／申請期限 12月8日／入札日 12月16日.
func partsOf(line string) (parts []string) {
	if !strings.ContainsAny(line, strongSigns+weakSigns) {
		return []string{line}
	}
	open, from := 0, 0
	for at, sign := range line {
		switch {
		case strings.ContainsRune("（(【[「『", sign):
			open++
		case strings.ContainsRune("）)】]」』", sign):
			open--
		case open == 0 && strings.ContainsRune(strongSigns+weakSigns, sign):
			before, behind := line[from:at], line[at+utf8.RuneLen(sign):]
			if !isBetweenDigits(before, behind) && isSignOfFacts(sign, before, behind) {
				parts, from = append(parts, before), at+utf8.RuneLen(sign)
			}
		}
	}
	return append(parts, line[from:])
}

// isSignOfFacts reports whether a sign stands between two facts, or a title and a fact.
func isSignOfFacts(sign rune, before, behind string) bool {
	if strings.TrimSpace(before) == "" {
		return false
	}
	if next := strings.IndexAny(behind, strongSigns); next > 0 && !isBetweenDigits(behind[:next], behind[next+1:]) {
		behind = behind[:next]
	}
	if strings.ContainsRune(strongSigns, sign) {
		return beginsWithDay(before) || beginsWithDay(behind) || page.IsDepartment(jtext.Fold(strings.TrimSpace(behind)))
	}
	return beginsWithNamedDay(behind)
}

// isBetweenDigits reports whether a sign between two texts parts the numbers of a day: 12/4.
func isBetweenDigits(before, behind string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(behind)
	return unicode.IsDigit(last) && unicode.IsDigit(next)
}

// shortDay finds a day that is written with a month and a day alone, folded.
var shortDay = jtext.MustPattern(`\d{1,2}/\d{1,2}(?:$|[^\d/])`)

// dayIn is where the first day of a folded text stands, nil for none.
func dayIn(folded string) []int {
	if at := page.RowDate.FindStringIndex(folded); at != nil {
		return at
	}
	return shortDay.FindStringIndex(folded)
}

// longHead bounds, in bytes, what stands before a day in a fact.
const longHead = 60

// beginsWithDay reports whether a part of a line says a day behind no more than a label.
func beginsWithDay(part string) bool {
	if !page.MayHoldDate(part) {
		return false
	}
	folded := strings.TrimSpace(jtext.Fold(part))
	at := dayIn(folded)
	return at != nil && at[0] <= longHead && !jtext.HasDigit(folded[:at[0]]) || rowday.BeginsWithDue(folded) || rowday.IsDay(part)
}

// beginsWithNamedDay reports whether a part of a line says a day behind what it is of.
func beginsWithNamedDay(part string) bool {
	if !beginsWithDay(part) {
		return false
	}
	folded := strings.TrimSpace(jtext.Fold(part))
	at := dayIn(folded)
	if rowday.BeginsWithDue(folded) || at == nil {
		return true
	}
	head := strings.Trim(folded[:at[0]], " :は(")
	return strings.HasSuffix(head, "日") || dayHead.MatchString(head)
}

// dayHead matches what stands before the day that it is of, folded.
var dayHead = jtext.MustPattern(`^(?:入札|開札|公告|公示|掲載|公表|見積合わ?せ)(?:(?:予定)?日時?|執行)?$`)
