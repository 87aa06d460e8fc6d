package jmoney

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// digits reads a number in ASCII digits with marks between thousands and a decimal point: 8,434,000 / 8、434、000 /
// 12.345.678 / 1.5. Where a point and commas contradict each other (1.5,000,000) the point ends the number before it,
// which numbers a heading.
func (n *numeral) digits() float64 {
	if value, ok := n.dotted(); ok {
		return value
	}
	var b []byte
	point := false
	for n.pos < len(n.text) {
		c := n.text[n.pos]
		switch {
		case isDigit(c):
			b = append(b, c)
		case c == ',' && n.digitAt(n.pos+1) && !point:
		case strings.HasPrefix(n.text[n.pos:], "、") && n.threeDigits(n.pos+len("、")) && !point:
			n.pos += len("、") - 1
		case c == '.' && n.digitAt(n.pos+1) && !point && !n.groupedAfter(n.pos+1):
			b = append(b, c)
			point = true
		default:
			return parseDigits(b)
		}
		n.pos++
	}
	return parseDigits(b)
}

// parseDigits returns the value of digits with at most one point, +Inf where it is beyond a float64.
func parseDigits(b []byte) float64 {
	v, _ := strconv.ParseFloat(string(b), 64)
	return v
}

// dotted reads thousands that are parted by points: 12.345.678. One point alone is such a mark only in front of 円, as
// in 500.000円, because a decimal goes with a unit (1.234億円) and only a price per something has thousandths (15.125円/kWh).
func (n *numeral) dotted() (float64, bool) {
	i := n.pos
	for n.digitAt(i) {
		i++
	}
	if i-n.pos > 3 || n.text[n.pos] == '0' {
		return 0, false
	}
	b, groups := []byte(n.text[n.pos:i]), 0
	for i < len(n.text) && n.text[i] == '.' && n.threeDigits(i+1) {
		b = append(b, n.text[i+1:i+4]...)
		i += 4
		groups++
	}
	whole := groups > 1 && !(i < len(n.text) && n.text[i] == '.' && n.digitAt(i+1))
	one := groups == 1 && strings.HasPrefix(n.text[i:], "円") && !strings.HasPrefix(n.text[i:], "円/")
	if !whole && !one {
		return 0, false
	}
	n.pos = i
	return parseDigits(b), true
}

// groupedAfter reports whether the digits at i are a number with commas between its thousands.
func (n *numeral) groupedAfter(i int) bool {
	for n.digitAt(i) {
		i++
	}
	return i < len(n.text) && n.text[i] == ',' && n.threeDigits(i+1)
}

func (n *numeral) digitAt(i int) bool { return i >= 0 && i < len(n.text) && isDigit(n.text[i]) }

// threeDigits reports whether exactly three digits stand at i.
func (n *numeral) threeDigits(i int) bool {
	return n.digitAt(i) && n.digitAt(i+1) && n.digitAt(i+2) && !n.digitAt(i+3)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// cutLast returns the last character of s and what stands before it; utf8.RuneError for an empty s.
func cutLast(s string) (rune, string) {
	r, size := utf8.DecodeLastRuneInString(s)
	return r, s[:len(s)-size]
}
