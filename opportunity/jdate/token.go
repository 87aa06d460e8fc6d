package jdate

import (
	"iter"
)

// Kind says what a token of the text is.
type Kind uint8

// The kinds of token that Lex finds.
const (
	DayToken    Kind = iota + 1 // an exact day, or a fiscal year
	ClockToken                  // a time of day
	RangeToken                  // ~ - から より
	ArrowToken                  // →: what follows replaces what stood before
	UntilToken                  // まで
	VagueToken                  // a day no one can put in a calendar: 上旬, 月末頃, 年内, a month alone
	BreakToken                  // ①, 及び, 第2回: what follows stands beside what stood before
	ClosesToken                 // 必着, 締切: the day before it is a last day
)

// form says what a day leaves to be taken from elsewhere.
type form uint8

const (
	plain       form = iota // year and month are as written, 0 where they are not
	sameDay                 // 同日
	sameMonth               // 同月20日
	sameYear                // 同年12月1日
	nextYear                // 翌年1月15日
	nextMonth               // 翌月10日
	thisYear                // 本年11月20日, counted from the reference day
	comingYear              // 来年1月20日
	thisMonth               // 今月27日
	comingMonth             // 来月10日
	bareDay                 // 20日, in the month of the day before it
	fiscalYear              // 令和8年度
	fiscalEnd               // 令和8年度末
)

// lastOfMonth as a token's day stands for 末日.
const lastOfMonth = 99

// Token is a piece of text that says something about time. From and To are byte offsets in the lexed text.
type Token struct {
	Kind             Kind
	From, To         int
	form             form
	era              era
	year, month, day int
	weekday          int8 // 0 Sunday … 6 Saturday, -1 where none is given
	minute           int  // minutes since midnight, up to 1440
	half             int8 // 1 午前, 2 午後, 0 not said
	strict           bool // ~ or -, which から is not
	noise            bool // 付け, 現在, 改正 …: a day of a law or a document
	meant            bool // it is written so that it must be a day, as 11月31日 is and 1.2.3 is not
}

// era is how a year is counted.
type era uint8

const (
	unsaid era = iota
	western
	showa
	heisei
	reiwa
)

// eraFirst maps an era to the western year before its year 1.
var eraFirst = [...]int{western: 0, showa: 1925, heisei: 1988, reiwa: 2018}

// Tokens yields the tokens of text in order, and reads no more of it than it takes to find those that are asked for. The text must
// be folded by jtext.NewLine: ASCII digits, "-" and "~".
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		s := scanner{text: text}
		for s.pos < len(text) {
			if t, ok := s.next(); ok && !yield(t) {
				return
			}
		}
	}
}
