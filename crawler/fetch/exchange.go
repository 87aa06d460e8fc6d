package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// answer is one response of a server: its header as sent, its body unpacked.
type answer struct {
	status int
	header http.Header
	body   *Body
}

// location is where a redirect leads to, as sent; "" for an answer that is none. Bytes that are no UTF-8 are written so that they are
// sent back as they came.
func (a *answer) location() string {
	if a.status < 300 || a.status > 399 || a.status == http.StatusNotModified {
		return ""
	}
	sent := a.header.Get("Location")
	if utf8.ValidString(sent) {
		return sent
	}
	var escaped strings.Builder
	for _, c := range []byte(sent) {
		if c < utf8.RuneSelf {
			escaped.WriteByte(c)
		} else {
			fmt.Fprintf(&escaped, "%%%02X", c)
		}
	}
	return escaped.String()
}

// failsConditions reports whether an answer shows that its server, or a cache before it, cannot handle conditional requests.
func (a *answer) failsConditions() bool {
	return a.status == http.StatusPreconditionFailed || a.status == http.StatusOK && len(a.body.Bytes()) == 0
}

// exchange performs one request on a transport. The body is read whole within the timeout, a quarter of which is for
// answers that have begun.
func (n *Network) exchange(req *http.Request, base http.RoundTripper, timeout time.Duration) (*answer, error) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	begin := timeout * 3 / 4
	watch := startWatchdog(begin, cancel)
	a, err := n.readWhole(req.WithContext(ctx), base, watch, timeout-begin)
	if expired, after := watch.stop(); expired && err != nil {
		err = Slow{after}
	}
	return a, err
}

// readWhole performs the exchange; once an answer has begun, it may take so much longer.
func (n *Network) readWhole(req *http.Request, base http.RoundTripper, watch *watchdog, longer time.Duration) (*answer, error) {
	resp, err := base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	watch.extend(longer)
	defer resp.Body.Close()
	var sent io.Reader = resp.Body
	var raw bytes.Buffer
	if n.opt.Recorder != nil {
		sent = io.TeeReader(sent, &raw)
	}
	encoding := strings.Join(resp.Header.Values("Content-Encoding"), ",") // several lines are one list (RFC 9110 §5.3)
	body, err := n.bodies.read(req.Context(), sent, encoding, resp.ContentLength, watch)
	if err != nil {
		return nil, err
	}
	if n.opt.Recorder != nil {
		if err := n.opt.Recorder.Record(req, resp, raw.Bytes(), n.clock.Now()); err != nil {
			body.Release()
			return nil, fmt.Errorf("the exchange could not be recorded: %w", err)
		}
	}
	if encoding == "" && body.held == 0 && bytes.HasPrefix(body.Bytes(), gzipMagic) { // packed beforehand, and its header left out
		if plain, err := n.bodies.read(req.Context(), bytes.NewReader(body.Bytes()), "gzip", -1, watch); err == nil {
			body.Release()
			body = plain
		}
	}
	status := resp.StatusCode
	if status == http.StatusNonAuthoritativeInfo {
		status = http.StatusOK // that of a proxy which changed the answer (RFC 9110 §15.3.4)
	}
	return &answer{status: status, header: resp.Header, body: body}, nil
}

// HashOf tells two bodies apart; 12 bytes of SHA-256 make a chance match as unlikely as a broken disk.
func HashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return encodeHash(sum[:])
}

// Hash is HashOf for texts one after the other.
type Hash struct {
	h    hash.Hash
	text []byte // memory of a text on its way
}

// NewHash returns the hash of nothing.
func NewHash() *Hash { return &Hash{h: sha256.New()} }

// Add adds texts, each told apart from the next.
func (h *Hash) Add(texts ...string) {
	for _, text := range texts {
		h.text = append(append(h.text[:0], text...), 0)
		_, _ = h.h.Write(h.text) // cannot fail
	}
}

// Sum returns the hash of what was added.
func (h *Hash) Sum() string { return encodeHash(h.h.Sum(nil)) }

func encodeHash(sum []byte) string { return base64.RawURLEncoding.EncodeToString(sum[:12]) }
