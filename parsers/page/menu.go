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
	var pieces [][]byte
	done := 0
	for from := nextNav(body, 0); from >= 0 && len(body) >= menuBytes; {
		end, isMenu := navAt(body, from)
		if end < 0 {
			break
		}
		if isMenu {
			pieces = append(pieces, body[done:from])
			done = end
		}
		from = nextNav(body, end)
	}
	return append(pieces, body[done:])
}

var (
	navOpen    = []byte("<nav")
	navClose   = []byte("</nav>")
	commentEnd = []byte("-->")
)

// nextNav returns where the next nav element begins, -1 where there is none.
func nextNav(body []byte, at int) int {
	for {
		next := bytes.IndexByte(body[at:], '<')
		if next < 0 {
			return -1
		}
		if at += next; bytes.HasPrefix(body[at:], navOpen) {
			return at
		}
		at++
	}
}

// content are the beginnings of what no menu holds, and of what must not be cut in half, behind the "<".
var content = []string{
	"main", "article", "h1", "body", "/body", "table", "script", "/script", "style", "/style", "!--", "dt", "textarea", "/textarea",
}

// navAt returns where the nav element that begins at from ends, -1 where it has no end of its own, and whether it is nothing but a
// menu.
func navAt(body []byte, from int) (end int, isMenu bool) {
	depth, links, plain := 0, 0, true
	for at := from; ; at++ {
		next := bytes.IndexByte(body[at:], '<')
		if next < 0 {
			return -1, false
		}
		at += next
		tag := body[at+1:]
		switch {
		case bytes.HasPrefix(body[at:], navOpen):
			depth++
		case bytes.HasPrefix(body[at:], navClose):
			if depth--; depth == 0 {
				end = at + len(navClose)
				nav := body[from:end]
				return end, plain && links >= menuLinks && len(nav) >= menuBytes && !bytes.Contains(nav, commentEnd)
			}
		case len(tag) > 1 && tag[0] == 'a' && tag[1] <= ' ':
			links++
		case plain:
			plain = !isContent(tag)
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
