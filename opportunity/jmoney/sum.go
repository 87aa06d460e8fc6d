// Package jmoney reads sums of yen from Japanese text: units and their mixtures, kanji numerals, tax, per what.
package jmoney

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Sum is one sum of yen. From and To are byte offsets in the text it was read from.
type Sum struct {
	From, To int
	Yen      int64 // 1 to Most
	Low      bool  // the left side of a range: 10万円~50万円
	High     bool  // the right side of one
}

// Read returns the sums in text in order. The text must be folded by jtext.NewLine. unit is the number of yen that a
// bare number stands for where a heading says （単位：千円）; with 0 a sum needs its own 円 or ¥. What is negative or over
// Most is no sum.
func Read(text string, unit int64) []Sum {
	if unit == 0 && !strings.Contains(text, "円") && !strings.Contains(text, "¥") {
		return nil
	}
	var out []Sum
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if small[r] > 0 && unitHead.MatchString(text[:i]) {
			if n := len(unitName.FindString(text[i:])); n > 0 {
				i += n // the unit of a heading: （千円）
				continue
			}
		}
		if r != '¥' && (!begins(r) || insideNumber(text, i)) {
			i += size
			continue
		}
		s, end, ok := readSum(text, i, unit)
		if !ok {
			i = max(end, i+size)
			continue
		}
		out = appendRange(text, out, s)
		i = s.To
	}
	return out
}

// A unit by itself could be a number: 百万円 is one behind 上限, and none in a heading (単位:百万円).
var (
	unitName = jtext.MustPattern(`^(?:千|百万|十億|百|十)円`)
	unitHead = jtext.MustPattern(`(?:^|[(\[【・、/。]|単位は?:?) *$`)
)

// insideNumber reports whether the character at i cannot begin a number: behind digits, a decimal point or a letter, or in 数百万.
// Behind the point of a heading's number (1.5,000,000円) one begins.
func insideNumber(text string, i int) bool {
	if i == 0 {
		return false
	}
	afterPoint := text[i-1] == '.' && i > 1 && isDigit(text[i-2]) && !(&numeral{text: text}).groupedAfter(i)
	afterComma := text[i-1] == ',' && i > 1 && isDigit(text[i-2])
	return isDigit(text[i-1]) || afterComma || isLetter(text[i-1]) || afterPoint || strings.HasSuffix(text[:i], "数")
}

// isLetter reports whether c is one of R9 or A4.
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// readSum reads one sum at i. end is where reading may go on.
func readSum(text string, i int, unit int64) (s Sum, end int, ok bool) {
	n := numeral{text: text, pos: i}
	sign := n.take("¥")
	n.spaces()
	value, good := n.value()
	if !good {
		return s, n.pos, false
	}
	end = n.pos
	n.spaces()
	switch {
	case n.take("円"):
	case n.pos > end && n.unitBehindSpace(&value):
	case sign:
		n.pos = end
	case unit > 0 && isDigit(text[i]) && !n.scaled && !n.foreign() && !behindDash(text[:i]):
		value, n.pos = value*float64(unit), end
	default:
		return s, end, false
	}
	n.closing(sign)
	yen, good := yenOf(value)
	if !good || negative(text[:i]) || isAllOver(text[:i], text[i:n.pos]) {
		return s, n.pos, false
	}
	return Sum{From: i, To: n.pos, Yen: yen}, n.pos, true
}

// behindDash reports whether a number is one of several between dashes, as those of a telephone are.
func behindDash(before string) bool {
	rest, dash := strings.CutSuffix(before, "-")
	return dash && rest != "" && isDigit(rest[len(rest)-1])
}

// isAllOver reports whether 一円 stands behind a place, all over which something is: 市内一円.
func isAllOver(before, sum string) bool {
	return sum == "一円" && !hasSuffix(before, "金", "約", " ", ":") && before != ""
}

// closing steps over what is written behind a sum so that nothing can be added to it: 円也, ¥500,000-.
func (n *numeral) closing(sign bool) {
	if strings.HasSuffix(n.text[:n.pos], "円") && n.take("也") {
		return
	}
	rest, dashed := strings.CutPrefix(n.text[n.pos:], "-")
	if next := strings.TrimLeft(rest, " "); sign && dashed && !strings.HasPrefix(next, "¥") && !(next != "" && isDigit(next[0])) {
		n.pos++
	}
}

// appendRange adds s; where it ends a range, the left side is marked, or read with the unit of s: 10~50万円.
func appendRange(text string, out []Sum, s Sum) []Sum {
	left := strings.TrimRight(text[:s.From], " 約金\n")
	mark := ""
	for _, m := range [...]string{"~", "から", "-", "以上"} {
		if strings.HasSuffix(left, m) {
			mark = m
			break
		}
	}
	if mark == "" {
		return append(out, s)
	}
	left = strings.TrimRight(strings.TrimSuffix(left, mark), " ")
	if n := len(out); n > 0 && out[n-1].To == len(left) && out[n-1].Yen < s.Yen && !out[n-1].High {
		out[n-1].Low, s.High = true, true
		return append(out, s)
	}
	if low, ok := bareLow(left, text[s.From:s.To], s); ok && mark == "~" {
		s.High = true
		return append(out, low, s)
	}
	return append(out, s)
}

// numberMarks are the characters of a number in ASCII digits.
const numberMarks = "0123456789,."

// bareLow reads the left side of 10~50万円 and of 10万~50万円, which has no 円 of its own and must be the smaller one.
func bareLow(left, right string, s Sum) (Sum, bool) {
	start := len(strings.TrimRight(left, "千百万億"))
	scaled := start < len(left)
	for start > 0 && strings.IndexByte(numberMarks, left[start-1]) >= 0 {
		start--
	}
	unit := strings.TrimLeft(right, numberMarks)
	if scaled {
		unit = "円"
	}
	n := numeral{text: left[start:] + unit}
	v, ok := n.value()
	if start == len(left) || !ok || !n.take("円") || negative(left[:start]) {
		return Sum{}, false
	}
	yen, ok := yenOf(v)
	if !ok || yen >= s.Yen {
		return Sum{}, false
	}
	return Sum{From: start, To: len(left), Yen: yen, Low: true}, true
}

// UnitOf returns how many yen a bare number stands for under words such as （単位：千円）, 0 where they do not say.
func UnitOf(words string) int64 {
	if !strings.Contains(words, "円") {
		return 0
	}
	at := unitWords.FindStringSubmatch(words)
	if at == nil {
		return 0
	}
	return units[at[1]]
}

var (
	unitWords = jtext.MustPattern(`(?:単位は?[: ]*|[(\[【、・/])((?:千|百万|万|億)?円)(?:$|[)\]】、・ (/。\t]|を)`)
	units     = map[string]int64{"円": 1, "千円": 1000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
)
