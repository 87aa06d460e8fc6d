package jtext

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
)

// Pattern is a regular expression that looks first whether a text has what every match needs, the character at its beginning
// or a few words: most texts have not, and that look costs a small part of the expression's. What it finds is what the
// expression finds.
type Pattern struct {
	known atomic.Bool           // the facts are gathered: as a first text is looked at
	apart bool                  // what stands before a match does not matter
	begin *starts               // characters that every match begins with one of; nil where nothing is known, or it would not help
	needs []need                // a text with a match has one of them; none where nothing is known
	joint func() *Words         // a text with a match has one of them; nil where nothing is known
	exp   func() *regexp.Regexp // compiled when a text first has what a match needs
	text  string                // of the expression
}

// waiting are the patterns about which nothing is known yet, in the order in which they were made.
var waiting struct {
	sync.Mutex
	patterns []*Pattern
}

// parsed says when expressions are parsed: "at_once" as they are made, or with the first text. The linker sets it for the test that sees
// every expression of koubo parsed, cmd/koubo's TestEveryPatternIsOne.
var parsed string

// MustPattern makes a pattern of an expression in the syntax of package regexp, and panics where it is none, at the latest when a text is
// first looked at.
//
// There are hundreds, of which most commands need none: what is known of them waits for a first text, and what runs one for a text that may
// match.
func MustPattern(text string) *Pattern {
	p := &Pattern{text: text, exp: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
	if parsed == "at_once" {
		p.exp()
	}
	waiting.Lock()
	defer waiting.Unlock()
	waiting.patterns = append(waiting.patterns, p)
	return p
}

// gather finds out what is known of the expressions without their being run: of all at once, as those that take turns then stand beside one
// another in memory, which is a thirtieth of a crawl's time.
func gather() {
	waiting.Lock()
	defer waiting.Unlock()
	for _, p := range waiting.patterns {
		tree, err := syntax.Parse(p.text, syntax.Perl)
		if err != nil {
			panic(err)
		}
		p.joint = sync.OnceValue(func() *Words { return jointWords(p.text) })
		p.needs, p.begin, p.apart = needsOf(tree), beginsOf(tree), !looksBack(tree)
		p.known.Store(true)
	}
	waiting.patterns = nil
}

// First returns a place in s before which no match begins: where the expression is to be looked for, len(s) at most; -1 where s holds
// no match.
func (p *Pattern) First(s string) int {
	if !p.known.Load() {
		gather()
	}
	if !p.isMet(s) {
		return -1
	}
	if p.begin == nil {
		return 0
	}
	return p.begin.next(s, 0)
}

func (p *Pattern) isMet(s string) bool {
	met := len(p.needs) == 0
	for n := 0; n < len(p.needs) && !met; n++ {
		met = p.needs[n].isMet(s)
	}
	if !met {
		return false
	}
	joint := p.joint()
	return joint == nil || joint.In(s)
}

// from returns the part of s in which the expression is to be looked for, and where it begins; ok is false where s holds no match.
func (p *Pattern) from(s string) (part string, at int, ok bool) {
	at = p.First(s)
	if at < 0 {
		return "", 0, false
	}
	if !p.apart {
		at = 0
	}
	return s[at:], at, true
}

// MatchString is that of [regexp.Regexp], as are those below.
func (p *Pattern) MatchString(s string) bool {
	part, _, ok := p.from(s)
	return ok && p.exp().MatchString(part)
}

// FindString returns the first match, "" where there is none.
func (p *Pattern) FindString(s string) string {
	part, _, ok := p.from(s)
	if !ok {
		return ""
	}
	return p.exp().FindString(part)
}

// FindStringIndex returns where the first match stands.
func (p *Pattern) FindStringIndex(s string) []int {
	part, at, ok := p.from(s)
	if !ok {
		return nil
	}
	return moved(p.exp().FindStringIndex(part), at)
}

// FindStringSubmatch returns the first match and its groups.
func (p *Pattern) FindStringSubmatch(s string) []string {
	part, _, ok := p.from(s)
	if !ok {
		return nil
	}
	return p.exp().FindStringSubmatch(part)
}

// FindStringSubmatchIndex returns where the first match and its groups stand.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	part, at, ok := p.from(s)
	if !ok {
		return nil
	}
	return moved(p.exp().FindStringSubmatchIndex(part), at)
}

// FindAllStringIndex returns where the first n matches stand, or all where n is negative.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	part, at, ok := p.from(s)
	if !ok {
		return nil
	}
	return allMoved(p.exp().FindAllStringIndex(part, n), at)
}

// FindAllStringSubmatchIndex returns where the first n matches and their groups stand, or all where n is negative.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	part, at, ok := p.from(s)
	if !ok {
		return nil
	}
	return allMoved(p.exp().FindAllStringSubmatchIndex(part, n), at)
}

// ReplaceAllString replaces each match; $1 in the replacement stands for a group.
func (p *Pattern) ReplaceAllString(s, by string) string {
	part, at, ok := p.from(s)
	if !ok {
		return s
	}
	return joined(s, at, p.exp().ReplaceAllString(part, by))
}

// ReplaceAllStringFunc replaces each match by what f makes of it.
func (p *Pattern) ReplaceAllStringFunc(s string, f func(string) string) string {
	part, at, ok := p.from(s)
	if !ok {
		return s
	}
	return joined(s, at, p.exp().ReplaceAllStringFunc(part, f))
}

// joined returns s with its part from a place on replaced.
func joined(s string, at int, part string) string {
	if at == 0 {
		return part
	}
	if s[at:] == part {
		return s
	}
	return s[:at] + part
}

// moved moves places, of which those below 0 stand for none.
func moved(places []int, by int) []int {
	for n := range places {
		if places[n] >= 0 {
			places[n] += by
		}
	}
	return places
}

func allMoved(all [][]int, by int) [][]int {
	for _, places := range all {
		moved(places, by)
	}
	return all
}

// Patterns are alternatives, each of which looks first by itself whether a text has what it needs: of many, most texts have it for none.
type Patterns []*Pattern

// MustPatterns makes a pattern of each expression, as MustPattern does.
func MustPatterns(forms ...string) Patterns {
	all := make(Patterns, len(forms))
	for i, form := range forms {
		all[i] = MustPattern(form)
	}
	return all
}

// Match reports whether one of them matches.
func (p Patterns) Match(s string) bool {
	return slices.ContainsFunc(p, func(one *Pattern) bool { return one.MatchString(s) })
}
