package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
)

// Walk calls visit for n and everything inside it, until visit says not to go deeper.
func Walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		Walk(c, visit)
	}
}

// IsWordless reports whether no text stands in n.
func IsWordless(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data) == ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !IsSilent(c) && !IsWordless(c) {
			return false
		}
	}
	return true
}

func HoldsLink(n *html.Node) bool {
	if n.DataAtom == atom.A {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if HoldsLink(c) {
			return true
		}
	}
	return false
}

// fileEndings are the file types that bodies announce in.
var fileEndings = []string{".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".xlsm", ".ppt", ".pptx", ".jtd", ".csv"}

func IsFileLink(a *html.Node) bool {
	path, _, _ := strings.Cut(strings.ToLower(Attribute(a, "href")), "?")
	for _, ending := range fileEndings {
		if strings.HasSuffix(path, ending) {
			return true
		}
	}
	return false
}

// BodyOf returns the element that holds the page's visible content.
func BodyOf(root *html.Node) *html.Node {
	for top := root.FirstChild; top != nil; top = top.NextSibling {
		if top.DataAtom != atom.Html {
			continue
		}
		for part := top.FirstChild; part != nil; part = part.NextSibling {
			if part.DataAtom == atom.Body || part.DataAtom == atom.Frameset {
				return part
			}
		}
	}
	return nil
}

// IsSilent says whether nothing inside n is the announcement's words: code, controls, hidden or struck-out text.
func IsSilent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Select,
		atom.Textarea, atom.Input, atom.Rt, atom.Rp, atom.Del, atom.S, atom.Strike, atom.Head, atom.Title,
		atom.Audio, atom.Video, atom.Canvas, atom.Map, atom.Datalist, atom.Meta, atom.Link:
		return true
	case atom.Button:
		return n.Parent == nil || HeadingLevel(n.Parent) == 0 // one in a heading opens what stands below it
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return a.Val != "until-found" && !unfolds(n)
		case "style":
			if HidesOrStrikes(a.Val) && !unfolds(n) {
				return true
			}
		case "aria-hidden":
			if a.Val == "true" && !unfolds(n) {
				return true
			}
		case "class":
			if strings.Contains(a.Val, "line-through") || strings.Contains(a.Val, "strikethrough") {
				return true
			}
		}
	}
	return false
}

// HidesOrStrikes says whether an inline style takes the element out of sight or crosses it out.
func HidesOrStrikes(style string) bool {
	if !strings.ContainsAny(style, "eE") || len(style) < 12 {
		return false
	}
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(style, "line-through") || strings.Contains(style, "display:none") ||
		strings.Contains(style, "visibility:hidden")
}

// unfolds says whether n is the folded part of something that a reader opens, whose words count: an accordion, a tab.
func unfolds(n *html.Node) bool {
	name := strings.ToLower(Attribute(n, "class") + " " + Attribute(n, "id"))
	return jtext.HasAny(name, "accordion", "collapse", "toggle", "tab", "panel") || isOpened(n)
}

// isOpened says whether the element before n opens it: the term of a definition, a button, what a script listens to. The menu of a page
// is opened so, too, and is none of its words.
func isOpened(n *html.Node) bool {
	for up := n; up != nil; up = up.Parent {
		if up.DataAtom == atom.Nav || up.DataAtom == atom.Header {
			return false
		}
	}
	before := ElementBefore(n)
	if before == nil {
		return false
	}
	return n.DataAtom == atom.Dd && before.DataAtom == atom.Dt || isOpener(before) || isOpener(onlyElement(before))
}

// ElementBefore returns the nearest element before n in the same parent, nil where there is none.
func ElementBefore(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}

// ElementAfter returns the nearest element behind n in the same parent, nil where there is none.
func ElementAfter(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

// onlyElement is the one element in n, nil where there are none or several.
func onlyElement(n *html.Node) (only *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && only != nil {
			return nil
		}
		if c.Type == html.ElementNode {
			only = c
		}
	}
	return only
}

// isOpener says whether an element is one that a reader opens another by.
func isOpener(n *html.Node) bool {
	return n != nil && (n.DataAtom == atom.Button || Attribute(n, "onclick") != "" || isMarkedOpener(n))
}

// isMarkedOpener says whether the attributes of an element tell that it opens another.
func isMarkedOpener(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle":
			return true
		case "role":
			if a.Val == "button" {
				return true
			}
		case "class":
			if jtext.HasAny(strings.ToLower(a.Val), "toggle", "accordion", "acc-", "acd") {
				return true
			}
		}
	}
	return false
}

// HeadingLevel returns 1 to 6 for h1 to h6, 0 for anything else.
func HeadingLevel(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// IsInside reports whether n is box or stands in it. Nothing stands in nil.
func IsInside(n, box *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == box {
			return true
		}
	}
	return false
}

// LinksIn returns the links inside n, in page order.
func LinksIn(n *html.Node) []*html.Node {
	var anchors []*html.Node
	Walk(n, func(n *html.Node) bool {
		if n.DataAtom == atom.A && Attribute(n, "href") != "" {
			anchors = append(anchors, n)
		}
		return true
	})
	return anchors
}

// HeadingIn is the first heading with words inside n, nil for none.
func HeadingIn(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if HeadingLevel(c) > 0 && !IsWordless(c) {
			return c
		}
		if found := HeadingIn(c); found != nil {
			return found
		}
	}
	return nil
}

// FirstClass is the first name of an element's class without a number behind it, "" for none.
func FirstClass(n *html.Node) string {
	word, _, _ := strings.Cut(strings.TrimSpace(Attribute(n, "class")), " ")
	return strings.TrimRight(word, "-0123456789")
}
