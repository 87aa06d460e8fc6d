package yamlfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// The bounds below keep a hostile file from costing more than about a second: the YAML parser recurses without limit,
// and takes time in the square of the keys of one mapping.
const (
	MaxFile = 1 << 20 // bytes; about 6,000 sources
	maxDeep = 20      // brackets within brackets, or hyphens or keys in a row on one line; the format needs 3
	maxKeys = 1000    // of one mapping, or commas in one pair of brackets; the format needs about 15
	maxList = 20000   // hyphens of the whole file
)

// guardText refuses what cannot be YAML in UTF-8, or is too large. ok is false where it has recorded a fault.
func (d *Document) guardText(data []byte) (ok bool) {
	if len(data) > MaxFile {
		d.add(1, 1, "the file is larger than 1 MB: remove the sources that are not needed")
		return false
	}
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			d.addAt(data, at, "this byte is no UTF-8: save the file as UTF-8")
			return false
		}
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			d.addAt(data, at, fmt.Sprintf("a control character (%U) stands here: remove it", r))
			return false
		}
		at += size
	}
	return true
}

// addAt records a fault at a byte of data.
func (d *Document) addAt(data []byte, at int, what string) {
	before := data[:at]
	line := bytes.Count(before, []byte("\n")) + 1
	d.add(line, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])+1, what)
}

// guard counts what the YAML parser pays for dearly while it walks along the tokens.
type guard struct {
	flow    int         // open brackets
	keys    map[int]int // keys so far of the mapping at a column, or, negative, at a depth of brackets
	line    int         // of the run
	hyphens int         // in the line
	entries int         // hyphens so far
	colons  int         // in the line, outside brackets
}

// guardTokens refuses what the format has no use for: anchors, aliases, tags, complex keys, deep nesting. ok is
// false where it has recorded a fault.
func (d *Document) guardTokens(tokens token.Tokens) (ok bool) {
	g := guard{keys: map[int]int{}}
	for _, t := range tokens {
		if why := g.refuse(t); why != "" {
			d.Fault(t, "%s", why)
			return false
		}
	}
	return true
}

func (g *guard) refuse(t *token.Token) string {
	switch t.Type {
	case token.AnchorType, token.MergeKeyType:
		return "anchors and merged keys (& and <<) are not understood here: write the values out"
	case token.AliasType:
		return "an alias (*) is not understood here: write the value out, or put the text in quotes"
	case token.TagType:
		return "a tag (!) is not understood here: remove it, or put the text in quotes"
	case token.MappingKeyType:
		return "a key that begins with ? is not understood here: write key: value"
	case token.DirectiveType:
		return "a directive (%) is not understood here: remove the line"
	}
	return g.count(t)
}

func (g *guard) count(t *token.Token) string {
	if t.Position.Line != g.line {
		g.line, g.hyphens, g.colons = t.Position.Line, 0, 0
	}
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		g.flow++
		g.keys[-g.flow] = 0
	case token.SequenceEndType, token.MappingEndType:
		g.flow = max(g.flow-1, 0)
	case token.SequenceEntryType:
		g.hyphens++
		g.entries++
		g.leave(t.Position.Column)
	case token.CollectEntryType:
		g.keys[-g.flow]++
	case token.MappingValueType:
		return g.countKey(t)
	}
	if g.entries > maxList {
		return "the file holds more than 20000 list entries: remove the sources that are not needed"
	}
	if g.flow > 0 && g.keys[-g.flow] > maxKeys {
		return "more than 1000 entries stand in one pair of brackets: write one entry a line"
	}
	if g.flow > maxDeep || g.hyphens > maxDeep {
		return "the nesting is too deep: the format needs no more than 3 levels"
	}
	return ""
}

// countKey counts the key before a colon for the mapping it belongs to.
func (g *guard) countKey(colon *token.Token) string {
	level := -g.flow
	if g.flow == 0 {
		g.colons++
		level = colon.Position.Column
		if key := colon.Prev; key != nil {
			level = key.Position.Column
		}
		g.leave(level)
	}
	g.keys[level]++
	if g.keys[level] > maxKeys {
		return "more than 1000 keys stand side by side: remove those that are not needed"
	}
	if g.colons > maxDeep {
		return "too many keys stand on one line: write one key a line"
	}
	return ""
}

// leave forgets the mappings further right than column: what follows begins new ones.
func (g *guard) leave(column int) {
	for level := range g.keys {
		if level > column {
			delete(g.keys, level)
		}
	}
}

// quoteHint adds what mends most syntax errors of people who write schedules and titles.
func quoteHint(message string) string {
	message = strings.TrimSpace(message)
	if strings.Contains(message, "non-map value") {
		return "a key stands here without its value, as in half a file: write it as key: value"
	}
	return message + "; put a text that begins with * or @ or holds a colon in quotes, and indent with spaces"
}
