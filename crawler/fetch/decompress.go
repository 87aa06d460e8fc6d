package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names what we like to be sent; deflate is understood as well.
const acceptEncoding = "gzip, br, zstd"

// maxCodings bounds how often a body may be packed one in the other; each layer costs memory.
const maxCodings = 4

var errPackedTooOften = errors.New("it is packed more than 4 times")

// decompress undoes a Content-Encoding, outermost last as RFC 9110 §8.4 lists them. Codings that nobody knows ("utf-8",
// "none") are passed over, as browsers do. A body without a byte is empty whatever its coding: an answer to HEAD, a 304 or
// a redirect names the coding of a body that it does not have. The caller bounds what comes out.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	codings := strings.Split(strings.ToLower(encoding), ",")
	layers := 0
	for i := len(codings) - 1; i >= 0; i-- {
		unpack := unpackers[strings.TrimSpace(codings[i])]
		if unpack == nil {
			continue
		}
		if layers++; layers > maxCodings {
			return nil, errPackedTooOften
		}
		head := bufio.NewReader(r)
		if _, err := head.Peek(1); err == io.EOF {
			return head, nil
		}
		var err error
		if r, err = unpack(head); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// unpackers are the content codings that are understood, by the names of the IANA registry.
var unpackers = map[string]func(*bufio.Reader) (io.Reader, error){
	"gzip":    unpackGzip,
	"x-gzip":  unpackGzip,
	"deflate": unpackDeflate,
	"br":      func(r *bufio.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd":    unpackZstd,
}

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// unpackGzip passes through what is text in truth: proxies unpack bodies and forget the header.
func unpackGzip(r *bufio.Reader) (io.Reader, error) {
	if head, _ := r.Peek(512); !bytes.HasPrefix(head, gzipMagic) && looksLikeMarkup(head) {
		return r, nil
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipMembers{packed: r, member: z}, nil
}

// gzipMembers reads the members of a gzip body one after the other (RFC 1952 §2.2). What stands behind the last one, the zeros of
// a server that pads, a line end or a comment that a proxy adds, is passed over, as browsers do; it is read all the same, so that a
// body that breaks off is noticed.
type gzipMembers struct {
	packed *bufio.Reader
	member *gzip.Reader
}

func (g *gzipMembers) Read(p []byte) (int, error) {
	n, err := g.member.Read(p)
	if err != io.EOF {
		return n, err
	}
	if head, _ := g.packed.Peek(len(gzipMagic)); !bytes.Equal(head, gzipMagic) {
		if _, err := io.Copy(io.Discard, g.packed); err != nil {
			return n, err
		}
		return n, io.EOF
	}
	if err := g.member.Reset(g.packed); err != nil {
		return n, err
	}
	g.member.Multistream(false)
	return n, nil
}

// unpackDeflate reads zlib's format, which "deflate" means (RFC 9110 §8.4.1.2), or the raw one that some servers send.
func unpackDeflate(r *bufio.Reader) (io.Reader, error) {
	head, _ := r.Peek(2)
	if len(head) == 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 { // RFC 1950 §2.2
		return zlib.NewReader(r)
	}
	return flate.NewReader(r), nil
}

func unpackZstd(r *bufio.Reader) (io.Reader, error) {
	if head, _ := r.Peek(512); !bytes.HasPrefix(head, zstdMagic) && looksLikeMarkup(head) {
		return r, nil
	}
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// looksLikeMarkup reports whether a body begins as HTML or XML does.
func looksLikeMarkup(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || head[1] >= 'A' && head[1] <= 'z')
}
