package yamlfile

import (
	"strings"
	"unicode"
)

// lookalike finds, in a line that cannot be read, what a Japanese keyboard writes in place of the characters that YAML understands, and
// a space that is missing behind a colon: its column, from 1, and a sentence with the mend; "" for nothing.
func lookalike(line string) (col int, what string) {
	runes := []rune(line)
	first := 0 // behind the indentation
	for ; first < len(runes) && unicode.IsSpace(runes[first]); first++ {
		if what := oddSpace(runes[first]); what != "" {
			return first + 1, what + " stands here: indent with spaces"
		}
	}
	if first < len(runes) && strings.ContainsRune("ー－−―・", runes[first]) {
		return first + 1, "a " + string(runes[first]) + " stands here in place of a hyphen: begin the entry with - and a space"
	}
	for n := first; n < len(runes) && runes[n] != '#'; n++ {
		switch runes[n] {
		case '：':
			return n + 1, "a full-width colon (：) stands here: write : and a space"
		case '"', '\'':
			return 0, ""
		case ':':
			return behindColon(runes, first, n+1)
		}
	}
	return 0, ""
}

// behindColon looks at what follows the colon of a key that begins at from.
func behindColon(runes []rune, from, at int) (col int, what string) {
	if at >= len(runes) {
		return 0, ""
	}
	if what := oddSpace(runes[at]); what != "" && runes[at] != '\t' {
		return at + 1, what + " stands here: write a space behind the colon"
	}
	if !unicode.IsSpace(runes[at]) && isName(runes[from:at-1]) {
		return at + 1, "a space is missing here: write key: value"
	}
	for n := at; n+1 < len(runes); n++ {
		if unicode.IsSpace(runes[n]) && runes[n+1] == '＃' {
			return n + 2, "a full-width ＃ stands here: a remark begins with #"
		}
	}
	return 0, ""
}

// oddSpace names a space that is none in YAML.
func oddSpace(r rune) string {
	return map[rune]string{'\t': "a tab", '\u3000': "a full-width space", '\u00a0': "a no-break space"}[r]
}

// isName reports whether this is a key as the format has them, perhaps behind the hyphen of its entry.
func isName(runes []rune) bool {
	name := strings.TrimPrefix(string(runes), "- ")
	return name != "" && strings.IndexFunc(name, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) < 0
}

// faultLike records what lookalike finds in a line of the file, from 1; ok is false where that is nothing.
func (d *Document) faultLike(line int) (ok bool) {
	if line < 1 || line > len(d.lines) {
		return false
	}
	col, what := lookalike(d.lines[line-1])
	if what != "" {
		d.add(line, col, what)
	}
	return what != ""
}
