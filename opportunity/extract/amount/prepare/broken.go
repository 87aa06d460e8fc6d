// Package prepare joins what a page breaks or spreads: sums over two lines, labels and numbers whose letters stand apart.
package prepare

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// Join joins lines between which a number is broken: 8,434,⏎000円, 12,345⏎千円, 1億⏎2,000万円; or a bracket of two lines, or
// what a sentence says of a sum.
func Join(lines []string) []string {
	out := lines[:0]
	for _, l := range lines {
		if n := len(out); n > 0 && len(out[n-1]) <= wording.MaxJoined && (breaksNumber(out[n-1], l) || opensBracket(out[n-1], l) || breaksSentence(out[n-1], l)) {
			out[n-1] = strings.TrimRight(out[n-1], " \t　") + strings.TrimLeft(l, " \t　")
			continue
		}
		out = append(out, l)
	}
	return out
}

func breaksNumber(above, below string) bool {
	if last, _ := utf8.DecodeLastRuneInString(above); !isDigitRune(last) && !strings.ContainsRune(",，億¥￥金千万 \t　", last) {
		return false
	}
	above, below = strings.TrimRight(above, " \t　"), strings.TrimLeft(below, " \t　")
	if above == "" || below == "" || strings.HasPrefix(above, "#") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(below)
	last, _ := utf8.DecodeLastRuneInString(above)
	digitAbove, digitBelow := isDigitRune(last), isDigitRune(first)
	switch {
	case digitAbove && (first == '円' || first == ',' || first == '，' || strings.HasPrefix(below, "千円") || strings.HasPrefix(below, "万円") || strings.HasPrefix(below, "百万円") || strings.HasPrefix(below, "億")):
		return true
	case digitBelow && brokenGroup.MatchString(above):
		return true
	case digitBelow && (last == ',' || last == '，' || last == '億' || last == '¥' || last == '￥' || last == '金' && !moneyWord.MatchString(above)):
		return true
	}
	return wording.HasSuffix(above, "千", "万", "百万") && first == '円'
}

// moneyWord ends a line with the name of some money, and not with the 金 that opens a sum: 支援金.
var moneyWord = jtext.MustPattern(`[一-龠ァ-ヶ]金$`)

// brokenGroup ends a line within three digits: 12,34.
var brokenGroup = jtext.MustPattern(`[,，][0-9０-９]{1,2}$`)

