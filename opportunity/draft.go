package opportunity

import (
	"strconv"
	"strings"
)

// Draft is an announcement in the words of a feed, a list or its own page: strings, nothing interpreted yet.
type Draft struct {
	Source     string // id of the source
	Issuer     Issuer // from the table of bodies; the department may be added by the page
	URL        string // absolute, as linked; Normalize makes it canonical
	Part       string // what tells it from others at URL: a fragment with its "#" (see CanonicalPart), or a title; "" where it is alone
	Title      string
	Summary    string
	Published  string // as written on the page, or RFC 3339 from a feed
	Updated    string
	Department string
	Categories []string // of a feed entry, or the page's breadcrumbs, outermost first

	// Text is the main content of the announcement's own page, without navigation, in reading order: one line a
	// block; the cells of a table row, and a dt with its dd, joined by a tab; a heading's line, and a row of column heads,
	// starts with "# ", a line in bold that heads those below with ■; a blank line between blocks. A <br> inside a cell is a vertical tab. Struck-out text (del, s, strike, line-through) is gone.
	// In a paper of several pages the line PageMark stands before each; a paragraph that goes on belongs to the page it begins on.
	Text        string
	Fields      []Field // label and value pairs in page order: dl, th/td, label classes, "label：value" lines
	Contact     Contact
	Attachments []Attachment
	Ended       string // the words with which its list says that it takes nobody any more: a heading over its row, a column; "" for none
	Detail      DetailState
	InList      bool // all that is said of it stands in a row of the list at URL, which links no page of its own
	Paper       bool // the text is that of a document, which tells in its schedule when it was published itself
}

// Field is one labelled value of a page, both in the page's words. The Label of a day on a list that nothing says the meaning of is "".
type Field struct{ Label, Value string }

// PageMark is the line of Draft.Text that stands before the text of a page of a paper: a form feed and the page's number, which is 0
// where a text begins that has no pages, behind one that has.
func PageMark(number int) string { return "\f" + strconv.Itoa(number) }

// PageOf returns the number of the page that a line of Draft.Text stands before, false where it is no PageMark.
func PageOf(line string) (number int, ok bool) {
	digits, marked := strings.CutPrefix(line, "\f")
	if !marked {
		return 0, false
	}
	number, err := strconv.Atoi(digits)
	return number, err == nil
}

// FlatText returns text in the form of Draft.Text for readers that know lines alone: the lines of a cell are lines of
// their own, and a row of column heads is a row.
func FlatText(text string) string {
	if strings.Contains(text, "\t") && strings.Contains(text, "# ") {
		lines := strings.Split(text, "\n")
		for n, line := range lines {
			if strings.Contains(line, "\t") {
				lines[n] = strings.TrimPrefix(line, "# ")
			}
		}
		text = strings.Join(lines, "\n")
	}
	return strings.ReplaceAll(text, "\v", "\n")
}
