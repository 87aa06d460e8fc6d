package weigh

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/jtext"
)

// What of a statement is weighed: each feature has a name that a reader of the files of weights understands.

// verdicts remembers what the table of roles says of words: those of a table's heads stand around each of its dates.
type verdicts map[string]verdict

type verdict struct{ role, mark string }

// features gives each feature of the statement to take, in one order. The name is good for the length of the call.
func (s *Statement) features(known verdicts, take func(name []byte)) {
	f := featurer{Statement: s, take: take, known: known}
	f.add("always")
	f.own, f.ownMark = f.said(plain(s.Own + " " + s.Cell))
	f.labels()
	f.behind()
	f.form()
	f.others()
}

// featurer names the features of a statement.
type featurer struct {
	*Statement
	take         func(name []byte)
	known        verdicts
	name         []byte // memory of the name given to take
	own, ownMark string // what the table says of its own words and its row and column
}

// add gives the feature whose name is the parts together.
func (f *featurer) add(parts ...string) {
	f.name = f.name[:0]
	for _, p := range parts {
		f.name = append(f.name, p...)
	}
	for i, c := range f.name {
		if c == '\t' || c == '\n' {
			f.name[i] = ' ' // a name is a field of a line of the file
		}
	}
	f.take(f.name)
}

// labels names what the labels say, from the nearest on.
func (f *featurer) labels() {
	slots := [...]struct{ name, words string }{
		{"own", f.Own}, {"cell", f.Cell}, {"item", f.Item}, {"above", f.Above}, {"line", f.Line}, {"under", f.Under}, {"heading", f.Heading}, {"over", f.Over},
	}
	near, joined := 0, ""
	under, underMark := "", ""
	for _, slot := range slots {
		words := plain(slot.words)
		if words == "" {
			continue
		}
		verdict, mark := f.said(words)
		f.add(slot.name, "=", verdict, mark)
		if near++; near <= 3 {
			rank := [...]string{"", "first", "second", "third"}[near]
			f.add(rank, "=", verdict, mark)
			f.add(rank, " is ", slot.name)
			if near == 1 {
				f.words(rank, words)
			}
			joined = words + " " + joined
			if near > 1 {
				together, mark := f.said(joined)
				f.add("to ", rank, "=", together, mark)
			}
		}
		switch slot.name {
		case "heading":
			under, underMark = verdict, mark
			f.words(slot.name, words)
		case "over", "cell", "above", "under":
			f.words(slot.name, words)
		}
	}
	if near == 0 {
		f.add("no label")
	}
	if under != "" {
		f.add("under ", under, underMark, " ", f.own, f.ownMark)
	}
	if f.Table != "" {
		f.add("table=", f.Table)
	}
	f.add("follows=", f.Follows)
	f.add("follows ", f.Follows, " own ", f.own, f.ownMark)
	if f.GoesBack {
		f.add("goes back")
		f.add("goes back ", f.own, f.ownMark)
	}
}

// said is what the table of roles says of words, with a mark where it leaves it to a more telling label.
func (f *featurer) said(words string) (role, mark string) {
	v, known := f.known[words]
	if !known {
		v = verdictOn(words)
		f.known[words] = v
	}
	return v.role, v.mark
}

func verdictOn(words string) verdict {
	switch r := role.Of(words); {
	case r.Role == "":
		return verdict{"unknown", ""}
	case r.Weak:
		return verdict{string(r.Role), "?"}
	default:
		return verdict{string(r.Role), ""}
	}
}

// longestWords bounds the words of a slot that are looked at, in characters before the date.
const longestWords = 24

// words names the pairs of neighbouring letters in the last words of a slot.
func (f *featurer) words(slot, words string) {
	words = lastRunes(words, longestWords)
	at, isAfterLetter := 0, false
	for i, r := range words {
		if !isLetter(r) {
			isAfterLetter = false
			continue
		}
		if isAfterLetter {
			f.add(slot, "~", words[at:i+utf8.RuneLen(r)])
		}
		at, isAfterLetter = i, true
	}
}

// behind names what the words behind the date say.
func (f *featurer) behind() {
	words := strings.TrimLeft(f.Behind, " ")
	verdict, mark := f.said(words)
	f.add("behind=", verdict, mark)
	rest := lastClause(f.Rest)
	if f.Rest != f.Behind {
		verdict, mark := f.said(rest)
		f.add("rest=", verdict, mark)
	}
	const beginnings = 4
	for n, end := 0, 0; n < beginnings && end < len(words); n++ {
		_, size := utf8.DecodeRuneInString(words[end:])
		end += size
		f.add("behind^", words[:end])
	}
	if words == "" {
		f.add("behind^")
	}
	f.words("behind", jtext.Clip(words, longestWords))
	f.words("rest", rest)
	if f.Sentence {
		verdict, mark := f.said(f.Before)
		f.add("sentence=", verdict, mark)
		f.words("before", f.Before)
	}
}

// lastClause returns the last words of a sentence, in which its verb stands.
func lastClause(s string) string {
	s = strings.TrimRight(s, " 。")
	if i := strings.LastIndex(s, "、"); i >= 0 {
		s = s[i+len("、"):]
	}
	return lastRunes(s, 14)
}

// form takes what the date itself and its place say.
func (f *featurer) form() {
	e := f.Date
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
	f.add("kind=", kind)
	if f.Hours {
		f.add("hours")
		f.add("hours ", kind)
	}
	if e.Guessed == "" {
		f.add("year written")
	}
	day := max(e.Start, e.End)
	if len(day) == len("2026-11-28") {
		switch day[5:] {
		case "03-31":
			f.add("31 March")
		case "04-01":
			f.add("1 April")
		}
	}
	if e.Start != "" && e.End != "" {
		f.add("length=", bucket(e.Start.DaysTo(e.End), 0, 3, 14, 45, 120, 300, 800))
		if f.Ref != "" {
			begins := bucket(f.Ref.DaysTo(e.Start), -400, -60, -1, 30, 120, 400)
			f.add("begins=", begins)
			f.add("begins ", f.own, f.ownMark, "=", begins)
		}
	}
	if f.Ref != "" && day != "" {
		f.add("ahead=", bucket(f.Ref.DaysTo(day), -200, -20, -1, 0, 7, 21, 45, 90, 180, 365, 800))
		f.add("ahead ", kind, "=", bucket(f.Ref.DaysTo(day), -1, 90, 365))
	}
	switch {
	case f.Count == 1:
		f.add("alone")
	case f.Index == 0:
		f.add("first of several")
	default:
		f.add("later of several")
	}
	for _, x := range [...]struct {
		name  string
		holds bool
	}{{"in sentence", f.Sentence}, {"in remark", f.Remark}, {"in heading", f.InHeading}, {"in cell", f.Cell != ""}} {
		if x.holds {
			f.add(x.name)
		}
	}
	f.section(kind)
	f.add("place=", bucket(int(f.Place*10), 0, 2, 5, 8))
}

// section names what the section that the date stands in says.
func (f *featurer) section(kind string) {
	s := f.Section
	switch {
	case s.Past+s.Ahead == 0:
		f.add("section undated")
	case s.Ahead == 0:
		f.add("section past")
		f.add("section past ", kind)
	case s.Past == 0:
		f.add("section ahead")
	default:
		f.add("section mixed")
	}
	f.add("section days=", bucket(s.Past+s.Ahead, 1, 3, 6, 12))
	if s.Firms > 0 {
		f.add("section firms=", bucket(s.Firms, 1, 3))
	}
	if s.AfterContact {
		f.add("after contact")
	}
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
func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}
