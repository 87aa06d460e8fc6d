package jmoney

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// numeral reads a number in digits, kanji, or both: 8,434,000 / 1億2,000万 / 2億3千4百万 / 壱百万.
type numeral struct {
	text   string
	pos    int
	scaled bool // a unit such as 千 or 万 was read
}

// small and large are the units within and above four digits.
var (
	small = map[rune]float64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000, '阡': 1000}
	large = map[rune]float64{'万': 1e4, '萬': 1e4, '億': 1e8, '兆': 1e12}
	digit = map[rune]float64{'〇': 0, '零': 0, '一': 1, '壱': 1, '二': 2, '弐': 2, '三': 3, '参': 3, '四': 4, '肆': 4, '五': 5, '伍': 5, '六': 6, '陸': 6, '七': 7, '漆': 7, '八': 8, '捌': 8, '九': 9, '玖': 9}
)

// begins reports whether a number may begin with r.
func begins(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9'
	}
	_, d := digit[r]
	_, s := small[r]
	return d || s
}

// value reads the number; false where none stands at pos.
func (n *numeral) value() (float64, bool) {
	total, section, current := 0.0, 0.0, -1.0
	start := n.pos
	for n.pos < len(n.text) {
		r, size := utf8.DecodeRuneInString(n.text[n.pos:])
		switch {
		case r >= '0' && r <= '9':
			if current >= 0 {
				return 0, false
			}
			current = n.digits()
			continue
		case r < utf8.RuneSelf:
			if r == ' ' && n.scaled && n.digitAfterSpace() || r == ',' && current >= 0 && n.threeKanji() {
				n.pos++
				continue
			}
			return sumUp(total, section, current), n.pos > start
		}
		if d, ok := digit[r]; ok {
			current = max(current, 0)*10 + d
		} else if u, ok := small[r]; ok {
			section, current, n.scaled = section+unitOrOne(current)*u, -1, true
		} else if u, ok := large[r]; ok && (section > 0 || current >= 0) {
			total, section, current, n.scaled = total+(section+max(current, 0))*u, 0, -1, true
		} else {
			break
		}
		n.pos += size
		continue
	}
	return sumUp(total, section, current), n.pos > start
}

// sumUp adds the parts of a number: units above four digits, within them, and digits without a unit (-1 for none).
func sumUp(total, section, current float64) float64 { return total + section + max(current, 0) }

// unitOrOne is the factor in front of a unit: 千 alone is one thousand.
func unitOrOne(n float64) float64 {
	if n < 0 {
		return 1
	}
	return n
}

// digitAfterSpace reports whether a number goes on behind the space at pos: 1億 2,000万.
func (n *numeral) digitAfterSpace() bool { return n.digitAt(n.pos + 1) }

// threeKanji reports whether exactly three kanji digits stand behind the comma at pos: 五,五〇〇円.
func (n *numeral) threeKanji() bool {
	rest := n.text[n.pos+1:]
	for i := range 4 {
		r, size := utf8.DecodeRuneInString(rest)
		if _, found := digit[r]; found != (i < 3) {
			return false
		}
		rest = rest[size:]
	}
	return true
}

// foreign reports whether what follows a bare number makes it something else than money.
func (n *numeral) foreign() bool {
	rest := n.text[n.pos:]
	if rangeOfYears.MatchString(rest) {
		return true
	}
	for _, w := range [...]string{"年", "月", "日", "時", "分", "人", "名", "件", "社", "者", "台", "枚", "部", "%", "か", "ヶ", "ヵ", "㎡", "m", "回", "割", "号", "条", "期", "-", "/", ")", "."} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// rangeOfYears goes on from the first of several years, months or days: 8~12年度.
var rangeOfYears = jtext.MustPattern(`^(?:年度?)?[~・-] ?[0-9]{1,4}(?:年|月|日)`)

// take steps over word where it stands at pos.
func (n *numeral) take(word string) bool {
	if !strings.HasPrefix(n.text[n.pos:], word) {
		return false
	}
	n.pos += len(word)
	return true
}

// spaces steps over spaces.
func (n *numeral) spaces() {
	for n.pos < len(n.text) && n.text[n.pos] == ' ' {
		n.pos++
	}
}

// unitBehindSpace multiplies value by the unit that stands behind a space: 12,345 千円, 1,200 万 円.
func (n *numeral) unitBehindSpace(value *float64) bool {
	at := n.pos
	for _, unit := range [...]string{"千", "百万", "万", "億"} {
		if n.pos = at; !n.take(unit) {
			continue
		}
		if n.spaces(); n.take("円") {
			*value *= float64(units[unit+"円"])
			return true
		}
	}
	n.pos = at
	return false
}
