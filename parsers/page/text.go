package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TitleOfText is how much of an entry's text stands for a title, in characters.
const TitleOfText = 60

// Clip shortens s to at most n runes, on one line.
func Clip(s string, n int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return string(runes)
}

// BoxKind says whether an element begins a line, and whether a blank line parts it from the next.
func BoxKind(kind atom.Atom) (isBox, gap bool) {
	switch kind {
	case atom.P, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Blockquote, atom.Address, atom.Aside, atom.Header,
		atom.Footer, atom.Main, atom.Figure, atom.Fieldset, atom.Details, atom.Center:
		return true, true
	case atom.Div, atom.Li, atom.Form, atom.Td, atom.Th, atom.Caption, atom.Dt, atom.Dd, atom.Tbody, atom.Summary,
		atom.Figcaption, atom.Legend, atom.Body, atom.Nav, atom.Option, atom.Dir, atom.Menu, atom.Hgroup:
		return true, false
	}
	return false, false
}

// MaxRowText is how much text a row may hold, in bytes: more is a whole section.
const MaxRowText = 1500

// PartsWords reports whether an element ends the words before it: boxes, rows, line breaks. Between words that a phrasing
// element alone stands (b, span, font, wbr, ruby; HTML standard §3.2.5.2.5) nothing is put: プロポー<b>ザル</b> is one word.
func PartsWords(kind atom.Atom) bool {
	switch kind {
	case atom.Br, atom.Hr, atom.Tr, atom.Table, atom.Dl, atom.Pre, atom.Tfoot, atom.Thead, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Video, atom.Audio, atom.Iframe:
		return true
	}
	isBox, _ := BoxKind(kind)
	return isBox
}

// IsUnread reports whether an element holds no words of the text around it: code, and the reading beside kanji.
func IsUnread(kind atom.Atom) bool {
	switch kind {
	case atom.Script, atom.Style, atom.Rt, atom.Rp, atom.Template, atom.Noscript:
		return true
	}
	return false
}

// TextOf returns the visible text inside n on one line.
func TextOf(n *html.Node) string {
	if only := n.FirstChild; only != nil && only == n.LastChild && only.Type == html.TextNode { // as of most cells and links
		return Collapse(only.Data)
	}
	var text strings.Builder
	GatherText(n, &text)
	return Collapse(text.String())
}

// WordsOf is the visible text of an element or of a text node, on one line.
func WordsOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return Collapse(n.Data)
	}
	return TextOf(n)
}

func GatherText(n *html.Node, into *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			into.WriteString(c.Data)
		case c.Type != html.ElementNode || IsSilent(c):
		case PartsWords(c.DataAtom):
			into.WriteByte(' ')
			GatherText(c, into)
			into.WriteByte(' ')
		default:
			GatherText(c, into)
		}
	}
}

// Collapse makes every run of white space, U+3000 and no-break spaces too, one space, and trims.
func Collapse(s string) string {
	if s = strings.TrimSpace(s); hasSingleSpaces(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// hasSingleSpaces reports whether all white space of s is spaces with no other beside them; it may say no although it is.
func hasSingleSpaces(s string) bool {
	for n := 0; n < len(s); n++ {
		switch c := s[n]; c {
		case ' ':
			if n+1 < len(s) && s[n+1] == ' ' {
				return false
			}
		case '\t', '\n', '\v', '\f', '\r', 0xc2, 0xe1, 0xe2: // the last three begin U+0085, U+00A0, U+1680 and U+2000 to U+205F
			return false
		case 0xe3:
			if n+2 < len(s) && s[n+1] == 0x80 && s[n+2] == 0x80 { // U+3000
				return false
			}
		}
	}
	return true
}

// LastText returns the last text inside n, and whether it is that of a link.
func LastText(n *html.Node, inLink bool) (text string, isLink bool) {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return c.Data, inLink
		}
		if text, isLink := LastText(c, inLink || c.DataAtom == atom.A); text != "" {
			return text, isLink
		}
	}
	return "", false
}
