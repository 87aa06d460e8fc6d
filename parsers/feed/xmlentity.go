package feed

import (
	"bytes"
	"html"
	"regexp"
)

// Bounds on the texts to which a document's type declaration gives names (XML 1.0 §4.2).
const (
	mostOwnNames = 100
	mostOwnText  = 200      // bytes of one
	mostOwnRoom  = 64 << 10 // of all that is written for them
)

var (
	ownEntity    = regexp.MustCompile(`<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<]*)"|'([^'<]*)')\s*>`)
	ownReference = regexp.MustCompile(`&[\w.:-]+;`)
)

// withOwnEntities returns a feed from its root on, with the texts in place of the names that it declares before.
func withOwnEntities(body []byte, root int) []byte {
	own, room := declaredEntities(body[:root]), mostOwnRoom
	if len(own) == 0 {
		return body[root:]
	}
	return ownReference.ReplaceAllFunc(body[root:], func(reference []byte) []byte {
		text, declared := own[string(reference)]
		if !declared || len(text) > room {
			return reference
		}
		room -= len(text)
		return []byte(text)
	})
}

// declaredEntities reads the texts of a document's type declaration, escaped, by "&name;". Those that name others are left out: nested
// ones unfold to gigabytes.
func declaredEntities(head []byte) map[string]string {
	if !bytes.Contains(head, []byte("<!ENTITY")) {
		return nil
	}
	own := map[string]string{}
	for _, found := range ownEntity.FindAllSubmatch(head, mostOwnNames) {
		text := string(found[2]) + string(found[3])
		if len(text) <= mostOwnText && !ownReference.MatchString(text) {
			own["&"+string(found[1])+";"] = html.EscapeString(html.UnescapeString(text))
		}
	}
	return own
}
