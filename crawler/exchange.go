package crawler

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Recorder keeps exchanges, such as a WARC file. body is as sent, before unpacking.
type Recorder interface {
	Record(req *http.Request, resp *http.Response, body []byte, at time.Time) error
}

// sentType carries the Content-Type as sent past colly, which would decode a body by it: bodies are decoded once, by the
// parsers.
const sentType = "X-Koubo-Content-Type"

// box carries a body past colly, from the exchange to whoever asked. One request of a visit is under way at a time.
type box struct {
	body    []byte        // released by whoever takes it
	timeout time.Duration // of the exchange, 0 for the usual
}

type boxKey struct{}

// exchange is the http.RoundTripper that colly is given: it bounds each exchange in time and size, unpacks the body, and
// has it recorded.
type exchange struct {
	base     http.RoundTripper
	bodies   *bodyReader
	timeout  time.Duration // a quarter of it is for answers that have begun
	recorder Recorder      // nil for none
	now      func() time.Time
}

// Slow is the error of an answer that did not come, or did not end, in time.
type Slow struct{ After time.Duration }

func (e Slow) Error() string {
	return fmt.Sprintf("no complete answer within %s; the server may be down or overloaded", e.After)
}

// RoundTrip performs one exchange. The body, unpacked and whole, is put into the context's box; the response has none.
func (x *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	timeout := x.timeout
	held, _ := req.Context().Value(boxKey{}).(*box)
	if held != nil && held.timeout > 0 {
		timeout = held.timeout
	}
	begin := timeout * 3 / 4
	watch := startWatchdog(begin, cancel)
	resp, body, err := x.whole(req.WithContext(ctx), watch, timeout-begin)
	if barked, after := watch.stop(); barked && err != nil {
		err = Slow{after}
	}
	if err != nil {
		return nil, err
	}
	resp.Body = http.NoBody // colly would copy it
	if held == nil {
		x.bodies.release(len(body))
	} else {
		held.body = body
	}
	resp.ContentLength = 0
	resp.Uncompressed = true
	resp.Header.Del("Content-Encoding")
	contentType := resp.Header.Get("Content-Type")
	resp.Header.Set(sentType, contentType)
	media, _, _ := strings.Cut(contentType, ";")
	resp.Header.Set("Content-Type", media)
	return resp, nil
}

// whole performs the exchange; once an answer has begun, it may take so much longer.
func (x *exchange) whole(req *http.Request, watch *watchdog, longer time.Duration) (*http.Response, []byte, error) {
	resp, err := x.base.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	watch.extend(longer)
	defer resp.Body.Close()
	var sent io.Reader = resp.Body
	var raw bytes.Buffer
	if x.recorder != nil {
		sent = io.TeeReader(sent, &raw)
	}
	body, err := x.bodies.read(req.Context(), sent, resp.Header.Get("Content-Encoding"), resp.ContentLength, watch)
	if err != nil {
		return nil, nil, err
	}
	if x.recorder != nil {
		if err := x.recorder.Record(req, resp, raw.Bytes(), x.now()); err != nil {
			x.bodies.release(len(body))
			return nil, nil, fmt.Errorf("the exchange could not be recorded: %w", err)
		}
	}
	return resp, body, nil
}
