// Package accuracy measures what the readers make of labelled files: titles, phrases, pages and lists whose right values
// somebody wrote down. It runs the code that a crawl runs and compares value by value.
//
// Files are scored by halves. Rules are written by looking at the cases with odd numbers; those with even numbers are only
// scored, so that the difference between the halves shows what does not carry over to pages that nobody has seen.
package accuracy

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Tally counts the values of one field.
type Tally struct {
	Right  int `json:"right"`  // values read that are wanted
	Read   int `json:"read"`   // values read
	Wanted int `json:"wanted"` // values that the labels hold
}

// Precision is the share of right values among those read; 1 where nothing was read.
func (t Tally) Precision() float64 { return share(t.Right, t.Read) }

// Recall is the share of the wanted values that were read; 1 where nothing is wanted.
func (t Tally) Recall() float64 { return share(t.Right, t.Wanted) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return share(2*t.Right, t.Read+t.Wanted) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func (t *Tally) add(f Field) {
	t.Right += len(f.right())
	t.Read += len(f.Read)
	t.Wanted += len(f.Wanted)
}

// Field is what was read of one field of a case, beside what is wanted. Values are compared as text; each stands once.
type Field struct {
	Name         string
	Read, Wanted []string
	Words        map[string]string // the words of the text that a value was read from
	Aside        bool              // tallied, but a case can be exact without it
}

func (f Field) right() []string  { return both(f.Read, f.Wanted) }
func (f Field) false() []string  { return without(f.Read, f.Wanted) }
func (f Field) missed() []string { return without(f.Wanted, f.Read) }
func (f Field) isRight() bool    { return len(f.false()) == 0 && len(f.missed()) == 0 }

func both(a, b []string) (out []string) {
	for _, v := range a {
		if slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

func without(a, b []string) (out []string) {
	for _, v := range a {
		if !slices.Contains(b, v) {
			out = append(out, v)
		}
	}
	return out
}

// roleIndent stands before the field of a role.
const roleIndent = "  "

// The fields of dates: all, and those that a company must not miss (submission, registration, questions).
const (
	AllDates  = "dates"
	MainDates = "main dates"
)

// Case is one labelled title, phrase, page or list.
type Case struct {
	ID       string
	Category string // kind of difficulty, where the labels name one
	Text     string // what is shown beside its errors
	Fields   []Field
	Doubted  bool // the reader said that its dates must be checked
	confused []Confusion
}

func (c Case) field(name string) (Field, bool) {
	at := slices.IndexFunc(c.Fields, func(f Field) bool { return f.Name == name })
	if at < 0 {
		return Field{}, false
	}
	return c.Fields[at], true
}

func (c Case) isExact() bool {
	return !slices.ContainsFunc(c.Fields, func(f Field) bool { return !f.Aside && !f.isRight() })
}

// Confusion counts how often one value was read where another one is wanted. "–" stands for no value.
type Confusion struct {
	Field  string `json:"field"`
	Wanted string `json:"wanted"`
	Read   string `json:"read"`
	Count  int    `json:"count"`
}

// Part is the score of some of the cases: all, a half, a category.
type Part struct {
	Name  string `json:"name"`
	Cases int    `json:"cases"`
	Exact int    `json:"exact"` // every field right

	WrongMain    int              `json:"wrong_main"`         // with a submission, registration or questions date that is none
	WrongSure    int              `json:"wrong_main_sure"`    // of these, how many were shown without a doubt
	Incomplete   int              `json:"incomplete_main"`    // with a wrong or a missing main date
	Doubted      int              `json:"incomplete_doubted"` // of these, how many were shown with a doubt
	NeedlessMain int              `json:"right_main_doubted"` // right main dates that were shown with a doubt
	Fields       map[string]Tally `json:"fields"`
}

// Names are the names of the fields: all dates, the main ones, each role, the others.
func (p Part) Names() []string {
	rank := func(name string) int {
		switch {
		case name == AllDates:
			return 0
		case name == MainDates:
			return 1
		case strings.HasPrefix(name, roleIndent):
			return 2
		}
		return 3
	}
	return slices.SortedFunc(maps.Keys(p.Fields), func(a, b string) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) })
}

func (p *Part) add(c Case) {
	p.Cases++
	if c.isExact() {
		p.Exact++
	}
	for _, f := range c.Fields {
		t := p.Fields[f.Name]
		t.add(f)
		p.Fields[f.Name] = t
	}
	f, ok := c.field(MainDates)
	switch {
	case !ok:
		return
	case f.isRight():
		p.NeedlessMain += count(c.Doubted)
		return
	}
	p.Incomplete++
	p.Doubted += count(c.Doubted)
	if len(f.false()) > 0 {
		p.WrongMain++
		p.WrongSure += count(!c.Doubted)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// single is a field of at most one value.
func single(name, read, wanted string) Field {
	return Field{Name: name, Read: one(read), Wanted: one(wanted)}
}

func one(v string) []string {
	if v == "" {
		return nil
	}
	return []string{v}
}

// confuse notes what a field of one value was taken for.
func (c *Case) confuse(field, read, wanted string) {
	if read != wanted {
		c.confused = append(c.confused, Confusion{Field: field, Wanted: cmp.Or(wanted, "–"), Read: cmp.Or(read, "–")})
	}
}
