package response

import (
	"bytes"
	"sync"
)

// scratches are buffers that nobody uses, as long as bodies were before. The collector takes them now and then.
var scratches = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// longestScratch is the capacity in bytes above which a buffer is not used again: few bodies are longer.
const longestScratch = 2 << 20

// Body returns what write writes, in as much memory as it takes: a buffer grows to twice of what it holds, and answers are kept.
// The error is that of write.
func Body(write func(*bytes.Buffer) error) ([]byte, error) {
	b := scratches.Get().(*bytes.Buffer)
	defer func() {
		if b.Reset(); b.Cap() <= longestScratch {
			scratches.Put(b)
		}
	}()
	if err := write(b); err != nil {
		return nil, err
	}
	return bytes.Clone(b.Bytes()), nil
}
