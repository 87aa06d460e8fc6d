package feeds

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// icsWriter writes content lines of iCalendar. The first error stays in out, and Flush returns it.
type icsWriter struct{ out *bufio.Writer }

func newICSWriter(w io.Writer) icsWriter { return icsWriter{bufio.NewWriter(w)} }

// text writes a property of type TEXT; an empty value is no line.
func (w icsWriter) text(name, value string) {
	if value != "" {
		w.line(name + ":" + escapeICS(value))
	}
}

// raw writes a property whose value is no TEXT: a date, an address, a number. An empty value is no line.
func (w icsWriter) raw(name, value string) {
	if value != "" {
		w.line(name + ":" + value)
	}
}

// foldAt is the longest content line in octets, its line break not counted (RFC 5545 §3.1).
const foldAt = 75

// line writes one content line, folded so that no piece is longer than foldAt octets and no character is cut.
func (w icsWriter) line(s string) {
	room := foldAt
	for len(s) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		w.out.WriteString(s[:cut])
		w.out.WriteString("\r\n ")
		s, room = s[cut:], foldAt-1 // the space that marks the fold counts
	}
	w.out.WriteString(s)
	w.out.WriteString("\r\n")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escapeICS escapes a TEXT value (RFC 5545 §3.3.11).
func escapeICS(s string) string { return icsEscapes.Replace(plain(s)) }
