package yamlfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong in a configuration file.
type Fault struct {
	File      string
	Line, Col int    // both from 1; Col counts characters
	What      string // what is wrong and how to mend it
}

// Error returns file:line:col: what.
func (f Fault) Error() string { return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Col, f.What) }

// Errors is everything wrong in a configuration file, sorted by position.
type Errors []Fault

// Error returns the faults one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, fault := range e {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort orders the faults by their places.
func (e Errors) Sort() {
	slices.SortStableFunc(e, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
}
