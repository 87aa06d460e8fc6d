package crawler

import (
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names what decompress can undo.
const acceptEncoding = "gzip, br, zstd"

// decompress undoes a Content-Encoding, outermost last as RFC 9110 §8.4 lists them. The caller limits what comes out.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	codings := strings.Split(strings.ToLower(encoding), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if r, err = undo(r, strings.TrimSpace(codings[i])); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func undo(r io.Reader, coding string) (io.Reader, error) {
	switch coding {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		return flate.NewReader(r), nil
	case "br":
		return brotli.NewReader(r), nil
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("the answer is packed as %q, which is not among %s", coding, acceptEncoding)
}
