package feed

import "bytes"

// Bounds on the XML of a feed. Readers of XML take time with the square of what lies beyond.
const (
	maxDepth     = 200 // elements inside one another
	maxBase      = 500 // bytes of an xml:base, which every address below it is resolved against
	maxBaseDepth = 16  // elements inside one another where an xml:base is told, since each lengthens those inside it
)

// isExcessive says whether a body lies beyond the bounds. repairXML brings it within.
func isExcessive(body []byte) bool {
	if !bytes.Contains(body, []byte("xml:base")) {
		return isDeeper(body, maxDepth)
	}
	return hasLongBase(body) || isDeeper(body, maxBaseDepth)
}

// hasLongBase says whether an xml:base is longer than maxBase.
func hasLongBase(body []byte) bool {
	for {
		at := bytes.Index(body, []byte("xml:base"))
		if at < 0 {
			return false
		}
		body = body[at+len("xml:base"):]
		if value, _ := attributeValue(bytes.TrimLeft(body[:min(len(body), 2*maxBase)], " \t\r\n=")); len(value) > maxBase {
			return true
		}
	}
}

// isDeeper says whether more than limit elements stand inside one another, as far as their tags are well-formed.
func isDeeper(body []byte, limit int) bool {
	depth := 0
	for {
		at := bytes.IndexByte(body, '<')
		if at < 0 {
			return false
		}
		body = body[at:]
		end := markupEnd(body)
		at = bytes.Index(body, end)
		if at < 0 {
			return false
		}
		switch {
		case body[1] == '/':
			depth = max(0, depth-1)
		case isNameStart(body[1]) && body[at-1] != '/':
			depth++
		}
		if depth > limit {
			return true
		}
		body = body[at+len(end):]
	}
}

// markupEnd returns what ends the markup that s begins with.
func markupEnd(s []byte) []byte {
	switch {
	case bytes.HasPrefix(s, []byte("<![CDATA[")):
		return []byte("]]>")
	case bytes.HasPrefix(s, []byte("<!--")):
		return []byte("-->")
	}
	return []byte(">")
}
