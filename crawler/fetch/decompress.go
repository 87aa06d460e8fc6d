package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
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
	"br":      unpackBrotli,
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

// unpackDeflate reads zlib's format, which "deflate" means (RFC 9110 §8.4.1.2), or the raw one that some servers send.
func unpackDeflate(r *bufio.Reader) (io.Reader, error) {
	head, _ := r.Peek(2)
	switch {
	case len(head) == 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0: // RFC 1950 §2.2
		z, err := zlib.NewReader(r)
		return &untilEnd{packed: r, plain: z}, err
	case beginsPage(r):
		return r, nil
	}
	return &untilEnd{packed: r, plain: flate.NewReader(r)}, nil
}

// unpackBrotli passes through what is a page in truth.
func unpackBrotli(r *bufio.Reader) (io.Reader, error) {
	if beginsPage(r) {
		return r, nil
	}
	return &untilEnd{packed: r, plain: brotli.NewReader(r)}, nil
}

func unpackZstd(r *bufio.Reader) (io.Reader, error) {
	if head, _ := r.Peek(512); !bytes.HasPrefix(head, zstdMagic) && looksLikeMarkup(head) {
		return r, nil
	}
	frames := &zstdFrames{packed: r}
	d, err := zstd.NewReader(frames, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	return &zstdBody{d.IOReadCloser(), frames}, nil
}

// looksLikeMarkup reports whether a body begins as HTML or XML does.
func looksLikeMarkup(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || head[1] >= 'A' && head[1] <= 'z')
}

// pageBegins are how pages and feeds begin. Packed by a coding without a mark of its own nothing begins like that but by chance.
var pageBegins = regexp.MustCompile(`(?i)^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|rss|head|!--)`)

// beginsPage reports whether a body begins as a page or a feed does.
func beginsPage(r *bufio.Reader) bool {
	head, _ := r.Peek(512)
	return pageBegins.Match(head)
}
