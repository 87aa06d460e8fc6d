// Package document tells the parts of an announcement's text: sections under their headings, paragraphs, tables. It knows neither the
// markup that a page was written in nor what its words mean.
package document

// Document is the text of an announcement, parted where its form parts it. Each of its lines that is neither blank nor a page mark
// belongs to one heading, paragraph or row.
type Document struct {
	Sections []Section // the first is what stands before the first heading, and may be empty
	Lines    int       // how many lines the text has, the blank ones too
}

// Section is a heading and what stands below it, up to the next.
type Section struct {
	Heading string // without its mark; "" for the first section of a document
	Line    int    // the number of its heading's line, from 1; 0 for the first section of a document
	Text    []string
	Blocks  []Block
}

// Block is lines that stand together: a paragraph or a table. A blank line ends it, and so does a block of the other form.
type Block struct {
	Line  int      // the number of its first line; the others follow without a gap
	Lines []string // as written
	Table *Table   // nil for a paragraph
}

// Table is rows that stand together.
type Table struct {
	Rows []Row // one of each line
}

// Row is one row of a table, its cells folded as jtext.Narrow does it.
type Row struct {
	Number string   // in a first column that only counts the rows, which is none of the cells; "" for none
	Cells  []string // one or more, each without spaces around it; a line break in a cell is "\n"
	IsHead bool     // marked as a row of column heads
	Text   string   // all of it, folded; its cells are parted by tabs or "|"
	Raw    string   // as written, its line breaks spaces
}
