package jtext

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// Pattern is a regular expression that looks first whether a text has what every match needs, the character at its beginning
// or a few words: most texts have not, and that look costs a small part of the expression's. What it finds is what the
// expression finds.
type Pattern struct {
	exp   func() *regexp.Regexp // compiled when a text first has what a match needs
	needs []need                // a text with a match has one of them; none where nothing is known
}

// MustPattern makes a pattern of an expression in the syntax of package regexp. It panics where it is none.
func MustPattern(form string) *Pattern {
	parsed, err := syntax.Parse(form, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return &Pattern{exp: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) }), needs: needsOf(parsed)}
}

// may reports whether s may hold a match.
func (p *Pattern) may(s string) bool {
	for n := range p.needs {
		if p.needs[n].isMet(s) {
			return true
		}
	}
	return len(p.needs) == 0
}

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
