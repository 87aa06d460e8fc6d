package feed

import (
	"bytes"
	"html"
	"regexp"
	"slices"
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
	// ownCharacter is read where a text is declared, all else where its name stands (XML 1.0 §4.4).
	ownCharacter = regexp.MustCompile(`&#(?:\d+|x[0-9a-fA-F]+);`)
)

// predefined are the names that all documents know; a declaration may but repeat what they mean (XML 1.0 §4.6).
var predefined = map[string]bool{"&amp;": true, "&lt;": true, "&gt;": true, "&quot;": true, "&apos;": true}

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

// declaredEntities reads the texts of a document's type declaration, escaped, by "&name;"; of several with one name the first counts
// (XML 1.0 §4.2). Those that name others are left out: nested ones unfold to gigabytes.
func declaredEntities(head []byte) map[string]string {
	if !bytes.Contains(head, []byte("<!ENTITY")) {
		return nil
	}
	own := map[string]string{}
	for _, found := range ownEntity.FindAllSubmatch(head, mostOwnNames) {
		name, text := "&"+string(found[1])+";", string(found[2])+string(found[3])
		_, known := own[name]
		if known || predefined[name] || len(text) > mostOwnText || namesOthers(text) {
			continue
		}
		own[name] = html.EscapeString(html.UnescapeString(ownCharacter.ReplaceAllStringFunc(text, html.UnescapeString)))
	}
	return own
}

// namesOthers reports whether a text holds the names of other texts.
func namesOthers(text string) bool {
	return slices.ContainsFunc(ownReference.FindAllString(text, -1), func(name string) bool { return !predefined[name] })
}
