package jdate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// kanjiDigit returns 0 to 9 for a digit and 10 for 十, -1 for any other character.
func kanjiDigit(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一', '壱':
		return 1
	case '二', '弐':
		return 2
	case '三', '参':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十', '拾':
		return 10
	}
	return -1
}

// maxKanjiDigits is the length of the longest number in kanji that a date has, a western year.
const maxKanjiDigits = 4

// kanjiNumber reads a number from 1 to 9999 in kanji: by place (一〇, 一一, 二〇二六) or with 十 (十一, 二十, 三十一). Digits
// that are neither, and zeros alone, which hold a place in a form (〇月〇日), are none. A round mark typed for 〇 counts
// behind another digit only.
func (s *scanner) kanjiNumber() (int, bool) {
	var digits []int
	i := s.pos
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		d := kanjiDigit(r)
		if len(digits) > 0 && (r == '○' || r == '◯') {
			d = 0
		}
		if d < 0 {
			break
		}
		if len(digits) == maxKanjiDigits {
			return 0, false
		}
		digits = append(digits, d)
		i += size
	}
	n := kanjiValue(digits)
	if n > 0 {
		s.pos = i
	}
	return n, n > 0
}

// kanjiValue returns the number that digits make by place or around one 十, 0 where they make none.
func kanjiValue(digits []int) int {
	ten := slices.Index(digits, 10)
	if ten < 0 {
		n := 0
		for _, d := range digits {
			n = n*10 + d
		}
		return n
	}
	n := 10
	switch {
	case ten > 1 || len(digits) > ten+2:
		return 0
	case ten == 1:
		n = 10 * digits[0]
	}
	if len(digits) > ten+1 {
		unit := digits[ten+1]
		if unit < 1 || unit > 9 {
			return 0
		}
		n += unit
	}
	if ten == 1 && digits[0] == 0 {
		return 0
	}
	return n
}

// KanjiNumber reads words that are nothing but a number from 1 to 9999 in kanji: 十二, 一二 and 二〇二六.
func KanjiNumber(words string) (int, bool) {
	s := scanner{text: words}
	n, ok := s.kanjiNumber()
	return n, ok && s.pos == len(words)
}

// count reads a number of at most max ASCII digits, or one in kanji.
func (s *scanner) count(max int) (int, bool) {
	if n, ok := s.number(max); ok {
		return n, true
	}
	return s.kanjiNumber()
}

// dayNumber reads the number of a day, of which an hour may stand right behind, as where a space was lost: 30 of 3017時, 4 of 417時. None where
// such digits may be parted in two ways: 117時. Only days written with points are parted so.
func (s *scanner) dayNumber(mark byte) (int, bool) {
	if n, ok := s.number(2); ok || mark != '.' {
		return n, ok
	}
	from, end := s.pos, s.pos
	for end < len(s.text) && isDigit(s.text[end]) {
		end++
	}
	if run := end - from; run < 3 || run > 4 || !strings.HasPrefix(s.text[end:], "時") && !strings.HasPrefix(s.text[end:], ":") {
		return 0, false
	}
	day, ways := 0, 0
	for size := max(1, end-from-2); size <= 2; size++ {
		d, _ := strconv.Atoi(s.text[from : from+size])
		if hour, _ := strconv.Atoi(s.text[from+size : end]); d >= 1 && d <= 31 && hour <= 24 {
			day, s.pos, ways = d, from+size, ways+1
		}
	}
	if ways != 1 {
		s.pos = from
	}
	return day, ways == 1
}
