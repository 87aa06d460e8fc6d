package jdate

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// noiseWords behind a day say that it belongs to a law, a document or a state of affairs.
var noiseWords = []string{"付", "現在", "時点", "の時点", "以前", "生まれ", "改正", "施行", "制定", "告示", "規則", "条例", "法律", "政令", "訓令", "要綱", "号", "版"}

// toBeSent stands behind the day of a document that is still to come: 12月9日付けの文書で通知します.
var toBeSent = jtext.MustPattern(`^付け?(?:の|で|にて|、)?(?:文書|書面|郵便|電子?メール)?(?:で|により|にて|を)?、?(?:[^。、0-9]{0,12}(?:通知|発送|送付|郵送|連絡|発表)|(?:次|以下|下記|別紙)の(?:とおり|通り)、?回答)(?:しま|いたしま|する|予定|を予定)`)

// dated reads a day, a fiscal year, or a vague expression at pos.
func (s *scanner) dated() (Token, bool) {
	from := s.pos
	t := Token{Kind: DayToken, weekday: -1}
	ok := s.pointer(&t)
	if !ok {
		s.pos = from
		s.era(&t)
		ok = s.fields(&t)
	}
	if !ok || t.year == 0 && t.month > 0 && t.form == plain && s.yearLost(from) {
		s.pos = from
		return t, false
	}
	if t.Kind == DayToken {
		s.weekday(&t)
		t.meant = t.meant || t.weekday >= 0
		s.takeOne("頃", "ごろ", "ころ")
		if s.take("の週") {
			t.Kind = VagueToken
		}
		t.noise = s.sees(noiseWords...) && !toBeSent.MatchString(s.text[s.pos:])
	}
	return t, true
}

// yearLost reports whether a year stands before from that could not be read (20266年11月20日, 昨年11月20日): the day after it
// is not one of the years around the reference day.
func (s *scanner) yearLost(from int) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(s.text[max(0, from-24):from], " "), "年")
	r, _ := utf8.DecodeLastRuneInString(before)
	return ok && (r >= '0' && r <= '9' || kanjiDigit(r) >= 0 || r == '昨' || r == '前' || r == '去')
}

// era reads the name or letter of an era that a number follows.
func (s *scanner) era(t *Token) {
	from := s.pos
	switch {
	case s.takeOne("令和", "R", "r"):
		t.era = reiwa
	case s.takeOne("平成", "H", "h"):
		t.era = heisei
	case s.takeOne("昭和", "S"):
		t.era = showa
	}
	if t.era != unsaid && s.pos-from == 1 {
		s.take(".")
	}
	s.spaces()
}

// fields reads the numbers of a day in any of their written forms.
func (s *scanner) fields(t *Token) bool {
	n, ok := s.number(4)
	if !ok && t.era != unsaid {
		n, ok = 1, s.take("元")
	}
	if !ok {
		return s.kanjiFields(t)
	}
	digits := s.pos
	s.spaces()
	switch {
	case s.take("年度"):
		return s.fiscal(t, n)
	case s.take("年"):
		t.year = n
		s.yearInBrackets(t)
		return s.monthAndDay(t)
	case s.sees("("): // 令和8(2026)年11月6日
		t.year = n
		s.yearInBrackets(t)
		return s.pos > digits+1 && strings.HasSuffix(s.text[:s.pos], "年") && s.monthAndDay(t)
	case t.era == unsaid && n > 0 && s.take("月"):
		t.month = n
		return s.monthDays(t)
	case t.era == unsaid && s.take("日"):
		t.form, t.day = bareDay, n
		return n >= 1 && n <= 31 && !s.sees("以内", "間", "前", "後", "程度", "以上", "目", "分", "当", "未満", "ほど", "経過", "曜", "本") && !s.inWord()
	}
	s.pos = digits
	return s.separated(t, n)
}

// kanjiFields reads a day whose first number is in kanji: 令和一〇年一一月二〇日, 二〇二六年十一月, 十一月二十日. Without an era or a
// western year it must be an exact day, because 十日町, 八日市 and 五月 stand in names.
func (s *scanner) kanjiFields(t *Token) bool {
	from := s.pos
	n, ok := s.kanjiNumber()
	if !ok {
		return false
	}
	s.spaces()
	dated := t.era != unsaid || n >= firstYear
	switch {
	case dated && s.take("年度"):
		return s.fiscal(t, n)
	case s.take("年"):
		t.year = n
		s.yearInBrackets(t)
		return s.monthAndDay(t) && (dated || t.Kind == DayToken)
	case t.era == unsaid && s.take("月"):
		t.month = n
		return s.monthDays(t) && t.Kind == DayToken
	case t.era == unsaid && s.endsRange(from) && s.take("日"):
		t.form, t.day = bareDay, n
		return n <= 31
	}
	return false
}

// endsRange reports whether a range mark stands right before a place: 八月十一日(月曜日)-十四日.
func (s *scanner) endsRange(at int) bool {
	before := strings.TrimRight(s.text[:at], " ")
	return strings.HasSuffix(before, "~") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "から") || strings.HasSuffix(before, "至")
}

// fiscal reads what follows 年度.
func (s *scanner) fiscal(t *Token, year int) bool {
	t.year, t.form = year, fiscalYear
	if s.take("末") {
		t.form = fiscalEnd
	}
	if s.sees("内", "中") {
		t.Kind = VagueToken
	}
	return true
}

