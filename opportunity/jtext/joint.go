package jtext

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// forms is what is known of the texts that a part of an expression matches.
type forms struct {
	all          []string // all of them; none where they are many
	heads, tails []string // each begins with one of heads and ends with one of tails: "" where nothing is known
	holds        []string // each holds one of these
}

// mostForms bounds each of the sets that are put together with others: more texts than these are many. Words that a text is only
// asked for are as many as mostWords.
const mostForms = 100

var anyForm = forms{heads: []string{""}, tails: []string{""}, holds: []string{""}}

func formsIn(all []string) forms {
	if len(all) == 0 || len(all) > mostForms {
		return anyForm
	}
	words := few(all, mostForms)
	return forms{all, words, words, words}
}

// jointWords returns words across the parts of an expression, of which every match holds one: 0円 to 9円 for [0-9]+円. They tell more than
// those that a single part needs, and take longer to look for. nil where there are none of two characters at least.
func jointWords(form string) *Words {
	re, err := syntax.Parse(form, syntax.Perl)
	if err != nil {
		return nil
	}
	words := formsOf(re).holds
	if leastRunes(words) < 2 {
		return nil
	}
	return NewWords(words...)
}

func formsOf(re *syntax.Regexp) forms {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return formsIn([]string{""})
	case syntax.OpLiteral:
		return formsOfLiteral(re)
	case syntax.OpCharClass:
		return formsIn(classWords(re.Rune, mostForms))
	case syntax.OpCapture:
		return formsOf(re.Sub[0])
	case syntax.OpQuest:
		if all := formsOf(re.Sub[0]).all; all != nil {
			return formsIn(append([]string{""}, all...))
		}
	case syntax.OpPlus:
		return repeated(formsOf(re.Sub[0]))
	case syntax.OpRepeat:
		if re.Min == 1 {
			return repeated(formsOf(re.Sub[0]))
		}
		if re.Min > 1 {
			f := formsOf(re.Sub[0])
			return repeated(followed(f, f))
		}
	case syntax.OpConcat:
		f := formsIn([]string{""})
		for _, part := range re.Sub {
			f = followed(f, formsOf(part))
		}
		return f
	case syntax.OpAlternate:
		return formsOfAny(re.Sub)
	}
	return anyForm
}

// formsOfLiteral follows a literal in either case, as far as its forms are few.
func formsOfLiteral(re *syntax.Regexp) forms {
	f := formsIn([]string{""})
	for _, r := range re.Rune {
		if r == utf8.RuneError {
			return anyForm // stands for bytes that are no UTF-8, too
		}
		cases := []string{string(r)}
		if re.Flags&syntax.FoldCase != 0 {
			for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
				cases = append(cases, string(other))
			}
		}
		f = followed(f, formsIn(cases))
	}
	return f
}

// repeated is what is known where a part matches several times in a row, or once.
func repeated(f forms) forms { return forms{nil, f.heads, f.tails, f.holds} }

// followed is what is known where one part follows another.
func followed(f, next forms) forms {
	both := forms{all: joint(f.all, next.all), heads: f.heads, tails: next.tails, holds: f.holds}
	if heads := joint(f.all, next.heads); heads != nil {
		both.heads = heads
	}
	if tails := joint(f.tails, next.all); tails != nil {
		both.tails = tails
	}
	for _, words := range [][]string{next.holds, joint(f.tails, next.heads)} {
		if tellsMore(words, both.holds) {
			both.holds = words
		}
	}
	return both
}

// joint returns each first word with each second one behind it; none where they are many, or one of the two is not known.
func joint(first, second []string) (all []string) {
	if len(first)*len(second) > mostForms {
		return nil
	}
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+b)
		}
	}
	return all
}

func formsOfAny(alternatives []*syntax.Regexp) forms {
	var f forms
	known := true
	for _, one := range alternatives {
		o := formsOf(one)
		known = known && o.all != nil
		f.all, f.heads, f.tails, f.holds = append(f.all, o.all...), append(f.heads, o.heads...), append(f.tails, o.tails...), append(f.holds, o.holds...)
	}
	if !known || len(f.all) > mostForms {
		f.all = nil
	}
	f.heads, f.tails, f.holds = few(f.heads, mostForms), few(f.tails, mostForms), few(f.holds, mostWords)
	return f
}

// few returns the words, each once; "" alone where they are more than most, or that is one of them.
func few(words []string, most int) []string {
	words = slices.Compact(slices.Sorted(slices.Values(words)))
	if len(words) == 0 || len(words) > most || words[0] == "" {
		return []string{""}
	}
	return words
}

// tellsMore reports whether a text holds one of some words more seldom than one of others.
func tellsMore(words, others []string) bool {
	return len(words) > 0 && cmp.Or(cmp.Compare(leastRunes(words), leastRunes(others)), cmp.Compare(len(others), len(words))) > 0
}

// leastRunes is how many characters the shortest word has.
func leastRunes(words []string) int {
	least := utf8.RuneCountInString(words[0])
	for _, w := range words {
		least = min(least, utf8.RuneCountInString(w))
	}
	return least
}
