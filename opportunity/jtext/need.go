package jtext

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// need is what a text has that one alternative of an expression matches.
type need struct {
	start []rune   // bounds of the characters that one of begins the text; none for any
	keys  *starts  // of start
	empty bool     // of one with start: it may match the empty text, too
	words []*Words // the text holds one of each; none where nothing is known
}

// mostWords are as many words as are still found faster than the expression, all in one walk (see Words), mostFurther as many of
// a second set, whose words have leastFurther bytes at least: single characters are in most texts.
const (
	mostWords    = 200
	mostFurther  = 100
	leastFurther = 6
)

func (n *need) isMet(s string) bool {
	if n.start != nil {
		if s == "" {
			return n.empty
		}
		if key, _ := KeyAt(s, 0); !n.keys.has(key) {
			return false
		}
	}
	for _, words := range n.words {
		if !words.In(s) {
			return false
		}
	}
	return true
}

// needsOf returns those of every alternative of an expression, none where one needs nothing that is known here.
func needsOf(re *syntax.Regexp) []need {
	alternatives := []*syntax.Regexp{re}
	if re.Op == syntax.OpAlternate {
		alternatives = re.Sub
	}
	var all []need
	var words []string // of those that need one of a single set of words
	for _, one := range alternatives {
		n := needOf(one)
		switch {
		case n.start == nil && len(n.words) == 0:
			return nil
		case n.start == nil && len(n.words) == 1:
			words = append(words, n.words[0].list...)
		default:
			all = append(all, n)
		}
	}
	if len(words) > mostWords {
		return nil
	}
	if len(words) > 0 {
		all = append(all, need{words: []*Words{NewWords(words...)}})
	}
	return all
}

func needOf(re *syntax.Regexp) (n need) {
	parts := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		parts = re.Sub
	}
	if parts[0].Op == syntax.OpBeginText {
		n.start, n.empty = startOf(parts[1:])
		n.keys = startsOf(n.start)
	}
	for at, words := range wordsOfParts(parts) {
		if at == 0 && len(words) <= mostWords || at == 1 && len(words) <= mostFurther && shortest(words) >= leastFurther {
			n.words = append(n.words, NewWords(words...))
		}
	}
	return n
}

// startOf returns the bounds of the characters that a text begins with which a sequence matches from its beginning, and
// whether the empty text may be one; no bounds where any character may begin it.
func startOf(parts []*syntax.Regexp) (bounds []rune, empty bool) {
	bounds = []rune{}
	for _, part := range parts {
		if part.Op == syntax.OpEndText {
			return bounds, true
		}
		first, optional, known := firstOf(part)
		if !known {
			return nil, false
		}
		bounds = append(bounds, first...)
		if !optional {
			return bounds, false
		}
	}
	return nil, false
}

// firstOf returns the bounds of the characters that a match of an expression may begin with, and whether it may be empty.
func firstOf(re *syntax.Regexp) (bounds []rune, optional, known bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return nil, true, true
	case syntax.OpLiteral:
		return firstOfLiteral(re), false, true
	case syntax.OpCharClass:
		return re.Rune, false, true
	case syntax.OpCapture, syntax.OpPlus:
		return firstOf(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		bounds, _, known = firstOf(re.Sub[0])
		return bounds, true, known
	case syntax.OpRepeat:
		bounds, optional, known = firstOf(re.Sub[0])
		return bounds, optional || re.Min == 0, known
	case syntax.OpConcat:
		for _, part := range re.Sub {
			first, empty, ok := firstOf(part)
			bounds = append(bounds, first...)
			if !ok || !empty {
				return bounds, false, ok
			}
		}
		return bounds, true, true
	case syntax.OpAlternate:
		for _, one := range re.Sub {
			first, empty, ok := firstOf(one)
			if !ok {
				return nil, false, false
			}
			bounds, optional = append(bounds, first...), optional || empty
		}
		return bounds, optional, true
	}
	return nil, false, false
}

func firstOfLiteral(re *syntax.Regexp) []rune {
	first := re.Rune[0]
	bounds := []rune{first, first}
	if re.Flags&syntax.FoldCase != 0 {
		for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
			bounds = append(bounds, r, r)
		}
	}
	return bounds
}

// wordsOfParts returns a set of words for each part of a sequence that needs one: first the set whose shortest word is
// longest, of these the one with fewest.
func wordsOfParts(parts []*syntax.Regexp) (sets [][]string) {
	for _, part := range parts {
		if words := requiredWords(part); len(words) > 0 && len(words) <= mostWords {
			sets = append(sets, words)
		}
	}
	slices.SortStableFunc(sets, func(a, b []string) int {
		return cmp.Or(cmp.Compare(shortest(b), shortest(a)), cmp.Compare(len(a), len(b)))
	})
	return sets
}

// requiredWords returns words of which every match of an expression holds one; none where there are no such words.
func requiredWords(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if slices.Contains(re.Rune, utf8.RuneError) {
			return nil // stands for bytes that are no UTF-8, too
		}
		if re.Flags&syntax.FoldCase != 0 && strings.ContainsFunc(string(re.Rune), unicode.IsLetter) {
			return caseless(re.Rune)
		}
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return classWords(re.Rune, mostOfClass)
	case syntax.OpCapture, syntax.OpPlus:
		return requiredWords(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredWords(re.Sub[0])
		}
	case syntax.OpConcat:
		if sets := wordsOfParts(re.Sub); len(sets) > 0 {
			return sets[0]
		}
	case syntax.OpAlternate:
		return allWords(re.Sub)
	}
	return nil
}

// caseless returns the longest run of a literal that has one case only: Japanese words in an expression that ignores case.
func caseless(literal []rune) []string {
	longest, from := "", 0
	for at := range len(literal) + 1 {
		if at < len(literal) && unicode.SimpleFold(literal[at]) == literal[at] {
			continue
		}
		if run := string(literal[from:at]); len(run) > len(longest) {
			longest = run
		}
		from = at + 1
	}
	if longest == "" {
		return nil
	}
	return []string{longest}
}

// mostOfClass is how many characters of a class are looked for one by one.
const mostOfClass = 12

// classWords returns the characters of a class (pairs of bounds), none where there are so many or more.
func classWords(bounds []rune, most int) []string {
	var words []string
	for at := 0; at < len(bounds); at += 2 {
		if int(bounds[at+1]-bounds[at])+len(words) >= most || bounds[at] <= utf8.RuneError && utf8.RuneError <= bounds[at+1] {
			return nil
		}
		for r := bounds[at]; r <= bounds[at+1]; r++ {
			words = append(words, string(r))
		}
	}
	return words
}

// shortest returns the length in bytes of the shortest word.
func shortest(words []string) int {
	least := 1 << 20
	for _, w := range words {
		least = min(least, len(w))
	}
	return least
}

// allWords returns those of every alternative, none where one alternative has none.
func allWords(alternatives []*syntax.Regexp) []string {
	var all []string
	for _, one := range alternatives {
		words := requiredWords(one)
		if len(words) == 0 {
			return nil
		}
		all = append(all, words...)
	}
	return all
}
