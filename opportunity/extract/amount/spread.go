package amount

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// A label whose letters stand apart, so that it is as broad as those above it: 委 託 料, 合 計.
var (
	spreadLabel = jtext.MustPattern(`(^|[ \t()・○●◎■□◆◇】])((?:[一-龠々ぁ-んァ-ヶー] {1,3}){1,11}[一-龠々ぁ-んァ-ヶー])($|[ \t():])`)
	// spreadNumber is a number whose digits stand apart, each by itself: ¥ 2 7 , 5 0 0 , 0 0 0 円.
	spreadNumber = jtext.MustPattern(`[^0-9,.](?:[0-9] +)(?:[0-9,] +){3,}(?:[0-9] ?円|[0-9千百万億])`)
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
		if c := line[at-1]; '0' <= c && c <= '9' {
			return true
		}
		_, size := utf8.DecodeLastRuneInString(line[:at])
		before, _ := utf8.DecodeLastRuneInString(line[:at-size])
		if at == size || strings.ContainsRune(" \t()・○●◎■□◆◇】", before) {
			return true
		}
	}
	return false
}

// closeSpread takes the spaces out of the spread labels and numbers of a folded line.
func closeSpread(line string) string {
	if !strings.Contains(line, " ") {
		return line
	}
	if !standsApart(line) {
		return line
	}
	line = spreadNumber.ReplaceAllStringFunc(line, func(found string) string { return found[:1] + strings.ReplaceAll(found[1:], " ", "") })
	return spreadLabel.ReplaceAllStringFunc(line, func(found string) string {
		parts := spreadLabel.FindStringSubmatch(found)
		word := strings.ReplaceAll(parts[2], " ", "")
		if utf8.RuneCountInString(word) == 2 && !spreadPair.MatchString(word) {
			return found // two letters may be two things
		}
		return parts[1] + word + parts[3]
	})
}
