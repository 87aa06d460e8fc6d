package page

import (
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// LabelPrefix begins a field that is read beside a label of the detail page, and not by CSS.
const LabelPrefix = "label:"

// Query returns what css matches inside n, n itself too; nil where css is no selector.
func Query(n *html.Node, css string) []*html.Node {
	group, err := cascadia.ParseGroup(css)
	if err != nil {
		return nil
	}
	found := cascadia.QueryAll(n, group)
	if group.Match(n) {
		found = append([]*html.Node{n}, found...)
	}
	return found
}

func FirstText(n *html.Node, css string) string {
	for _, found := range Query(n, css) {
		if text := TextOf(found); text != "" {
			return text
		}
	}
	return ""
}
