package feeds

import (
	"bufio"
	"io"
	"unicode/utf8"
)

// icsWriter writes content lines of iCalendar. The first error stays in out, and Flush returns it.
type icsWriter struct {
	out  *bufio.Writer
	room int // octets that still fit into the present piece of a line
}

func newICSWriter(w io.Writer) *icsWriter { return &icsWriter{out: bufio.NewWriter(w)} }

// text writes a property of type TEXT whose value is the parts together, which plain or what calls it has returned; an empty value is no
// line.
func (w *icsWriter) text(name string, parts ...string) {
	empty := true
	for _, part := range parts {
		if part == "" {
			continue
		}
		if empty {
			w.begin(name)
			empty = false
		}
		w.escaped(part)
	}
	if !empty {
		w.end()
	}
}

// raw writes a property whose value is no TEXT: a date, an address, a number. An empty value is no line.
func (w *icsWriter) raw(name, value string) {
	if value != "" {
		w.begin(name)
		w.put(value)
		w.end()
	}
}

// line writes one content line.
func (w *icsWriter) line(s string) {
	w.room = foldAt
	w.put(s)
	w.end()
}

// foldAt is the longest content line in octets, its line break not counted (RFC 5545 §3.1).
const foldAt = 75

func (w *icsWriter) begin(name string) {
	w.room = foldAt
	w.put(name)
	w.put(":")
}

func (w *icsWriter) end() { w.out.WriteString("\r\n") }

// put goes on with a line, folded so that no piece is longer than foldAt octets and no character is cut.
func (w *icsWriter) put(s string) {
	for len(s) > w.room {
		cut := w.room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		w.out.WriteString(s[:cut])
		w.out.WriteString("\r\n ")
		s, w.room = s[cut:], foldAt-1 // the space that marks the fold counts
	}
	w.out.WriteString(s)
	w.room -= len(s)
}

// escaped goes on with a TEXT value (RFC 5545 §3.3.11).
func (w *icsWriter) escaped(s string) {
	from := 0
	for i := range len(s) {
		switch s[i] {
		case '\\', ';', ',':
			w.put(s[from:i])
			w.put(`\`)
			from = i
		case '\n':
			w.put(s[from:i])
			w.put(`\n`)
			from = i + 1
		}
	}
	w.put(s[from:])
}
