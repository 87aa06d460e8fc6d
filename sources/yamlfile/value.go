package yamlfile

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"koubo/sources/check"
)

// Word is a text of the file and where it stands.
type Word struct {
	Text string
	At   *token.Token
}

// Scalar returns a node's value as it is written, so that the leading zero of an unquoted code survives.
func Scalar(node ast.Node) (string, bool) {
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

// Text reads a text on one line. A number is taken as it is written.
func (d *Document) Text(node ast.Node, key, example string) (Word, bool) {
	text, ok := Scalar(node)
	_, isBool := node.(*ast.BoolNode)
	if !ok || isBool || strings.TrimSpace(text) == "" || strings.ContainsAny(text, "\n\r\t") {
		d.Fault(Start(node), "%s must be a text on one line, such as %s", key, example)
		return Word{}, false
	}
	return Word{text, Start(node)}, true
}

// Texts reads a text or a list of texts; a text that stands twice is a fault.
func (d *Document) Texts(node ast.Node, key, example string) []Word {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		if one, ok := d.Text(node, key, example); ok {
			return []Word{one}
		}
		return nil
	}
	var words []Word
	for _, item := range list.Values {
		one, ok := d.Text(item, key, example)
		if !ok {
			continue
		}
		if slices.ContainsFunc(words, func(w Word) bool { return w.Text == one.Text }) {
			d.Fault(one.At, "%s stands twice in %s: remove one of them", check.Quote(one.Text), key)
			continue
		}
		words = append(words, one)
	}
	return words
}

// Bool reads true or false.
func (d *Document) Bool(node ast.Node, key string, into *bool) {
	if b, ok := node.(*ast.BoolNode); ok {
		*into = b.Value
		return
	}
	d.Fault(Start(node), "%s must be true or false, without quotes", key)
}

// Integer reads a whole number from least to most.
func (d *Document) Integer(node ast.Node, key string, least, most int, into *int) {
	text, _ := Scalar(node)
	n, err := strconv.Atoi(text)
	if _, isInt := node.(*ast.IntegerNode); !isInt || err != nil || n < least || n > most {
		d.Fault(Start(node), "%s must be a whole number from %d to %d", key, least, most)
		return
	}
	*into = n
}

// Mapping returns the pairs of a mapping whose keys are free.
func (d *Document) Mapping(node ast.Node, key, example string) []*ast.MappingValueNode {
	pairs, ok := Pairs(node)
	if !ok {
		d.Fault(Start(node), "%s must hold keys with values, such as %s", key, example)
	}
	return pairs
}

// Duration reads a span such as 500ms or 1m30s, from least to most.
func (d *Document) Duration(node ast.Node, key string, least, most time.Duration, into *time.Duration) {
	text, _ := Scalar(node)
	span, err := time.ParseDuration(text)
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		d.Fault(Start(node), "%s has no unit: write %ss for seconds or %sms for milliseconds", key, text, text)
		return
	}
	if err != nil {
		d.Fault(Start(node), "%s must be a time such as 500ms, 1s or 2m", key)
		return
	}
	if span < least || span > most {
		d.Fault(Start(node), "%s is %s: it must lie between %s and %s", key, text, least, most)
		return
	}
	*into = span
}

// CheckedTexts reads a text or a list of texts and returns those that check has nothing against.
func (d *Document) CheckedTexts(node ast.Node, key, example string, check func(string) error) (good []string) {
	for _, w := range d.Texts(node, key, example) {
		if err := check(w.Text); err != nil {
			d.Fault(w.At, "%s: %s", key, err)
			continue
		}
		good = append(good, w.Text)
	}
	return good
}

// Checked reads a text and takes it where check has nothing against it.
func (d *Document) Checked(node ast.Node, key, example string, check func(string) error, into *string) {
	w, ok := d.Text(node, key, example)
	if !ok {
		return
	}
	if err := check(w.Text); err != nil {
		d.Fault(w.At, "%s: %s", key, err)
		return
	}
	*into = w.Text
}
