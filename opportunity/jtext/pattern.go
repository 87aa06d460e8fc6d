package jtext

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Pattern is a regular expression that looks first for the words of which every match holds one: most texts hold none,
// and the search for a few words costs a small part of the expression's. What it finds is what the expression finds.
type Pattern struct {
	exp   func() *regexp.Regexp // compiled when a text first holds one of the words
	words []string              // every match holds one of them; none where nothing is known
}

// MustPattern makes a pattern of an expression in the syntax of package regexp. It panics where it is none.
func MustPattern(form string) *Pattern {
	parsed, err := syntax.Parse(form, syntax.Perl)
	if err != nil {
		panic(err)
	}
	p := &Pattern{exp: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })}
	if words := requiredWords(parsed); len(words) <= mostWords {
		p.words = words
	}
	return p
}

// mostWords are as many words as are still found faster than the expression.
const mostWords = 32

// may reports whether s may hold a match.
func (p *Pattern) may(s string) bool { return len(p.words) == 0 || HasAny(s, p.words...) }

// MatchString is that of [regexp.Regexp], as are those below.
func (p *Pattern) MatchString(s string) bool { return p.may(s) && p.exp().MatchString(s) }

// FindString returns the first match, "" where there is none.
func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.exp().FindString(s)
}

// FindStringIndex returns where the first match stands.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.exp().FindStringIndex(s)
}

// FindStringSubmatch returns the first match and its groups.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.exp().FindStringSubmatch(s)
}

// FindStringSubmatchIndex returns where the first match and its groups stand.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.exp().FindStringSubmatchIndex(s)
}

// FindAllStringIndex returns where the first n matches stand, or all where n is negative.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.exp().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex returns where the first n matches and their groups stand, or all where n is negative.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.exp().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString replaces each match; $1 in the replacement stands for a group.
func (p *Pattern) ReplaceAllString(s, by string) string {
	if !p.may(s) {
		return s
	}
	return p.exp().ReplaceAllString(s, by)
}

// ReplaceAllStringFunc replaces each match by what f makes of it.
func (p *Pattern) ReplaceAllStringFunc(s string, f func(string) string) string {
	if !p.may(s) {
		return s
	}
	return p.exp().ReplaceAllStringFunc(s, f)
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
		return classWords(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return requiredWords(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredWords(re.Sub[0])
		}
	case syntax.OpConcat:
		return bestWords(re.Sub)
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

// classWords returns the characters of a class (pairs of bounds), none where there are many.
func classWords(bounds []rune) []string {
	const most = 12
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

// bestWords returns those of one part of a sequence: the part whose shortest word is longest, of these the one with fewest.
func bestWords(parts []*syntax.Regexp) []string {
	var best []string
	for _, part := range parts {
		words := requiredWords(part)
		if len(words) == 0 || len(words) > mostWords {
			continue
		}
		if a, b := shortest(words), shortest(best); best == nil || a > b || a == b && len(words) < len(best) {
			best = words
		}
	}
	return best
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
