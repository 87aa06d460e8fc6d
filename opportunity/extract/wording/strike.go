package wording

import "strings"

// Unstrike returns text without HTML comments and struck-out words, and without the tags that are left: a struck
// date was corrected. A <br> becomes a line
// break, one inside a cell where it stands in a row.
func Unstrike(text string) string {
	if strings.IndexByte(text, '<') < 0 {
		return text
	}
	var b strings.Builder
	unclosed := 0
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		text = text[i:]
		n, stands := tagLength(text, &unclosed)
		if stands == "\n" && inRow(b.String()) {
			stands = "\v"
		}
		b.WriteString(stands)
		text = text[n:]
	}
}

// inRow reports whether the last line of a text is a row of a table, whose line breaks stand inside a cell.
func inRow(text string) bool {
	near := text[max(0, len(text)-MaxLine):]
	return strings.Contains(near[strings.LastIndexByte(near, '\n')+1:], "\t")
}

// tagLength returns how many bytes of text, which begins with "<", are not to be read, and what stands in their place.
// unclosed counts the struck-out parts without an end: where there are many, no more ends are looked for.
func tagLength(text string, unclosed *int) (int, string) {
	if strings.HasPrefix(text, "<!--") {
		if end := strings.Index(text, "-->"); end >= 0 {
			return end + 3, ""
		}
		return len(text), ""
	}
	end := strings.IndexByte(text[:min(len(text), maxTag)], '>')
	if end < 2 || !isTagStart(text[1]) {
		return 1, "<"
	}
	tag := text[1:end]
	name := strings.ToLower(strings.TrimRight(tag, "/ "))
	struck := strings.Contains(name, "line-through")
	if i := strings.IndexAny(name, " \t\n"); i >= 0 {
		name = name[:i]
	}
	switch {
	case name == "br":
		return end + 1, "\n"
	case name == "del" || name == "s" || name == "strike" || struck:
		if n := endTagAfter(text[end:], name, unclosed); n > 0 {
			return end + n, " "
		}
	}
	return end + 1, ""
}

// endTagAfter returns the offset behind the end tag of that name, in any case of letters, 0 where there is none.
func endTagAfter(text, name string, unclosed *int) int {
	if *unclosed >= maxStrikes {
		return 0
	}
	for at := 0; ; {
		i := strings.Index(text[at:], "</")
		if i < 0 {
			*unclosed++
			return 0
		}
		at += i + len("</")
		if len(text)-at < len(name) || !strings.EqualFold(text[at:at+len(name)], name) {
			continue
		}
		if over := strings.IndexByte(text[at:], '>'); over >= 0 {
			return at + over + 1
		}
	}
}

func isTagStart(c byte) bool { return c == '/' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
