// Package transport makes the connections of a crawl: bounded, guarded against private networks, tolerant of old servers
// where the operator says so.
package transport

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// Options decide how connections are made.
type Options struct {
	Guard    Guard
	Gap      time.Duration // between two requests to one host: how long a connection is worth keeping
	Timeout  time.Duration // until the response's header has arrived, counted from the request
	Proxy    bool          // take proxies from HTTP_PROXY and its relatives; off unless configured
	Insecure bool          // tolerate bad certificates and the TLS versions and ciphers of old servers
}

const (
	dialTimeout = 10 * time.Second
	tlsTimeout  = 10 * time.Second
	idleConns   = 2048                    // one for each host of a pass over the whole country
	idleLeast   = 1500 * time.Millisecond // a connection is kept so much longer than the gap; kept for nothing, it costs both sides memory
	buffer      = 2 << 10                 // bytes to read and write at once: there are as many connections as visits under way
	maxHeader   = 256 << 10
)

// New returns a transport for many hosts at one request each: HTTP/1.1 and 2, both address families, every
// connection past the guard. Bodies arrive as sent: the caller decompresses.
func New(o Options) *Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second, Control: o.Guard.Control}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    tlsTimeout,
		ResponseHeaderTimeout:  o.Timeout,
		MaxIdleConns:           idleConns,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        o.Gap + idleLeast,
		MaxResponseHeaderBytes: maxHeader,
		ReadBufferSize:         buffer,
		WriteBufferSize:        buffer,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
	}
	if o.Proxy {
		p := &proxied{guard: o.Guard, from: http.ProxyFromEnvironment, guarded: dialer, trusting: &net.Dialer{Timeout: dialTimeout}}
		t.Proxy, t.DialContext = p.choose, p.dial
	}
	if o.Insecure {
		t.TLSClientConfig = oldServers()
	}
	return &Transport{Transport: t, tolerant: newTolerant(t)}
}

// oldServers accepts what tls_insecure asks for: any certificate, TLS 1.0, and cipher suites without forward secrecy.
func oldServers() *tls.Config {
	var suites []uint16
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		suites = append(suites, s.ID)
	}
	return &tls.Config{MinVersion: tls.VersionTLS10, InsecureSkipVerify: true, CipherSuites: suites}
}
