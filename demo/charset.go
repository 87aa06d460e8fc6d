package demo

import (
	"fmt"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

// encode writes a page in a body's charset. A character that the charset lacks is an error: the site would show a
// question mark, and the truth would be wrong.
func (b Body) encode(page string) ([]byte, error) {
	var to encoding.Encoding
	switch b.Charset {
	case "":
		return []byte(page), nil
	case "Shift_JIS":
		to = japanese.ShiftJIS
	case "EUC-JP":
		to = japanese.EUCJP
	default:
		return nil, fmt.Errorf("%s: charset %q is not one the demo can write", b.Name, b.Charset)
	}
	encoded, err := to.NewEncoder().Bytes([]byte(page))
	if err != nil {
		return nil, fmt.Errorf("%s: a page cannot be written in %s: %w", b.Name, b.Charset, err)
	}
	return encoded, nil
}

// charset is the name that pages declare.
func (b Body) charset() string {
	if b.Charset == "" {
		return "UTF-8"
	}
	return b.Charset
}

// contentType is the Content-Type of the body's pages of a media type.
func (b Body) contentType(media string) string {
	if b.Declared == "meta" {
		return media
	}
	return media + "; charset=" + b.charset()
}
