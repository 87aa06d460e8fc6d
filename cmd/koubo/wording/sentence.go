package wording

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// sentences are all rows of the catalogue: English format → Japanese format, with the same parameters.
var sentences = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, part := range []map[string]string{labels, sourceSentences, serviceSentences, notifySentences, configurationSentences, reasonSentences, phraseSentences, storeSentences, schemaSentences, mistakeSentences} {
		maps.Copy(all, part)
	}
	return all
})

// verb is a place of a format that a parameter stands at.
type verb struct {
	start, end int
	plain      string // the verb as it formats one parameter
	arg        int    // which parameter
	letter     byte
}

var verbForm = regexp.MustCompile(`%(?:\[(\d+)\])?([-+# 0]*\d*(?:\.\d+)?)([a-zA-Z%])`)

// verbsOf finds the verbs of a format; %% is none.
func verbsOf(format string) (verbs []verb) {
	next := 0
	for _, m := range verbForm.FindAllStringSubmatchIndex(format, -1) {
		letter := format[m[6]]
		if letter == '%' {
			continue
		}
		if m[2] >= 0 {
			n, _ := strconv.Atoi(format[m[2]:m[3]])
			next = n - 1
		}
		plain := letter
		if plain == 'w' {
			plain = 'v'
		}
		verbs = append(verbs, verb{m[0], m[1], "%" + format[m[4]:m[5]] + string(plain), next, letter})
		next++
	}
	return verbs
}

// fill puts the values of parameters in the places of a Japanese format.
func fill(format string, values []string) string {
	var b strings.Builder
	at := 0
	for _, v := range verbsOf(format) {
		b.WriteString(strings.ReplaceAll(format[at:v.start], "%%", "%"))
		if v.arg < len(values) {
			b.WriteString(values[v.arg])
		}
		at = v.end
	}
	b.WriteString(strings.ReplaceAll(format[at:], "%%", "%"))
	return b.String()
}

// pattern finds the sentences that a format makes.
type pattern struct {
	format string
	words  []string // outside its verbs
	fixed  int      // how many bytes they are
	form   func() *regexp.Regexp
}

// find returns the parameters of a sentence that the format makes, nil for another sentence. Most formats have words that the sentence
// lacks, so that few forms are ever compiled.
func (p pattern) find(sentence string) []string {
	for _, words := range p.words {
		if !strings.Contains(sentence, words) {
			return nil
		}
	}
	if m := p.form().FindStringSubmatch(sentence); m != nil {
		return m[1:]
	}
	return nil
}

// patterns are the formats with verbs, those that say most by themselves first.
var patterns = sync.OnceValue(func() (all []pattern) {
	for format := range sentences() {
		verbs := verbsOf(format)
		if len(verbs) == 0 {
			continue
		}
		form, at, isStrict := "^", 0, true
		if strings.Contains(format, "\n") {
			form = "(?s)^"
		}
		p := pattern{format: format}
		say := func(words string) {
			words = strings.ReplaceAll(words, "%%", "%")
			form += regexp.QuoteMeta(words)
			p.words, p.fixed = append(p.words, words), p.fixed+len(words)
		}
		for _, v := range verbs {
			isStrict = isStrict && strings.IndexByte("dfq", v.letter) >= 0
			say(format[at:v.start])
			form += valueForm(v.letter)
			at = v.end
		}
		say(format[at:])
		if p.fixed < leastOf && !isStrict {
			continue
		}
		p.form = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form + "$") })
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b pattern) int {
		if a.fixed != b.fixed {
			return b.fixed - a.fixed
		}
		return strings.Compare(a.format, b.format)
	})
	return all
})

// valueForm is what a verb writes.
func valueForm(letter byte) string {
	switch letter {
	case 'd':
		return `(-?\d+)`
	case 'f':
		return `(-?[\d.]+)`
	case 'q':
		return `("(?:[^"\\]|\\.)*")`
	}
	return `(.+?)`
}

// quoted are words that are told as they stand.
var quoted = regexp.MustCompile(`^"(?:[^"\\]|\\.)*"$`)

const (
	deepest = 6 // sentences within sentences
	leastOf = 7 // bytes that a format says by itself, unless all it leaves open are numbers and quotations
)

// translate says an English sentence in Japanese; its parameters may be sentences. What is not known stays.
func translate(sentence string, depth int) string {
	all := sentences()
	if japanese, known := all[sentence]; known {
		return strings.ReplaceAll(japanese, "%%", "%")
	}
	if depth == deepest {
		return sentence
	}
	if !strings.Contains(sentence, " ") { // a name, and no sentence
		return sentence
	}
	if lines := strings.Split(sentence, "\n"); len(lines) > 1 && !isOfSeveralLines(sentence) { // joined errors
		for n := range lines {
			lines[n] = translate(lines[n], depth+1)
		}
		return strings.Join(lines, "\n")
	}
	if at := place.FindString(sentence); at != "" { // file, line and column
		return at + translate(sentence[len(at):], depth+1)
	}
	if all, ok := translateChoice(sentence, depth); ok {
		return all
	}
	for _, p := range patterns() {
		found := p.find(sentence)
		if found == nil {
			continue
		}
		verbs := verbsOf(p.format)
		values := make([]string, len(verbs)+1)
		for n, value := range found {
			if strings.Contains(value, " ") && !quoted.MatchString(value) {
				value = translate(value, depth+1)
			}
			if at := verbs[n].arg; at < len(values) {
				values[at] = value
			}
		}
		return fill(all[p.format], values)
	}
	return translateParts(sentence, depth)
}

var (
	place = regexp.MustCompile(`^\S+:\d+:\d+: `)
	cause = regexp.MustCompile(`^(.+) \(([^()]+)\)$`)
)

// translateParts says a sentence that no format makes by its parts: what, and its cause in brackets; what; and its mend; where: what.
func translateParts(sentence string, depth int) string {
	if m := cause.FindStringSubmatch(sentence); m != nil {
		if what := translate(m[1], depth+1); what != m[1] {
			return what + "（" + translate(m[2], depth+1) + "）"
		}
	}
	if what, mend, ok := strings.Cut(sentence, "; "); ok {
		if first, second := translate(what, depth+1), translate(mend, depth+1); first != what && second != mend {
			return first + "。" + second
		}
	}
	if before, after, ok := strings.Cut(sentence, ": "); ok {
		if rest := translate(after, depth+1); rest != after {
			if strings.Contains(before, " ") {
				before = translate(before, depth+1)
			}
			return before + ": " + rest
		}
	}
	return sentence
}

// translateChoice says what is named with or between: names, and sentences that are known.
func translateChoice(sentence string, depth int) (string, bool) {
	parts := strings.Split(sentence, " or ")
	if len(parts) == 1 || strings.Contains(sentence, "; ") || strings.Contains(sentence, ": ") {
		return "", false
	}
	for n, part := range parts {
		parts[n] = translate(part, depth+1)
		if parts[n] == part && strings.Contains(part, " ") || part == "" {
			return "", false
		}
	}
	return strings.Join(parts, " か "), true
}

// isOfSeveralLines reports whether one format makes a sentence with line breaks.
func isOfSeveralLines(sentence string) bool {
	return slices.ContainsFunc(patterns(), func(p pattern) bool { return strings.Contains(p.format, "\n") && p.find(sentence) != nil })
}
