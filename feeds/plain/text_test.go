package plain

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"題\r\n名\r1": "題\n名\n1", "a\x00\x08\u0085b": "ab", "a\u202e\u2066\u200fb": "ab", "\xff\xfea": "〓a", "\uFFFD": "〓", "文\uFFFD字\xed\xa0\x80": "文〓字〓", "\ufffe\uffff": "", "👩‍💻": "👩‍💻",
	} {
		if got := Text(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Line(" a\t\nb   c\u202e "); got != "a b c" {
		t.Errorf("line = %q", got)
	}
}

// TestEveryCharacterIsToldPlainAsByItsBytes: what is plain is told from bytes where that suffices.
func TestEveryCharacterIsToldPlainAsByItsBytes(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		want := isPlain(r) && r != '\r' && r != utf8.RuneError && utf8.ValidRune(r)
		if got := isPlainText("件" + string(r) + "名"); got != want {
			t.Fatalf("%U is plain: %v", r, got)
		}
	}
	for _, broken := range []string{"\xff", "件\xe3\x81", "\xe3", "\x80", "件\xed\xa0\x80"} {
		if isPlainText(broken) {
			t.Errorf("%q is plain", broken)
		}
	}
}
