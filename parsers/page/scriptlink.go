package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxScript is how much of a script in an attribute is read, in bytes.
const maxScript = 2000

// quoted is a string of a script, and the plus sign behind one that is only a part of an address.
const quoted = `\s*(?:'([^']*)'|"([^"]*)")\s*(\+?)`

var (
	// goes finds where a script sends the reader: location.href='…', location.replace('…'), window.open('…').
	goes = regexp.MustCompile(`(?:\blocation(?:\.href)?\s*=|\blocation\s*\.\s*(?:assign|replace)\s*\(|\bopen\s*\()` + quoted)
	// passes finds the strings that are handed to a page's own function: openWin('a.html'), MM_goToURL('parent','a.html').
	passes = regexp.MustCompile(`[(,]` + quoted)
	// AddressForm is what an address looks like among such strings.
	AddressForm = regexp.MustCompile(`^(?i:(?:https?:)?//[^/\s]|\.{0,2}/[^\s]|[^\s'"<>]+\.(?:html?|php|pdf|aspx?|jsp|do|cgi|docx?|xlsx?|zip)(?:[?#]|$))`)
	// escapes are those of strings in scripts: \/ and \'.
	escapes = regexp.MustCompile(`\\([/'"\\])`)
)

// ScriptTarget returns the address that a script in an attribute leads to, as it stands there; "" where it computes one, or
// does something else.
func ScriptTarget(script string) string {
	script = strings.TrimSpace(script)
	if len(script) > maxScript {
		script = script[:maxScript]
	}
	if target := firstString(goes, script, func(s string) bool { return s != "" && s != "about:blank" }); target != "" {
		return target
	}
	return firstString(passes, script, AddressForm.MatchString)
}

// firstString returns the first string that the form finds and that fits; not one that is put together of several.
func firstString(form *regexp.Regexp, script string, fits func(string) bool) string {
	for _, found := range form.FindAllStringSubmatch(script, 20) {
		text := escapes.ReplaceAllString(found[1]+found[2], "$1")
		if found[3] == "" && fits(text) && !strings.HasPrefix(strings.ToLower(text), "javascript:") {
			return text
		}
	}
	return ""
}

// LinkScripts makes links of what a script would make one: anchors without an address of their own, and rows, boxes and
// buttons that lead somewhere when clicked. The lines of preformatted text are parted as others are, by br.
func LinkScripts(root *html.Node) {
	if body := BodyOf(root); body != nil {
		lines := maxLines
		linkScriptsIn(body, &lines)
	}
}

// linkScriptsIn treats what is inside n, then n, and reports whether n holds a link. lines is how many of preformatted text may
// still be parted.
func linkScriptsIn(n *html.Node, lines *int) (linked bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		linked = linkScriptsIn(c, lines) || linked
	}
	if n.Type != html.ElementNode {
		return linked
	}
	if n.DataAtom == atom.A {
		linkAnchor(n)
		return Attribute(n, "href") != ""
	}
	if n.DataAtom == atom.Pre {
		breakLines(n, lines)
	}
	if linked {
		return true
	}
	target := clickTarget(n)
	return target != "" && linkBox(n, target)
}

// maxLines bounds the lines of a page's preformatted text that are parted: each byte may be one, and costs two nodes.
const maxLines = 20_000

// breakLines puts a br in the place of each line break in the text inside an element, while lines are left. A br that is there takes one, too:
// a page that is read once more stays as it is.
func breakLines(n *html.Node, lines *int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br {
			*lines--
		}
		if c.Type != html.TextNode {
			breakLines(c, lines)
			continue
		}
		line, rest, more := strings.Cut(c.Data, "\n")
		if !more || *lines <= 0 {
			continue
		}
		*lines--
		c.Data = line
		br := &html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}
		n.InsertBefore(br, c.NextSibling)
		n.InsertBefore(&html.Node{Type: html.TextNode, Data: rest}, br.NextSibling)
		c = br
	}
}

