package jdate

// pointers are words that take year or month from another day.
var pointers = []struct {
	word string
	form form
}{
	{"同年度末", fiscalEnd}, {"同日", sameDay}, {"同月", sameMonth}, {"同年", sameYear}, {"翌年", nextYear},
	{"翌月", nextMonth}, {"本年度末", fiscalEnd}, {"今年度末", fiscalEnd}, {"本年", thisYear}, {"今年", thisYear}, {"来年", comingYear},
	{"今月", thisMonth}, {"来月", comingMonth},
}

// pointer reads 同日, 同月20日, 翌年1月15日 and their like.
func (s *scanner) pointer(t *Token) bool {
	for _, p := range pointers {
		if !s.take(p.word) {
			continue
		}
		t.form = p.form
		s.takeOne("の", " ")
		switch p.form {
		case sameDay, fiscalEnd:
			return true
		case sameMonth, nextMonth, thisMonth, comingMonth:
			return s.dayOfMonth(t)
		}
		return s.monthAndDay(t)
	}
	return false
}
