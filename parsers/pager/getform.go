package pager

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// getForm is a form that gets a page.
type getForm struct {
	node             *html.Node
	fields           []*html.Node // that it sends, in page order, the buttons too
	buttons, selects []*html.Node
	chosen           map[*html.Node]*html.Node // by select; nil for one without choices
}

// maxFields bounds the controls of a form that turns pages.
const maxFields = 60

// gets reports whether a form gets a page; one that posts has no addresses.
func gets(form *html.Node) bool {
	method := page.Attribute(form, "method")
	return method == "" || strings.EqualFold(method, "get")
}

// readForm reads the controls of a form, as many as one has that turns pages.
func readForm(n *html.Node) *getForm {
	f := &getForm{node: n}
	page.Walk(n, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Input:
			switch strings.ToLower(page.Attribute(n, "type")) {
			case "submit", "image":
				f.buttons, f.fields = append(f.buttons, n), append(f.fields, n)
			case "button", "reset", "file", "password":
			default:
				f.fields = append(f.fields, n)
			}
		case atom.Button:
			if kind := page.Attribute(n, "type"); kind == "" || strings.EqualFold(kind, "submit") {
				f.buttons, f.fields = append(f.buttons, n), append(f.fields, n)
			}
		case atom.Select:
			f.selects, f.fields = append(f.selects, n), append(f.fields, n)
		}
		return len(f.fields) <= maxFields
	})
	if len(f.fields) > maxFields {
		return &getForm{node: n}
	}
	f.chosen = map[*html.Node]*html.Node{}
	for _, s := range f.selects {
		f.chosen[s] = chosen(s)
	}
	return f
}

// address is where a form leads when a button of it is pressed, or another value of a select is chosen (HTML standard §4.10.21.3, Mutate action
// URL).
func (f *getForm) address(button, choice *html.Node, value string) string {
	var query []string
	for _, field := range f.fields {
		name, v := page.Attribute(field, "name"), page.Attribute(field, "value")
		if name == "" || hasAttribute(field, "disabled") {
			continue
		}
		switch {
		case field == choice:
			v = value
		case field.DataAtom == atom.Select:
			option := f.chosen[field]
			if option == nil {
				continue
			}
			v = valueOf(option)
		case slices.Contains(f.buttons, field) && field != button, isUnchecked(field):
			continue
		}
		query = append(query, escape(name)+"="+escape(v))
	}
	action := page.Attribute(f.node, "action")
	if button != nil && page.Attribute(button, "formaction") != "" {
		action = page.Attribute(button, "formaction")
	}
	action, _, _ = strings.Cut(action, "#")
	action, _, _ = strings.Cut(action, "?")
	return action + "?" + strings.Join(query, "&")
}

// Submit is where a form that gets a page leads as it stands, and what it says: the heading in it or right before it, its legend and its first
// button. "" for one that posts, and for one by which words alone are searched.
func Submit(form *html.Node) (address, words string) {
	if !gets(form) {
		return "", ""
	}
	f := readForm(form)
	chooses := slices.ContainsFunc(f.fields, func(field *html.Node) bool {
		kind := strings.ToLower(page.Attribute(field, "type"))
		return field.DataAtom == atom.Select || kind == "radio" || kind == "checkbox"
	})
	if len(f.buttons) == 0 || !chooses && len(f.fields) > len(f.buttons) {
		return "", ""
	}
	words = buttonWords(f.buttons[0])
	page.Walk(form, func(n *html.Node) bool {
		if n.DataAtom == atom.Legend {
			words = page.TextOf(n) + " " + words
		}
		return true
	})
	if head := page.HeadingIn(form); head != nil {
		words = page.TextOf(head) + " " + words
	} else if before := page.ElementBefore(form); before != nil && page.HeadingLevel(before) > 0 {
		words = page.TextOf(before) + " " + words
	}
	return strings.TrimSuffix(f.address(f.buttons[0], nil, ""), "?"), words
}

// Choices calls visit with the words of each choice in a form that gets a page, and where it leads.
func Choices(form *html.Node, visit func(words, address string)) {
	if !gets(form) {
		return
	}
	f := readForm(form)
	for _, s := range f.selects {
		for _, option := range optionsOf(s) {
			visit(page.TextOf(option), f.address(nil, s, valueOf(option)))
		}
	}
}

func isUnchecked(field *html.Node) bool {
	switch strings.ToLower(page.Attribute(field, "type")) {
	case "checkbox", "radio":
		return !hasAttribute(field, "checked")
	}
	return false
}

// escape writes a part of a query (URL standard §5.2). What is not ASCII is left to the page's links to be written in its encoding.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteString(url.QueryEscape(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// buttonWords is what a button says.
func buttonWords(b *html.Node) string {
	if b.DataAtom == atom.Input {
		if words := page.Collapse(page.Attribute(b, "value")); words != "" && !strings.EqualFold(page.Attribute(b, "type"), "image") {
			return words
		}
		return page.Collapse(page.Attribute(b, "alt"))
	}
	return wordsOfLink(b)
}

// maxOptions bounds the choices of a select that turns pages.
const maxOptions = 200

// optionsOf lists the choices of a select, the first of many.
func optionsOf(s *html.Node) (options []*html.Node) {
	page.Walk(s, func(n *html.Node) bool {
		if n.DataAtom == atom.Option && len(options) < maxOptions {
			options = append(options, n)
		}
		return true
	})
	return options
}

// chosen is the choice of a select that is made, the first where none is marked; nil for one without any.
func chosen(s *html.Node) (first *html.Node) {
	var marked *html.Node
	page.Walk(s, func(n *html.Node) bool {
		if n.DataAtom == atom.Option && first == nil {
			first = n
		}
		if n.DataAtom == atom.Option && marked == nil && hasAttribute(n, "selected") {
			marked = n
		}
		return true
	})
	return cmp.Or(marked, first)
}

// valueOf is what a choice sends: its value or, without one, its words.
func valueOf(option *html.Node) string {
	if hasAttribute(option, "value") {
		return page.Attribute(option, "value")
	}
	return page.TextOf(option)
}

func hasAttribute(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
