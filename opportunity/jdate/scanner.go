package jdate

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// scanner walks over folded text; every reader either takes what it understands or leaves pos where it was.
type scanner struct {
	text  string
	pos   int
	last  Token // the token read before; the zero Token where none was
	older Token // the one before that
}

// next reads one token at pos, or steps over one character that begins none.
func (s *scanner) next() (Token, bool) {
	from := s.pos
	c := s.text[from]
	var t Token
	ok := false
	switch {
	case c >= '0' && c <= '9':
		if t, ok = s.fourDigits(); !ok {
			if t, ok = s.clock(); !ok {
				t, ok = s.dated()
			}
		}
		if !ok {
			s.skipNumber()
			return t, false
		}
	case c == 'R' || c == 'H' || c == 'S' || c == 'r' || c == 'h':
		t, ok = s.dated()
	case c == 'P' || c == 'A' || c == 'p' || c == 'a':
		t, ok = s.clock()
	case c == '~' || c == '-':
		t, ok = Token{Kind: RangeToken, strict: true}, true
		s.pos++
	case c == '/':
		t, ok = Token{Kind: BreakToken}, true
		s.pos++
	case c >= utf8.RuneSelf:
		if key, size := jtext.KeyAt(s.text, from); size == 3 && !mayBegin[key] {
			s.pos += size
			return t, false
		}
		t, ok = s.wide()
	}
	if !ok {
		s.pos = from + runeLength(c)
		s.skipKanji(from)
		return t, false
	}
	t.From, t.To = from, s.pos
	s.older, s.last = s.last, t
	return t, true
}

// mayBegin tells by the key of a character outside ASCII whether a token or a number in kanji may begin with it: with most none does.
var mayBegin = func() (may [jtext.StartKeys]bool) {
	mark := func(r rune) {
		key, _ := jtext.KeyAt(string(r), 0)
		may[key] = true
	}
	for r := range words {
		mark(r)
	}
	for _, r := range "同至令平昭翌本今来午正昼夜深朝夕晩" {
		mark(r)
	}
	for r := '①'; r <= '龠'; r++ {
		if r <= '⑳' || kanjiDigit(r) >= 0 {
			mark(r)
		}
	}
	return may
}()

// skipNumber steps over digits that belong to no date, so that their tail is not taken for one.
func (s *scanner) skipNumber() {
	for s.pos < len(s.text) && isDigit(s.text[s.pos]) {
		s.pos++
	}
}

// skipKanji steps over the rest of a number in kanji that began at from, likewise.
func (s *scanner) skipKanji(from int) {
	if r, _ := utf8.DecodeRuneInString(s.text[from:]); kanjiDigit(r) < 0 {
		return
	}
	for s.pos < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		if kanjiDigit(r) < 0 {
			return
		}
		s.pos += size
	}
}

// runeLength returns the length of the character that begins with byte c; 1 for a stray byte.
func runeLength(c byte) int {
	switch {
	case c < 0xc0:
		return 1
	case c < 0xe0:
		return 2
	case c < 0xf0:
		return 3
	}
	return 4
}

// word is a fixed piece of text with the token it makes.
type word struct {
	text  string
	token Token
}

// words that make tokens on their own, by their first three bytes' rune.
var words = map[rune][]word{
	'か': {{"から", Token{Kind: RangeToken}}},
	'よ': {{"より", Token{Kind: RangeToken}}},
	'ま': {{"まで", Token{Kind: UntilToken}}, {"または", Token{Kind: BreakToken}}},
	'迄': {{"迄", Token{Kind: UntilToken}}},
	'→': {{"→", Token{Kind: ArrowToken}}},
	'⇒': {{"⇒", Token{Kind: ArrowToken}}},
	'➡': {{"➡", Token{Kind: ArrowToken}}},
	'▶': {{"▶", Token{Kind: ArrowToken}}},
	'►': {{"►", Token{Kind: ArrowToken}}},
	'⇨': {{"⇨", Token{Kind: ArrowToken}}},
	'及': {{"及び", Token{Kind: BreakToken}}},
	'並': {{"並びに", Token{Kind: BreakToken}}},
	'又': {{"又は", Token{Kind: BreakToken}}},
	'若': {{"若しくは", Token{Kind: BreakToken}}},
	'も': {{"もしくは", Token{Kind: BreakToken}}},
	'お': {{"および", Token{Kind: BreakToken}}},
	'第': {{"第", Token{Kind: BreakToken}}},
	'、': {{"、", Token{Kind: BreakToken}}},
	'。': {{"。", Token{Kind: BreakToken}}},
	'・': {{"・", Token{Kind: BreakToken}}},
	'必': {{"必着", Token{Kind: ClosesToken}}},
	'締': {{"締切", Token{Kind: ClosesToken}}, {"締め切", Token{Kind: ClosesToken}}},
	'〆': {{"〆切", Token{Kind: ClosesToken}}},
	'消': {{"消印有効", Token{Kind: ClosesToken}}},
	'以': {{"以降", Token{Kind: RangeToken}}, {"以後", Token{Kind: RangeToken}}},
	'年': {{"年内", Token{Kind: VagueToken}}, {"年度内", Token{Kind: VagueToken}}, {"年度末", Token{Kind: DayToken, form: fiscalEnd, weekday: -1}}},
}

