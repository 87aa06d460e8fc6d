package page

import (
	"html"
	"strings"

	"golang.org/x/net/html/atom"
)

// PlainText returns the text of a fragment of HTML on one line: boxes and line breaks become spaces, phrasing elements
// vanish without a trace, readings and code with what they hold; references are resolved, runs of white space are one space.
func PlainText(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = dropTags(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// dropTags takes the tags out of a fragment; a "<" that begins no tag stays (3<5), and so does one that never ends.
func dropTags(s string) string {
	var b strings.Builder
	endless := map[atom.Atom]bool{} // elements that do not end in what is left
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 == len(s) {
			break
		}
		size := strings.IndexByte(s[open:], '>') + 1
		if size == 0 || !isTagStart(s[open+1]) {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		tag := s[open : open+size]
		s = s[open+size:]
		kind := kindOf(tag)
		if PartsWords(kind) || tag[1] == '!' {
			b.WriteByte(' ')
		}
		if IsUnread(kind) && tag[1] != '/' && !endless[kind] {
			rest := behindElement(s, kind)
			endless[kind] = len(rest) == len(s)
			s = rest
		}
	}
	b.WriteString(s)
	return b.String()
}

// kindOf returns the element that a start or end tag is of, 0 for unknown ones and for comments.
func kindOf(tag string) atom.Atom {
	name := strings.TrimLeft(tag, "</")
	if end := strings.IndexFunc(name, func(c rune) bool { return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' }); end >= 0 {
		name = name[:end]
	}
	return atom.Lookup([]byte(strings.ToLower(name)))
}

// behindElement returns what follows an element that holds no words, whose start tag was read; s where it does not end. A
// reading ends also where the next part of its ruby begins (HTML standard §13.1.2.4).
func behindElement(s string, kind atom.Atom) string {
	for at := 0; ; at++ {
		next := strings.IndexByte(s[at:], '<')
		if next < 0 {
			return s
		}
		at += next
		found := kindOf(clipTag(s[at:]))
		if strings.HasPrefix(s[at:], "</") && found == kind {
			if end := strings.IndexByte(s[at:], '>'); end >= 0 {
				return s[at+end+1:]
			}
		}
		if kind != atom.Rt && kind != atom.Rp {
			continue
		}
		switch found {
		case atom.Rt, atom.Rp, atom.Rb, atom.Ruby:
			return s[at:]
		}
	}
}

// clipTag returns the beginning of a tag, as long as the longest name.
func clipTag(s string) string { return s[:min(len(s), 16)] }

// isTagStart says whether "<" followed by c begins a tag, an end tag, a comment or a declaration.
func isTagStart(c byte) bool {
	return c == '/' || c == '!' || c == '?' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
