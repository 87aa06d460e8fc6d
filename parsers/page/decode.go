package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// charsetScan is how far into a page its <meta> or XML declaration is looked for, in bytes. The HTML standard asks for
// 1,024 (§13.2.3.2); Japanese CMSs put scripts and comments before it.
const charsetScan = 4096

// charsetAliases are names that servers send and the Encoding Standard does not list.
var charsetAliases = map[string]string{
	"cp932":     "shift_jis", // Windows' own name
	"sjis-win":  "shift_jis", // PHP's
	"sjis_win":  "shift_jis",
	"shiftjis":  "shift_jis",
	"eucjp":     "euc-jp",
	"eucjp-win": "euc-jp", // PHP's
	"cp51932":   "euc-jp",
	"x-euc":     "euc-jp",
	"x-euc_jp":  "euc-jp",
	"jis":       "iso-2022-jp",
	"utf_8":     "utf-8",
}

// guesses are the encodings that Japanese pages are in, tried when what is declared does not fit the bytes.
var guesses = []string{"utf-8", "shift_jis", "euc-jp", "iso-2022-jp"}

// Decode returns the page's body in UTF-8 and the name of the encoding it was in, as the Encoding Standard spells it.
// override, when not "", is what the operator says and is believed. Otherwise: a byte order mark, then UTF-8 where the
// bytes are valid UTF-8, then the charset of the header, of <meta> or of the XML declaration where it fits, else the
// encoding that fits best. Invalid bytes become U+FFFD; a body in UTF-8 is returned as it is, without a copy.
func Decode(p Page, override string) (utf8Body []byte, charsetName string) {
	if name := canonicalCharset(override); name != "" {
		text, _ := decodeAs(p.Body, name)
		return text, name
	}
	if name, skip := byteOrderMark(p.Body); name != "" {
		text, _ := decodeAs(p.Body[skip:], name)
		return text, name
	}
	shifted := bytes.Contains(p.Body, []byte("\x1b$")) // ISO-2022-JP is valid ASCII, and so valid UTF-8
	if !shifted && utf8.Valid(p.Body) {
		return p.Body, "utf-8"
	}
	declared := declaredCharsets(p)
	if shifted {
		declared = append(declared, "iso-2022-jp")
	}
	return bestDecoding(p.Body, declared)
}

// bestDecoding tries the declared encodings, then the guesses, and takes the first that decodes cleanly, else the one
// with the least damage.
func bestDecoding(body []byte, declared []string) ([]byte, string) {
	var best []byte
	bestName, least := "", -1
	tried := map[string]bool{}
	for _, name := range append(declared, guesses...) {
		if tried[name] {
			continue
		}
		tried[name] = true
		text, ok := decodeAs(body, name)
		if !ok {
			continue
		}
		damage := decodingDamage(text)
		if damage == 0 {
			return text, name
		}
		if least < 0 || damage < least {
			best, bestName, least = text, name, damage
		}
	}
	return best, bestName
}

// decodingDamage counts the signs of a wrong encoding: replacement characters, stray controls, and half-width kana,
// which EUC-JP read as Shift_JIS turns into. A page may hold a few of those last, so they count only where they are many.
func decodingDamage(text []byte) int {
	damage, kana, wide := 0, 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			if text[i] == 0x1b {
				damage += 4
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch {
		case r == utf8.RuneError, r >= 0x80 && r < 0xa0:
			damage += 4
		case r >= 0xff61 && r <= 0xff9f:
			kana++
		default:
			wide++
		}
	}
	if kana > wide {
		damage += kana
	}
	return damage
}

// decodeAs decodes body from the named encoding; ok is false where the name is unknown.
func decodeAs(body []byte, name string) (text []byte, ok bool) {
	if name == "utf-8" {
		body = bytes.TrimPrefix(body, []byte("\ufeff"))
		if utf8.Valid(body) {
			return body, true
		}
		return bytes.ToValidUTF8(body, []byte("\ufffd")), true
	}
	enc, _ := charset.Lookup(name)
	if enc == nil || enc == encoding.Replacement {
		return nil, false
	}
	// Characters of two bytes become such of three.
	text, _, err := transform.Append(enc.NewDecoder(), make([]byte, 0, len(body)*3/2+utf8.UTFMax), body)
	if err != nil {
		return nil, true
	}
	return text, true
}

// canonicalCharset returns the Encoding Standard's name for a label, "" where it names nothing known.
func canonicalCharset(label string) string {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\"'"))
	if alias, ok := charsetAliases[label]; ok {
		label = alias
	}
	_, name := charset.Lookup(label)
	return name
}

// byteOrderMark returns the encoding that the body's first bytes name, and their number.
func byteOrderMark(body []byte) (name string, size int) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return "utf-8", 3
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return "utf-16le", 2
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return "utf-16be", 2
	}
	return "", 0
}

// declaredCharsets lists what the header and the first bytes of the page declare, header first. Single-byte encodings
// are left out: a server's default "iso-8859-1" decodes anything cleanly and says nothing about a Japanese page.
func declaredCharsets(p Page) []string {
	head := lowerASCII(p.Body[:min(len(p.Body), charsetScan)])
	labels := []string{labelAfter(lowerASCII([]byte(p.ContentType)), "charset")}
	labels = append(labels, labelAfter(head, "charset"), labelAfter(head, "encoding"))
	var names []string
	for _, label := range labels {
		name := canonicalCharset(label)
		if name == "" || strings.HasPrefix(name, "windows-") || strings.HasPrefix(name, "iso-8859-") {
			continue
		}
		names = append(names, name)
	}
	return names
}

// lowerASCII returns a copy of text in an unknown encoding with its ASCII letters in lower case. bytes.ToLower would read
// each byte that is none as a character.
func lowerASCII(text []byte) []byte {
	lower := bytes.Clone(text)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] += 'a' - 'A'
		}
	}
	return lower
}

// labelAfter returns the value after the first `key=` in a text in lower case, without quotes, "" where there is none.
func labelAfter(lower []byte, key string) string {
	for at := 0; ; {
		found := bytes.Index(lower[at:], []byte(key))
		if found < 0 {
			return ""
		}
		at += found + len(key)
		rest := bytes.TrimLeft(lower[at:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
		if end := bytes.IndexAny(rest, " \t\r\n\"';,/>?"); end >= 0 {
			rest = rest[:end]
		}
		return string(rest)
	}
}
