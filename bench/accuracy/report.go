package accuracy

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Report is the score of labelled files.
type Report struct {
	Of         string      `json:"of"` // titles, phrases, pages or lists
	Parts      []Part      `json:"parts"`
	Confusions []Confusion `json:"confusions"` // the most frequent first
	Misses     []Miss      `json:"misses"`     // in the order of the files
}

// Miss is one field of one case that was not read right.
type Miss struct {
	Case     string            `json:"case"`
	Category string            `json:"category,omitempty"`
	Field    string            `json:"field"`
	False    []string          `json:"false,omitempty"`
	Missed   []string          `json:"missed,omitempty"`
	Words    map[string]string `json:"words,omitempty"` // that the false values were read from
	Text     string            `json:"text,omitempty"`
}

// Half names which cases' errors are shown.
type Half string

const (
	Odd  Half = "odd"
	Even Half = "even"
	Both Half = "both"
)

// Summarize scores cases: all together, by halves and, if asked, by category. Misses and confusions are those of shown.
func Summarize(of string, cases []Case, shown Half, byCategory bool) Report {
	r := Report{Of: of}
	whole, halves, categories := newPart("all"), map[Half]*Part{Odd: newPart("odd"), Even: newPart("even")}, map[string]*Part{}
	confused := map[Confusion]int{}
	for n, c := range cases {
		half := HalfOf(c.ID, n)
		whole.add(c)
		halves[half].add(c)
		if byCategory {
			name := cmp.Or(c.Category, "none")
			if categories[name] == nil {
				categories[name] = newPart(name)
			}
			categories[name].add(c)
		}
		if shown != Both && shown != half {
			continue
		}
		for _, pair := range c.confused {
			confused[pair]++
		}
		r.Misses = append(r.Misses, missesOf(c)...)
	}
	r.Parts = []Part{*whole, *halves[Odd], *halves[Even]}
	for _, name := range slices.Sorted(maps.Keys(categories)) {
		r.Parts = append(r.Parts, *categories[name])
	}
	for pair, n := range confused {
		pair.Count = n
		r.Confusions = append(r.Confusions, pair)
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Field, b.Field), cmp.Compare(a.Wanted, b.Wanted), cmp.Compare(a.Read, b.Read))
	})
	return r
}

func newPart(name string) *Part { return &Part{Name: name, Fields: map[string]Tally{}} }

// HalfOf returns the half of a case by the last number in its name, where there is none by its place among the cases.
func HalfOf(id string, place int) Half {
	number := place + 1
	end := len(id)
	for end > 0 && (id[end-1] < '0' || id[end-1] > '9') {
		end--
	}
	begin := end
	for begin > 0 && id[begin-1] >= '0' && id[begin-1] <= '9' {
		begin--
	}
	if n, err := strconv.Atoi(id[begin:end]); err == nil {
		number = n
	}
	if number%2 == 1 {
		return Odd
	}
	return Even
}

func missesOf(c Case) (out []Miss) {
	for _, f := range c.Fields {
		if f.isRight() || f.Name == MainDates || strings.HasPrefix(f.Name, roleIndent) { // told among all dates
			continue
		}
		m := Miss{Case: c.ID, Category: c.Category, Field: f.Name, False: f.false(), Missed: f.missed(), Text: c.Text}
		for _, v := range m.False {
			if words := f.Words[v]; words != "" {
				if m.Words == nil {
					m.Words = map[string]string{}
				}
				m.Words[v] = words
			}
		}
		out = append(out, m)
	}
	return out
}
