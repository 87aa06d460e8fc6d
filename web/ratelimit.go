package web

import (
	"net/http"
	"strings"
	"time"

	"koubo/web/front"
)

// What a request takes of a client's tokens, and how many it can save up.
const (
	apiTokens    = 1
	exportTokens = 20 // all records may be read for it
	savedTokens  = 120
)

// limited returns how long a client has to wait before a request is answered, 0 where it is answered now. Pages and feeds,
// which are kept, are not bounded, nor are programs on this machine.
func (s *site) limited(r *http.Request, now time.Time) time.Duration {
	n := tokensOf(r.URL.Path)
	if n == 0 || s.limiter == nil {
		return 0
	}
	client := s.TrustedProxies.Client(r)
	if client.IsLoopback() {
		return 0
	}
	return s.limiter.Take(client, n, now)
}

// tokensOf is what an address costs.
func tokensOf(path string) int {
	switch {
	case path == visitsPath, path == copyPath: // for this machine alone anyway
		return 0
	case strings.HasPrefix(path, "/export."), strings.HasPrefix(path, "/sitemap/"):
		return exportTokens
	case strings.HasPrefix(path, "/api/"), path == "/sources.json", path == front.HubPath:
		return apiTokens
	}
	return 0
}
