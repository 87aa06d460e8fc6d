package deadline

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// The days of several lots (issues, regions, houses) of which one label tells what they are for.

// lotOf parts the words before a date into what stands before the name of a lot and the name: 申込締切 2月号:.
func lotOf(before string) (head, name string) {
	words := strings.TrimRight(before, " :はがへ")
	if at := strings.LastIndexAny(words, " :\t、。;/,\n"); at >= 0 {
		_, size := utf8.DecodeRuneInString(words[at:])
		head, words = words[:at+size], words[at+size:]
	}
	return strings.Trim(head, " :\t、;/,\n"), lotNumber.ReplaceAllString(words, "")
}

// lotNumber is what numbers the lots of a series: (1)北部地区, ①東棟.
var lotNumber = jtext.MustPattern(`^[・(\[]?(?:[0-9ア-ン]{1,2}[)\].]|[①-⑳])`)

// seriesOf returns the label that several dates of a text have in common, each behind the name of its lot: 申込締切 2月号:12月4日、3月号:1月6日. It
// may be "", where it stands above the text; found tells whether there is such a series.
func seriesOf(text string, es []jdate.Expression) (head string, found bool) {
	if len(es) < 2 {
		return "", false
	}
	head, before := lotOf(labelBefore(text[es[0].Passed:es[0].From]))
	for i, e := range es {
		if !e.Dated() || e.Range != es[0].Range || e.Passed > es[0].From {
			return "", false
		}
		if i == 0 {
			continue
		}
		told, name := lotOf(text[es[i-1].To:e.From])
		if utf8.RuneCountInString(told) > longestEnd || !subject.AreAlike(before, name) || !namesLot(before) || !namesLot(name) {
			return "", false
		}
		before = name
	}
	r := role.Of(head)
	return head, r.Role != role.None && (head == "" || r.Role != "")
}

// lot is the name of one of several lots with what its day is for: the label beside it or, "" for none, before the name.
type lot struct {
	label, head, name string
	line              int
}

// nextLot notes the lot that the one date of a unit is of, and reports whether the lot of the line before it has the same label, which it gives
// a unit without one: 申込締切 2月号:12月4日, and below it 3月号:1月6日.
func (w *scheduleReader) nextLot(u *unit, es []jdate.Expression) (goesOn bool) {
	before := w.lot
	w.lot = lot{line: w.number}
	if len(es) != 1 || !es[0].Dated() {
		return false
	}
	head, name := lotOf(labelBefore(u.text[es[0].Passed:es[0].From]))
	w.lot = lot{u.label, head, name, w.number}
	if before.line < w.number-1 || head != "" || before.label != u.label || !subject.AreAlike(before.name, name) || !namesLot(before.name) || !namesLot(name) {
		return false
	}
	if before.head != "" {
		if w.lot.head = before.head; u.label == "" {
			u.label = before.head
		}
	}
	return true
}

// longestEnd is the greatest number of characters behind a day that only end it: まで(必着).
const longestEnd = 8

// shareInSeries gives the days of a series what the words behind the last of them say, where none before it does: 10月号へは8月7日、11月号へは9月4日までに申込み.
func shareInSeries(ls []labelled) {
	last := ls[len(ls)-1]
	for i := range ls[:len(ls)-1] {
		if ls[i].roles != nil {
			return
		}
	}
	for i := range ls {
		ls[i].roles, ls[i].words = last.roles, last.words
	}
}

// surelyOther is from which probability what the weights make of the day of a lot holds against what its label says of all.
const surelyOther = 0.95

// goesOnInSeries reports whether a date is for what the one before it is for, of the next lot.
func goesOnInSeries(before, l labelled) bool {
	return l.lot && !(len(l.weighed) > 0 && l.weighed[0].P >= surelyOther && l.weighed[0].Class != tableClass(before.roles))
}

// namesLot reports whether words are the name of a lot and no step, nor a way to take one.
func namesLot(name string) bool {
	return utf8.RuneCountInString(name) <= 12 && role.Of(name).Role == "" && !jtext.HasAny(name, ways...) && !jtext.HasAny(name, sameTopics...)
}
