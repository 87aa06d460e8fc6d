package page

import "bytes"

// A menu worth leaving out is long and holds many links: the menus of today's sites are several times the size of what
// a page has to say, and parsing is most of what reading costs.
const (
	menuBytes = 2 << 10
	menuLinks = 12
)

// ParseContent is Parse without the page's big menus. Breadcrumbs and pagers, which stand in <nav> as well, are
// small and stay.
func ParseContent(p Page, charset string) (*Document, error) {
	body, name := Decode(p, charset)
	return parseDecoded(withoutMenus(body), name, p.URL)
}

// withoutMenus returns what is left of body, in pieces, without its <nav> elements that are nothing but menus. Where the
// markup is such that a cut could tear something apart, nothing is cut.
func withoutMenus(body []byte) [][]byte {
	from := bytes.Index(body, navOpen)
	if from < 0 || len(body) < menuBytes {
		return [][]byte{body}
	}
	var pieces [][]byte
	done := 0
	for from >= 0 {
		end := navEnd(body, from)
		if end < 0 {
			break
		}
		if isMenu(body[from:end]) {
			pieces = append(pieces, body[done:from])
			done = end
		}
		next := bytes.Index(body[end:], navOpen)
		if next < 0 {
			break
		}
		from = end + next
	}
	return append(pieces, body[done:])
}

var (
	navOpen  = []byte("<nav")
	navClose = []byte("</nav>")
)

// navEnd returns where the nav element that begins at from ends, -1 where it has no end of its own.
func navEnd(body []byte, from int) int {
	depth := 0
	for at := from; ; {
		closed := bytes.Index(body[at:], navClose)
		if closed < 0 {
			return -1
		}
		depth += bytes.Count(body[at:at+closed], navOpen) - 1
		at += closed + len(navClose)
		if depth <= 0 {
			return at
		}
	}
}

// content are the beginnings of what no menu holds, and of what must not be cut in half, behind the "<".
var content = []string{
	"main", "article", "h1", "body", "/body", "table", "script", "/script", "style", "/style", "!--", "dt", "textarea", "/textarea",
}

func isMenu(nav []byte) bool {
	if len(nav) < menuBytes {
		return false
	}
	links := 0
	for at := 0; ; {
		next := bytes.IndexByte(nav[at:], '<')
		if next < 0 {
			return links >= menuLinks && !bytes.Contains(nav, []byte("-->"))
		}
		at += next + 1
		tag := nav[at:]
		switch {
		case len(tag) > 1 && tag[0] == 'a' && tag[1] <= ' ':
			links++
		case isContent(tag):
			return false
		}
	}
}

func isContent(tag []byte) bool {
	for _, c := range content {
		if len(tag) >= len(c) && tag[0] == c[0] && string(tag[:len(c)]) == c {
			return true
		}
	}
	return false
}
