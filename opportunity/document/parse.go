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
	d := Document{Sections: make([]Section, 1, 1+countHeadings(lines)), Lines: len(lines)}
	section, begins := 0, 0
	for at := 0; at < len(lines); {
		if heading, ok := headingOf(lines[at]); ok {
			d.Sections[section].Text = lines[begins:at]
			d.Sections = append(d.Sections, Section{Heading: heading, Line: at + 1})
			section, begins = section+1, at
			at++
			continue
		}
		end := endOfBlock(lines, at)
		if end == at {
			at++ // a blank line or a page mark
			continue
		}
		b := Block{Line: at + 1, Lines: lines[at:end]}
		if IsRow(lines[at]) {
			b.Table = newTable(b.Lines, isOneValue)
		}
		d.Sections[section].Blocks = append(d.Sections[section].Blocks, b)
		at = end
	}
	d.Sections[section].Text = lines[begins:]
	return d
}

// IsRow reports whether a line is a row of a table.
func IsRow(line string) bool {
	return strings.IndexByte(line, '\t') >= 0 || strings.IndexByte(line, '|') >= 0 || strings.Contains(line, "｜")
}

// headingOf returns the words of a heading's line, false for any other line.
func headingOf(line string) (heading string, ok bool) {
	if strings.IndexByte(line, '#') < 0 || IsRow(line) {
		return "", false
	}
	return strings.CutPrefix(strings.TrimSpace(line), headMark)
}

func countHeadings(lines []string) (n int) {
	for _, l := range lines {
		if strings.HasPrefix(l, headMark) {
			n++
		}
	}
	return n
}

// endOfBlock returns the place behind the block that begins at a line, which is the line's own place where none begins there.
func endOfBlock(lines []string, at int) int {
	first := formOf(lines[at])
	if first == apart {
		return at
	}
	end := at + 1
	for end < len(lines) && formOf(lines[end]) == first {
		end++
	}
	return end
}

// lineForm is what a line is a part of.
type lineForm uint8

const (
	apart lineForm = iota // of no block: a heading, a blank line, a page mark
	ofParagraph
	ofTable
)

func formOf(line string) lineForm {
	if IsRow(line) {
		return ofTable
	}
	if strings.TrimSpace(line) == "" {
		return apart
	}
	if _, isHeading := headingOf(line); isHeading {
		return apart
	}
	if _, isMark := opportunity.PageOf(line); isMark {
		return apart
	}
	return ofParagraph
}
