package sources

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"koubo/sources/check"
)

// word is a text of the file and where it stands.
type word struct {
	text string
	at   *token.Token
}

// scalar returns a node's value as it is written, so that the leading zero of an unquoted code survives.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// text reads a text on one line. A number is taken as it is written.
func (d *document) text(node ast.Node, key, example string) (word, bool) {
	text, ok := scalar(node)
	_, isBool := node.(*ast.BoolNode)
	if !ok || isBool || strings.TrimSpace(text) == "" || strings.ContainsAny(text, "\n\r\t") {
		d.fault(start(node), "%s must be a text on one line, such as %s", key, example)
		return word{}, false
	}
	return word{text, start(node)}, true
}

// texts reads a text or a list of texts; a text that stands twice is a fault.
func (d *document) texts(node ast.Node, key, example string) []word {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		if one, ok := d.text(node, key, example); ok {
			return []word{one}
		}
		return nil
	}
	var words []word
	for _, item := range list.Values {
		one, ok := d.text(item, key, example)
		if !ok {
			continue
		}
		if slices.ContainsFunc(words, func(w word) bool { return w.text == one.text }) {
			d.fault(one.at, "%s stands twice in %s: remove one of them", check.Quote(one.text), key)
			continue
		}
		words = append(words, one)
	}
	return words
}

func (d *document) boolean(node ast.Node, key string, into *bool) {
	if b, ok := node.(*ast.BoolNode); ok {
		*into = b.Value
		return
	}
	d.fault(start(node), "%s must be true or false, without quotes", key)
}

// integer reads a whole number from least to most.
func (d *document) integer(node ast.Node, key string, least, most int, into *int) {
	text, _ := scalar(node)
	n, err := strconv.Atoi(text)
	if _, isInt := node.(*ast.IntegerNode); !isInt || err != nil || n < least || n > most {
		d.fault(start(node), "%s must be a whole number from %d to %d", key, least, most)
		return
	}
	*into = n
}

// mapping returns the pairs of a mapping whose keys are free.
func (d *document) mapping(node ast.Node, key, example string) []*ast.MappingValueNode {
	pairs, ok := pairsOf(node)
	if !ok {
		d.fault(start(node), "%s must hold keys with values, such as %s", key, example)
	}
	return pairs
}
