package fetch

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"slices"
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
	zstd1 := func(part []byte) []byte {
		return packedBy(t, part, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z })
	}
	zsHead, zsTail, skipped := zstd1(plain[:20]), zstd1(plain[20:]), []byte{0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 7, 7, 7}
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
		{"zeros behind zlib", "deflate", append(bytes.Clone(zl), make([]byte, 700)...), plain, false},
		{"a line end behind raw deflate", "deflate", append(bytes.Clone(raw), "\r\n"...), plain, false},
		{"a comment behind brotli", "br", append(bytes.Clone(br), "\r\n<!-- cached -->"...), plain, false},
		{"one byte behind brotli", "br", append(bytes.Clone(br), 0), plain, false},
		{"more than a buffer behind brotli", "br", append(bytes.Clone(br), make([]byte, 100_000)...), plain, false},
		{"brotli that breaks off", "br", br[:len(br)-3], nil, true},
		{"brotli with a byte that is wrong", "br", append([]byte{0xff}, br...), nil, true},
		{"a comment behind zstd", "zstd", append(bytes.Clone(zs), "\r\n<!-- cached -->"...), plain, false},
		{"one byte behind zstd", "zstd", append(bytes.Clone(zs), '\n'), plain, false},
		{"zeros behind zstd", "zstd", append(bytes.Clone(zs), make([]byte, 700)...), plain, false},
		{"two zstd frames and a line end", "zstd", slices.Concat(zsHead, zsTail, []byte("\n")), plain, false},
		{"a frame to be skipped between two", "zstd", slices.Concat(zsHead, skipped, zsTail), plain, false},
		{"a second zstd frame that breaks off", "zstd", slices.Concat(zs, zsTail[:len(zsTail)-3]), nil, true},
		{"a second zstd frame that breaks off in its header", "zstd", slices.Concat(zs, zsTail[:5]), nil, true},
		{"zstd that breaks off", "zstd", zs[:len(zs)-3], nil, true},
		{"text under br", "br", plain, plain, false},
		{"text under deflate", "deflate", plain, plain, false},
	} {
		body, err := readBody(t, newBodyBudget(testLimit), bytes.NewReader(c.sent), c.encoding, -1)
		if (err != nil) != c.fails || !bytes.Equal(body.Bytes(), c.want) {
			t.Errorf("%s: %q, %v", c.name, body.Bytes(), err)
		}
	}
}

// TestWhatFollowsAPackedBodyIsReadAllTheSame: an answer that breaks off behind its packed body has broken off.
func TestWhatFollowsAPackedBodyIsReadAllTheSame(t *testing.T) {
	plain := []byte(markup)
	for encoding, sent := range map[string][]byte{
		"gzip":    pack(t, plain),
		"deflate": packedBy(t, plain, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }),
		"br":      packedBy(t, plain, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }),
		"zstd":    packedBy(t, plain, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }),
	} {
		rest := io.MultiReader(bytes.NewReader(append(sent, 1, 2, 3, 4, 5)), bytes.NewReader(make([]byte, 70_000)), brokenOff{})
		body, err := readBody(t, newBodyBudget(testLimit), rest, encoding, -1)
		if err != io.ErrUnexpectedEOF {
			t.Errorf("%s: %q, %v", encoding, body.Bytes(), err)
		}
	}
}

type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

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
