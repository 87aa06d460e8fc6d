package parsers

import (
	"html"
	"strings"
)

// plainText returns the text of a fragment of HTML: tags gone, references resolved, white space as single spaces.
func plainText(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = dropTags(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// dropTags replaces tags by spaces; a "<" that begins no tag stays (3<5), and so does one that never ends.
func dropTags(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 == len(s) {
			break
		}
		size := strings.IndexByte(s[open:], '>')
		if size < 0 || !isTagStart(s[open+1]) {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		b.WriteByte(' ')
		s = s[open+size+1:]
	}
	b.WriteString(s)
	return b.String()
}

// isTagStart says whether "<" followed by c begins a tag, an end tag, a comment or a declaration.
func isTagStart(c byte) bool {
	return c == '/' || c == '!' || c == '?' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
