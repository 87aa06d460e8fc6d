package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"math"
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
		coding, known := understood[strings.TrimSpace(codings[i])]
		if !known {
			continue
		}
		if layers++; layers > maxCodings {
			return nil, errPackedTooOften
		}
		packed := bufio.NewReader(r)
		head, err := packed.Peek(512)
		switch {
		case len(head) == 0 && err == io.EOF:
			return packed, nil
		case coding.isPlain(head):
			r = packed
			continue
		}
		if r, err = coding.unpack(packed); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// coding is a content coding.
type coding struct {
	unpack  func(*bufio.Reader) (io.Reader, error)
	isPlain func(head []byte) bool // whether a body is text in truth: proxies unpack bodies and forget the header
}

// understood are the content codings that are understood, by the names of the IANA registry.
var understood = map[string]coding{
	"gzip":    {unpackGzip, looksLikeMarkup},
	"x-gzip":  {unpackGzip, looksLikeMarkup},
	"deflate": {unpackDeflate, pageBegins.Match},
	"br":      {unpackBrotli, pageBegins.Match},
	"zstd":    {unpackZstd, looksLikeMarkup},
}

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

func unpackGzip(r *bufio.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipMembers{packed: r, member: z}, nil
}

// unpackDeflate reads zlib's format, which "deflate" means (RFC 9110 §8.4.1.2), or the raw one that some servers send.
func unpackDeflate(r *bufio.Reader) (io.Reader, error) {
	if head, _ := r.Peek(2); len(head) == 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 { // RFC 1950 §2.2
		z, err := zlib.NewReader(r)
		return &untilEnd{packed: r, plain: z}, err
	}
	return &untilEnd{packed: r, plain: flate.NewReader(r)}, nil
}

func unpackBrotli(r *bufio.Reader) (io.Reader, error) {
	return &untilEnd{packed: r, plain: brotli.NewReader(r)}, nil
}

func unpackZstd(r *bufio.Reader) (io.Reader, error) {
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

// What stands behind the end of a packed body, the zeros of a server that pads, a line end or a comment that a proxy adds, is passed
// over, as browsers do.

// passOver reads the rest of a body all the same, so that one that breaks off is noticed. Its error is io.EOF where it does not.
func passOver(rest io.Reader) error {
	if _, err := io.Copy(io.Discard, rest); err != nil {
		return err
	}
	return io.EOF
}

// excessive is the error of the brotli library, which does not export it, where bytes stand behind the end.
const excessive = "brotli: excessive input"

// untilEnd reads a body in a coding that tells where it ends.
type untilEnd struct {
	packed *bufio.Reader
	plain  io.Reader
}

func (u *untilEnd) Read(p []byte) (int, error) {
	n, err := u.plain.Read(p)
	if err == io.EOF || err != nil && err.Error() == excessive {
		err = passOver(u.packed)
	}
	return n, err
}

// gzipMembers reads the members of a gzip body one after the other (RFC 1952 §2.2).
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
		return n, passOver(g.packed)
	}
	if err := g.member.Reset(g.packed); err != nil {
		return n, err
	}
	g.member.Multistream(false)
	return n, nil
}

// zstdBody reads a zstd body.
type zstdBody struct {
	io.ReadCloser
	frames *zstdFrames
}

func (z *zstdBody) Read(p []byte) (int, error) {
	n, err := z.ReadCloser.Read(p)
	if err == io.EOF && z.frames.after != nil {
		err = z.frames.after // which the reader takes for the end
	}
	return n, err
}

// zstdFrames passes on the frames of a zstd body (RFC 8878 §3.1), for its reader takes whatever follows one for another.
type zstdFrames struct {
	packed  *bufio.Reader
	begun   bool  // a frame was passed on
	inside  bool  // a frame
	checked bool  // a checksum ends it
	left    int   // bytes of the piece under way: a header, a block, what is to be skipped
	after   error // met behind the last frame
}

func (z *zstdFrames) Read(p []byte) (int, error) {
	if z.left == 0 {
		if err := z.next(); err != nil {
			return 0, err
		}
	}
	n, err := z.packed.Read(p[:min(len(p), z.left)])
	z.left -= n
	return n, err
}

// next measures the next piece. What is wrong with it is its reader's to say.
func (z *zstdFrames) next() error {
	if z.inside {
		z.nextBlock()
		return nil
	}
	head, _ := z.packed.Peek(zstd.HeaderMaxSize)
	if z.begun && !beginsFrame(head) {
		z.after = passOver(z.packed)
		return z.after
	}
	z.begun, z.left = true, math.MaxInt
	var h zstd.Header
	if err := h.Decode(head); err == nil {
		z.left, z.inside, z.checked = h.HeaderSize+int(h.SkippableSize), !h.Skippable, h.HasCheckSum
	}
	return nil
}

// Blocks of a frame (RFC 8878 §3.1.1.2).
const (
	blockHeader  = 3 // bytes
	repeatedByte = 1 // type of a block that is one byte many times
	checksumSize = 4
)

func (z *zstdFrames) nextBlock() {
	head, _ := z.packed.Peek(blockHeader)
	if len(head) < blockHeader {
		z.left = math.MaxInt
		return
	}
	header := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	last, kind, size := header&1 == 1, header>>1&3, header>>3
	if kind == repeatedByte {
		size = 1
	}
	z.left, z.inside = blockHeader+size, !last
	if last && z.checked {
		z.left += checksumSize
	}
}

// beginsFrame reports whether a frame begins, or one that may be skipped, its magic number in full.
func beginsFrame(head []byte) bool {
	skippable := len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18})
	return bytes.HasPrefix(head, zstdMagic) || skippable
}
