package transport

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// Transport is an http.Transport that learns which hosts send headers with lines that are none, which net/http refuses as
// a whole, and reads those as browsers do: without the lines.
type Transport struct {
	*http.Transport
	tolerant *http.Transport // one answer a connection, its header mended
	odd      sync.Map        // host:port → true
}

// OddHeader is the error of an answer whose header holds a line that is none. The next request to the host is read
// tolerantly, so it is worth another try.
type OddHeader struct{ Host string }

func (e OddHeader) Error() string {
	return fmt.Sprintf("the header of the answer of %s holds a line without a colon", e.Host)
}

// RoundTrip performs one exchange.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if _, odd := t.odd.Load(req.URL.Host); odd {
		return t.tolerant.RoundTrip(req)
	}
	resp, err := t.Transport.RoundTrip(req)
	if err != nil && strings.Contains(err.Error(), "malformed MIME header") {
		t.odd.Store(req.URL.Host, true)
		return nil, OddHeader{req.URL.Host}
	}
	return resp, err
}

// newTolerant returns a transport whose connections pass on a header without the lines that are none.
func newTolerant(like *http.Transport) *http.Transport {
	t := like.Clone()
	t.DisableKeepAlives = true // each connection carries one answer, at its beginning
	t.ForceAttemptHTTP2 = false
	dial := like.DialContext
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &headerMender{Conn: conn}, nil
	}
	t.DialTLSContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		config := like.TLSClientConfig.Clone()
		config.NextProtos = nil
		if config.ServerName == "" {
			config.ServerName, _, _ = net.SplitHostPort(address)
		}
		secure := tls.Client(conn, config)
		ctx, cancel := context.WithTimeout(ctx, tlsTimeout)
		defer cancel()
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
		return &headerMender{Conn: secure}, nil
	}
	return t
}

// headerMender is a connection that reads its first header without the lines that are none.
type headerMender struct {
	net.Conn
	sent io.Reader // the mended header, then the rest
}

// Read reads the answer.
func (m *headerMender) Read(p []byte) (int, error) {
	if m.sent == nil {
		lines := bufio.NewReaderSize(m.Conn, 4<<10)
		m.sent = io.MultiReader(bytes.NewReader(mendHeader(lines)), lines) // a connection that broke off says so again
	}
	return m.sent.Read(p)
}

// mendHeader reads a header (RFC 9112 §2.1) up to its empty line, and leaves out what is neither a field nor the
// continuation of one. What broke off ends as it is.
func mendHeader(r *bufio.Reader) []byte {
	var head []byte
	kept, within := true, false // within a line that is longer than the reader's memory
	for read := 0; read < maxHeader; {
		line, err := r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return append(head, line...)
		}
		read += len(line)
		text := bytes.TrimRight(line, "\r\n")
		switch {
		case within: // it goes on
		case read == len(line), len(text) == 0: // the status line, the end
			kept = true
		case text[0] != ' ' && text[0] != '\t':
			name, _, colon := bytes.Cut(text, []byte(":"))
			kept = colon && isToken(name)
		}
		if kept {
			head = append(head, line...)
		}
		if len(text) == 0 && !within {
			return head
		}
		within = err != nil
	}
	return head
}

// isToken reports whether a name may be a field's (RFC 9110 §5.6.2).
func isToken(name []byte) bool {
	const special = "!#$%&'*+-.^_`|~"
	for _, c := range name {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && !strings.ContainsRune(special, rune(c)) {
			return false
		}
	}
	return len(name) > 0
}
