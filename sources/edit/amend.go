package edit

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/declaration"
	"koubo/sources/yamlfile"
)

// Amendment changes a source that stands in a configuration file.
type Amendment struct {
	ID      string
	Replace map[string]string   // address → the one in its place
	Also    map[string][]string // address that is replaced → further ones behind the one in its place
	Remove  []string            // addresses to take out; where a key keeps none, it goes with them
	Turn    string              // list or feed: all that stands under this key is replaced by addresses of the other kind
	Drop    []string            // keys to take out, with what stands below them
	Fields  map[string]string   // to stand under selectors.fields: in place of those of the same names, all of them, or of a source without selectors
}

// turned is the key of the other kind.
var turned = map[string]string{"list": "feed", "feed": "list"}

// Amend returns a configuration file's text with a source changed; all else stays byte for byte, comments too. An error says why
// the text cannot be changed by program; the result, read again, always is the configuration with that change alone.
func Amend(name string, data []byte, change Amendment, words declaration.Vocabulary) ([]byte, error) {
	before, err := config.Parse(name, data, words)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(before.Sources, func(s sources.Source) bool { return s.ID == change.ID })
	if at < 0 {
		return nil, fmt.Errorf("%s has no source %s of its own", name, change.ID)
	}
	lines := slices.Collect(strings.Lines(string(data)))
	item, byHand := sourceNode(name, data, at), fmt.Errorf("%s is laid out in an unusual way: change the source at %s by hand", name, before.Sources[at].Where)
	for _, pair := range item {
		key, place := yamlfile.Key(pair)
		switch {
		case slices.Contains(change.Drop, key):
			if !blank(lines, pair) {
				return nil, byHand
			}
		case key == "feed" || key == "list" || key == "hub":
			change.replaceTexts(lines, pair.Value, nil)
			if !change.removeFrom(lines, pair) {
				return nil, byHand
			}
			if key == change.Turn {
				replaceAt(lines, place.Position, key, turned[key])
			}
		case key == "issuer" && before.Sources[at].Selectors == nil:
			change.addFields(lines, pair)
		case key == "selectors":
			change.replaceFields(lines, pair.Value)
		}
	}
	text := strings.Join(lines, "")
	after, err := config.Parse(name, []byte(text), words)
	if err != nil || len(after.Sources) != len(before.Sources) || !change.isMade(before.Sources[at], after.Sources[at]) {
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
	pairs, _ := yamlfile.Pairs(list.Values[at])
	return pairs
}

// replaceTexts replaces addresses where they stand in the lines. in is the list that they stand in, nil for none.
func (change Amendment) replaceTexts(lines []string, node ast.Node, in *ast.SequenceNode) {
	if list, ok := node.(*ast.SequenceNode); ok {
		for _, value := range list.Values {
			change.replaceTexts(lines, value, list)
		}
		return
	}
	text, ok := yamlfile.Scalar(node)
	next, changed := change.Replace[text]
	at := yamlfile.Start(node).Position
	if !ok || !changed || at.Line > len(lines) {
		return
	}
	also := change.Also[text]
	switch line := &lines[at.Line-1]; {
	case len(also) == 0:
		replaceAt(lines, at, text, next)
	case in == nil:
		replaceAt(lines, at, asWritten(*line, at, text), "["+flow(append([]string{next}, also...))+"]")
	case in.IsFlowStyle:
		replaceAt(lines, at, text, next)
		replaceAt(lines, at, next, next+", "+flow(also))
	default:
		replaceAt(lines, at, text, next)
		for _, address := range also {
			addLine(line, strings.Repeat(" ", in.Start.Position.Column-1)+"- "+flow([]string{address}))
		}
	}
}

// addLine puts a further line behind one, with the same end, which the last line of a file may lack.
func addLine(line *string, next string) {
	end := "\n"
	if strings.HasSuffix(*line, "\r\n") {
		end = "\r\n"
	}
	if !strings.HasSuffix(*line, "\n") {
		*line += end
	}
	*line += next + end
}

// asWritten is a text with the quotes that it stands in.
func asWritten(line string, at *token.Position, text string) string {
	if runes := []rune(line); at.Column <= len(runes) && strings.ContainsRune(`"'`, runes[at.Column-1]) {
		quote := string(runes[at.Column-1])
		return quote + text + quote
	}
	return text
}

// flow writes addresses as they stand in brackets.
func flow(addresses []string) string {
	var all []string
	for _, a := range addresses {
		if strings.ContainsAny(a, ",[]{}#'\"&*!|>%@` ") {
			a = strconv.Quote(a)
		}
		all = append(all, a)
	}
	return strings.Join(all, ", ")
}

// replaceAt replaces a text from a place on.
func replaceAt(lines []string, at *token.Position, text, next string) {
	runes := []rune(lines[at.Line-1])
	from := min(at.Column-1, len(runes))
	lines[at.Line-1] = string(runes[:from]) + strings.Replace(string(runes[from:]), text, next, 1)
}

// addFields puts fields behind the issuer of a source.
func (change Amendment) addFields(lines []string, issuer *ast.MappingValueNode) {
	if len(change.Fields) == 0 {
		return
	}
	_, at := yamlfile.Key(issuer)
	var fields []string
	for _, name := range slices.Sorted(maps.Keys(change.Fields)) {
		fields = append(fields, name+": "+strconv.Quote(change.Fields[name]))
	}
	indent := strings.Repeat(" ", at.Position.Column-1)
	line := &lines[at.Position.Line-1]
	addLine(line, indent+"selectors:")
	addLine(line, indent+"  fields: {"+strings.Join(fields, ", ")+"}")
}

// blank empties the lines of a key and of what stands below it; false where something else stands on them.
func blank(lines []string, pair *ast.MappingValueNode) bool {
	_, at := yamlfile.Key(pair)
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

// replaceFields replaces the fields of selectors that stand there.
func (change Amendment) replaceFields(lines []string, selectors ast.Node) {
	pairs, _ := yamlfile.Pairs(selectors)
	for _, pair := range pairs {
		if key, _ := yamlfile.Key(pair); key != "fields" {
			continue
		}
		fields, _ := yamlfile.Pairs(pair.Value)
		for _, field := range fields {
			name, _ := yamlfile.Key(field)
			old, ok := yamlfile.Scalar(field.Value)
			next, changed := change.Fields[name]
			if at := yamlfile.Start(field.Value).Position; ok && changed {
				replaceAt(lines, at, asWritten(lines[at.Line-1], at, old), strconv.Quote(next))
			}
		}
	}
}
