package edit

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/yamlfile"
)

// removeFrom empties the lines of the addresses under a key that are to be taken out, or those of the key where it keeps none; false
// where something else stands on them.
func (change Amendment) removeFrom(lines []string, pair *ast.MappingValueNode) bool {
	all := []ast.Node{pair.Value}
	list, isList := pair.Value.(*ast.SequenceNode)
	if isList {
		all = list.Values
	}
	var out []ast.Node
	for _, node := range all {
		if text, ok := yamlfile.Scalar(node); ok && slices.Contains(change.Remove, text) {
			out = append(out, node)
		}
	}
	switch {
	case len(out) == 0:
		return true
	case len(out) == len(all):
		return blank(lines, pair)
	case list.IsFlowStyle:
		return false
	}
	for _, node := range out {
		n := yamlfile.Start(node).Position.Line - 1
		if n >= len(lines) || !strings.HasPrefix(strings.TrimSpace(lines[n]), "-") {
			return false
		}
		lines[n] = ""
	}
	return true
}
