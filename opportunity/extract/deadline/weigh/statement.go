// Package weigh judges what a date of an announcement is for by weights learnt from labelled texts: a second reader beside
// the table of roles, which looks at everything that stands around a date at once.
package weigh

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/jdate"
)

// Statement is one date of a text and what stands around it, in folded words. Words that are not there are "".
type Statement struct {
	Own     string // the label before the date in its own clause
	Before  string // all that stands before it in its sentence
	Behind  string // its clause behind the date
	Rest    string // all that stands behind the date in its sentence
	Cell    string // the heads of its row and column, or the label of its line
	Above   string // the label on a line of its own above it
	Line    string // the line above it, whatever it says
	Item    string // the numbered item that it stands under
	Heading string // the heading of its section
	Over    string // the heading before that

	Table string // what the table of roles made of it: a role, "none", or "unknown"; "" where that is not to be looked at

	Date      jdate.Expression
	Ref       jdate.Date // the day from which years are counted, "" where unknown
	Hours     bool       // an hour is written beside it
	Index     int        // its place among the dates of its text
	Count     int        // of the dates of its text
	Sentence  bool       // its text is a sentence and no label with a value
	Remark    bool       // its text is a remark: ※, 注
	InHeading bool       // it stands in a heading
	Place     float64    // where it stands in the text, from 0 to 1
}

// None is the class of dates that are no step of the call.
const None opportunity.Role = "none"

// features calls take with each feature of the statement.
func (s Statement) features(take func(string)) {
	take("always")
	slots := [...]struct{ name, words string }{
		{"own", s.Own}, {"cell", s.Cell}, {"item", s.Item}, {"above", s.Above}, {"line", s.Line}, {"heading", s.Heading}, {"over", s.Over},
	}
	near, joined := 0, ""
	for _, slot := range slots {
		words := plain(slot.words)
		if words == "" {
			continue
		}
		verdict := said(words)
		take(slot.name + "=" + verdict)
		if near++; near <= 3 {
			rank := [...]string{"", "first", "second", "third"}[near]
			take(rank + "=" + verdict)
			take(rank + " is " + slot.name)
			if near == 1 {
				s.words(rank, words, take)
			}
			joined = words + " " + joined
			if near > 1 {
				take("to " + rank + "=" + said(joined))
			}
		}
		if slot.name == "heading" || slot.name == "over" || slot.name == "cell" || slot.name == "above" {
			s.words(slot.name, words, take)
		}
	}
	if near == 0 {
		take("no label")
	}
	if heading := plain(s.Heading); heading != "" {
		take("under " + said(heading) + " " + said(plain(s.Own+" "+s.Cell)))
	}
	if s.Table != "" {
		take("table=" + s.Table)
	}
	s.behind(take)
	s.form(take)
}

// said is what the table of roles says of words.
func said(words string) string {
	r := role.Of(words)
	switch {
	case r.Role == "":
		return "unknown"
	case r.Weak:
		return string(r.Role) + "?"
	}
	return string(r.Role)
}

// longestWords bounds the words of a slot that are looked at, in characters before the date.
const longestWords = 24

// words takes the pairs of neighbouring letters in a slot.
func (s Statement) words(slot, words string, take func(string)) {
	runes := lastRunes(words, longestWords)
	var before rune
	for _, r := range runes {
		if isLetter(r) && isLetter(before) {
			take(slot + "~" + string([]rune{before, r}))
		}
		before = r
	}
}

// behind takes what the words behind the date say.
func (s Statement) behind(take func(string)) {
	words := strings.TrimLeft(s.Behind, " ")
	take("behind=" + said(words))
	if rest := s.Rest; rest != s.Behind {
		take("rest=" + said(lastClause(rest)))
	}
	runes := []rune(words)
	for n := 1; n <= 4 && n <= len(runes); n++ {
		take("behind^" + string(runes[:n]))
	}
	if len(runes) == 0 {
		take("behind^")
	}
	s.words("behind", string(runes[:min(len(runes), longestWords)]), take)
	s.words("rest", lastClause(s.Rest), take)
	if s.Sentence {
		take("sentence=" + said(s.Before))
		s.words("before", s.Before, take)
	}
}

// lastClause returns the last words of a sentence, in which its verb stands.
func lastClause(s string) string {
	s = strings.TrimRight(s, " 。")
	if i := strings.LastIndex(s, "、"); i >= 0 {
		s = s[i+len("、"):]
	}
	return string(lastRunes(s, 14))
}

// form takes what the date itself and its place say.
func (s Statement) form(take func(string)) {
	e := s.Date
	kind := "bare"
	switch {
	case e.Fiscal:
		kind = "fiscal"
	case e.Range && !e.OpenEnd:
		kind = "range"
	case e.OpenEnd:
		kind = "from"
	case e.Closes:
		kind = "closes"
	case e.Until:
		kind = "until"
	}
	take("kind=" + kind)
	if s.Hours {
		take("hours")
		take("hours " + kind)
	}
	if e.Guessed == "" {
		take("year written")
	}
	day := max(e.Start, e.End)
	if len(day) == len("2026-11-28") {
		switch day[5:] {
		case "03-31":
			take("31 March")
		case "04-01":
			take("1 April")
		}
	}
	if e.Start != "" && e.End != "" {
		take("length=" + bucket(e.Start.DaysTo(e.End), 0, 3, 14, 45, 120, 300, 800))
		if s.Ref != "" {
			begins := bucket(s.Ref.DaysTo(e.Start), -400, -60, -1, 30, 120, 400)
			take("begins=" + begins)
			take("begins " + said(plain(s.Own+" "+s.Cell)) + "=" + begins)
		}
	}
	if s.Ref != "" && day != "" {
		take("ahead=" + bucket(s.Ref.DaysTo(day), -200, -20, -1, 0, 7, 21, 45, 90, 180, 365, 800))
		take("ahead " + kind + "=" + bucket(s.Ref.DaysTo(day), -1, 90, 365))
	}
	switch {
	case s.Count == 1:
		take("alone")
	case s.Index == 0:
		take("first of several")
	default:
		take("later of several")
	}
	for _, f := range [...]struct {
		name  string
		holds bool
	}{{"in sentence", s.Sentence}, {"in remark", s.Remark}, {"in heading", s.InHeading}, {"in cell", s.Cell != ""}} {
		if f.holds {
			take(f.name)
		}
	}
	take("place=" + bucket(int(s.Place*10), 0, 2, 5, 8))
}

// bucket names the step of the bounds that n falls under.
func bucket(n int, bounds ...int) string {
	for i, b := range bounds {
		if n <= b {
			return string(rune('a' + i))
		}
	}
	return string(rune('a' + len(bounds)))
}

// plain takes marks and numbers off a label's ends.
func plain(words string) string {
	return strings.Trim(words, " :・.()0123456789■●◆○▼※【】[]\t")
}

func isLetter(r rune) bool {
	return r >= 'ぁ' && r <= 'ヿ' || r >= 0x3400 && r <= 0x9fff || r == '々'
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) []rune {
	if utf8.RuneCountInString(s) > n {
		runes := []rune(s)
		return runes[len(runes)-n:]
	}
	return []rune(s)
}
