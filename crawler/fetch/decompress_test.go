package fetch

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const markup = "<!DOCTYPE html><title>公募型プロポーザル</title>"

func packedBy(t *testing.T, data []byte, writer func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var b bytes.Buffer
	w := writer(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestContentEncodingsAreUndone(t *testing.T) {
	plain := []byte(markup)
	gz := pack(t, plain)
	zl := packedBy(t, plain, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	raw := packedBy(t, plain, func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 6); return f })
	br := packedBy(t, plain, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	zs := packedBy(t, plain, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z })
	for _, c := range []struct {
		name, encoding string
		sent, want     []byte
		fails          bool
	}{
		{"none", "", plain, plain, false},
		{"identity", "identity", plain, plain, false},
		{"gzip", "gzip", gz, plain, false},
		{"upper case and spaces", " GZIP ", gz, plain, false},
		{"x-gzip", "x-gzip", gz, plain, false},
		{"deflate is zlib", "deflate", zl, plain, false},
		{"raw deflate", "deflate", raw, plain, false},
		{"brotli", "br", br, plain, false},
		{"zstd", "zstd", zs, plain, false},
		{"two lines joined", "gzip,gzip", pack(t, gz), plain, false},
		{"mixed, outermost last", "br, gzip", pack(t, br), plain, false},
		{"a charset is no coding", "utf-8", plain, plain, false},
		{"none is no coding", "none", plain, plain, false},
		{"an unknown one beside a known", "utf-8, gzip", gz, plain, false},
		{"an empty body under gzip", "gzip", nil, nil, false},
		{"an empty body under br", "br", nil, nil, false},
		{"an empty body under zstd", "zstd", nil, nil, false},
		{"an empty body under deflate", "deflate", nil, nil, false},
		{"text under gzip", "gzip", plain, plain, false},
		{"text under zstd", "zstd", plain, plain, false},
		{"two gzip members", "gzip", append(pack(t, plain[:20]), pack(t, plain[20:])...), plain, false},
		{"an empty member first", "gzip", append(pack(t, nil), gz...), plain, false},
		{"zeros behind gzip", "gzip", append(bytes.Clone(gz), make([]byte, 700)...), plain, false},
		{"a comment behind gzip", "gzip", append(bytes.Clone(gz), "\r\n<!-- cached -->"...), plain, false},
		{"one byte behind gzip", "gzip", append(bytes.Clone(gz), gzipMagic[0]), plain, false},
		{"zeros between two layers", "gzip,gzip", pack(t, append(bytes.Clone(gz), 0, 0)), plain, false},
		{"a second member that breaks off", "gzip", append(bytes.Clone(gz), gz[:len(gz)-9]...), nil, true},
		{"noise under gzip", "gzip", []byte("no gzip at all"), nil, true},
		{"gzip that breaks off", "gzip", gz[:len(gz)-9], nil, true},
		{"the most layers", "gzip,gzip,gzip,gzip", pack(t, pack(t, pack(t, gz))), plain, false},
		{"one byte under deflate", "deflate", []byte{0x78}, nil, true},
		{"raw deflate that begins as zlib does", "deflate", []byte{0x78, 0x9d}, nil, true},
		{"a byte order mark and text under gzip", "gzip", []byte("\xef\xbb\xbf" + markup), []byte("\xef\xbb\xbf" + markup), false},
		{"noise under zstd", "zstd", []byte("no zstd at all"), nil, true},
		{"most layers among others", "gzip,none,gzip,gzip,utf-8,gzip", pack(t, pack(t, pack(t, gz))), plain, false},
		{"one layer too many", "gzip,gzip,gzip,gzip,gzip", pack(t, pack(t, pack(t, pack(t, gz)))), nil, true},
	} {
		body, err := readBody(t, newBodyBudget(testLimit), bytes.NewReader(c.sent), c.encoding, -1)
		if (err != nil) != c.fails || !bytes.Equal(body.Bytes(), c.want) {
			t.Errorf("%s: %q, %v", c.name, body.Bytes(), err)
		}
	}
}

func FuzzDecompress(f *testing.F) {
	f.Add([]byte(markup), "gzip, br")
	f.Add([]byte{0x78, 0x9c, 1}, "deflate")
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0}, "zstd")
	f.Fuzz(func(t *testing.T, sent []byte, encoding string) {
		b := newBodyBudget(1 << 20)
		body, err := readBody(t, b, bytes.NewReader(sent), encoding, -1)
		if err == nil && len(body.Bytes()) > 1<<20 {
			t.Errorf("%d bytes came out", len(body.Bytes()))
		}
		body.Release()
		if !isWhole(b) {
			t.Error("the budget is not whole afterwards")
		}
	})
}

// TestWhatLooksLikeMarkup begins with a tag, a comment or a declaration.
func TestWhatLooksLikeMarkup(t *testing.T) {
	for head, want := range map[string]bool{
		"": false, "<": false, " \r\n\t<": false, "<a": true, "<A": true, "<z": true, "<Z": true, "<@": false, "<{": false, "<!": true, "<?": true, "<1": false, "a<b": false,
		"\xef\xbb\xbf\n<html>": true, "\xef\xbb\xbf": false,
	} {
		if got := looksLikeMarkup([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
