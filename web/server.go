package web

import (
	"net/http"
	"time"

	"koubo/web/response"
)

// Limits of a connection. A request of koubo is a line and a few headers and never has a body, so they are tight; only
// the answer may take long, where a large export meets a slow line.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	idleTimeout   = 90 * time.Second
	maxHeader     = 16 << 10 // bytes; net/http allows 4 KiB on top
)

// Server returns a server for handler at addr (host:port) with the limits that a public service needs.
// The caller starts it and shuts it down.
func Server(addr string, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      response.WriteTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
}
