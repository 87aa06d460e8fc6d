package response

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// encoding is a content coding (RFC 9110 §8.4.1), in the order of preference where a request wants several alike.
type encoding int

const (
	brotliBody encoding = iota
	zstdBody
	gzipBody
	encodings
	plainBody = encodings
)

var encodingNames = [encodings]string{"br", "zstd", "gzip"}

func (e encoding) name() string { return encodingNames[e] }

// worthPacking is the least length in bytes of a body that is compressed: shorter ones fit into one packet as they are.
const worthPacking = 1200

// quickBody is the length in bytes from which on a body is compressed for speed: it is an export that is sent once.
const quickBody = 2 << 20

// packer is a compressor that can begin anew.
type packer interface {
	io.WriteCloser
	Reset(w io.Writer)
}

// packers keeps compressors for the next body, those that work well and those that work quickly: their tables are longer than most
// bodies, and making them for each was a third of what a first answer allocates. The collector takes those that nobody needs.
var packers [encodings][2]sync.Pool

// pack compresses a body.
func (e encoding) pack(body []byte) []byte {
	quick := len(body) >= quickBody
	pool := &packers[e][0]
	if quick {
		pool = &packers[e][1]
	}
	packed, err := Body(func(out *bytes.Buffer) error {
		w, kept := pool.Get().(packer)
		if kept {
			w.Reset(out)
		} else {
			w = e.writer(out, quick)
		}
		if _, err := w.Write(body); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		w.Reset(nil) // it must not keep what it wrote to
		pool.Put(w)
		return nil
	})
	if err != nil {
		return body
	}
	return packed
}

// writer compresses what is written to it, quickly or well. Closing it ends the encoding and not w.
func (e encoding) writer(w io.Writer, quick bool) packer {
	switch e {
	case brotliBody:
		level := 5
		if quick {
			level = 1
		}
		return brotli.NewWriterLevel(w, level)
	case zstdBody:
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // of an option, which a test of this package rules out
		}
		return z
	}
	level := gzip.DefaultCompression
	if quick {
		level = gzip.BestSpeed
	}
	z, err := gzip.NewWriterLevel(w, level)
	if err != nil {
		panic(err)
	}
	return z
}

// preferred returns the encoding that the lines of a header Accept-Encoding ask for: of those with the greatest weight the first of
// ours. plainBody where they ask for none of them, or rather for a body as it is.
func preferred(accept []string) encoding {
	best, most, plain := plainBody, 0.0, 0.0
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, parameters, _ := strings.Cut(part, ";")
		name, weight := strings.TrimSpace(name), weightOf(parameters)
		if strings.EqualFold(name, "identity") {
			plain = weight
		}
		for e, known := range encodingNames {
			wanted := strings.EqualFold(name, known)
			if wanted && (weight > most || weight == most && encoding(e) < best && weight > 0) {
				best, most = encoding(e), weight
			}
		}
	}
	if plain > most {
		return plainBody
	}
	return best
}

// weightOf reads q=0.5; 1 where nothing is said, 0 for nonsense.
func weightOf(parameters string) float64 {
	name, value, found := strings.Cut(parameters, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || weight < 0 || weight > 1 {
		return 0
	}
	return weight
}
