package jdate

import "strings"

// weekday reads (金), (金曜日), (火・祝) or 金曜日 behind a day.
func (s *scanner) weekday(t *Token) {
	from := s.pos
	s.spaces()
	bracket := s.takeOne("(", "[", "<")
	s.spaces()
	for i, name := range [...]string{"日", "月", "火", "水", "木", "金", "土"} {
		if !s.take(name) {
			continue
		}
		if !bracket && !s.sees("曜") || bracket && !s.sees("曜", ")", "]", ">", "・", "、", "祝", " ", ",") {
			break
		}
		t.weekday = int8(i)
		s.takeOne("曜日", "曜")
		s.closeBracket(bracket)
		return
	}
	s.pos = from
}

// closeBracket steps over a near closing bracket: (火・祝日).
func (s *scanner) closeBracket(open bool) {
	if !open {
		return
	}
	near := s.text[s.pos:min(len(s.text), s.pos+12)]
	if i := strings.IndexAny(near, ")]>"); i == 0 || i > 0 && strings.Contains(near[:i], "祝") {
		s.pos += i + 1
	}
}
