package jdate

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// weekday reads (金), 〔金〕, (金曜日), (火・祝), 金曜日 or a 金 that stands alone behind a day.
func (s *scanner) weekday(t *Token) {
	from := s.pos
	s.spaces()
	below := s.takeOne("\n", "\v") // a weekday alone in the line below, or none
	bracket := s.takeOne("(", "[", "<", "〔", "【", "{")
	s.spaces()
	for i, name := range [...]string{"日", "月", "火", "水", "木", "金", "土"} {
		if !s.take(name) {
			continue
		}
		if !bracket && !s.sees("曜") && !s.standsAlone(from, name, t.year > 0) || bracket && !s.sees("曜", ")", "]", ">", "〕", "】", "}", "・", "、", "祝", "振", "休", " ", ",", "※", "/") {
			break
		}
		t.weekday = int8(i)
		s.takeOne("曜日", "曜")
		if !bracket {
			s.takeOne("・祝", "祝")
		}
		if !bracket && strings.Contains(s.text[from:s.pos], "\t") && s.pos < len(s.text) && !strings.ContainsRune("\t\n", rune(s.text[s.pos])) {
			t.weekday = -1 // the next cell of a table, which says more: 水曜日、12/29
			break
		}
		s.closeBracket(bracket)
		if below && !s.atLineEnd() {
			t.weekday = -1
			break
		}
		return
	}
	if i := s.englishWeekday(); i >= 0 && (!below || s.atLineEnd()) {
		t.weekday = int8(i)
		s.closeBracket(bracket)
		return
	}
	s.pos = from
}

// standsAlone reports whether the character before pos, a weekday's, is parted from the day before it, which ends at from, and
// from what follows: 10/5 月, 10/6火～10/9金. It is none where letters are spread (10/1 土 木 課), and no 日 or 月 of a number (2.5月)
// unless the day is told with its year.
func (s *scanner) standsAlone(from int, name string, withYear bool) bool {
	if !withYear && s.pos-len(name) == from && (name == "日" || name == "月") || strings.ContainsRune(s.text[from:s.pos], '\t') {
		return false
	}
	rest := s.text[s.pos:]
	if rest == "" || strings.HasPrefix(rest, "・祝") || strings.HasPrefix(rest, "祝") {
		return true
	}
	next, size := utf8.DecodeRuneInString(rest)
	if next != ' ' {
		return strings.ContainsRune("\n\v\t-~→(、,", next)
	}
	behind, width := utf8.DecodeRuneInString(rest[size:])
	return !unicode.Is(unicode.Han, behind) || !strings.HasPrefix(rest[size+width:], " ") && len(rest) > size+width
}

func (s *scanner) atLineEnd() bool {
	return s.pos == len(s.text) || s.text[s.pos] == '\n' || s.text[s.pos] == '\v'
}

// englishWeekday steps over Fri, Fri., FRI or Friday and returns its number, -1 where none stands.
func (s *scanner) englishWeekday() int {
	rest := s.text[s.pos:]
	if len(rest) < 3 || rest[0] >= utf8.RuneSelf {
		return -1
	}
	for i := range 7 {
		name := time.Weekday(i).String()
		n := 3
		if len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) {
			n = len(name)
		}
		if strings.EqualFold(rest[:n], name[:n]) && (len(rest) == n || !isLetter(rest[n])) {
			s.pos += n
			s.take(".")
			return i
		}
	}
	return -1
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// closeBracket steps over a near closing bracket, and over what a remark before it says of the day: (火・祝日), (月 振替休日). What
// says how a day ends (必着) is left to be read.
func (s *scanner) closeBracket(open bool) {
	if !open {
		return
	}
	const longest = 40 // bytes of a remark
	near := s.text[s.pos:min(len(s.text), s.pos+longest)]
	i := strings.IndexAny(near, ")]>〕】}")
	if i < 0 || strings.ContainsAny(near[:i], "0123456789(\n") {
		return
	}
	for _, word := range [...]string{"必着", "消印", "まで", "締切", "正午", "時", "から"} {
		if strings.Contains(near[:i], word) {
			return
		}
	}
	_, size := utf8.DecodeRuneInString(near[i:])
	s.pos += i + size
}