// yearInBrackets steps over the same year said in the other calendar: 令和8年(2026年).
func (s *scanner) yearInBrackets(t *Token) {
	from := s.pos
	s.spaces()
	if !s.take("(") {
		s.pos = from
		return
	}
	var other Token
	s.era(&other)
	n, ok := s.count(4)
	s.take("年")
	if !ok || !s.take(")") {
		s.pos = from
		return
	}
	if t.era == unsaid && other.era != unsaid && t.year < 100 {
		t.era, t.year = other.era, n
	}
	s.take("年")
}

// monthAndDay reads 11月6日 after a year; a year with a season is vague, a year alone is nothing.
func (s *scanner) monthAndDay(t *Token) bool {
	s.spaces()
	from := s.pos
	if s.takeOne("春", "夏", "秋", "冬", "末", "内", "中", "度末頃") {
		t.Kind = VagueToken
		return true
	}
	n, ok := s.count(2)
	if ok && s.slashedDay(t, n) {
		return true
	}
	s.spaces()
	if !ok || n == 0 || !s.take("月") {
		s.pos = from
		return false
	}
	t.month = n
	return s.monthDays(t)
}

// slashedDay reads 1/15 behind a year and 年, where a weekday stands behind it: alone it may be a share of something.
func (s *scanner) slashedDay(t *Token, month int) bool {
	from := s.pos
	if s.take("/") || s.take(".") {
		if day, ok := s.number(2); ok && month <= 12 && day <= 31 && month*day > 0 && s.weekdayFollows() {
			t.month, t.day, t.meant = month, day, true
			return true
		}
	}
	s.pos = from
	return false
}

// monthDays reads what follows a month: a day, 末日, or something vague.
func (s *scanner) monthDays(t *Token) bool {
	from := s.pos
	if s.dayOfMonth(t) {
		return true
	}
	s.pos = from
	if s.sees("額", "給", "謝", "報", "刊", "例", "次", "別", "分", "号", "議会", "定例会") {
		return false
	}
	t.Kind = VagueToken
	part := s.takeOne("上旬", "中旬", "下旬", "初旬", "初め", "末", "中", "半ば")
	s.takeOne("頃", "ごろ", "ころ")
	if t.month > 12 && (part || t.year > 0) { // 令和8年13月, where 36月 alone is a duration
		t.Kind, t.day, t.meant = DayToken, 1, true
		return true
	}
	return t.month <= 12
}

// dayOfMonth reads 6日, 末日 or 月末.
func (s *scanner) dayOfMonth(t *Token) bool {
	s.spaces()
	if s.takeOne("末日", "晦日") {
		t.day = lastOfMonth
		return true
	}
	n, ok := s.count(2)
	s.spaces()
	if !ok || n == 0 || n > 99 || !s.take("日") && !s.weekdayFollows() || s.sees("間") {
		return false
	}
	t.day, t.meant = n, true
	return true
}

// weekdayFollows reports whether a weekday in brackets or capitals stands at pos, as behind a day that lost its 日: 11月20(金).
func (s *scanner) weekdayFollows() bool {
	var t Token
	ahead := scanner{text: s.text, pos: s.pos}
	t.weekday = -1
	ahead.weekday(&t)
	behind := strings.TrimLeft(s.text[s.pos:], " ")
	return t.weekday >= 0 && behind != "" && (strings.ContainsRune("([<", rune(behind[0])) || isLetter(behind[0])) // 9.16 WED, 9.16 [wed]
}

// separated reads 2026/11/6, R8.11.6, 2026-11-06, 26.11.6 and 11/6 behind their first number.
func (s *scanner) separated(t *Token, first int) bool {
	if t.era != unsaid && s.sees("・") {
		return s.dotted(t, first)
	}
	if s.pos >= len(s.text) || !strings.ContainsRune("./-", rune(s.text[s.pos])) {
		return false
	}
	mark := s.text[s.pos]
	s.pos++
	s.spaces()
	second, ok := s.number(2)
	if !ok {
		return false
	}
	behind := s.pos
	if s.pos < len(s.text) && s.text[s.pos] == mark {
		s.pos++
		s.spaces()
		chained := s.pos < len(s.text) && isDigit(s.text[s.pos])
		if third, ok := s.dayNumber(mark); ok && (mark != '-' || first > 1900 || t.era != unsaid) {
			t.year, t.month, t.day = first, second, third
			t.meant = (t.era != unsaid || first >= firstYear) && second > 0 && third > 0
			return !s.sees(".", "%", "/") || s.sees("/", ".") && !s.digitAfterNext()
		}
		if s.pos = behind; chained && mark == '.' {
			return false // 8.11 of 8.11.3099 is no day of August
		}
	}
	dotted := mark == '.' && (s.afterRange() || s.weekdayFollows()) // 2026.6.10-7.17, 6.30(火)
	if mark != '/' && !dotted || t.era != unsaid || first > 12 || second > 31 || first == 0 {
		return false
	}
	t.month, t.day = first, second
	return !s.sees("以内", "補助", "を乗", "相当", "/", "以上", "の額", "を上限", "%", "を補", "又は", "とし", "ページ", "頁", "枚", "葉", "以下", "未満", "の割合", "程度", "ずつ", "サイズ", "インチ")
}

// dotted reads 令和8・9・14 behind its first number.
func (s *scanner) dotted(t *Token, first int) bool {
	t.year = first
	var ok [2]bool
	for i, part := range [...]*int{&t.month, &t.day} {
		if !s.take("・") {
			return false
		}
		*part, ok[i] = s.number(2)
	}
	t.meant = ok[0] && ok[1]
	return t.meant
}

// digitAfterNext reports whether a digit stands behind the character at pos.
func (s *scanner) digitAfterNext() bool {
	return s.pos+1 < len(s.text) && isDigit(s.text[s.pos+1])
}
