package response

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func unpacked(t *testing.T, e encoding, packed []byte) []byte {
	t.Helper()
	var in io.Reader
	var err error
	switch r := bytes.NewReader(packed); e {
	case brotliBody:
		in = brotli.NewReader(r)
	case zstdBody:
		in, err = zstd.NewReader(r)
	default:
		in, err = gzip.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// page makes a body of a length that compresses as a page does.
func page(random *rand.Rand, length int) []byte {
	words := strings.Fields("公募 実証実験 提案 <li> </li> 長野県 令和8年度 期限 https://www.city.example.jp/")
	var b bytes.Buffer
	for b.Len() < length {
		b.WriteString(words[random.IntN(len(words))])
	}
	return b.Bytes()[:length]
}

// allocated is how many bytes are allocated by do.
func allocated(do func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// TestPackingAgainNeedsNoNewTables packs bodies of many lengths, one after the other and at once: each is what it was, and takes
// far less memory than with a compressor of its own.
func TestPackingAgainNeedsNoNewTables(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for e := range encodings {
		t.Run(e.name(), func(t *testing.T) {
			var bodies, packed [40][]byte
			for n := range bodies {
				bodies[n] = page(random, 2000+random.IntN(100_000))
			}
			fresh := allocated(func() {
				for _, body := range bodies {
					w := e.writer(io.Discard, false)
					_, _ = w.Write(body)
					_ = w.Close()
				}
			})
			again := allocated(func() {
				for n, body := range bodies {
					packed[n] = e.pack(body)
				}
			})
			for n, body := range bodies {
				if !bytes.Equal(unpacked(t, e, packed[n]), body) {
					t.Errorf("the body of %d bytes is another", len(body))
				}
			}
			if again > fresh*2/3 { // the race detector takes a quarter of what is kept
				t.Errorf("%d bytes are allocated, and %d by compressors of their own", again, fresh)
			}
			t.Logf("%d kB a body, not %d", again/len(bodies)>>10, fresh/len(bodies)>>10)
		})
	}
	for n := range uint64(4) {
		t.Run("at once", func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(3, n))
			for n := range 30 {
				body, e := page(random, 2000+random.IntN(60_000)), encoding(n)%encodings
				if !bytes.Equal(unpacked(t, e, e.pack(body)), body) {
					t.Errorf("a body of %d bytes is another in %s", len(body), e.name())
				}
			}
		})
	}
}
