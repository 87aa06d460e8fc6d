package opportunity

import "strings"

// unstrike returns text without HTML comments and struck-out words, and without the tags that are left: a struck
// date was corrected. A <br> becomes a line break.
func unstrike(text string) string {
	if strings.IndexByte(text, '<') < 0 {
		return text
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		text = text[i:]
		n, stands := tagLength(text)
		b.WriteString(stands)
		text = text[n:]
	}
}

// tagLength returns how many bytes of text, which begins with "<", are not to be read, and what stands in their place.
func tagLength(text string) (int, string) {
	if strings.HasPrefix(text, "<!--") {
		if end := strings.Index(text, "-->"); end >= 0 {
			return end + 3, ""
		}
		return len(text), ""
	}
	end := strings.IndexByte(text, '>')
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
		if close := strings.Index(strings.ToLower(text[end:]), "</"+name); close >= 0 {
			if over := strings.IndexByte(text[end+close:], '>'); over >= 0 {
				return end + close + over + 1, " "
			}
		}
	}
	return end + 1, ""
}

func isTagStart(c byte) bool { return c == '/' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
