package page

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

const announcement = "架空市の公募型プロポーザル　提出期限：令和８年６月５日（金）①髙 ～ 必着"

func encodeAs(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	body, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestDecode(t *testing.T) {
	plain := strings.NewReplacer("①髙 ～", "").Replace(announcement)
	kana := "ｻｰﾋﾞｽ" + announcement
	for _, c := range []struct {
		name, header, override, text string
		enc                          encoding.Encoding
		prefix, want                 string
	}{
		{"declared nowhere", "", "", announcement, japanese.ShiftJIS, "", "shift_jis"},
		{"in the header", "text/html; charset=Shift_JIS", "", announcement, japanese.ShiftJIS, "", "shift_jis"},
		{"Windows' name", "text/html; charset=cp932", "", kana, japanese.ShiftJIS, "", "shift_jis"},
		{"in meta", "text/html", "", plain, japanese.EUCJP, `<meta charset="EUC-JP">`, "euc-jp"},
		{"in old meta", "", "", plain, japanese.EUCJP, `<META content="text/html; charset=x-euc-jp" http-equiv=Content-Type>`, "euc-jp"},
		{"in the XML declaration", "", "", plain, japanese.EUCJP, `<?xml version="1.0" encoding="euc-jp"?>`, "euc-jp"},
		{"EUC-JP declared nowhere", "", "", plain, japanese.EUCJP, "", "euc-jp"},
		{"JIS declared nowhere", "", "", plain, japanese.ISO2022JP, "", "iso-2022-jp"},
		{"header wrong: UTF-8", "text/html; charset=utf-8", "", announcement, japanese.ShiftJIS, "", "shift_jis"},
		{"header and meta wrong", "text/html; charset=utf-8", "", plain, japanese.EUCJP, "<meta charset=shift_jis>", "euc-jp"},
		{"a server's default", "text/html; charset=iso-8859-1", "", announcement, japanese.ShiftJIS, "", "shift_jis"},
		{"header wrong: Shift_JIS", "text/html; charset=Shift_JIS", "", announcement, unicode.UTF8, "", "utf-8"},
		{"the operator says", "text/html; charset=utf-8", "Shift_JIS", announcement, japanese.ShiftJIS, "", "shift_jis"},
		{"a byte order mark", "text/html; charset=Shift_JIS", "", announcement, unicode.UTF8BOM, "", "utf-8"},
		{"UTF-16 with a mark", "", "", announcement, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "", "utf-16le"},
	} {
		body := encodeAs(t, c.enc, c.prefix+c.text)
		got, name := Decode(Page{ContentType: c.header, Body: body}, c.override)
		if name != c.want || string(got) != c.prefix+c.text {
			t.Errorf("%s: %s %q", c.name, name, got)
		}
	}
}

func TestDecodeKeepsWhatIsUTF8(t *testing.T) {
	body := []byte(announcement)
	got, _ := Decode(Page{ContentType: "text/html; charset=utf-8", Body: body}, "")
	if &got[0] != &body[0] {
		t.Error("a body in UTF-8 was copied")
	}
	if damaged, name := Decode(Page{Body: append(body[:len(body):len(body)], 0xe3, 0x81)}, ""); name != "utf-8" || !utf8.Valid(damaged) {
		t.Errorf("a cut page became %s %q", name, damaged)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("text/html; charset=Shift_JIS", "", encodeAs(f, japanese.ShiftJIS, announcement))
	f.Add("", "euc-jp", []byte("\xa4\xa2\xff"))
	f.Add("charset", "", []byte("\x1b$B$\"\x1b(B <meta charset="))
	f.Add("", "x-user-defined", []byte("\xff\xfe\x00\xd8"))
	f.Fuzz(func(t *testing.T, header, override string, body []byte) {
		if text, _ := Decode(Page{ContentType: header, Body: body}, override); !utf8.Valid(text) {
			t.Errorf("not UTF-8: %q", text)
		}
	})
}