// untilDay steps over 至 where a day follows it: 自 令和8年4月1日 至 令和9年3月31日.
func (s *scanner) untilDay() bool {
	from := s.pos
	s.pos += len("至")
	s.spaces()
	s.takeOne(":", "、")
	s.spaces()
	at := s.pos
	next := scanner{text: s.text, pos: at}
	if t, ok := next.dated(); ok && t.Kind == DayToken {
		return true
	}
	s.pos = from
	return false
}

// sameClock reads a time of the same half of the day: 午後1時から同3時まで.
func (s *scanner) sameClock(t *Token) bool {
	from := s.pos
	s.pos += len("同")
	hour, ok := s.count(2)
	*t = Token{Kind: ClockToken, weekday: -1}
	if ok && s.minutes(t, hour) {
		return true
	}
	s.pos = from
	return false
}

// wide reads a token that begins with a character outside ASCII.
func (s *scanner) wide() (Token, bool) {
	r, _ := utf8.DecodeRuneInString(s.text[s.pos:])
	var t Token
	switch {
	case r >= '①' && r <= '⑳':
		s.pos += utf8.RuneLen(r)
		return Token{Kind: BreakToken}, true
	case r == '同' && s.sameClock(&t):
		return t, true
	case r == '至':
		return Token{Kind: RangeToken, strict: true}, s.untilDay()
	case r == '令' || r == '平' || r == '昭' || r == '同' || r == '翌' || r == '本' || r == '今' || r == '来':
		return s.dated()
	case r >= '一' && kanjiDigit(r) >= 0 || r == '〇':
		if t, ok := s.kanjiClock(); ok {
			return t, true
		}
		return s.dated()
	case r == '午' || r == '正' || r == '昼' || r == '夜' || r == '深' || r == '朝' || r == '夕' || r == '晩':
		return s.clock()
	}
	for _, w := range words[r] {
		if s.take(w.text) {
			return w.token, true
		}
	}
	return Token{}, false
}

// take steps over word where it stands at pos.
func (s *scanner) take(word string) bool {
	if !strings.HasPrefix(s.text[s.pos:], word) {
		return false
	}
	s.pos += len(word)
	return true
}

// takeOne steps over the first of the words that stands at pos.
func (s *scanner) takeOne(words ...string) bool {
	for _, w := range words {
		if s.take(w) {
			return true
		}
	}
	return false
}

// sees reports whether one of the words stands at pos.
func (s *scanner) sees(words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s.text[s.pos:], w) {
			return true
		}
	}
	return false
}

// spaces steps over spaces and tabs.
func (s *scanner) spaces() {
	for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
		s.pos++
	}
}

// number reads up to max digits, and none where more follow.
func (s *scanner) number(max int) (int, bool) {
	n, i := 0, s.pos
	for i < len(s.text) && isDigit(s.text[i]) && i-s.pos <= max {
		n = n*10 + int(s.text[i]-'0')
		i++
	}
	if i == s.pos || i-s.pos > max {
		return 0, false
	}
	s.pos = i
	return n, true
}

// isDigit reports whether c is an ASCII digit.
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// besideDay reports whether nothing but a few spaces parts pos from a day or its range mark.
func (s *scanner) besideDay() bool {
	const near = 8 // bytes
	last := &s.last
	return (last.Kind == DayToken || last.Kind == RangeToken) && s.pos-last.To <= near && strings.Trim(s.text[last.To:s.pos], " \t") == ""
}

// afterRange reports whether a day and a range mark are the last tokens.
func (s *scanner) afterRange() bool {
	return s.last.Kind == RangeToken && s.older.Kind == DayToken
}

// inWord reports whether the 日 before the place begins a word, and the number before that is one of a heading: 3 日程, 3 日 時, 2 日常清掃.
func (s *scanner) inWord() bool {
	return s.sees("程", " 程", "常", "数", "額", "割", "別") || s.sees("時", " 時") && !s.sees("時点", " 時点", "時間", " 時間", "時刻", " 時刻")
}
