package parsers

import "golang.org/x/net/html/atom"

// partsWords reports whether an element ends the words before it: boxes, rows, line breaks. Between words that a phrasing
// element alone stands (b, span, font, wbr, ruby; HTML standard §3.2.5.2.5) nothing is put: プロポー<b>ザル</b> is one word.
func partsWords(kind atom.Atom) bool {
	switch kind {
	case atom.Br, atom.Hr, atom.Tr, atom.Table, atom.Dl, atom.Pre, atom.Tfoot, atom.Thead, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Video, atom.Audio, atom.Iframe:
		return true
	}
	isBox, _ := boxKind(kind)
	return isBox
}

// isUnread reports whether an element holds no words of the text around it: code, and the reading beside kanji.
func isUnread(kind atom.Atom) bool {
	switch kind {
	case atom.Script, atom.Style, atom.Rt, atom.Rp, atom.Template, atom.Noscript:
		return true
	}
	return false
}
