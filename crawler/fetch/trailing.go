package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
)

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
