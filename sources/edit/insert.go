// Package edit changes sources.yaml by program: one more source, one changed, all else byte for byte as it was. What it returns, read
// again, is the configuration with that change alone.
package edit

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/declaration"
	"koubo/sources/yamlfile"
)

// Entry is a source as it is to be written into a configuration file.
type Entry struct {
	ID     string
	Issuer opportunity.Issuer
	Feeds  []string
	Lists  []string
	Hubs   []string

	Discover bool
}

// Insert returns a configuration file's text with one more source, as the last of its sources; all else stays byte for
// byte, comments too. An error says why the text cannot take it, and how to make it so; the result, read again, always is
// the configuration as it was with the source added.
func Insert(name string, data []byte, e Entry, words declaration.Vocabulary) ([]byte, error) {
	before, err := config.Parse(name, data, words)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(before.Sources, func(s sources.Source) bool { return s.ID == e.ID }); at >= 0 {
		return nil, fmt.Errorf("the id %s is already used at %s: choose another", e.ID, before.Sources[at].Where)
	}
	lines, err := insertLines(name, data, e)
	if err != nil {
		return nil, err
	}
	text := strings.Join(lines, "")
	after, err := config.Parse(name, []byte(text), words)
	if err != nil || !isOneMore(before.Sources, after.Sources, e) {
		return nil, fmt.Errorf("%s cannot be added to by program, for it is laid out in an unusual way: add this by hand\n%s", name, strings.Join(e.lines("  ", "\n"), ""))
	}
	return []byte(text), nil
}

// isOneMore reports whether the sources are those before, and the new one behind them.
func isOneMore(before, after []sources.Source, e Entry) bool {
	if len(after) != len(before)+1 {
		return false
	}
	for n, s := range before {
		if s.ID != after[n].ID || !slices.Equal(s.Feeds, after[n].Feeds) || !slices.Equal(s.Lists, after[n].Lists) {
			return false
		}
	}
	last := after[len(before)]
	return last.ID == e.ID && last.Issuer.Code == e.Issuer.Code && slices.Equal(last.Feeds, e.Feeds) && slices.Equal(last.Lists, e.Lists) &&
		slices.Equal(last.Hubs, e.Hubs) && last.Discover == e.Discover
}

// insertLines returns the lines of the file, each with its end, with the entry's among them.
func insertLines(name string, data []byte, e Entry) ([]string, error) {
	lines := slices.Collect(strings.Lines(string(data)))
	end := "\n"
	if len(lines) > 0 && strings.HasSuffix(lines[0], "\r\n") {
		end = "\r\n"
	}
	if n := len(lines); n > 0 && !strings.HasSuffix(lines[n-1], "\n") {
		lines[n-1] += end
	}
	key, value := sourcesOf(name, data)
	if key == 0 {
		if len(lines) > 0 {
			lines = append(lines, end)
		}
		return append(append(lines, "sources:"+end), e.lines("  ", end)...), nil
	}
	list, isList := value.(*ast.SequenceNode)
	switch {
	case !isList: // sources: without a value
		return slices.Insert(lines, key, e.lines("  ", end)...), nil
	case !list.IsFlowStyle:
		hyphen := list.Start.Position
		return slices.Insert(lines, endOfList(lines, hyphen.Line-1, hyphen.Column-1), e.lines(strings.Repeat(" ", hyphen.Column-1), end)...), nil
	case len(list.Values) > 0:
		return nil, fmt.Errorf("%s:%d: the sources stand in brackets: write each on a line of its own that begins with a hyphen, then add again", name, key)
	}
	line := &lines[list.Start.Position.Line-1]
	empty := strings.Index(*line, "[")
	closed := strings.Index(*line, "]")
	if empty < 0 || closed < empty {
		return nil, errors.New("sources: [] does not stand on one line: write it so, then add again")
	}
	*line = strings.TrimRight((*line)[:empty], " ") + (*line)[closed+1:]
	return slices.Insert(lines, list.Start.Position.Line, e.lines("  ", end)...), nil
}

// sourcesOf returns the line, counted from 1, of the key sources of a file that is sound, and its value; 0 without one.
func sourcesOf(name string, data []byte) (line int, value ast.Node) {
	d := &yamlfile.Document{Name: name}
	root := d.Root(data)
	if root == nil {
		return 0, nil
	}
	pairs, _ := yamlfile.Pairs(root)
	for _, p := range pairs {
		if key, at := yamlfile.Key(p); key == "sources" {
			return at.Position.Line, p.Value
		}
	}
	return 0, nil
}

// endOfList returns the number of lines up to the end of a list whose hyphens stand in a column, counted from 0: its last
// line with content, or with a comment deeper than the hyphens, which belongs to the last item.
func endOfList(lines []string, first, column int) (end int) {
	for n := first; n < len(lines); n++ {
		content := strings.TrimLeft(lines[n], " ")
		indent := len(lines[n]) - len(content)
		switch trimmed := strings.TrimSpace(content); {
		case trimmed == "":
		case strings.HasPrefix(trimmed, "#"):
			if indent > column {
				end = n + 1
			}
		case indent > column, indent == column && (trimmed == "-" || strings.HasPrefix(trimmed, "- ")):
			end = n + 1
		default:
			return end
		}
	}
	return end
}

// lines are those of the entry as an item of a list whose hyphens are indented so, each with its end.
func (e Entry) lines(indent, end string) (lines []string) {
	keys := yaml.MapSlice{{Key: "id", Value: e.ID}, {Key: "issuer", Value: e.Issuer.Code}}
	for _, a := range []struct {
		key  string
		urls []string
	}{{"feed", e.Feeds}, {"list", e.Lists}, {"hub", e.Hubs}} {
		switch len(a.urls) {
		case 0:
		case 1:
			keys = append(keys, yaml.MapItem{Key: a.key, Value: a.urls[0]})
		default:
			keys = append(keys, yaml.MapItem{Key: a.key, Value: a.urls})
		}
	}
	if e.Discover {
		keys = append(keys, yaml.MapItem{Key: "discover", Value: true})
	}
	text, err := yaml.MarshalWithOptions(keys, yaml.IndentSequence(true))
	if err != nil {
		return nil // strings alone cannot fail
	}
	lead := "- "
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "issuer: ") {
			line = "issuer: " + strconv.Quote(e.Issuer.Code) // a number elsewhere, and one that loses its first digit
			line += " # " + e.Issuer.Prefecture + strings.TrimPrefix(e.Issuer.Name, e.Issuer.Prefecture)
		}
		lines = append(lines, indent+lead+line+end)
		lead = "  "
	}
	return lines
}

// String is the entry as it stands in a file.
func (e Entry) String() string { return strings.Join(e.lines("  ", "\n"), "") }
