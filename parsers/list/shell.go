package list

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// shellText is how much text a page has at most that is only the shell of what its script writes, in bytes: a heading, a
// line about its purpose.
const shellText = 600

var (
	// saysNone is what a page says that holds nothing and knows it.
	saysNone = regexp.MustCompile(`ありません|ございません|ございませ|無し|なし。|なし$|いたしました|終了`)
	// waits is what a page says until its script has run.
	waits = regexp.MustCompile(`(?i)読み込み中|読込中|ロード中|loading|しばらくお待ち|JavaScript.{0,20}(?:有効|オン|必要|on)`)
	// writes finds the calls of scripts that put words into a page; counters and tag managers only put scripts.
	writes = regexp.MustCompile(`innerHTML|insertAdjacentHTML|appendChild\(|\.append\(|\.html\(|\bfetch\(|XMLHttpRequest|\.getJSON\(|\.ajax\(|axios|document\.write|createApp|new Vue|ReactDOM|hydrateRoot|createRoot|DataTable\(`)
	// mounts are the ids that frameworks put their pages into, by the examples of their guides.
	mounts = map[string]bool{"app": true, "root": true, "__next": true, "__nuxt": true, "q-app": true, "___gatsby": true, "svelte": true}
	// fillable are parts of the names of boxes that a list is put into.
	fillable = []string{"list", "news", "result", "item", "data", "content", "ichiran", "itiran", "nyusatsu", "koubo", "anken", "boshu", "feed", "table", "kekka", "rss"}
	// templates are attributes that scripts read to repeat an element.
	templates = []string{"v-for", "ng-repeat", "data-ng-repeat", "ng-app", "x-for", "x-data", "*ngfor", "data-bind", "data-reactroot", "v-if", "v-cloak"}
)

// isShell reports whether a page without announcements is one that a script fills in a browser: it says next to nothing, not
// that there is nothing, and holds a place for a script to write to and a script that writes.
func isShell(doc *page.Document) bool {
	body := page.BodyOf(doc.Root)
	if body == nil {
		return false
	}
	var s shell
	s.look(doc.Root, false)
	text := page.Collapse(s.text.String())
	if len(text) > shellText || saysNone.MatchString(text) {
		return false
	}
	return s.template || s.mount && s.script || s.place && s.writes || s.script && (waits.MatchString(text) || strings.Contains(text, "{{"))
}

// shell is what speaks for a page that a script fills.
type shell struct {
	text     strings.Builder // outside navigation
	script   bool            // one of the site's own, or one that writes
	writes   bool            // one that writes, in the page or in a file of its own beside the content
	mount    bool            // an empty element by a framework's name
	place    bool            // an empty element named like a list
	template bool
}

// look reads n and what is in it; inBody is set below the body.
func (s *shell) look(n *html.Node, inBody bool) {
	switch n.DataAtom {
	case atom.Script:
		s.lookScript(n, inBody)
		return
	case atom.Noscript:
		if n.FirstChild != nil && waits.MatchString(n.FirstChild.Data) {
			s.text.WriteString(waits.FindString(n.FirstChild.Data))
		}
		return
	case atom.Body, atom.Main:
		inBody = true
	}
	if n.Type == html.TextNode && inBody {
		s.text.WriteString(n.Data)
	}
	if n.Type == html.ElementNode && (inBody && isAside(n) || page.IsSilent(n) && n.DataAtom != atom.Head) {
		return
	}
	if n.Type == html.ElementNode {
		s.lookBox(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.look(c, inBody)
	}
}

// lookScript notes a script: its own words, or a file of the site.
func (s *shell) lookScript(n *html.Node, inBody bool) {
	source := page.Attribute(n, "src")
	own := source != "" && !strings.Contains(source, "//")
	s.script = s.script || own || page.Attribute(n, "type") == "module"
	s.writes = s.writes || own && inBody
	if n.FirstChild != nil && writes.MatchString(n.FirstChild.Data) {
		s.script, s.writes = true, true
	}
}

// lookBox notes an element that is filled or repeated by a script.
func (s *shell) lookBox(n *html.Node) {
	for i := range n.Attr {
		for _, name := range templates {
			s.template = s.template || n.Attr[i].Key == name
		}
	}
	id, class := strings.ToLower(page.Attribute(n, "id")), strings.ToLower(page.Attribute(n, "class"))
	switch n.DataAtom {
	case atom.Div, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Section:
	default:
		return
	}
	if (mounts[id] || jtext.HasAny(id+" "+class, fillable...)) && page.IsWordless(n) {
		s.mount, s.place = s.mount || mounts[id], true
	}
}
