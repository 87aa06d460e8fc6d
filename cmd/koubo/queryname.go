package main

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"koubo/cmd/koubo/wording"
	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// namedParameters are those whose values have Japanese names, under which tables and pages show them.
var namedParameters = map[string]func(code string) string{
	"kind":   func(code string) string { return opportunity.Kind(code).Label() },
	"stage":  func(code string) string { return opportunity.Stage(code).Label() },
	"status": func(code string) string { return opportunity.Status(code).Label() },
	"theme":  opportunity.ThemeLabel,
}

// readNames puts the codes of values in the place of their Japanese names. The error says of a word that is neither what may be written, with
// the names in Japanese; in English ParseQuery does.
func readNames(v url.Values) error {
	for name, label := range namedParameters {
		for n, cell := range v[name] {
			words := strings.FieldsFunc(jtext.Fold(cell), func(r rune) bool { return r == ',' || r == '、' })
			for i, word := range words {
				words[i] = codeOf(strings.TrimSpace(word), opportunity.ParameterValues(name), label)
				if tongue() == wording.Japanese && !slices.Contains(opportunity.ParameterValues(name), words[i]) {
					return fmt.Errorf("%s cannot be %q; it may be %s", name, word, strings.Join(withLabels(opportunity.ParameterValues(name), label), ", "))
				}
			}
			v[name][n] = strings.Join(words, ",")
		}
	}
	return nil
}

// codeOf is the code of a Japanese name, or of the only one with such a part: プロポーザル of プロポーザル・提案募集. Another word stays.
func codeOf(word string, codes []string, label func(string) string) string {
	found := ""
	for _, code := range codes {
		switch name := label(code); {
		case word == code || name != "" && word == name:
			return code
		case slices.Contains(strings.Split(name, "・"), word) && word != "":
			if found != "" {
				return word
			}
			found = code
		}
	}
	if found == "" {
		return word
	}
	return found
}

// withLabels writes codes with their names.
func withLabels(codes []string, label func(string) string) (all []string) {
	for _, code := range codes {
		if name := label(code); name != "" {
			code += "（" + name + "）"
		}
		all = append(all, code)
	}
	return all
}
