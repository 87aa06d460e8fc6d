package main

import (
	"fmt"
	"maps"
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

// readNames puts the codes of values in the place of their Japanese names.
func readNames(v url.Values) error {
	for _, name := range slices.Sorted(maps.Keys(namedParameters)) {
		for n, cell := range v[name] {
			codes, err := readCell(name, cell)
			if err != nil {
				return err
			}
			v[name][n] = strings.Join(codes, ",")
		}
	}
	return nil
}

// readCell returns the codes of words between commas. The error says of a word that is neither code nor name what may be written, with
// the names in Japanese; in English ParseQuery does.
func readCell(parameter, cell string) (codes []string, err error) {
	known, label := opportunity.ParameterValues(parameter), namedParameters[parameter]
	for word := range strings.FieldsFuncSeq(jtext.Fold(cell), func(r rune) bool { return r == ',' || r == '、' }) {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		code := codeOf(word, known, label)
		if tongue() == wording.Japanese && !slices.Contains(known, code) {
			return nil, fmt.Errorf("%s cannot be %q; it may be %s", parameter, word, strings.Join(withLabels(known, label), ", "))
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// codeOf is the code of a Japanese name, or of the only one with such a part: プロポーザル of プロポーザル・提案募集. Another word stays.
func codeOf(word string, codes []string, label func(string) string) string {
	found := ""
	for _, code := range codes {
		switch name := label(code); {
		case word == code || word == name:
			return code
		case slices.Contains(strings.Split(name, "・"), word):
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
