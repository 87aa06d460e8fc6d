package yamlfile

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"koubo/sources/check"
)

// Fields are the keys of a mapping and how the value of each is read. Values of null never reach Read: they are as good as absent.
// D is the document that the reader records its faults in.
type Fields[D reporter, T any] []struct {
	Key  string
	Read func(d D, into *T, value ast.Node)
}

// reporter is a document that faults are recorded in.
type reporter interface {
	Fault(at *token.Token, format string, args ...any)
	faultLike(line int) bool
}

// ReadMapping reads node, called what in messages, by the table of its fields. ok is false where it is no mapping.
func ReadMapping[D reporter, T any](d D, node ast.Node, what string, fields Fields[D, T], into *T) (ok bool) {
	pairs, ok := Pairs(node)
	if !ok {
		if d.faultLike(Start(node).Position.Line) {
			return false
		}
		d.Fault(Start(node), "%s must hold keys with values, as in %s: …", what, fields[0].Key)
		return false
	}
	lines := map[string]int{}
	for _, pair := range pairs {
		key, at := Key(pair)
		if first, seen := lines[key]; seen {
			d.Fault(at, "the key %q stands a second time, first in line %d: remove one of them", key, first)
			continue
		}
		lines[key] = at.Position.Line
		readField(d, pair, what, fields, into)
	}
	return true
}

func readField[D reporter, T any](d D, pair *ast.MappingValueNode, what string, fields Fields[D, T], into *T) {
	key, at := Key(pair)
	for _, f := range fields {
		if f.Key != key {
			continue
		}
		if pair.Value != nil && pair.Value.Type() != ast.NullType {
			f.Read(d, into, pair.Value)
		}
		return
	}
	if strings.ContainsAny(key, "\u3000\u00a0：") && d.faultLike(at.Position.Line) {
		return
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.Key
	}
	d.Fault(at, "%s has no key %s: %s", what, check.Quote(key), check.Suggest(key, known))
}

// Pairs returns the keys and values of a mapping.
func Pairs(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// Key returns the key of a pair, and its place.
func Key(pair *ast.MappingValueNode) (string, *token.Token) {
	at := pair.Key.GetToken()
	return at.Value, at
}

// Given reports whether a mapping has a key with a value.
func Given(node ast.Node, key string) bool {
	pairs, _ := Pairs(node)
	return slices.ContainsFunc(pairs, func(p *ast.MappingValueNode) bool {
		name, _ := Key(p)
		list, isList := p.Value.(*ast.SequenceNode)
		return name == key && p.Value.Type() != ast.NullType && !(isList && len(list.Values) == 0)
	})
}
