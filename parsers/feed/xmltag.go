package feed

import (
	"bytes"
	"strings"
)

// endTag closes the innermost open element of that name and what stands open in it; a stray end tag is dropped.
func (r *xmlRepair) endTag(s []byte) int {
	name := tagName(s[2:])
	size := bytes.IndexAny(s[1:], "<>") + 1
	switch {
	case size == 0:
		size = len(s)
	case s[size] == '>':
		size++
	}
	for i := len(r.open) - 1; i >= 0; i-- {
		if strings.EqualFold(r.open[i], name) {
			r.closeTo(i)
			break
		}
		if entryTags[r.open[i]] && !strings.EqualFold(name, "channel") && !isFeedRoot(name) {
			break // an end tag inside an entry does not end what is outside it
		}
	}
	return size
}

func isFeedRoot(name string) bool {
	_, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		local = name
	}
	return strings.EqualFold(local, "rss") || strings.EqualFold(local, "rdf") || strings.EqualFold(local, "feed")
}

// closeTo sets the end tags of all that is open beyond depth.
func (r *xmlRepair) closeTo(depth int) {
	for i := len(r.open) - 1; i >= depth; i-- {
		r.out.WriteString("</" + r.open[i] + ">")
	}
	r.open = r.open[:depth]
}

// startTag writes a start tag anew, with every attribute quoted; a "<" that no ">" follows is text.
func (r *xmlRepair) startTag(s []byte) int {
	name := tagName(s[1:])
	size := tagSize(s)
	if size < 0 {
		if r.index(s[1:], "<") < 0 {
			return len(s) // the body was cut inside this tag
		}
		r.out.WriteString("&lt;")
		return 1
	}
	r.closeBefore(name)
	if len(r.open) >= maxDepth {
		return size // no reader of feeds looks that deep
	}
	inside := s[1+len(name) : size-1]
	empty := bytes.HasSuffix(inside, []byte("/"))
	r.out.WriteString("<" + name)
	r.attributes(bytes.TrimSuffix(inside, []byte("/")))
	if empty {
		r.out.WriteString("/>")
		return size
	}
	r.out.WriteByte('>')
	r.open = append(r.open, name)
	return size
}

// closeBefore ends what cannot hold the element that starts: a text element, an entry where another entry starts.
func (r *xmlRepair) closeBefore(name string) {
	if entryTags[name] {
		for i, open := range r.open {
			if entryTags[open] {
				r.closeTo(i)
				return
			}
		}
	}
	if top := len(r.open) - 1; top >= 0 && leaves[strings.ToLower(r.open[top])] && (leaves[strings.ToLower(name)] || entryTags[name] || name == "description") {
		r.closeTo(top)
	}
}

// tagSize is the length of the tag at the start of s, quotes respected; -1 where another tag starts before it ends.
func tagSize(s []byte) int {
	quote := byte(0)
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			} else if c == '<' {
				return -1
			}
		case c == '"' || c == '\'':
			if s[i-1] == '=' || s[i-1] == ' ' {
				quote = c
			}
		case c == '>':
			return i + 1
		case c == '<' && i > 0:
			return -1
		}
	}
	return -1
}

// attributes writes the attributes of a tag, each once, with quotes, and with legal characters.
func (r *xmlRepair) attributes(s []byte) {
	seen := map[string]bool{}
	for {
		s = bytes.TrimLeft(s, " \t\r\n")
		if len(s) == 0 {
			return
		}
		name := tagName(s)
		if name == "" || !isNameStart(name[0]) {
			s = s[1:]
			continue
		}
		s = bytes.TrimLeft(s[len(name):], " \t\r\n")
		var value []byte
		if len(s) > 0 && s[0] == '=' {
			value, s = attributeValue(bytes.TrimLeft(s[1:], " \t\r\n"))
		}
		if !seen[name] && !(name == "xml:base" && (len(value) > maxBase || len(r.open) > maxBaseDepth)) {
			seen[name] = true
			r.out.WriteString(" " + name + `="`)
			r.value(value)
			r.out.WriteByte('"')
		}
	}
}

// attributeValue reads a value, quoted or not, and returns what follows it.
func attributeValue(s []byte) (value, rest []byte) {
	if len(s) > 0 && (s[0] == '"' || s[0] == '\'') {
		if end := bytes.IndexByte(s[1:], s[0]); end >= 0 {
			return s[1 : 1+end], s[2+end:]
		}
		return s[1:], nil
	}
	if end := bytes.IndexAny(s, " \t\r\n"); end >= 0 {
		return s[:end], s[end:]
	}
	return s, nil
}

// value writes an attribute's value; references in it are kept where XML knows them.
func (r *xmlRepair) value(s []byte) {
	sub := &xmlRepair{in: s}
	for i := 0; i < len(s); {
		if s[i] == '&' {
			i = sub.reference(i, len(s))
			continue
		}
		end := len(s)
		if n := bytes.IndexByte(s[i:], '&'); n >= 0 {
			end = i + n
		}
		sub.escaped(string(s[i:end]))
		i = end
	}
	r.out.Write(sub.out.Bytes())
}
