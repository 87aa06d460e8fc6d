package jdate

import "strings"

// clock reads 17:15, 17時15分, 午後5時半, 正午, 昼の12時, 24時. A duration (2時間) is none.
func (s *scanner) clock() (Token, bool) {
	from := s.pos
	t := Token{Kind: ClockToken, weekday: -1}
	night := false
	switch {
	case s.take("正午"):
		t.minute, t.half = 12*60, 2
		return t, true
	case s.takeOne("午前", "AM", "am", "a.m."):
		t.half = 1
	case s.takeOne("深夜", "夜の", "夜"):
		t.half, night = 2, true
	case s.takeOne("午後", "昼の", "昼", "夕方の", "夕方", "夕刻", "夕", "晩の", "晩", "PM", "pm", "p.m."):
		t.half = 2
	case s.take("朝"):
		t.half = 1
	}
	s.spaces()
	hour, ok := s.number(2)
	if !ok && (t.half > 0 || s.besideDay()) {
		hour, ok = s.kanjiNumber()
	}
	if ok && s.minutes(&t, hour) {
		if night && t.minute/60 == 12 && hour%12 == 0 {
			t.minute += 12 * 60 // 夜12時 ends the day
		}
		t.half = max(t.half, s.halfBehind(&t))
		return t, true
	}
	s.pos = from
	return t, false
}

// kanjiClock reads 十七時 or 十時三十分 right behind a day. A word that begins like a time (一時保育) is none.
func (s *scanner) kanjiClock() (Token, bool) {
	from := s.pos
	if !s.besideDay() {
		return Token{}, false
	}
	t, ok := s.clock()
	ends := s.pos == len(s.text) || strings.HasSuffix(s.text[:s.pos], "分") || strings.HasSuffix(s.text[:s.pos], "半") ||
		s.sees("から", "まで", "より", "必着", "締切", "厳守", "~", "-", "、", "。", ")", " ", "\t", "(")
	if !ok || !ends {
		s.pos = from
		return t, false
	}
	return t, true
}

// minutes reads what follows the hour and sets the token's minute.
func (s *scanner) minutes(t *Token, hour int) bool {
	minute := 0
	s.spaces()
	switch {
	case s.take(":"):
		m, ok := s.number(2)
		if !ok || s.text[s.pos-2] == ':' || s.sees("時") || s.seesMonth() || !s.seconds() {
			return false // 物件1:10時, 物件1:12月4日
		}
		minute = m
		s.offset()
		s.take("分")
	case s.take("時"):
		if s.sees("間", "点", "期", "価") {
			return false
		}
		minute = s.pastHour()
	default:
		return false
	}
	if t.half == 2 && hour < 12 {
		hour += 12
	}
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return false
	}
	t.minute = hour*60 + minute
	return true
}

// seesMonth reports whether the number just read is that of a month, whose day follows.
func (s *scanner) seesMonth() bool {
	rest, isMonth := strings.CutPrefix(strings.TrimLeft(s.text[s.pos:], " "), "月")
	rest = strings.TrimLeft(rest, " ")
	return isMonth && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// seconds steps over the seconds of a time (17:00:00); false where something else follows the colon.
func (s *scanner) seconds() bool {
	if !s.take(":") {
		return true
	}
	_, ok := s.number(2)
	return ok && s.text[s.pos-2] != ':' && !s.sees(":")
}

// offset steps over the distance from UTC behind a time (ISO 8601 §4.3.13): 17:00+09:00.
func (s *scanner) offset() {
	from := s.pos
	if !s.takeOne("+", "-") {
		return
	}
	hours, ok := s.number(2)
	digits := s.pos - from
	s.take(":")
	if minutes, also := s.number(2); !ok || !also || digits != 3 || hours != 9 || minutes != 0 {
		s.pos = from
	}
}

// pastHour reads 15分 or 半; 0 where neither stands.
func (s *scanner) pastHour() int {
	if s.take("半") {
		return 30
	}
	from := s.pos
	s.spaces()
	m, ok := s.count(2)
	s.spaces()
	if ok && s.take("分") {
		return m
	}
	s.pos = from
	return 0
}

// halfBehind reads the AM or PM that follows a time.
func (s *scanner) halfBehind(t *Token) int8 {
	from := s.pos
	s.spaces()
	switch {
	case s.takeOne("PM", "pm", "p.m."):
		if t.minute < 12*60 {
			t.minute += 12 * 60
		}
		return 2
	case s.takeOne("AM", "am", "a.m."):
		return 1
	}
	s.pos = from
	return 0
}

// fourDigits reads 1700 as 17:00 directly behind a day, a time's range mark or まで's left.
func (s *scanner) fourDigits() (Token, bool) {
	if !s.besideDay() {
		return Token{}, false
	}
	if s.last.Kind == RangeToken && s.older.Kind != 0 && s.older.Kind != ClockToken {
		return Token{}, false
	}
	from := s.pos
	n, ok := s.number(4)
	if !ok || s.pos-from != 4 || n > 2400 || n%100 > 59 || s.sees("年", "円", "号", "/", ".", "-", "人", "千", "万", ",", " 年") || s.yearBehindBracket() {
		s.pos = from
		return Token{}, false
	}
	return Token{Kind: ClockToken, minute: n/100*60 + n%100, weekday: -1}, true
}

// yearBehindBracket reports whether the number before pos is a year with the other calendar's in brackets: 2044(令和26)年.
func (s *scanner) yearBehindBracket() bool {
	near := s.text[s.pos:min(len(s.text), s.pos+30)]
	end := strings.Index(near, ")年")
	return strings.HasPrefix(near, "(") && end > 0 && strings.IndexByte(near, ')') == end
}
