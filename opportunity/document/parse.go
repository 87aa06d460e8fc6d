package document

import (
	"strings"

	"koubo/opportunity"
)

// headMark begins the line of a heading, and a row of column heads.
const headMark = "# "

// Parse tells the parts of lines in the form that opportunity.Draft.Text describes, in whose cells "|" may stand for a tab.
// isOneValue reports whether two cells beside each other hold one value, which become one cell; nil where none do. Any lines have a
// document. It keeps parts of lines, which must not be changed afterwards.
func Parse(lines []string, isOneValue func(left, right string) bool) Document {
	d := Document{Sections: make([]Section, 1), Lines: len(lines)}
	section, begins := &d.Sections[0], 0
	form, heading := formAt(lines, 0)
	for at := 0; at < len(lines); {
		end := at + 1
		next, nextHeading := formAt(lines, end)
		switch form {
		case ofHeading:
			section.Text, begins = lines[begins:at], at
			d.Sections = append(d.Sections, Section{Heading: heading, Line: at + 1})
			section = &d.Sections[len(d.Sections)-1]
		case ofParagraph, ofTable:
			for end < len(lines) && next == form {
				end++
				next, nextHeading = formAt(lines, end)
			}
			b := Block{Line: at + 1, Lines: lines[at:end]}
			if form == ofTable {
				b.Table = newTable(b.Lines, isOneValue)
			}
			section.Blocks = append(section.Blocks, b)
		}
		at, form, heading = end, next, nextHeading
	}
	section.Text = lines[begins:]
	return d
}

// IsRow reports whether a line is a row of a table.
func IsRow(line string) bool {
	return strings.IndexByte(line, '\t') >= 0 || strings.IndexByte(line, '|') >= 0 || strings.Contains(line, "｜")
}

// lineForm is what a line is a part of.
type lineForm uint8

const (
	apart lineForm = iota // a blank line, a page mark
	ofHeading
	ofParagraph
	ofTable
)

// formOf tells the form of a line, and the words of a heading.
func formOf(line string) (form lineForm, heading string) {
	if IsRow(line) {
		return ofTable, ""
	}
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		return apart, ""
	}
	if heading, isHeading := strings.CutPrefix(trimmed, headMark); isHeading {
		return ofHeading, heading
	}
	if _, isMark := opportunity.PageOf(line); isMark {
		return apart, ""
	}
	return ofParagraph, ""
}

// formAt is formOf of a line, apart behind the last.
func formAt(lines []string, at int) (lineForm, string) {
	if at >= len(lines) {
		return apart, ""
	}
	return formOf(lines[at])
}
