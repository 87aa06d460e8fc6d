package municipality

import (
	"fmt"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/sources/check"
)

// meantByName answers a body's name that stands in place of its code: with the code, or with those of all bodies of the
// name, which repeats (府中市, 森町). The prefecture may stand before the name, and 市, 町 or 村 may be left out. The answer
// is "" where the text is near the name of no body; a name of former times is told what became of it.
func (x *Table) meantByName(name string) string {
	named := x.ofName(name)
	switch len(named) {
	case 0:
		if was := formerByName(name); was != "" {
			return was
		}
		return x.nearName(name)
	case 1:
		return fmt.Sprintf("%s is a name, and names repeat: write the code %s", check.Quote(name), codes(named))
	}
	return fmt.Sprintf("%s is the name of %d bodies: write the code of the one that is meant, %s", check.Quote(name), len(named), codes(named))
}

// ofName returns the bodies of a name, with or without the prefecture before it; where none has it, those that are called so without
// their last character.
func (x *Table) ofName(name string) []Body {
	named := x.where(func(b Body) bool { return b.Name == name || b.FullName() == name })
	if len(named) == 0 {
		named = x.where(func(b Body) bool { return b.stem() == name || b.Prefecture+b.stem() == name })
	}
	return named
}

// Named is Find for what a person types: a name will do as well where it is of one body only.
func (x *Table) Named(text string) (Body, error) {
	if named := x.ofName(strings.TrimSpace(text)); len(named) == 1 {
		return named[0], nil
	}
	return x.Find(text)
}

// nearName is for a misspelt name of three characters or more; of fewer, every other name is near.
func (x *Table) nearName(name string) string {
	var names []string
	for _, b := range x.all {
		names = append(names, b.Name)
	}
	near := jtext.Nearest(name, names)
	if near == "" || len([]rune(name)) < 3 {
		return ""
	}
	return fmt.Sprintf("%s is the name of no body: did you mean %s?", check.Quote(name), codes(x.where(func(b Body) bool { return b.Name == near })))
}

func (x *Table) where(wanted func(Body) bool) (found []Body) {
	for _, b := range x.all {
		if wanted(b) {
			found = append(found, b)
		}
	}
	return found
}

// codes lists bodies as "202088" for 長野県小諸市, with or between them.
func codes(bodies []Body) string {
	var each []string
	for _, b := range bodies {
		each = append(each, fmt.Sprintf("\"%s\" for %s", b.Code, b.FullName()))
	}
	return strings.Join(each, " or ")
}

// stem is the name without its last character: 小諸 of 小諸市, 長野 of 長野県.
func (b Body) stem() string {
	runes := []rune(b.Name)
	return string(runes[:len(runes)-1])
}
