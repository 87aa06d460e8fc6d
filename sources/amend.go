package sources

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Amendment changes a source that stands in a configuration file.
type Amendment struct {
	ID      string
	Replace map[string]string // address → the one in its place
	Drop    []string          // keys to take out, with what stands below them
}

// Amend returns a configuration file's text with a source changed; all else stays byte for byte, comments too. An error says why
// the text cannot be changed by program; the result, read again, always is the configuration with that change alone.
func Amend(name string, data []byte, change Amendment, words Vocabulary) ([]byte, error) {
	before, err := Parse(name, data, words)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(before.Sources, func(s Source) bool { return s.ID == change.ID })
	if at < 0 {
		return nil, fmt.Errorf("%s has no source %s of its own", name, change.ID)
	}
	lines := slices.Collect(strings.Lines(string(data)))
	item, byHand := sourceNode(name, data, at), fmt.Errorf("%s is laid out in an unusual way: change the source at %s by hand", name, before.Sources[at].Where)
	for _, pair := range item {
		key, _ := keyOf(pair)
		switch {
		case slices.Contains(change.Drop, key):
			if !blank(lines, pair) {
				return nil, byHand
			}
		case key == "feed" || key == "list" || key == "hub":
			replaceTexts(lines, pair.Value, change.Replace)
		}
	}
	text := strings.Join(lines, "")
	after, err := Parse(name, []byte(text), words)
	if err != nil || len(after.Sources) != len(before.Sources) || !amended(before.Sources[at], after.Sources[at], change) {
		return nil, byHand
	}
	return []byte(text), nil
}

// sourceNode returns the pairs of the source at a place in the list.
func sourceNode(name string, data []byte, at int) []*ast.MappingValueNode {
	_, value := sourcesOf(name, data)
	list, ok := value.(*ast.SequenceNode)
	if !ok || at >= len(list.Values) {
		return nil
	}
	pairs, _ := pairsOf(list.Values[at])
	return pairs
}

// replaceTexts replaces addresses where they stand in the lines.
func replaceTexts(lines []string, node ast.Node, replace map[string]string) {
	if list, ok := node.(*ast.SequenceNode); ok {
		for _, value := range list.Values {
			replaceTexts(lines, value, replace)
		}
		return
	}
	text, ok := scalar(node)
	next, changed := replace[text]
	if at := start(node).Position; ok && changed && at.Line <= len(lines) {
		runes := []rune(lines[at.Line-1])
		from := min(at.Column-1, len(runes))
		lines[at.Line-1] = string(runes[:from]) + strings.Replace(string(runes[from:]), text, next, 1)
	}
}

// blank empties the lines of a key and of what stands below it; false where something else stands on them.
func blank(lines []string, pair *ast.MappingValueNode) bool {
	_, at := keyOf(pair)
	first, indent := at.Position.Line-1, at.Position.Column-1
	if strings.TrimSpace(lines[first][:min(indent, len(lines[first]))]) != "" || strings.HasPrefix(strings.TrimSpace(lines[first]), "{") {
		return false
	}
	lines[first] = ""
	for n := first + 1; n < len(lines); n++ {
		content := strings.TrimLeft(lines[n], " ")
		if strings.TrimSpace(content) != "" && len(lines[n])-len(content) <= indent {
			return true
		}
		if strings.TrimSpace(content) != "" {
			lines[n] = ""
		}
	}
	return true
}

// amended reports whether a source is the one before with the change.
func amended(before, after Source, change Amendment) bool {
	with := func(addresses []string) []string {
		all := slices.Clone(addresses)
		for n, a := range all {
			if next, changed := change.Replace[a]; changed {
				all[n] = next
			}
		}
		return all
	}
	return after.ID == before.ID && after.Issuer.Code == before.Issuer.Code && slices.Equal(after.Feeds, with(before.Feeds)) && slices.Equal(after.Lists, with(before.Lists)) &&
		(!slices.Contains(change.Drop, "selectors") || after.Selectors == nil) && (!slices.Contains(change.Drop, "platform") || after.Platform == "")
}