// opensBracket reports whether a line opens a bracket that the next closes: (ただし、小規模企業者については⏎50万円).
func opensBracket(above, below string) bool {
	above, below = strings.TrimSpace(above), strings.TrimSpace(below)
	if !wording.HasPrefix(above, "(", "（") || len(above)+len(below) > wording.MaxJoined || strings.ContainsAny(above, ")）") || !wording.HasSuffix(below, ")", "）") {
		return false
	}
	return !strings.ContainsAny(below, "(（\t|")
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

var (
	// endsInSum and boundBelow end and begin lines between which a sentence is broken behind a sum: 1,650,000円（税込）⏎以内で提案,
	// 300万円を⏎上限とする.
	endsInSum  = jtext.MustPattern(`円(?:[（(][^（）()]*[）)]|」)?$`)
	boundBelow = jtext.MustPattern(`^(?:を(?:上限|限度|超え|下限|下回|市|町|支|補|助)|」?に(?:改|変更|訂正)|以内|以下|の範囲内|を?下回らない|[（(](?:いずれも|消費税|税)[^（）()]*[）)](?:を|に|と|以内))`)
	endsInOf   = jtext.MustPattern(`円(?:[（(][^（）()]*[）)]|」)?[をに]$`)
	verbBelow  = jtext.MustPattern(`^(?:上限|限度|下限|超え|上回|下回|支援|支給|補助|助成|交付|改め|変更|訂正|支払)`)
	// openBracket is one at the end of a line that holds a sum, or what is said of its tax.
	openBracket = jtext.MustPattern(`[（(][^（）()]*(?:円|税)[^（）()]*$`)
	closing     = jtext.MustPattern(`^[^（）()。]{0,30}。?[）)]`)
)

// breaksSentence reports whether two lines are one sentence that is broken behind a sum, or in the bracket of one.
func breaksSentence(above, below string) bool {
	if strings.ContainsRune(above, '\t') || strings.ContainsRune(below, '\t') || strings.HasPrefix(above, "#") || strings.HasPrefix(below, "#") {
		return false
	}
	above, below = strings.TrimSpace(above), strings.TrimSpace(below)
	return endsInSum.MatchString(above) && boundBelow.MatchString(below) || endsInOf.MatchString(above) && verbBelow.MatchString(below) ||
		openBracket.MatchString(above) && closing.MatchString(below)
}

// A label whose letters stand apart, so that it is as broad as those above it: 委 託 料, 合 計.
var (
	spreadLabel = jtext.MustPattern(`(^|[ \t()、・○●◎■□◆◇】])((?:[一-龠々ぁ-んァ-ヶー] {1,3}){1,11}[一-龠々ぁ-んァ-ヶー])($|[ \t():はがで])`)
	// spreadNumber is a number whose digits stand apart, each by itself: ¥ 2 7 , 5 0 0 , 0 0 0 円.
	spreadNumber = jtext.MustPattern(`(?:^|[^0-9,.])(?:[0-9] +)(?:[0-9,] +){3,}(?:[0-9] ?円|[0-9千百万億])`)
	// spreadMarks is a number whose thousands are parted by marks that stand apart: 6 , 380 , 000 円.
	spreadMarks = jtext.MustPattern(`(?:¥ ?[0-9]{1,3}(?: ?, ?[0-9]{3})+|[0-9]{1,3}(?: ?, ?[0-9]{3})+ ?(?:千|万|百万)?円)`)
	// spreadPair are the words of two letters that are set so.
	spreadPair = jtext.MustPattern(`^(?:[合総小累]計|総額|年額|月額|金額|賃料|地代|家賃|敷金|料金|単価|上限|税[込抜別]|[今次前]回|内訳)$`)
)

// standsApart reports whether a single character of a line stands between white space, brackets or marks, with a space behind it, or
// a digit before a space: what every spread word and number begins with.
func standsApart(line string) bool {
	for at := 1; at < len(line); at++ {
		if line[at] != ' ' {
			continue
		}
		if c := line[at-1]; '0' <= c && c <= '9' || c == ',' {
			return true
		}
		_, size := utf8.DecodeLastRuneInString(line[:at])
		before, _ := utf8.DecodeLastRuneInString(line[:at-size])
		if at == size || strings.ContainsRune(" \t()、・○●◎■□◆◇】", before) {
			return true
		}
	}
	return false
}

// CloseSpread takes the spaces out of the spread labels and numbers of a folded line.
func CloseSpread(line string) string {
	if !strings.Contains(line, " ") || !standsApart(line) {
		return line
	}
	line = spreadNumber.ReplaceAllStringFunc(line, func(found string) string {
		return strings.Repeat(" ", len(found)-len(strings.TrimLeft(found, " "))) + strings.ReplaceAll(found, " ", "")
	})
	line = spreadMarks.ReplaceAllStringFunc(line, func(found string) string { return strings.ReplaceAll(found, " ", "") })
	return spreadLabel.ReplaceAllStringFunc(line, func(found string) string {
		parts := spreadLabel.FindStringSubmatch(found)
		word := strings.ReplaceAll(parts[2], " ", "")
		if utf8.RuneCountInString(word) == 2 && !spreadPair.MatchString(word) {
			return found // two letters may be two things
		}
		return parts[1] + word + parts[3]
	})
}

// Pauses writes the pauses and full stops of a folded line in their common form where a page has commas and points for them: 費用は,市が負担する.
func Pauses(line string) string {
	if !jtext.HasAny(line, ",", ".", "・") {
		return line
	}
	line = leaders.ReplaceAllString(line, " ")
	line = pauseBefore.ReplaceAllString(line, "$1、")
	line = pauseBehind.ReplaceAllString(line, "、$1")
	return stop.ReplaceAllString(line, "$1。$2")
}

// A comma is a pause unless it stands between digits, or apart; a point is a full stop behind a word's ending.
var (
	pauseBefore = jtext.MustPattern(`([^0-9〇一二三四五六七八九十百千万億 \t\n]),`)
	pauseBehind = jtext.MustPattern(`,([^0-9〇一二三四五六七八九十百千万億 \t\n])`)
	leaders     = jtext.MustPattern(`\.{2,}|・{2,}`) // from a label to its value
	stop        = jtext.MustPattern(`([すたるいんうく)])\.($|[^0-9A-Za-z.])`)
)