// linkAnchor gives an anchor the address that its script names. One whose script names none is told from a link within the
// page by the script standing in its href.
func linkAnchor(a *html.Node) {
	href := strings.TrimSpace(Attribute(a, "href"))
	script, isScript := cutScheme(href)
	if href != "" && href != "#" && !isScript {
		return
	}
	if target := ScriptTarget(script); target != "" {
		setAttribute(a, "href", target)
	} else if target := clickTarget(a); target != "" {
		setAttribute(a, "href", target)
	} else if click := Attribute(a, "onclick"); click != "" && !isScript {
		setAttribute(a, "href", "javascript:"+click)
	}
}

// LinkAnchors gives the anchors of an announcement's page the addresses that their scripts name, and makes summaries of the buttons that
// open what stands below them, whose words head it.
func LinkAnchors(root *html.Node) {
	Walk(root, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.A:
			linkAnchor(n)
		case n.DataAtom == atom.Button && headsFolded(n):
			n.Data, n.DataAtom = "summary", atom.Summary
		}
		return true
	})
}

// headsFolded reports whether a button stands right before the part of an announcement that it folds and unfolds, or alone in a box that
// does. One in a heading is part of that; the buttons of menus stand in navigation and before it.
func headsFolded(button *html.Node) bool {
	if !isMarkedOpener(button) || TextOf(button) == "" {
		return false
	}
	for up := button.Parent; up != nil; up = up.Parent {
		if up.DataAtom == atom.Nav || up.DataAtom == atom.Header || up.DataAtom == atom.Form || HeadingLevel(up) > 0 {
			return false
		}
	}
	folded := ElementAfter(button)
	if folded == nil && onlyElement(button.Parent) == button {
		folded = ElementAfter(button.Parent)
	}
	return folded != nil && folded.DataAtom != atom.Nav && LandmarkOf(folded) != AroundPart && TextOf(folded) != ""
}

// cutScheme returns the script of a javascript: address.
func cutScheme(href string) (script string, ok bool) {
	const scheme = "javascript:"
	if len(href) < len(scheme) || !strings.EqualFold(href[:len(scheme)], scheme) {
		return "", false
	}
	return href[len(scheme):], true
}

// clickTarget returns the address that a click on an element leads to: by its script, or by the attribute that scripts of
// clickable rows read.
func clickTarget(n *html.Node) string {
	if click := Attribute(n, "onclick"); click != "" {
		return ScriptTarget(click)
	}
	for _, key := range []string{"data-href", "data-url", "data-link"} {
		if value := strings.TrimSpace(Attribute(n, key)); AddressForm.MatchString(value) {
			return value
		}
	}
	return ""
}

// linkBox puts a link around the words of an element: of a row's wordiest cell, of a box; a button becomes one.
func linkBox(n *html.Node, target string) bool {
	switch n.DataAtom {
	case atom.Button, atom.Input:
		if text := Attribute(n, "value"); n.DataAtom == atom.Input && text != "" {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		}
		n.Data, n.DataAtom = "a", atom.A
		setAttribute(n, "href", target)
		return true
	case atom.Tr:
		cell := wordiestCell(n)
		return cell != nil && linkBox(cell, target)
	case atom.Td, atom.Th, atom.Li, atom.Dd, atom.Dt, atom.Div, atom.Span, atom.P, atom.Article, atom.Section, atom.B, atom.Strong, atom.Font, atom.U:
	default:
		return false
	}
	if len(TextOf(n)) > MaxRowText {
		return false
	}
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: target}}}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		link.AppendChild(c)
	}
	n.AppendChild(link)
	return true
}

// wordiestCell returns the cell of a row with the longest text that is no date.
func wordiestCell(tr *html.Node) (best *html.Node) {
	most := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if text := TextOf(c); len(text) > most && !IsDateText(text) {
			best, most = c, len(text)
		}
	}
	return best
}

func setAttribute(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
