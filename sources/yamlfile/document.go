// Package yamlfile reads YAML strictly, whoever wrote it: each mapping by a table of its keys, each value by its kind, and whatever is
// wrong is told with line, column and mend. What a hostile file could cost is bounded. It knows no key by itself.
package yamlfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Document is a file while it is read.
type Document struct {
	Name string // of the file, for messages
	Errs Errors // what is wrong in it so far

	lines []string
}

// maxFaults bounds the message that a hostile file can cause.
const maxFaults = 500

func (d *Document) add(line, col int, what string) {
	if len(d.Errs) == maxFaults {
		what = "more is wrong from here on: mend the faults above first"
	}
	if d.IsFull() {
		return
	}
	d.Errs = append(d.Errs, Fault{File: d.Name, Line: line, Col: col, What: what})
}

// IsFull reports whether so much is wrong that no further fault is told.
func (d *Document) IsFull() bool { return len(d.Errs) > maxFaults }

// Fault records what is wrong at a place.
func (d *Document) Fault(at *token.Token, format string, args ...any) {
	d.add(at.Position.Line, at.Position.Column, fmt.Sprintf(format, args...))
}

// Root returns the content of the file; nil where it is empty or, with a fault recorded, cannot be read.
func (d *Document) Root(data []byte) ast.Node {
	if !d.guardText(data) {
		return nil
	}
	text := string(data)
	d.lines = strings.Split(text, "\n")
	tokens := lexer.Tokenize(strings.TrimPrefix(text, "\ufeff")) // some editors write a byte order mark
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
			d.Fault(Start(doc.Body), "a second document begins here: keep one file to one document, without --- between")
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

func (d *Document) syntax(err error) {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		if d.faultLike(placed.GetToken().Position.Line) {
			return
		}
		d.Fault(placed.GetToken(), "the YAML cannot be read here: %s", quoteHint(placed.GetMessage()))
		return
	}
	d.add(1, 1, "the file cannot be read as YAML: "+quoteHint(err.Error()))
}

// Start returns the first token of a node; a mapping's own token is its first colon.
func Start(node ast.Node) *token.Token {
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
