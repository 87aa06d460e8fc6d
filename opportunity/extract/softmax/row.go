package softmax

import (
	"bufio"
	"fmt"
	"math"
	"strings"
)

// A file of weights has a line a feature: its name, and behind a tab the classes that it speaks for or against with their weights. Remarks
// begin with #.

// WriteRow writes the weights of a feature, one a class, that are not below least; nothing where all are.
func WriteRow[T ~string](b *bufio.Writer, name string, classes []T, weights []float64, least float64, decimals int) {
	sep := "\t"
	for i, x := range weights {
		if math.Abs(x) < least {
			continue
		}
		if sep == "\t" {
			b.WriteString(name)
		}
		fmt.Fprintf(b, "%s%s:%.*f", sep, classes[i], decimals, x)
		sep = " "
	}
	if sep == " " {
		b.WriteByte('\n')
	}
}

// ReadRow reads a line of WriteRow: take is given each class with its weight, and says whether they are such.
func ReadRow(line string, take func(class, number string) bool) (name string, err error) {
	name, rest, _ := strings.Cut(line, "\t")
	for more := true; more; {
		var field string
		field, rest, more = strings.Cut(rest, " ")
		if class, number, _ := strings.Cut(field, ":"); !take(class, number) {
			return name, fmt.Errorf("weights of %q: %q is no weight of a class", name, field)
		}
	}
	return name, nil
}
