package weburl

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// encodeQuery percent-encodes what the query of ref holds beyond ASCII in the encoding of its page; what that encoding
// lacks becomes a numeric reference (URL Standard §1.3, percent-encode after encoding). Pages in UTF-8 or UTF-16 leave
// it to the parser.
func encodeQuery(ref, label string) string {
	if label == "" || strings.HasPrefix(label, "utf-") {
		return ref
	}
	end := len(ref)
	if hash := strings.IndexByte(ref, '#'); hash >= 0 {
		end = hash
	}
	from := strings.IndexByte(ref[:end], '?')
	if from < 0 || IsASCII(ref[from:end]) {
		return ref
	}
	enc, _ := charset.Lookup(label)
	if enc == nil {
		return ref
	}
	var out strings.Builder
	out.WriteString(ref[:from])
	encodeRunes(&out, ref[from:end], enc.NewEncoder())
	out.WriteString(ref[end:])
	return out.String()
}

func encodeRunes(out *strings.Builder, text string, encoder *encoding.Encoder) {
	for _, r := range text {
		if r < utf8.RuneSelf {
			out.WriteRune(r)
			continue
		}
		encoder.Reset()
		bytes, err := encoder.String(string(r))
		if err != nil {
			out.WriteRune(r) // left to the parser
			continue
		}
		for i := range len(bytes) {
			if c := bytes[i]; isAlphanumeric(c) {
				out.WriteByte(c)
			} else {
				fmt.Fprintf(out, "%%%02X", c)
			}
		}
	}
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// IsASCII reports whether s has no character beyond ASCII.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
