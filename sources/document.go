package sources

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"koubo/sources/check"
)

// document is a file while it is read: what is wrong in it, and what later checks need to look back at.
type document struct {
	name      string
	words     Vocabulary
	errs      Errors
	ids       map[string]int // line of the source with an id
	skips     []word         // ids to leave out, to be looked up in the catalogue
	schedules []plannedTimes // to be compared with the quiet hours
	quiet     word           // the quiet hours; its place is nil where none are given
}

// maxFaults bounds the message that a hostile file can cause.
const maxFaults = 500

func (d *document) add(line, col int, what string) {
	if len(d.errs) == maxFaults {
		what = "more is wrong from here on: mend the faults above first"
	}
	if len(d.errs) > maxFaults {
		return
	}
	d.errs = append(d.errs, Fault{File: d.name, Line: line, Col: col, What: what})
}

func (d *document) fault(at *token.Token, format string, args ...any) {
	d.add(at.Position.Line, at.Position.Column, fmt.Sprintf(format, args...))
}

// root returns the content of the file; nil where it is empty or, with a fault recorded, cannot be read.
func (d *document) root(data []byte) ast.Node {
	if !d.guardText(data) {
		return nil
	}
	tokens := lexer.Tokenize(strings.TrimPrefix(string(data), "\ufeff")) // some editors write a byte order mark
	if !d.guardTokens(tokens) {
		return nil
	}
	file, err := parseTokens(tokens)
	if err != nil {
		d.syntax(err)
		return nil
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if body != nil {
			d.fault(start(doc.Body), "a second document begins here: keep one file to one document, without --- between")
			return nil
		}
		body = doc.Body
	}
	return body
}

// parseTokens keeps the parser's panics on odd input inside.
func parseTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, errors.New("it is no YAML")
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

func (d *document) syntax(err error) {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		d.fault(placed.GetToken(), "the YAML cannot be read here: %s", quoteHint(placed.GetMessage()))
		return
	}
	d.add(1, 1, "the file cannot be read as YAML: "+quoteHint(err.Error()))
}

// start returns the first token of a node; a mapping's own token is its first colon.
func start(node ast.Node) *token.Token {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return node.GetToken()
}

// field is one key of a mapping and how its value is read. Values of null never reach read: they are as good as absent.
type field[T any] struct {
	key  string
	read func(d *document, into *T, value ast.Node)
}

// readMapping reads node, called what in messages, by the table of its fields. ok is false where it is no mapping.
func readMapping[T any](d *document, node ast.Node, what string, fields []field[T], into *T) (ok bool) {
	pairs, ok := pairsOf(node)
	if !ok {
		d.fault(start(node), "%s must hold keys with values, as in %s: …", what, fields[0].key)
		return false
	}
	lines := map[string]int{}
	for _, pair := range pairs {
		key, at := keyOf(pair)
		if first, seen := lines[key]; seen {
			d.fault(at, "the key %q stands a second time, first in line %d: remove one of them", key, first)
			continue
		}
		lines[key] = at.Position.Line
		readField(d, pair, what, fields, into)
	}
	return true
}

func readField[T any](d *document, pair *ast.MappingValueNode, what string, fields []field[T], into *T) {
	key, at := keyOf(pair)
	for _, f := range fields {
		if f.key != key {
			continue
		}
		if pair.Value != nil && pair.Value.Type() != ast.NullType {
			f.read(d, into, pair.Value)
		}
		return
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	d.fault(at, "%s has no key %s: %s", what, check.Quote(key), check.Suggest(key, known))
}

// pairsOf returns the keys and values of a mapping.
func pairsOf(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func keyOf(pair *ast.MappingValueNode) (string, *token.Token) {
	at := pair.Key.GetToken()
	return at.Value, at
}
