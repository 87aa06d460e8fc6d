package opportunity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// plain drops what cannot be seen or was lost (U+FFFD, the rest of a character that was cut), takes radicals for the
// ideographs they look like, makes white space single and cuts to n characters. Widths and variants stay as typed.
func plain(s string, n int) string {
	s = strings.ToValidUTF8(clipBytes(s, 8*n+64), "")
	return clipRunes(strings.Join(strings.Fields(strings.Map(seenRune, s)), " "), n)
}

// seenRune returns -1 for control, bidi and zero-width characters, which jtext.Fold drops too, and for U+FFFD; the
// ideograph for a radical; r otherwise.
func seenRune(r rune) rune {
	if r >= 0x20 && r < 0x7f || r >= 0x3000 && r < 0xfe00 {
		return r
	}
	if r == utf8.RuneError {
		return -1
	}
	if !strings.ContainsRune("\t\n\r\u2028\u2029\u00a0", r) && jtext.Fold(string(r)) == "" {
		return -1
	}
	return jtext.Radical(r)
}

// withoutRadicals returns the draft with the ideographs that its radicals look like, so that no quick look at the raw
// text misses a word (中⽌).
func (d Draft) withoutRadicals() Draft {
	d.Title, d.Summary, d.Text = ideographs(d.Title), ideographs(d.Summary), ideographs(d.Text)
	d.Fields = slices.Clone(d.Fields)
	for i, f := range d.Fields {
		d.Fields[i] = Field{ideographs(f.Label), ideographs(f.Value)}
	}
	return d
}

// ideographs returns s with radicals as the ideographs they look like.
func ideographs(s string) string { return strings.Map(jtext.Radical, s) }
